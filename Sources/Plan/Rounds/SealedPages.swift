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
        return .bytes(
            bytes, type: type == "text/html" ? "text/html; charset=utf-8" : type,
            headers: ["Content-Security-Policy": contentSecurityPolicy])
    }

    /// A sealed document carries its own style and nothing else: the policy allows exactly that element, by its hash.
    static let contentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-\(ContentHash.base64(of: DocumentStyle.css))'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
