import Subprocess
import Ward

/// Runs WeasyPrint, a few at a time: each needs some hundred megabytes.
actor WeasyPrint {
    static let shared = WeasyPrint()

    static let runsMax = 2
    static let secondsMax = 120
    private static let messageBytesMax = 256 * 1024

    private let queue = PrintQueue(runsMax: runsMax)

    func pdf(_ document: HTML) async throws(PrintingError) -> [UInt8] {
        let bytes = Array(document.text.utf8)
        guard bytes.count <= PDFPrinter.documentBytesMax else {
            throw .documentTooLarge(bytesMax: PDFPrinter.documentBytesMax)
        }
        // The identifier tells documents apart and does not change from run to run.
        let identifier = String(ContentHash.of(bytes).prefix(32))
        let outcome = try await runInTurn(
            "python3", ["-I", "-c", String(decoding: PackageResources.print_py, as: UTF8.self), identifier],
            package: "python3", input: bytes, bytesMax: PDFPrinter.pdfBytesMax)
        switch outcome.status {
        case 0 where outcome.bytes.starts(with: Array("%PDF-".utf8)): return outcome.bytes
        case 3: throw .missingProgram(package: "weasyprint")
        default: throw .failed(reason: WeasyPrint.lastLine(outcome.message))
        }
    }

    /// Text in boxes of forms: a job and its answer as `forms.py` describes them.
    func forms(_ job: JSON) async throws(PrintingError) -> JSON {
        let bytes = Array(job.canonical.utf8)
        guard bytes.count <= PDFPrinter.documentBytesMax else {
            throw .documentTooLarge(bytesMax: PDFPrinter.documentBytesMax)
        }
        let outcome = try await runInTurn(
            "python3", ["-I", "-c", String(decoding: PackageResources.forms_py, as: UTF8.self)], package: "python3",
            input: bytes, bytesMax: PDFPrinter.pdfBytesMax)
        switch outcome.status {
        case 0:
            guard let answer = try? JSON(parsing: outcome.bytes) else { throw .failed(reason: "forms.py") }
            return answer
        case 3: throw .missingProgram(package: "weasyprint、qpdf")
        default: throw .failed(reason: WeasyPrint.lastLine(outcome.message))
        }
    }

    func check() async throws(PrintingError) {
        let fonts = try await WeasyPrint.run(
            "fc-list", [":lang=ja", "family"], package: "fontconfig", input: [], bytesMax: WeasyPrint.messageBytesMax)
        if fonts.bytes.isEmpty { throw .missingFont }
    }

    private func runInTurn(
        _ program: String, _ arguments: [String], package: String, input: [UInt8], bytesMax: Int
    ) async throws(PrintingError) -> Outcome {
        try await check()
        return try await queue.inTurn { () async throws(PrintingError) in
            try await WeasyPrint.run(program, arguments, package: package, input: input, bytesMax: bytesMax)
        }
    }

    private struct Outcome: Sendable {
        let status: Int32
        let bytes: [UInt8]
        let message: String
    }

    private static func run(
        _ program: String, _ arguments: [String], package: String, input: [UInt8], bytesMax: Int
    ) async throws(PrintingError) -> Outcome {
        do {
            return try await withThrowingTaskGroup(of: Outcome.self) { group in
                group.addTask { try await start(program, arguments, input: input, bytesMax: bytesMax) }
                group.addTask {
                    try await Task.sleep(for: .seconds(secondsMax))
                    throw PrintingError.tookTooLong(secondsMax: secondsMax)
                }
                defer { group.cancelAll() }
                guard let outcome = try await group.next() else { throw CancellationError() }
                return outcome
            }
        } catch let error as PrintingError {
            throw error
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw .missingProgram(package: package)
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw .documentTooLarge(bytesMax: bytesMax)
        } catch {
            throw .failed(reason: "\(program): \(error)")
        }
    }

    private static func start(
        _ program: String, _ arguments: [String], input: [UInt8], bytesMax: Int
    ) async throws -> Outcome {
        var options = PlatformOptions()
        // When the time is over, or the person who waits has gone.
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
        let result = try await Subprocess.run(
            .name(program), arguments: Arguments(arguments), environment: .custom(environment),
            platformOptions: options,
            input: .array(input), output: .bytes(limit: bytesMax), error: .string(limit: messageBytesMax))
        let status: Int32 =
            if case .exited(let code) = result.terminationStatus { Int32(code) } else { -1 }
        return Outcome(status: status, bytes: result.standardOutput, message: result.standardError)
    }

    /// Nothing of the server's own environment; the same moment always, so that the same document gives the same bytes.
    private static let environment: [Environment.Key: String] = [
        "PATH": "/usr/bin:/bin:/usr/local/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent", "SOURCE_DATE_EPOCH": "0",
    ]

    private static func lastLine(_ message: String) -> String {
        let line = message.split(whereSeparator: \.isNewline).last ?? "理由の表示なし"
        return String(String.UnicodeScalarView(line.unicodeScalars.prefix(300)))
    }
}
