import Storage
import Ward

/// Runs WeasyPrint, a few at a time: each needs some hundred megabytes.
actor WeasyPrint {
    static let shared = WeasyPrint()

    static let runsMax = 2
    static let secondsMax = 120
    private static let fontsBytesMax = 256 * 1024

    private let queue = Turns(placesMax: runsMax)

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
            "fc-list", [":lang=ja", "family"], package: "fontconfig", input: [], bytesMax: WeasyPrint.fontsBytesMax)
        if fonts.bytes.isEmpty { throw .missingFont }
    }

    private func runInTurn(
        _ program: String, _ arguments: [String], package: String, input: [UInt8], bytesMax: Int
    ) async throws(PrintingError) -> ExternalProgram.Outcome {
        try await check()
        return try await queue.pass(refusing: PrintingError.init) { () async throws(PrintingError) in
            try await WeasyPrint.run(program, arguments, package: package, input: input, bytesMax: bytesMax)
        }
    }

    private static func run(
        _ program: String, _ arguments: [String], package: String, input: [UInt8], bytesMax: Int
    ) async throws(PrintingError) -> ExternalProgram.Outcome {
        do throws(ExternalProgram.Failure) {
            return try await ExternalProgram(program, environment: environment).run(
                arguments, input: input, secondsMax: secondsMax, bytesMax: bytesMax)
        } catch {
            switch error {
            case .notInstalled: throw .missingProgram(package: package)
            case .tookTooLong(let secondsMax): throw .tookTooLong(secondsMax: secondsMax)
            case .answerTooLarge(let bytesMax): throw .documentTooLarge(bytesMax: bytesMax)
            case .notStarted(let reason), .failed(let reason): throw .failed(reason: reason)
            }
        }
    }

    /// The same moment always, so that the same document gives the same bytes.
    private static let environment = ["SOURCE_DATE_EPOCH": "0"]

    private static func lastLine(_ message: String) -> String {
        let line = message.split(whereSeparator: \.isNewline).last ?? "理由の表示なし"
        return String(String.UnicodeScalarView(line.unicodeScalars.prefix(300)))
    }
}
