import Crypto
import CryptoExtras
import Foundation
import Ward

/// A key with which a provider of a test signs: by other code than the one that checks.
public struct TokenKey: Sendable {
    private enum Kind: Sendable {
        case rsa(_RSA.Signing.PrivateKey, isPSS: Bool)
        case p256(P256.Signing.PrivateKey)
    }

    private let kind: Kind
    /// As the set of keys and the head of a token call it; `nil`: neither does.
    public let name: String?

    /// - Parameter algorithm: RS256, PS256 or ES256.
    public init(_ algorithm: String, name: String?) throws {
        self.name = name
        kind =
            algorithm == "ES256"
            ? .p256(P256.Signing.PrivateKey())
            : .rsa(try _RSA.Signing.PrivateKey(keySize: .bits2048), isPSS: algorithm == "PS256")
    }

    public var algorithm: String {
        switch kind {
        case .rsa(_, let isPSS): isPSS ? "PS256" : "RS256"
        case .p256: "ES256"
        }
    }

    /// The public half, as it stands in a set of keys (RFC 7517).
    public func published() throws -> JSON {
        var members: [String: JSON] = ["use": "sig"]
        if let name { members["kid"] = .string(name) }
        switch kind {
        case .rsa(let key, _):
            let parts = try key.publicKey.getKeyPrimitives()
            members["kty"] = "RSA"
            members["n"] = .string(Self.base64URL(parts.modulus))
            members["e"] = .string(Self.base64URL(parts.publicExponent))
        case .p256(let key):
            let point = key.publicKey.x963Representation.dropFirst()
            members["kty"] = "EC"
            members["crv"] = "P-256"
            members["x"] = .string(Self.base64URL(point.prefix(32)))
            members["y"] = .string(Self.base64URL(point.suffix(32)))
        }
        return .object(members)
    }

    /// A set of the public halves.
    public static func set(_ keys: [TokenKey]) throws -> [UInt8] {
        Array(JSON.object(["keys": .array(try keys.map { try $0.published() })]).canonical.utf8)
    }

    /// A signed token (RFC 7515).
    ///
    /// - Parameters:
    ///   - claims: as JSON text.
    ///   - header: members in place of those that are right.
    public func token(_ claims: String, header: [String: JSON] = [:]) throws -> String {
        var members: [String: JSON] = ["typ": "JWT", "alg": .string(algorithm)]
        if let name { members["kid"] = .string(name) }
        members.merge(header) { _, given in given }
        return try token(claims, head: JSON.object(members).canonical)
    }

    /// A token whose head is written to the letter.
    public func token(_ claims: String, head: String) throws -> String {
        let signed = Self.base64URL(Data(head.utf8)) + "." + Self.base64URL(Data(claims.utf8))
        let signature =
            switch kind {
            case .rsa(let key, let isPSS):
                try key.signature(for: Data(signed.utf8), padding: isPSS ? .PSS : .insecurePKCS1v1_5).rawRepresentation
            case .p256(let key): try key.signature(for: Data(signed.utf8)).rawRepresentation
            }
        return signed + "." + Self.base64URL(signature)
    }

    public static func base64URL(_ bytes: some DataProtocol) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
