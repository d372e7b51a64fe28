import Conversion
import Japanese
import Storage
import Ward

/// A rehearsal that was finished and sealed.
public struct RehearsalRecord: Hashable, Sendable {
    public let id: ID<RehearsalRecord>
    public let workbench: String
    /// Which workbench it is of, wherever that lies.
    public let workbenchID: String
    /// The workbench's folder as it lies today; empty where that is not known any more.
    public let folder: String
    public let number: Int
    public let startedAt: Timestamp
    public let finishedAt: Timestamp
    public let isGateOpen: Bool
    /// Findings of severity stop and above that wait.
    public let blocking: Int
    public let contentHash: String

    var path: String { "/\(reference)" }
    /// How other parts of the platform name it.
    var reference: String { "standardization/\(id)" }
    /// `runs/0001`, in the workbench's folder.
    var runFolder: String { RunManifest.folder(number) }

    static let sealKind = "standardization.rehearsal"
}

/// Finished rehearsals in the database, each with its sealed report.
enum RehearsalStore {
    /// Records a finished rehearsal and seals its report, once.
    /// - Throws: ``RunRefusal/recordedOtherwise(_:)`` where the number stands for other content.
    static func record(
        _ content: JSON, folder: String, by stamp: Stamp, on connection: any Connection
    ) throws -> (record: RehearsalRecord, seal: Seal) {
        let view = RehearsalView(content)
        let workbench = try WorkbenchStore.enter(at: folder, by: stamp, on: connection)
        let known = try find(workbench: workbench, number: view.number, on: connection)
        if let known, known.contentHash != ContentHash.of(content.canonical) {
            throw RunRefusal.recordedOtherwise(view.number)
        }
        if let known,
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
            id: id, workbench: view.workbench, workbenchID: workbench, folder: folder, number: view.number,
            startedAt: Timestamp(milliseconds: view.startedAt), finishedAt: stamp.at, isGateOpen: view.isGateOpen,
            blocking: view.blocking, contentHash: seal.contentHash)
        try connection.execute(
            """
            INSERT INTO standardization_rehearsal
                (id, workbench, workbench_id, number, started_at, finished_at, gate, blocking, content_hash)
            VALUES (\(id), \(record.workbench), \(workbench), \(record.number), \(record.startedAt), \(stamp.at),
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
        try connection.rows("\(columns) ORDER BY r.finished_at DESC, r.id DESC").map(record)
    }

    /// The newest rehearsal of each workbench that was finished by the end of a day.
    static func latest(asOf day: CivilDate, on connection: any Connection) throws -> [RehearsalRecord] {
        var seen: Set<String> = []
        return try list(on: connection).filter { $0.finishedAt.date <= day && seen.insert($0.workbenchID).inserted }
    }

    static func find(_ id: ID<RehearsalRecord>, on connection: any Connection) throws -> RehearsalRecord? {
        try connection.row("\(columns) WHERE r.id = \(id)").map(record)
    }

    static func find(workbench: String, number: Int, on connection: any Connection) throws -> RehearsalRecord? {
        try connection.row("\(columns) WHERE r.workbench_id = \(workbench) AND r.number = \(number)").map(record)
    }

    private static let columns: SQL =
        """
        SELECT r.id, r.workbench, r.workbench_id, w.folder, r.number, r.started_at, r.finished_at, r.gate, r.blocking, r.content_hash
        FROM standardization_rehearsal r JOIN standardization_workbench w ON w.id = r.workbench_id
        """

    private static func record(_ row: SQLRow) throws -> RehearsalRecord {
        RehearsalRecord(
            id: try row[0], workbench: try row[1], workbenchID: try row[2], folder: try row[3] ?? "",
            number: try row[4], startedAt: try row[5], finishedAt: try row[6],
            isGateOpen: try row[7] as String == "open", blocking: try row[8], contentHash: try row[9])
    }
}
