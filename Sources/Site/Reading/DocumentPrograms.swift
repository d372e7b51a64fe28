import Documents
import Foundation
import Storage

extension DocumentTools {
    /// Poppler for PDF; Tesseract too, when a person asked for recognition.
    public static func live(recognising: Bool = false) -> DocumentTools {
        var tools = DocumentTools { bytes throws(DocumentToolFailure) in try await DocumentPrograms.shared.layout(bytes)
        }
        if recognising {
            tools.recognising = { bytes throws(DocumentToolFailure) in
                try await DocumentPrograms.shared.recognise(bytes)
            }
        }
        return tools
    }
}

/// Runs the programs that read PDF and pictures, one document at a time and within a bound of memory: nothing of the file stands among
/// their arguments, and nothing of the server's own environment reaches them.
actor DocumentPrograms {
    static let shared = DocumentPrograms()

    static let layoutSecondsMax = 60
    static let recognitionSecondsMax = 600
    /// Pages that are recognised; each takes seconds.
    static let recognisedPagesMax = 60
    static let answerBytesMax = 128 << 20
    /// Twice what Tesseract takes for a sheet of A0 at this resolution.
    static let memoryBytesMax = 2 << 30
    private static let pixelsPerInch = 300

    private let queue = Turns(placesMax: 1)

    /// The words of a PDF with their places.
    func layout(_ pdf: [UInt8]) async throws(DocumentToolFailure) -> [UInt8] {
        let outcome = try await inTurn { () async throws(DocumentToolFailure) in
            try await DocumentPrograms.run(
                "pdftotext", ["-bbox-layout", "-enc", "UTF-8", "-", "-"], package: "poppler-utils", input: pdf,
                secondsMax: DocumentPrograms.layoutSecondsMax)
        }
        guard outcome.status == 0 else { throw DocumentPrograms.failure(outcome, "pdftotext") }
        return outcome.bytes
    }

    /// The words in the pictures of a PDF, or in one picture.
    func recognise(_ bytes: [UInt8]) async throws(DocumentToolFailure) -> [UInt8] {
        try await inTurn { () async throws(DocumentToolFailure) in
            let folder = FileManager.default.temporaryDirectory.appending(path: "namiki-scan-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            do {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                try Data(bytes).write(to: folder.appending(path: "document"))
            } catch {
                throw DocumentToolFailure.failed(reason: "\(error)")
            }
            let pages = try await DocumentPrograms.pictures(bytes, in: folder)
            let outcome = try await DocumentPrograms.run(
                "tesseract", ["stdin", "stdout", "-l", "jpn", "tsv"], package: "tesseract-ocr、tesseract-ocr-jpn",
                input: Array(pages.joined(separator: "\n").utf8), secondsMax: DocumentPrograms.recognitionSecondsMax)
            guard outcome.status == 0 else { throw DocumentPrograms.failure(outcome, "tesseract") }
            return outcome.bytes
        }
    }

    /// The paths of the pictures of all pages, in order.
    private static func pictures(_ bytes: [UInt8], in folder: URL) async throws(DocumentToolFailure) -> [String] {
        let document = folder.appending(path: "document").path
        guard DocumentReader.isPDF(bytes) else { return [document] }
        let outcome = try await run(
            "pdftoppm",
            [
                "-r", String(pixelsPerInch), "-gray", "-png", "-l", String(recognisedPagesMax), "-",
                folder.appending(path: "page").path,
            ], package: "poppler-utils", input: bytes, secondsMax: recognitionSecondsMax)
        guard outcome.status == 0 else { throw failure(outcome, "pdftoppm") }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        // Numbers are padded to one length, so that names in order are pages in order.
        return names.filter { $0.hasPrefix("page") }.sorted().map { folder.appending(path: $0).path }
    }

    private func inTurn<Value>(
        _ work: () async throws(DocumentToolFailure) -> Value
    ) async throws(DocumentToolFailure) -> Value {
        try await queue.pass(refusing: { .failed(reason: "\(PrintingError($0))") }, work)
    }

    private static func failure(_ outcome: ExternalProgram.Outcome, _ program: String) -> DocumentToolFailure {
        if outcome.message.contains("Incorrect password") { return .password }
        // Ended by a signal: these programs do not ask whether they were given memory.
        if outcome.status < 0 {
            return .failed(reason: "\(program)が途中で止まりました。\(memoryBytesMax >> 20)MBより多くのメモリを使う大きな画像かもしれません")
        }
        return .failed(reason: outcome.lastWords ?? "\(program) \(outcome.status)")
    }

    private static func run(
        _ program: String, _ arguments: [String], package: String, input: [UInt8], secondsMax: Int
    ) async throws(DocumentToolFailure) -> ExternalProgram.Outcome {
        do throws(ExternalProgram.Failure) {
            return try await ExternalProgram(program, environment: ["OMP_THREAD_LIMIT": "1"]).run(
                arguments, input: input, secondsMax: secondsMax, bytesMax: answerBytesMax,
                memoryBytesMax: memoryBytesMax)
        } catch {
            switch error {
            case .notInstalled: throw .missing(package: package)
            case .tookTooLong(let secondsMax): throw .tookTooLong(secondsMax: secondsMax)
            case .answerTooLarge(let bytesMax): throw .answerTooLarge(bytesMax: bytesMax)
            case .notStarted(let reason), .failed(let reason): throw .failed(reason: reason)
            }
        }
    }
}
