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

    /// A sealed document carries its own style and nothing else: the policy allows exactly that element, by its hash.
    /// The hash is taken from the document, whose bytes are proven: earlier editions carry the style of their time.
    static func contentSecurityPolicy(of document: [UInt8]) -> String {
        let style = DocumentStyle.embedded(in: document).map { "style-src 'sha256-\(ContentHash.base64(of: $0))'; " }
        return "default-src 'none'; \(style ?? "")base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    }
}
