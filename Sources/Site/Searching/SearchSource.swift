import Japanese
import Storage
import Ward

/// Finds records of a module by words, for those who may see them.
///
///     SearchSource("取組", needs: .readPlan) { query, _, _, connection in
///         try Initiative.list(on: connection).filter { query.matches($0.title) }.map { SearchHit($0.title, $0.path, note: $0.number) }
///     }
public struct SearchSource: Sendable {
    /// Finds at most as many as it is asked for and one more, so that it is known whether there are others. The day is today.
    public typealias Find = @Sendable (SearchQuery, SignedIn, CivilDate, any Connection) throws -> [SearchHit]

    /// What is found, as 取組.
    public let title: String
    public let permission: Permission
    /// As many are shown.
    public let limit: Int
    public let find: Find

    public init(_ title: String, needs permission: Permission, limit: Int = 20, find: @escaping Find) {
        self.title = title
        self.permission = permission
        self.limit = limit
        self.find = find
    }
}

/// What somebody looks for: words that must all be there, whatever the width of their letters and the kind of their kana.
public struct SearchQuery: Hashable, Sendable {
    /// As it was typed.
    public let text: String
    private let keys: SearchKeys

    static let scalarsMax = 100

    /// - Returns: `nil` when nothing to look for is left.
    public init?(_ text: String) {
        let kept = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.scalarsMax)))
        keys = SearchKeys(kept)
        guard !keys.isEmpty else { return nil }
        self.text = kept
    }

    /// Whether every word stands in one of the texts.
    public func matches(_ texts: String...) -> Bool { keys.areIn(texts) }

    public func matches(_ texts: [String]) -> Bool { keys.areIn(texts) }
}

/// One record that was found.
public struct SearchHit: Hashable, Sendable {
    public let title: String
    public let path: String
    /// By which it is told from others.
    public let note: String

    public init(_ title: String, _ path: String, note: String = "") {
        self.title = title
        self.path = path
        self.note = note
    }
}
