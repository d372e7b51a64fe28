import Documents
import Site
import Storage
import Ward

/// The words in the pictures of a scanned PDF, read when a person asked for it: minutes, within the limits of the programs that read.
enum RecognitionJob {
    static let kind = "plan.recognise"

    /// Asked for twice, by a double click, it is one.
    static func request(_ run: ImportRun, by stamp: Stamp, on connection: any Connection) throws -> Job {
        try JobStore.requestOnce(
            kind: kind, title: "画像の文字の読取り　\(run.fileName)", parameters: parameters(run), by: stamp, on: connection)
    }

    /// The job that waits or runs.
    static func open(_ run: ImportRun, on connection: any Connection) throws -> Job? {
        try JobStore.open(kind: kind, parameters: parameters(run), on: connection)
    }

    private static func parameters(_ run: ImportRun) -> JSON { ["run": .string(run.id.text)] }

    static let handler = JobHandler(kind: kind, lane: .long) { context in
        guard let text = context.job.parameters["run"]?.string else { throw UnknownRecord(ImportRun.self) }
        let id = ID<ImportRun>(text)
        try await context.each([text]) { _ in
            let (bytes, name) = try await context.ward.database.read { connection in
                let run = try ImportRun.known(id, on: connection)
                return (try EvidenceStore.bytes(run.fileHash, on: connection) ?? [], run.fileName)
            }
            let document = try await DocumentReader(tools: .live(recognising: true)).read(bytes, name: name)
            let read = try NoticeFile(document, of: bytes, name: name)
            let stamp = context.stamp
            try await context.ward.database.write {
                try ImportStore.recognised(read, in: id, by: stamp, on: $0)
            }
            return .ok("\(document.lines.count)行")
        }
    }
}
