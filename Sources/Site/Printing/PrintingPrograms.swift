import Storage
import Ward

/// The programs that make PDF, a few at a time: each needs some hundred megabytes.
actor PrintingPrograms {
    static let shared = PrintingPrograms()

    static let runsMax = 2
    static let secondsMax = 120
    private static let fontsBytesMax = 256 * 1024

    private let queue = Turns(placesMax: runsMax)

    func pdf(_ document: HTML) async throws(PrintingError) -> [UInt8] {
        let bytes = Array(document.text.utf8)
        return try await inTurn(bytes) { () async throws(PrintingError) in
            if bytes.count >= ChromiumPrint.documentBytesMin, let pdf = try await ChromiumPrint.pdf(bytes) {
                return pdf
            }
            return try await WeasyPrint.pdf(bytes)
        }
    }

    func forms(_ job: JSON) async throws(PrintingError) -> JSON {
        let bytes = Array(job.canonical.utf8)
        return try await inTurn(bytes) { () async throws(PrintingError) in try await WeasyPrint.forms(bytes) }
    }

    /// Whether there are fonts to print with.
    func check() async throws(PrintingError) {
        let fonts = try await PrintingPrograms.run(
            "fc-list", [":lang=ja", "family"], package: "fontconfig", input: [],
            bytesMax: PrintingPrograms.fontsBytesMax)
        if fonts.bytes.isEmpty { throw .missingFont }
    }

    private func inTurn<Made>(
        _ input: [UInt8], _ work: () async throws(PrintingError) -> Made
    ) async throws(PrintingError) -> Made {
        guard input.count <= PDFPrinter.documentBytesMax else {
            throw .documentTooLarge(bytesMax: PDFPrinter.documentBytesMax)
        }
        try await check()
        return try await queue.pass(refusing: PrintingError.init, work)
    }

    /// Runs one of them and says in words of printing what kept it from an answer.
    static func run(
        _ program: String, _ arguments: [String], package: String, input: [UInt8], bytesMax: Int,
        environment: [String: String] = [:]
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
}
