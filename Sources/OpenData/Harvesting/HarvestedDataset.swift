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
    /// Since when and why it is not shown here; the reason stays inside. Reading its source again changes nothing of that.
    let hiddenAt: Timestamp?
    let hiddenReason: String?

    static let parameter = "harvested"
    static let selection: SQL = "SELECT * FROM opendata_harvested"
    static let key: SQL = "opendata_harvested.id"
    static let title = "取り込んだデータセット"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, source, hash, takenAt) = (try row["id"], try row["source"], try row["hash"], try row["taken_at"])
        (vanishedAt, hiddenAt, hiddenReason) = (
            try row["vanished_at"], try row["hidden_at"], try row["hidden_reason"]
        )
        record = try JSON(parsing: try row["content"] as String).decoded()
    }

    /// For everybody.
    var path: String { "/opendata/others/\(id)" }

    /// For staff.
    var staffPath: String { "/datasets/harvested/\(id)" }

    /// Those that are shown, the newest first.
    static func all(on connection: any Connection) throws -> [HarvestedDataset] {
        try list("WHERE hidden_at IS NULL ORDER BY taken_at DESC, id", on: connection)
    }

    /// Of one source, those that are hidden included.
    static func of(_ source: HarvestSource, on connection: any Connection) throws -> [HarvestedDataset] {
        try list("WHERE source = \(source.id) ORDER BY title, id", on: connection)
    }

    func hide(_ reason: String, by stamp: Stamp, on connection: any Connection) throws {
        guard hiddenAt == nil else { throw HarvestRefusal.hidden }
        try connection.execute(
            "UPDATE opendata_harvested SET hidden_at = \(stamp.at), hidden_reason = \(reason) WHERE id = \(id)")
        try stamp.note("opendata.harvested.hide", "harvested/\(id)", ["reason": .string(reason)], on: connection)
    }

    func show(by stamp: Stamp, on connection: any Connection) throws {
        guard hiddenAt != nil else { throw HarvestRefusal.notHidden }
        try connection.execute(
            "UPDATE opendata_harvested SET hidden_at = NULL, hidden_reason = NULL WHERE id = \(id)")
        try stamp.note("opendata.harvested.show", "harvested/\(id)", on: connection)
    }

    /// A record as it is kept.
    struct Content: Sendable {
        let record: HarvestedRecord
        let text: String
        let hash: String

        init(_ record: HarvestedRecord) throws {
            self.record = record
            text = try JSON(encoding: record).canonical
            hash = ContentHash.of(text)
        }
    }

    /// What is known of a source and still named by it: hashes by identifiers, read once for a whole reading.
    static func hashes(of source: HarvestSource, on connection: any Connection) throws -> [String: String] {
        Dictionary(
            try connection.rows(
                "SELECT identifier, hash FROM opendata_harvested WHERE source = \(source.id) AND vanished_at IS NULL"
            ).map { (try $0["identifier"], try $0["hash"]) }, uniquingKeysWith: { first, _ in first })
    }

    /// Takes over what is new or another than before; one statement, so not too many at once.
    static func take(
        _ contents: [Content], from source: HarvestSource, by stamp: Stamp, on connection: any Connection
    ) throws {
        let rows: [SQL] = contents.map { content in
            """
            (\(stamp.newID(HarvestedDataset.self)), \(source.id), \(content.record.identifier), \(content.record.title),
                \(content.text), \(content.hash), \(stamp.at))
            """
        }
        try connection.execute(
            """
            INSERT INTO opendata_harvested (id, source, identifier, title, content, hash, taken_at) VALUES \(SQL.list(rows))
            ON CONFLICT (source, identifier) DO UPDATE SET title = excluded.title, content = excluded.content,
                hash = excluded.hash, taken_at = excluded.taken_at, vanished_at = NULL
            """)
    }

    /// Marks those that the source does not name any more; nothing is deleted.
    static func mark(
        vanished identifiers: [String], of source: HarvestSource, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            UPDATE opendata_harvested SET vanished_at = \(stamp.at)
            WHERE source = \(source.id) AND identifier IN \(values: identifiers)
            """)
    }
}
