import Conversion
import Foundation
import Japanese
import Site
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

    /// How other parts of the platform name it.
    var reference: String { "standardization/\(id)" }
    /// `runs/0001`, in the workbench's folder.
    var runFolder: String { RunManifest.folder(number) }

    static let sealKind = "standardization.rehearsal"

    /// What is said where the run's files are not there.
    var missingWords: String {
        let place = folder.isEmpty ? "" : "（\(folder)）"
        return
            "試行のフォルダーが元の場所\(place)にないか、記録した試行のものではないため、1件ずつの内容を表示できません。情報システムの担当に、フォルダーを戻すか、移した先でもう一度試行するよう伝えてください。"
    }
}

extension RehearsalRecord: AddressedRecord {
    public static let selection: SQL =
        """
        SELECT r.id, r.workbench, r.workbench_id, w.folder, r.number, r.started_at, r.finished_at, r.gate, r.blocking, r.content_hash
        FROM standardization_rehearsal r JOIN standardization_workbench w ON w.id = r.workbench_id
        """
    public static let key: SQL = "r.id"
    public static let title = "データ移行の試行"
    public static let parameter = "rehearsal"
    public var path: String { "/\(reference)" }

    public init(_ row: SQLRow, on _: any Connection) throws {
        self.init(
            id: try row["id"], workbench: try row["workbench"], workbenchID: try row["workbench_id"],
            folder: try row["folder"] ?? "", number: try row["number"], startedAt: try row["started_at"],
            finishedAt: try row["finished_at"], isGateOpen: try row["gate"] as String == "open",
            blocking: try row["blocking"], contentHash: try row["content_hash"])
    }

    private func seal(on connection: any Connection) throws -> Seal? {
        try SealStore.latest(kind: Self.sealKind, subject: id.text, on: connection)
    }

    /// The sealed report, proved by its hash; `nil` when there is none.
    func content(on connection: any Connection) throws -> JSON? {
        try seal(on: connection).map { try SealStore.content(of: $0, on: connection) }
    }

    /// The sealed report as it is shown, such as `text/html`; `nil` when it was not made.
    func rendering(_ type: String, on connection: any Connection) throws -> [UInt8]? {
        try seal(on: connection).flatMap { try SealStore.rendering(of: $0, type: type, on: connection) }
    }
}

extension [RehearsalRecord] {
    /// The first of each workbench.
    var newestOfEach: [RehearsalRecord] {
        var seen: Set<String> = []
        return filter { seen.insert($0.workbenchID).inserted }
    }
}

/// Finished rehearsals in the database, each with its sealed report.
enum RehearsalStore {
    /// Records a finished rehearsal and seals its report, once.
    /// - Throws: ``RunRefusal/recordedOtherwise(_:)`` where the number stands for other content.
    static func record(
        _ content: JSON, folder: String, by stamp: Stamp, on connection: any Connection
    ) throws -> (record: RehearsalRecord, seal: Seal) {
        let view = RehearsalView(content)
        let workbench = try view.workbenchID ?? WorkbenchStore.enter(at: folder, by: stamp, on: connection)
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
        try stamp.note(
            "standardization.rehearse", "rehearsal/\(id)",
            [
                "number": JSON(record.number), "gate": .string(record.isGateOpen ? "open" : "closed"),
                "contentHash": .string(record.contentHash),
            ], on: connection)
        return (record, seal)
    }

    /// All, the newest first.
    static func list(on connection: any Connection) throws -> [RehearsalRecord] {
        try RehearsalRecord.list("ORDER BY r.finished_at DESC, r.id DESC", on: connection)
    }

    /// The newest rehearsal of each workbench that was finished by the end of a day.
    static func latest(asOf day: CivilDate, on connection: any Connection) throws -> [RehearsalRecord] {
        try list(on: connection).filter { $0.finishedAt.date <= day }.newestOfEach
    }

    private static func find(
        workbench: String, number: Int, on connection: any Connection
    ) throws -> RehearsalRecord? {
        try RehearsalRecord.list("WHERE r.workbench_id = \(workbench) AND r.number = \(number)", on: connection).first
    }
}

extension RehearsalStore {
    /// Looks whether the reports and the lists of protected keys that still lie in folders are those that were sealed: the pages
    /// believe them. A folder that is not there any more has nothing to compare.
    static func compareFolders(on connection: any Connection) throws -> [String] {
        let tables: SQL = "SELECT 1 FROM schema_migration WHERE component = 'standardization' AND version = 2"
        guard try connection.row(tables) != nil else { return [] }
        return try list(on: connection).flatMap { record -> [String] in
            let run = URL(fileURLWithPath: record.folder).appendingPathComponent(record.runFolder)
            let report = run.appendingPathComponent("report.json").path
            guard !record.folder.isEmpty, FileManager.default.fileExists(atPath: report),
                let content = try record.content(on: connection)
            else { return [] }
            let sealed = ["report.json": record.contentHash].merging(RehearsalView(content).protectedLists) { $1 }
            return sealed.sorted { $0.key < $1.key }.compactMap { path, hash in
                (try? FileHash.sha256(path: run.appendingPathComponent(path).path)) == hash
                    ? nil : "データ移行の試行 第\(record.number)回（\(run.path)）：\(path) が、確定した報告にあるものと違います。"
            }
        }
    }
}
