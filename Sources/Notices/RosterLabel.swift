import Japanese

/// What stands before the members of a body: グループ長, 副委員長, 構成員, 事務局.
enum RosterLabel: Hashable, Sendable {
    case name, leader, deputy, member, secretariat, total

    /// - Returns: `nil` unless the whole text is a label.
    init?(_ text: String) {
        let key = TextKey(text).text
        guard !key.isEmpty, key.unicodeScalars.count <= 14 else { return nil }
        if key.contains("名称") || ["会議名", "グループ名", "会議体", "組織名", "チーム名", "部会名"].contains(key) {
            self = .name
        } else if key.contains("事務局") || key == "庶務" || key == "庶務担当" {
            self = .secretariat
        } else if ["合計", "計", "人数", "総数"].contains(key) {
            self = .total
        } else if Self.deputyPosts.contains(key) {
            return nil
        } else if key.hasPrefix("副"), Self.heads.contains(where: { key.hasSuffix($0) }) {
            self = .deputy
        } else if ["職務代理", "職務代理者", "会長代理", "サブリーダー"].contains(key) {
            self = .deputy
        } else if Self.heads.contains(key) || Self.groupHeads.contains(key) {
            self = .leader
        } else if Self.members.contains(where: { key.hasSuffix($0) }) {
            self = .member
        } else {
            return nil
        }
    }

    /// Posts of their own that only look like deputies of a body.
    private static let deputyPosts = ["副区長", "副市長", "副町長", "副村長", "副知事", "副校長", "副参事", "副主幹"]
    private static let heads = ["長", "会長", "委員長", "座長", "部会長", "本部長", "議長", "リーダー", "グループ長", "チーム長", "班長", "代表"]
    private static let groupHeads = ["グループリーダー", "チームリーダー", "主査", "統括"]
    private static let members = ["構成員", "委員", "メンバー", "幹事", "オブザーバー", "部員", "班員", "構成メンバー", "アドバイザー", "会員"]

    /// A label at the beginning of a line, followed by space or a colon, and where the rest begins.
    static func atBeginning(of scalars: [Unicode.Scalar]) -> (label: RosterLabel, rest: Int)? {
        // 委　員 is spread with spaces: the label may hold single ones.
        var label: [Unicode.Scalar] = []
        var offset = 0
        while offset < scalars.count, label.count < 14 {
            let scalar = scalars[offset]
            if scalar == "：" || scalar == ":" {
                guard let known = RosterLabel(String(String.UnicodeScalarView(label))) else { return nil }
                return (known, offset + 1)
            }
            if scalar.properties.isWhitespace {
                var end = offset
                while end < scalars.count, scalars[end].properties.isWhitespace { end += 1 }
                if let known = RosterLabel(String(String.UnicodeScalarView(label))), end < scalars.count {
                    // 委 員: too short to be a label yet.
                    return (known, end)
                }
                offset = end
                continue
            }
            guard Script(of: scalar).isJapanese else { return nil }
            label.append(scalar)
            offset += 1
        }
        return nil
    }
}
