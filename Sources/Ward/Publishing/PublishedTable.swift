import Japanese
import Storage

/// A table of figures that a module makes public by itself, such as its published quarters: the catalogue of open data releases it
/// whenever it says something new. The module knows no catalogue, and the catalogue no module.
///
///     PublishedTable("plan-progress", title: "取組の進捗", notes: "…", tags: ["計画"]) { today, connection in
///         (heads: ["四半期", "取組"], rows: …)
///     }
///
/// Only what is public already may stand in it: nobody looks at it again.
public struct PublishedTable: Sendable {
    public typealias Rows = (heads: [String], rows: [[String]])

    /// In the address of the dataset: small Latin letters, digits, `-` and `_`.
    public let name: String
    public let title: String
    /// What its rows and columns are.
    public let notes: String
    /// From which records it comes.
    public let provenance: String
    public let tags: [String]
    /// `nil` while nothing is public.
    public let read: @Sendable (_ today: CivilDate, any Connection) throws -> Rows?

    public init(
        _ name: String, title: String, notes: String, provenance: String, tags: [String],
        read: @escaping @Sendable (_ today: CivilDate, any Connection) throws -> Rows?
    ) {
        self.name = name
        self.title = title
        self.notes = notes
        self.provenance = provenance
        self.tags = tags
        self.read = read
    }
}
