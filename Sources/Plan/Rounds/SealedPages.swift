import Site
import Storage
import Ward

/// Serves what was sealed, byte for byte.
enum SealedPages {
    static func response(
        kind: String, subject: String, edition: Int, type: String, ward: Ward
    ) async throws -> PageResponse {
        let bytes = try await ward.database.read { connection -> [UInt8]? in
            guard
                let seal = try SealStore.find(kind: kind, subject: subject, edition: edition, on: connection)
            else { return nil }
            return try SealStore.rendering(of: seal, type: type, on: connection)
        }
        guard let bytes else { throw PageRefusal.notFound }
        return type == "text/html" ? document(bytes) : .bytes(bytes, type: type)
    }

    /// A document that brings its own style, sealed or not.
    static func document(_ bytes: [UInt8]) -> PageResponse {
        .bytes(
            bytes, type: "text/html; charset=utf-8",
            headers: ["Content-Security-Policy": contentSecurityPolicy(of: bytes)])
    }

    /// An edition that is asked for by its number, or as a PDF by its number and `.pdf`.
    static func edition(
        _ asked: String, kind: String, subject: String, filename: String, _ request: PageRequest
    ) async throws -> PageResponse {
        let isPDF = asked.hasSuffix(".pdf")
        guard let number = Int(isPDF ? String(asked.dropLast(4)) : asked) else { throw PageRefusal.notFound }
        guard isPDF else {
            return try await response(
                kind: kind, subject: subject, edition: number, type: "text/html", ward: request.ward)
        }
        let seal = try await request.ward.database.read {
            try SealStore.find(kind: kind, subject: subject, edition: number, on: $0)
        }
        guard let seal else { throw PageRefusal.notFound }
        do {
            let bytes = try await pdf(of: seal, with: .live, ward: request.ward, by: try request.stamp)
            return .bytes(bytes, type: "application/pdf", filename: "\(filename)_第\(number)版.pdf")
        } catch let error as PrintingError {
            throw PageRefusal.conflict(error.words)
        }
    }

    /// Makes the PDF of a sealed edition from its own stored page, and keeps it beside.
    static func pdf(
        of seal: Seal, with printer: PDFPrinter, ward: Ward, by stamp: Stamp
    ) async throws -> [UInt8] {
        let (kept, page) = try await ward.database.read { connection in
            (
                try SealStore.rendering(of: seal, type: "application/pdf", on: connection),
                try SealStore.rendering(of: seal, type: "text/html", on: connection)
            )
        }
        if let kept { return kept }
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
    static func contentSecurityPolicy(of document: [UInt8]) -> String {
        let style = DocumentStyle.embedded(in: document).map { "style-src 'sha256-\(ContentHash.base64(of: $0))'; " }
        return "default-src 'none'; \(style ?? "")base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    }
}
