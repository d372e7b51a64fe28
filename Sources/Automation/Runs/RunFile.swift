import Browsing
import Japanese
import Site
import Storage
import Ward

/// A file that a run received from its system (受け取ったファイル). Nothing of it can be painted over as in a picture: it is sealed by the vault's
/// key, its name too, and the trail says who took it out.
struct RunFile: AddressedRecord {
    let id: ID<RunFile>
    let run: ID<Run>
    let recordKey: String
    let step: String
    let size: Int
    let keptAt: Timestamp

    static let parameter = "file"
    static let selection: SQL = "SELECT id, run, record_key, step, size, kept_at FROM automation_file"
    static let key: SQL = "automation_file.id"
    static let title = "受け取ったファイル"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, run, recordKey) = (try row["id"], try row["run"], try row["record_key"])
        (step, size, keptAt) = (try row["step"], try row["size"], try row["kept_at"])
    }

    var path: String { "/automation/runs/\(run)/files/\(id)" }
    /// As the run's ledger names it.
    var reference: String { Self.referencePrefix + id.text }
    static let referencePrefix = "file/"

    /// The oldest first.
    static func of(_ run: ID<Run>, on connection: any Connection) throws -> [RunFile] {
        try list("WHERE run = \(run) ORDER BY kept_at, id", on: connection)
    }

    static func owner(_ id: ID<RunFile>) -> String { "run-file/\(id)" }

    /// Of one file.
    static let bytesMax = EvidenceStore.bytesMax

    /// - Throws: `RunOutcome.downloadTooLarge`, `EnvelopeRefusal`.
    static func keep(
        _ evidence: RunEvidence, of run: ID<Run>, in ward: Ward, by stamp: Stamp, on connection: any Connection
    ) throws -> RunFile {
        guard evidence.bytes.count <= bytesMax else { throw RunOutcome.downloadTooLarge(bytesMax: bytesMax) }
        let id: ID<RunFile> = stamp.newID()
        // The name ends with the first zero: none stands in it.
        let content = Array(evidence.name.utf8.filter { $0 != 0 }) + [0] + evidence.bytes
        let envelope = try EnvelopeKey(ward.signingKey).seal(content, for: owner(id), random: ward.random)
        try connection.execute(
            """
            INSERT INTO automation_file (id, run, record_key, step, size, sealed_key, sealed_value, kept_at)
            VALUES (\(id), \(run), \(evidence.record), \(evidence.step), \(evidence.bytes.count), \(envelope.key),
                \(envelope.value), \(stamp.at))
            """)
        try stamp.note(
            "automation.file.keep", "run/\(run)", ["file": JSON(id), "size": JSON(evidence.bytes.count)],
            on: connection)
        return try known(id, on: connection)
    }

    /// Takes it out for somebody, whom the trail names.
    func open(
        in ward: Ward, by stamp: Stamp, on connection: any Connection
    ) throws -> (name: String, bytes: [UInt8]) {
        guard
            let row = try connection.row(
                "SELECT sealed_key, sealed_value FROM automation_file WHERE id = \(id)")
        else { throw UnknownRecord(RunFile.self) }
        let content = try EnvelopeKey(ward.signingKey).open(
            EnvelopeKey.Envelope(key: try row["sealed_key"], value: try row["sealed_value"]), for: RunFile.owner(id))
        try stamp.note("automation.file.read", "run/\(run)", ["file": JSON(id)], on: connection)
        let name = content.prefix { $0 != 0 }
        return (String(decoding: name, as: UTF8.self), Array(content.dropFirst(name.count + 1)))
    }
}

/// The files of a run on its page: for who decides about its records.
struct RunFileSection: Component {
    let files: [RunFile]
    let maySettle: Bool
    let state: PageState

    var html: HTML {
        guard !files.isEmpty else { return .empty }
        let rows = files.map { file -> [HTML] in
            let taking: HTML =
                maySettle
                ? ButtonForm("取り出す", file.path, state, context: file.recordKey).html : "この課の担当が取り出せます"
            return [
                "\(file.recordKey)", "\(file.step)", "\(ExactNumber(file.size).grouped)", "\(file.keptAt.japanese)",
                taking,
            ]
        }
        let columns: [TableView.Column] = [
            .rowHeader("番号"), .text("手順"), .number("大きさ（バイト）"), .text("いつ"), .text("取り出す"),
        ]
        return """
            <h2>受け取ったファイル</h2>
            <p>暗号にして保管しています。取り出すと、だれがいつ取り出したかが監査証跡に残ります。</p>
            \(TableView(caption: "受け取ったファイル", columns: columns, rows: rows, isCaptionHidden: true))
            """
    }
}

enum RunFileRoutes {
    static let all: [Route] = [
        .form("automation/runs/:run/files/:file", access: .needs(.settleMatters), page: RunPage.load) { request, _ in
            let stamp = try request.stamp
            let file = try await request.ward.database.write { connection in
                let file = try RunFile.load(request, on: connection)
                let run = try Run.load(request, on: connection)
                guard file.run == run.id else { throw PageRefusal.notFound }
                try Robot.known(run.robot, on: connection).check(.settleMatters, request.person)
                return try file.open(in: request.ward, by: stamp, on: connection)
            }
            return .answer(.bytes(file.bytes, type: "application/octet-stream", filename: file.name))
        }
    ]
}
