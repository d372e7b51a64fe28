/// Makes PDF from a document: a value of functions with a live and a test form.
///
///     let bytes = try await PDFPrinter.live.pdf(PrintDocument("第1四半期報告書", body: body).html)
///
/// The same document gives the same bytes with the same versions of the programs and the fonts.
public struct PDFPrinter: Sendable {
    /// - Parameter document: a whole document with its style inside. Nothing else is loaded, apart from `data:` images.
    public let pdf: @Sendable (_ document: HTML) async throws(PrintingError) -> [UInt8]
    /// Whether the programs and fonts are there.
    public let check: @Sendable () async throws(PrintingError) -> Void

    public init(
        pdf: @escaping @Sendable (_ document: HTML) async throws(PrintingError) -> [UInt8],
        check: @escaping @Sendable () async throws(PrintingError) -> Void = { () async throws(PrintingError) in }
    ) {
        self.pdf = { document async throws(PrintingError) in
            try await HandlerTime.standingStill { () async throws(PrintingError) in try await pdf(document) }
        }
        self.check = check
    }

    /// The largest document that is handed over.
    public static let documentBytesMax = 16 * 1024 * 1024
    public static let pdfBytesMax = 64 * 1024 * 1024

    /// WeasyPrint, and Chromium for what is long, as processes of their own.
    public static let live = PDFPrinter(
        pdf: { document async throws(PrintingError) in try await PrintingPrograms.shared.pdf(document) },
        check: { () async throws(PrintingError) in try await PrintingPrograms.shared.check() })

    /// No PDF at all, only its first line and the document: for tests of pages that offer one.
    public static let test = PDFPrinter(pdf: { document in Array("%PDF-test\n\(document.text)".utf8) })
}
