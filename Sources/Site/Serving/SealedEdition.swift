import Storage
import Ward

/// Serves what was sealed, byte for byte.
public enum SealedEdition {
    /// A document that brings its own style, sealed or not.
    public static func document(_ bytes: [UInt8]) -> PageResponse {
        .bytes(
            bytes, type: "text/html; charset=utf-8",
            headers: ["Content-Security-Policy": contentSecurityPolicy(of: bytes)])
    }

    /// Makes the PDF of a sealed edition from its own stored page, and keeps it beside.
    public static func pdf(
        of seal: Seal, with printer: PDFPrinter, ward: Ward, by stamp: Stamp
    ) async throws -> [UInt8] {
        let kept = try await ward.database.read {
            try SealStore.rendering(of: seal, type: "application/pdf", on: $0)
        }
        if let kept { return kept }
        let page = try await ward.database.read { try SealStore.rendering(of: seal, type: "text/html", on: $0) }
        guard let page else {
            throw SealRefusal.damaged(kind: seal.kind, subject: seal.subject, edition: seal.edition)
        }
        let bytes = try await printer.pdf(HTML(trusted: String(decoding: page, as: UTF8.self)))
        return try await ward.database.write { connection in
            // Two people may have asked at once: the first copy stands.
            if let first = try SealStore.rendering(of: seal, type: "application/pdf", on: connection) { return first }
            try SealStore.attach(
                Rendering(type: "application/pdf", bytes: bytes), to: seal, by: stamp, on: connection)
            return bytes
        }
    }

    /// A sealed document carries its own style and nothing else: the policy allows exactly that element, by its hash.
    /// The hash is taken from the document, whose bytes are proven: earlier editions carry the style of their time.
    public static func contentSecurityPolicy(of document: [UInt8]) -> String {
        let style = DocumentStyle.embedded(in: document).map { "style-src 'sha256-\(ContentHash.base64(of: $0))'; " }
        return "default-src 'none'; \(style ?? "")base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    }
}

extension Route {
    /// The sealed editions of one kind of record: `…/3` is the page as it was sealed, `…/3.pdf` the PDF made from it. The
    /// path ends in `:edition`.
    ///
    ///     .editions("rounds/:round/editions/:edition", of: RoundContent.self, on: Round.self, needs: .readEditions) { "\($0.title)_進捗確認" }
    ///
    /// - Parameter filename: of the PDF, to which the edition is added: 令和8年度第1四半期_進捗確認_第1版.pdf.
    public static func editions<Subject: AddressedRecord>(
        _ path: String, of document: (some SealedDocument).Type, on subject: Subject.Type, needs permission: Permission,
        filename: @escaping @Sendable (Subject) -> String
    ) -> Route {
        Route(.get, path, needs: permission) { request in
            let asked = request.parameters["edition"] ?? ""
            let isPDF = asked.hasSuffix(".pdf")
            guard let number = Int(isPDF ? String(asked.dropLast(4)) : asked) else { throw PageRefusal.notFound }
            let (seal, page, name) = try await request.ward.database.read { connection in
                let subject = try Subject.load(request, on: connection)
                guard
                    let seal = try SealStore.find(
                        kind: document.kind, subject: subject.id.text, edition: number, on: connection)
                else { throw PageRefusal.notFound }
                let page = isPDF ? nil : try SealStore.rendering(of: seal, type: "text/html", on: connection)
                return (seal, page, filename(subject))
            }
            guard isPDF else {
                guard let page else { throw PageRefusal.notFound }
                return SealedEdition.document(page)
            }
            do {
                let bytes = try await SealedEdition.pdf(
                    of: seal, with: request.outside.pages, ward: request.ward, by: try request.stamp)
                return .bytes(bytes, type: "application/pdf", filename: "\(name)_第\(number)版.pdf")
            } catch let error as PrintingError {
                throw PageRefusal.conflict(error.words)
            }
        }
    }
}
