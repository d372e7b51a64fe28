/// A post (職), such as 情報管理課長: bodies seat posts, not people (充て職).
public struct Post: Hashable, Sendable {
    public let id: ID<Post>
    public let title: String
    /// `nil` when the source does not say to which unit the post belongs.
    public let unit: ID<OfficeUnit>?

    public init(id: ID<Post>, title: String, unit: ID<OfficeUnit>?) {
        self.id = id
        self.title = title
        self.unit = unit
    }
}

extension Post {
    /// The title after the unit was succeeded by another: a title that begins with the unit's name takes the new name.
    ///
    ///     Post.title("情報管理課長", movedFrom: "情報管理課", to: "デジタル推進課")      // デジタル推進課長
    ///     Post.title("学校ICT担当課長", movedFrom: "学務課", to: "学校支援課")         // 学校ICT担当課長
    public static func title(_ title: String, movedFrom old: String, to new: String) -> String {
        guard title.unicodeScalars.starts(with: old.unicodeScalars) else { return title }
        var result = new.unicodeScalars
        result.append(contentsOf: title.unicodeScalars.dropFirst(old.unicodeScalars.count))
        return String(result)
    }
}
