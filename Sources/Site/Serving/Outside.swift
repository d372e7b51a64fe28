import Ward

/// What the site needs from outside the process beside the database: printers, the ward's identity provider and the room on the
/// disk, passed in at the front door.
public struct Outside: Sendable {
    public let pages: PDFPrinter
    public let forms: FormPrinter
    /// For papers that anybody may ask for, in a lane of their own.
    public let papers: PublicPrinter
    /// Of the folders that are written to.
    public let space: FreeSpace
    /// Through which people sign in beside their passwords; `nil` where none is configured.
    public let singleSignOn: SingleSignOn?

    public init(
        pages: PDFPrinter, forms: FormPrinter, singleSignOn: SingleSignOn? = nil, space: FreeSpace = .live
    ) {
        self.pages = pages
        self.forms = forms
        self.space = space
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
        let bytes = try await HandlerTime.standingStill { () async throws(PrintingError) in
            signedIn == nil ? try await outside.papers.pdf(document) : try await outside.pages.pdf(document)
        }
        return .bytes(bytes, type: "application/pdf", filename: filename)
    }

    /// Stands for the network of the client on this day, for limits on what one client does; `nil` where it is not known. The
    /// address itself is kept nowhere, and cannot be found from this by trying all there are.
    public var clientOfToday: String? {
        guard !visit.address.isEmpty else { return nil }
        let network = NetworkAddress(visit.address)?.network ?? visit.address
        return ward.keyedHash("\(today) \(network)", for: "namiki client 1")
    }
}
