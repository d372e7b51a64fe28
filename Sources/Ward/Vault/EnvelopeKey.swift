import Crypto
import Foundation

/// Seals secrets in envelopes: each value by a key of its own, that key by one which lies outside the database.
///
///     let key = try EnvelopeKey(ward.signingKey)
///     let sealed = try key.seal(password, for: "credential/\(id)", random: ward.random)
///     let value = try key.open(sealed, for: "credential/\(id)")
///
/// The outer key is derived from the ward's signing key (HKDF, RFC 5869), as that of second factors is; a copy of the database alone
/// opens nothing. When the signing key is replaced, only the small inner keys are sealed again (``rewrapped(_:for:by:random:)``).
public struct EnvelopeKey: Sendable {
    private let key: SymmetricKey

    private static let nonceBytes = 12
    private static let keyBytes = 32

    /// - Throws: ``EnvelopeRefusal/noKey`` where the ward has none: nothing is kept open in its place.
    public init(_ signingKey: SigningKey?) throws(EnvelopeRefusal) {
        guard let signingKey else { throw .noKey }
        key = signingKey.secret(for: "namiki vault 1")
    }

    /// What stands in the database of a secret.
    public struct Envelope: Hashable, Sendable {
        /// The inner key, sealed; hexadecimal.
        public let key: String
        /// The value, sealed by the inner key; hexadecimal.
        public let value: String

        public init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// AES-GCM, both bound to the owner: an envelope that is copied to another record does not open.
    public func seal(_ value: [UInt8], for owner: String, random: RandomSource) throws -> Envelope {
        let inner = SymmetricKey(data: random.bytes(Self.keyBytes))
        return Envelope(
            key: try Self.sealed(inner.withUnsafeBytes { Array($0) }, by: key, owner, random),
            value: try Self.sealed(value, by: inner, owner, random))
    }

    /// - Throws: ``EnvelopeRefusal/doesNotOpen`` when another key sealed it, or somebody changed it.
    public func open(_ envelope: Envelope, for owner: String) throws(EnvelopeRefusal) -> [UInt8] {
        guard let inner = Self.opened(envelope.key, by: key, owner),
            let value = Self.opened(envelope.value, by: SymmetricKey(data: inner), owner)
        else { throw .doesNotOpen }
        return value
    }

    /// The same envelope under this key, in place of an earlier one.
    public func rewrapped(
        _ envelope: Envelope, for owner: String, by earlier: EnvelopeKey, random: RandomSource
    ) throws -> Envelope {
        guard let inner = Self.opened(envelope.key, by: earlier.key, owner) else { throw EnvelopeRefusal.doesNotOpen }
        return Envelope(key: try Self.sealed(inner, by: key, owner, random), value: envelope.value)
    }

    private static func sealed(
        _ bytes: [UInt8], by key: SymmetricKey, _ owner: String, _ random: RandomSource
    ) throws -> String {
        let box = try AES.GCM.seal(
            bytes, using: key, nonce: AES.GCM.Nonce(data: random.bytes(nonceBytes)),
            authenticating: Array(owner.utf8))
        return Hexadecimal.text(Array(box.nonce) + box.ciphertext + box.tag)
    }

    private static func opened(_ text: String, by key: SymmetricKey, _ owner: String) -> [UInt8]? {
        guard let bytes = Hexadecimal.bytes(text[...]), let box = try? AES.GCM.SealedBox(combined: bytes),
            let value = try? AES.GCM.open(box, using: key, authenticating: Array(owner.utf8))
        else { return nil }
        return Array(value)
    }
}

/// Why a secret is not kept, or not given.
public enum EnvelopeRefusal: Refusal, Hashable {
    case noKey
    case doesNotOpen

    public var words: String {
        switch self {
        case .noKey:
            "署名の鍵がないため、秘密の値を保管できません。サーバーの運用担当者が namiki signing-key で鍵を作り、環境変数 \(SigningKey.variable) に場所を書いてから、もう一度行ってください。"
        case .doesNotOpen: "保管した値を開けません。保管した時と別の鍵で動いているか、記録が書き換えられています。サーバーの運用担当者に、鍵を確かめてもらってください。"
        }
    }
}
