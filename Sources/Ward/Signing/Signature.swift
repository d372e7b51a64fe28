import Crypto
import Foundation
import Japanese

/// One key's signature (Ed25519, RFC 8032) under a sealed edition or a day's closing of the audit trail.
///
/// The statement that is signed names what kind of thing the hash is of, when it was signed and by which key, so that no
/// signature can be taken for another one.
public struct Signature: Hashable, Sendable {
    public enum Subject: String, Sendable {
        case seal, head
    }

    public let subject: Subject
    /// SHA-256 of the seal's envelope or of the head, hexadecimal.
    public let hash: String
    /// Base64.
    public let publicKey: String
    public let signedAt: Timestamp
    /// Base64.
    public let signature: String

    static let format = "namiki-signature-2"

    static func statement(_ subject: Subject, _ hash: String, _ publicKey: String, _ moment: Timestamp) -> Data {
        Data("\(format)\n\(subject.rawValue)\n\(hash)\n\(moment.milliseconds)\n\(publicKey)\n".utf8)
    }

    /// Whether the key that is named here signed this.
    public var isValid: Bool {
        guard let bytes = PublicKey.canonicalBytes(signature), let key = PublicKey(publicKey) else { return false }
        return key.key.isValidSignature(bytes, for: Self.statement(subject, hash, publicKey, signedAt))
    }

    /// Of the key, for comparing it by eye.
    public var fingerprint: String { PublicKey.fingerprint(of: publicKey) }
}

extension SigningKey {
    func sign(_ subject: Signature.Subject, _ hash: String, at moment: Timestamp) throws -> Signature {
        Signature(
            subject: subject, hash: hash, publicKey: publicKey, signedAt: moment,
            signature: try signature(for: Signature.statement(subject, hash, publicKey, moment)))
    }
}

/// The public half of a signing key.
struct PublicKey {
    let key: Curve25519.Signing.PublicKey

    /// - Parameter base64: of the 32 bytes.
    init?(_ base64: String) {
        guard let bytes = Self.canonicalBytes(base64),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { return nil }
        self.key = key
    }

    /// Base64 in its one form: bits that no byte uses could say anything.
    static func canonicalBytes(_ base64: String) -> Data? {
        guard let bytes = Data(base64Encoded: base64), bytes.base64EncodedString() == base64 else { return nil }
        return bytes
    }

    /// For comparing keys by eye: the first 16 figures of the public key's SHA-256, in groups of four.
    static func fingerprint(of base64: String) -> String {
        String(ContentHash.of(Data(base64Encoded: base64) ?? Data()).prefix(16)).inGroups(by: " ")
    }
}

extension Signature {
    /// As it stands in bundles and files of heads; what it is of stands beside it.
    var json: JSON {
        [
            "algorithm": "Ed25519", "publicKey": .string(publicKey), "signedAt": .integer(signedAt.milliseconds),
            "signature": .string(signature),
        ]
    }

    private static let keys: Set = ["algorithm", "publicKey", "signedAt", "signature"]

    /// - Returns: `nil` for what is no signature of this form.
    init?(_ json: JSON, of subject: Subject, _ hash: String) {
        guard json.hasExactly(Self.keys), json["algorithm"]?.string == "Ed25519",
            let publicKey = json["publicKey"]?.string, let signedAt = json["signedAt"]?.integer,
            let signature = json["signature"]?.string
        else { return nil }
        self.init(
            subject: subject, hash: hash, publicKey: publicKey, signedAt: Timestamp(milliseconds: Int64(signedAt)),
            signature: signature)
    }

    /// - Returns: `nil` when one of them is none.
    static func list(_ json: JSON?, of subject: Subject, _ hash: String) -> [Signature]? {
        guard let values = json?.array else { return nil }
        let read = values.compactMap { Signature($0, of: subject, hash) }
        return read.count == values.count ? read : nil
    }
}

extension JSON {
    /// Whether it is an object with exactly these members: what nobody looks at could say anything.
    func hasExactly(_ keys: Set<String>) -> Bool {
        guard case .object(let members) = self else { return false }
        return Set(members.keys) == keys
    }
}
