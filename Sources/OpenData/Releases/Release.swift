import Japanese
import Site
import Storage
import Ward

/// A file of a resource, handed in by a section. With a number it is public at its own address for good, and never changes;
/// all that can be done is to take it back.
struct Release: AddressedRecord {
    let id: ID<Release>
    let resource: ID<Resource>
    /// From 1; `nil` while it waits for somebody to publish it.
    let number: Int?
    /// SHA-256 of the file as it was sent, which is kept.
    let original: String
    let filename: String
    /// SHA-256 of what is public: UTF-8 CSV.
    let content: String
    /// Bytes of the content.
    let size: Int
    let rowCount: Int
    let profile: ReleaseProfile
    /// Of the file as it was sent, in words.
    let encoding: String
    /// Findings of the check, and how many of them a person had repaired.
    let found: Int
    let repaired: Int
    /// What was repaired, a line each.
    let ledger: [String]
    /// What was not repaired, and what was said of it.
    let review: ReleaseReview
    /// Against the release before; `nil` for the first.
    let diff: ReleaseDiff?
    let handedBy: ID<Person>?
    let handedAt: Timestamp
    let releasedAt: Timestamp?
    /// The terms under which it became public; `nil` before.
    private let licence: Licence?
    /// Since when and why it is taken back from the public; see ``takeDown(_:reason:by:on:)``.
    let takenDown: TakenDown?

    static let parameter = "release"
    static let selection: SQL = "SELECT * FROM opendata_release"
    static let key: SQL = "opendata_release.id"
    static let title = "データの版"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, resource, number, original) = (
            try row["id"], try row["resource"], try row["number"], try row["original"]
        )
        (filename, content, size, rowCount) = (
            try row["filename"], try row["content"], try row["size"], try row["row_count"]
        )
        (encoding, found, repaired) = (try row["encoding"], try row["found"], try row["repaired"])
        let (profile, ledger, diff): (String, String, String?) = (
            try row["profile"], try row["ledger"], try row["diff"]
        )
        let review: String = try row["review"]
        self.review = review.isEmpty ? ReleaseReview() : try JSON(parsing: review).decoded()
        self.profile = try JSON(parsing: profile).decoded()
        self.ledger = ledger.split(separator: "\n").map(String.init)
        self.diff = try diff.map { try JSON(parsing: $0).decoded() }
        (handedBy, handedAt, releasedAt) = (
            try row["handed_by"], try row["handed_at"], try row["released_at"]
        )
        licence = try row["licence"]
        takenDown = try TakenDown(row)
    }

    var path: String { "/datasets/releases/\(id)" }

    /// The terms under which it may be used: those of its dataset when it became public, whatever is decided later.
    func licence(in dataset: Dataset) -> Licence { licence ?? dataset.licence }

    /// Newest first, those that were taken back included.
    static func released(of resource: Resource, on connection: any Connection) throws -> [Release] {
        try list("WHERE resource = \(resource.id) AND number IS NOT NULL ORDER BY number DESC", on: connection)
    }

    /// The newest that is public.
    static func latest(of resource: ID<Resource>, on connection: any Connection) throws -> Release? {
        try list(
            """
            WHERE resource = \(resource) AND number IS NOT NULL AND taken_down_at IS NULL ORDER BY number DESC LIMIT 1
            """, on: connection
        ).first
    }

    /// The rows, checked against the hash.
    func table(on connection: any Connection) throws -> ReleaseTable {
        try ReleaseTable.kept(content) { try bytes(on: connection) }
    }

    func bytes(on connection: any Connection) throws -> [UInt8] {
        guard let bytes = try EvidenceStore.bytes(content, on: connection) else {
            throw EvidenceRefusal.damaged(hash: content)
        }
        return bytes
    }

    /// Structured, in an open format, by open terms, with addresses for what it is about: of the five stars those that it has.
    var stars: Int {
        profile.columns.contains { $0.name == "URL" || $0.name.contains("町字ID") || $0.name.contains("コード") } ? 4 : 3
    }
}
