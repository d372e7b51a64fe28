import Japanese
import Site
import Storage
import Ward

/// A dataset of another catalogue, as it was read there last.
struct HarvestedDataset: AddressedRecord {
    let id: ID<HarvestedDataset>
    let source: ID<HarvestSource>
    let record: HarvestedRecord
    /// Of what was read, to know a change.
    let hash: String
    /// When this content was taken.
    let takenAt: Timestamp
    /// Since when its source does not name it any more.
    let vanishedAt: Timestamp?

    static let parameter = "harvested"
    static let selection: SQL = "SELECT * FROM opendata_harvested"
    static let key: SQL = "opendata_harvested.id"
    static let title = "取り込んだデータセット"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, source, hash, takenAt) = (try row["id"], try row["source"], try row["hash"], try row["taken_at"])
        vanishedAt = try row["vanished_at"]
        record = try JSON(parsing: try row["content"] as String).decoded()
    }

    /// For everybody.
    var path: String { "/opendata/others/\(id)" }

    /// The newest first.
    static func all(on connection: any Connection) throws -> [HarvestedDataset] {
        try list("ORDER BY taken_at DESC, id", on: connection)
    }

    /// Takes over what was read, or leaves it where nothing changed.
    /// - Returns: whether something is new.
    static func take(
        _ record: HarvestedRecord, from source: HarvestSource, by stamp: Stamp, on connection: any Connection
    ) throws -> Bool {
        let content = try JSON(encoding: record).canonical
        let hash = ContentHash.of(content)
        let known = try connection.row(
            """
            SELECT hash, vanished_at FROM opendata_harvested
            WHERE source = \(source.id) AND identifier = \(record.identifier)
            """
        ).map { row -> (hash: String, vanishedAt: Timestamp?) in (try row["hash"], try row["vanished_at"]) }
        if let known, known.hash == hash, known.vanishedAt == nil { return false }
        try connection.execute(
            """
            INSERT INTO opendata_harvested (id, source, identifier, title, content, hash, taken_at)
            VALUES (\(stamp.newID(HarvestedDataset.self)), \(source.id), \(record.identifier), \(record.title), \(content),
                \(hash), \(stamp.at))
            ON CONFLICT (source, identifier) DO UPDATE SET title = excluded.title, content = excluded.content,
                hash = excluded.hash, taken_at = excluded.taken_at, vanished_at = NULL
            """)
        return true
    }
}
