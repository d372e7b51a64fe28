import Ward

/// What the site needs from outside the process beside the database: printers and the ward's identity provider, passed in at the
/// front door.
public struct Outside: Sendable {
    public let pages: PDFPrinter
    public let forms: FormPrinter
    /// For papers that anybody may ask for, in a lane of their own.
    public let papers: PublicPrinter
    /// Through which people sign in beside their passwords; `nil` where none is configured.
    public let singleSignOn: SingleSignOn?

    public init(pages: PDFPrinter, forms: FormPrinter, singleSignOn: SingleSignOn? = nil) {
        self.pages = pages
        self.forms = forms
        self.singleSignOn = singleSignOn
        papers = PublicPrinter(pages)
    }

    /// WeasyPrint and qpdf.
    public static let live = Outside(pages: .live, forms: .live)

    /// WeasyPrint and qpdf, and an identity provider.
    public static func live(singleSignOn: SingleSignOn?) -> Outside {
        Outside(pages: .live, forms: .live, singleSignOn: singleSignOn)
    }
}

extension PageRequest {
    /// A document as a PDF file; for people without sign-in in their own lane, and kept.
    /// - Throws: a refusal in words when it cannot be printed.
    public func pdf(_ document: HTML, filename: String) async throws(PrintingError) -> PageResponse {
        let bytes =
            signedIn == nil ? try await outside.papers.pdf(document) : try await outside.pages.pdf(document)
        return .bytes(bytes, type: "application/pdf", filename: filename)
    }

    /// Stands for the network address of the client on this day, for limits on what one client does; `nil` where it is
    /// not known. The address itself is kept nowhere.
    public var clientOfToday: String? {
        visit.address.isEmpty ? nil : ContentHash.of("client \(today) \(visit.address)")
    }
}
