import Foundation
import JWTKit

/// The keys with which a provider signs (RFC 7517), and the check of a signature with them.
struct ProviderKeys: Sendable {
    /// Never `none`, and no shared secret: those alone that only the provider can make.
    static let algorithms: Set<String> = ["RS256", "ES256", "PS256"]
    static let keysMax = 64
    static let tokenBytesMax = 64 * 1024

    private let keys: [JWK]

    /// Keys of other kinds are passed over: a set may hold some for encryption.
    /// - Throws: ``ProviderAway`` when it is no set of keys.
    init(_ bytes: [UInt8]) throws(ProviderAway) {
        do {
            keys = try JSONDecoder().decode(Written.self, from: Data(bytes)).keys.prefix(Self.keysMax).compactMap(\.key)
        } catch {
            throw ProviderAway("the set of keys cannot be read")
        }
    }

    private struct Written: Decodable {
        let keys: [WrittenKey]
    }

    private struct WrittenKey: Decodable {
        let key: JWK?

        private enum CodingKeys: String, CodingKey {
            case use
        }

        init(from decoder: any Decoder) throws {
            let use = try? decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .use)
            key = use == nil || use == "sig" ? try? JWK(from: decoder) : nil
        }
    }

    /// What the head of a token says, after its form was looked at.
    struct Head: Sendable {
        let algorithm: String
        let key: String?

        /// - Throws: ``TokenProblem``
        init(_ token: String) throws(TokenProblem) {
            let parts = token.split(separator: ".", omittingEmptySubsequences: false)
            guard token.utf8.count <= ProviderKeys.tokenBytesMax, parts.count == 3,
                let bytes = Base64URL.decoded(parts[0]),
                let header = try? JSONDecoder().decode(Written.self, from: Data(bytes))
            else { throw .malformed }
            guard let algorithm = header.alg, ProviderKeys.algorithms.contains(algorithm) else { throw .algorithm }
            // Nothing that would have to be understood is (RFC 7515, 4.1.11).
            guard header.crit == nil else { throw .malformed }
            self.algorithm = algorithm
            key = header.kid
        }

        private struct Written: Decodable {
            let alg: String?
            let kid: String?
            let crit: ClaimValue?
        }
    }

    /// Whether there is a key of the name; without a name, whether there is exactly one that fits.
    func key(for head: Head) -> JWK? {
        let kind: JWK.KeyType = head.algorithm == "ES256" ? .ecdsa : .rsa
        let fitting = keys.filter { key in
            key.keyType == kind && (key.algorithm.map { $0.rawValue == head.algorithm } ?? true)
                && (head.key == nil || key.keyIdentifier?.string == head.key)
        }
        return fitting.count == 1 ? fitting.first : nil
    }

    /// The claims of a token whose signature is right.
    /// - Throws: ``TokenProblem/unknownKey``, ``TokenProblem/signature``
    func verified(_ token: String, _ head: Head) async throws(TokenProblem) -> TokenClaims {
        guard var key = key(for: head) else { throw .unknownKey }
        // The key says how it is used, never the token.
        key.algorithm = JWK.Algorithm(rawValue: head.algorithm)
        key.keyIdentifier = JWKIdentifier(string: head.key ?? "only")
        // Public halves alone are of use here.
        key.privateExponent = nil
        do {
            return try await JWTKeyCollection().add(jwk: key).verify(token, as: TokenClaims.self)
        } catch {
            throw .signature
        }
    }
}
