import Ward

/// What the site needs from outside the process beside the database: printers, passed in at the front door.
public struct Outside: Sendable {
    public let pages: PDFPrinter
    public let forms: FormPrinter

    public init(pages: PDFPrinter, forms: FormPrinter) {
        self.pages = pages
        self.forms = forms
    }

    /// WeasyPrint and qpdf.
    public static let live = Outside(pages: .live, forms: .live)
}

extension PageRequest {
    /// A document as a PDF file.
    /// - Throws: a refusal in words when it cannot be printed.
    public func pdf(_ document: HTML, filename: String) async throws -> PageResponse {
        do {
            return .bytes(try await outside.pages.pdf(document), type: "application/pdf", filename: filename)
        } catch {
            throw PageRefusal.conflict(error.words)
        }
    }
}
