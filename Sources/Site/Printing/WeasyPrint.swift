import Ward

/// Runs WeasyPrint.
enum WeasyPrint {
    static func pdf(_ document: [UInt8]) async throws(PrintingError) -> [UInt8] {
        // The identifier tells documents apart and does not change from run to run.
        let identifier = String(ContentHash.of(document).prefix(32))
        let outcome = try await PrintingPrograms.run(
            "python3", ["-I", "-c", String(decoding: PackageResources.print_py, as: UTF8.self), identifier],
            package: "python3", input: document, bytesMax: PDFPrinter.pdfBytesMax, environment: environment)
        switch outcome.status {
        case 0 where outcome.bytes.starts(with: Array("%PDF-".utf8)): return outcome.bytes
        case 3: throw .missingProgram(package: "weasyprint")
        default: throw .failed(reason: outcome.lastWords ?? "理由の表示なし")
        }
    }

    /// Text in boxes of forms: a job and its answer as `forms.py` describes them.
    static func forms(_ job: [UInt8]) async throws(PrintingError) -> JSON {
        let outcome = try await PrintingPrograms.run(
            "python3", ["-I", "-c", String(decoding: PackageResources.forms_py, as: UTF8.self)], package: "python3",
            input: job, bytesMax: PDFPrinter.pdfBytesMax, environment: environment)
        switch outcome.status {
        case 0:
            guard let answer = try? JSON(parsing: outcome.bytes) else { throw .failed(reason: "forms.py") }
            return answer
        case 3: throw .missingProgram(package: "weasyprint、qpdf")
        default: throw .failed(reason: outcome.lastWords ?? "理由の表示なし")
        }
    }

    /// The same moment always, so that the same document gives the same bytes.
    private static let environment = ["SOURCE_DATE_EPOCH": "0"]
}
