import Conversion
import Japanese
import Storage
import Ward

/// A rehearsal that was finished and sealed.
public struct RehearsalRecord: Hashable, Sendable {
    public let id: ID<RehearsalRecord>
    public let workbench: String
    /// The workbench's folder.
    public let folder: String
    public let number: Int
    public let startedAt: Timestamp
    public let finishedAt: Timestamp
    public let isGateOpen: Bool
    /// Findings of severity stop and above that wait.
    public let blocking: Int
    public let contentHash: String

    var path: String { "/standardization/\(id)" }
    /// `runs/0001`, in the workbench's folder.
    var runFolder: String { RunManifest.folder(number) }

    static let sealKind = "standardization.rehearsal"
}

/// Finished rehearsals in the database, each with its sealed report.
enum RehearsalStore {
    /// Records a finished rehearsal and seals its report, once.
    static func record(
        _ content: JSON, folder: String, by stamp: Stamp, on connection: any Connection
    ) throws -> (record: RehearsalRecord, seal: Seal) {
        let view = RehearsalView(content)
        if let known = try find(folder: folder, number: view.number, on: connection),
            let seal = try SealStore.latest(kind: RehearsalRecord.sealKind, subject: known.id.text, on: connection)
        {
            return (known, seal)
        }
        let id: ID<RehearsalRecord> = stamp.newID()
        let seal = try SealStore.seal(
            kind: RehearsalRecord.sealKind, subject: id.text, content: content, reason: nil, by: stamp, on: connection
        ) { heading in
            [
                Rendering(
                    type: "text/html", bytes: RehearsalDocument.bytes(content, heading),
                    version: RehearsalDocument.version)
            ]
        }
        let record = RehearsalRecord(
            id: id, workbench: view.workbench, folder: folder, number: view.number,
            startedAt: Timestamp(milliseconds: view.startedAt), finishedAt: stamp.at, isGateOpen: view.isGateOpen,
            blocking: view.blocking, contentHash: seal.contentHash)
        try connection.execute(
            """
            INSERT INTO standardization_rehearsal
                (id, workbench, folder, number, started_at, finished_at, gate, blocking, content_hash)
            VALUES (\(id), \(record.workbench), \(folder), \(record.number), \(record.startedAt), \(stamp.at),
                \(record.isGateOpen ? "open" : "closed"), \(record.blocking), \(record.contentHash))
            """)
        try Audit.append(
            "standardization.rehearse", subject: "rehearsal/\(id)",
            details: [
                "number": JSON(record.number), "gate": .string(record.isGateOpen ? "open" : "closed"),
                "contentHash": .string(record.contentHash),
            ], by: stamp, on: connection)
        return (record, seal)
    }

    static func list(on connection: any Connection) throws -> [RehearsalRecord] {
        try connection.rows("\(columns) ORDER BY finished_at DESC, id DESC").map(record)
    }

    /// The newest rehearsal of each workbench that was finished by the end of a day.
    static func latest(asOf day: CivilDate, on connection: any Connection) throws -> [RehearsalRecord] {
        var seen: Set<String> = []
        return try list(on: connection).filter { $0.finishedAt.date <= day && seen.insert($0.folder).inserted }
    }

    static func find(_ id: ID<RehearsalRecord>, on connection: any Connection) throws -> RehearsalRecord? {
        try connection.row("\(columns) WHERE id = \(id)").map(record)
    }

    static func find(folder: String, number: Int, on connection: any Connection) throws -> RehearsalRecord? {
        try connection.row("\(columns) WHERE folder = \(folder) AND number = \(number)").map(record)
    }

    private static let columns: SQL =
        "SELECT id, workbench, folder, number, started_at, finished_at, gate, blocking, content_hash FROM standardization_rehearsal"

    private static func record(_ row: SQLRow) throws -> RehearsalRecord {
        RehearsalRecord(
            id: try row[0], workbench: try row[1], folder: try row[2], number: try row[3], startedAt: try row[4],
            finishedAt: try row[5], isGateOpen: try row[6] as String == "open", blocking: try row[7],
            contentHash: try row[8])
    }
}
