import Crypto
import Foundation

extension Ward {
    /// Stands for a text of which there are too few to hide behind a plain hash, such as an address: who reads the database cannot
    /// find it by trying all of them (HMAC-SHA-256, RFC 2104).
    ///
    /// The key is derived from the ward's signing key; without one it lives as long as this process, and what it stands for is
    /// new after a restart.
    /// - Parameter purpose: what it is for, and for nothing else.
    public func keyedHash(_ text: String, for purpose: String) -> String {
        let key = signingKey?.secret(for: purpose) ?? Self.passingKey
        let code = HMAC<SHA256>.authenticationCode(for: Data((purpose + "\u{0}" + text).utf8), using: key)
        return Hexadecimal.text(Array(code))
    }

    private static let passingKey = SymmetricKey(size: .bits256)
}
