import Crypto
import Foundation

/// How the secrets of authenticators are written into the database: sealed by a key that is derived from the ward's signing
/// key, which lies outside, so that a copy of the database alone gives nobody a code.
///
/// A ward without a key keeps them as they are; whoever reads its database can then make codes.
struct SecretVault: Sendable {
    private let key: SymmetricKey?

    private static let nonceBytes = 12
    private static let open = "plain:"
    private static let sealed = "sealed:"

    init(_ signingKey: SigningKey?) {
        key = signingKey?.secret(for: "namiki second factor 1")
    }

    /// AES-GCM, bound to the person: a secret that is copied to somebody else's row does not open.
    func closed(_ secret: AuthenticatorSecret, of person: ID<Person>, random: RandomSource) throws -> String {
        guard let key else { return Self.open + Hexadecimal.text(secret.bytes) }
        let box = try AES.GCM.seal(
            secret.bytes, using: key, nonce: AES.GCM.Nonce(data: random.bytes(Self.nonceBytes)),
            authenticating: Array(person.text.utf8))
        return Self.sealed + Hexadecimal.text(Array(box.nonce) + box.ciphertext + box.tag)
    }

    /// - Returns: `nil` when the key that sealed it is not here.
    func opened(_ text: String, of person: ID<Person>) -> AuthenticatorSecret? {
        if text.hasPrefix(Self.open) {
            return Hexadecimal.bytes(text.dropFirst(Self.open.count)).map(AuthenticatorSecret.init(bytes:))
        }
        guard let key, text.hasPrefix(Self.sealed),
            let bytes = Hexadecimal.bytes(text.dropFirst(Self.sealed.count)),
            let box = try? AES.GCM.SealedBox(combined: bytes),
            let secret = try? AES.GCM.open(box, using: key, authenticating: Array(person.text.utf8))
        else { return nil }
        return AuthenticatorSecret(bytes: Array(secret))
    }
}
