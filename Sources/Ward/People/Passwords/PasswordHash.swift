import Crypto
import CryptoExtras
import Foundation

/// A password as it is stored: derived with scrypt, together with its cost and salt, so that costs can be raised later.
///
///     $scrypt$ln=15,r=8,p=1$<salt>$<key>
///
/// Deriving takes long on purpose: go through ``PasswordWorkshop``, and never inside a transaction.
public struct PasswordHash: Hashable, Sendable {
    static let saltBytes = 16
    static let keyBytes = 32
    /// A longer password is never right; it keeps the work bounded.
    static let passwordBytesMax = 1024

    let cost: ScryptCost
    let salt: [UInt8]
    let key: [UInt8]

    init(cost: ScryptCost, salt: [UInt8], key: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    init(deriving password: String, cost: ScryptCost, salt: [UInt8]) throws {
        self.init(cost: cost, salt: salt, key: try PasswordHash.derive(password, cost: cost, salt: salt))
    }

    /// Whether this is the password; the comparison takes the same time wherever the keys differ.
    func matches(_ password: String) throws -> Bool {
        let isTooLong = password.utf8.count > PasswordHash.passwordBytesMax
        let derived = try PasswordHash.derive(isTooLong ? "" : password, cost: cost, salt: salt)
        return equalInConstantTime(derived, key) && !isTooLong
    }

    /// A hash that no password matches, for login names that do not exist: finding that out takes as long.
    static func decoy(cost: ScryptCost) -> PasswordHash {
        PasswordHash(cost: cost, salt: Array(repeating: 0, count: saltBytes), key: Array(repeating: 0, count: keyBytes))
    }

    /// Compatibility forms are unified first (NIST SP 800-63B, 3.1.1.2), so that a password typed with a Japanese input
    /// method in full-width letters is the same one.
    private static func derive(_ password: String, cost: ScryptCost, salt: [UInt8]) throws -> [UInt8] {
        let bytes = Array(password.precomposedStringWithCompatibilityMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: keyBytes, rounds: 1 << cost.roundsLog,
            blockSize: cost.blockSize, parallelism: cost.parallelism, maxMemory: cost.bytesNeeded * 2)
        return key.withUnsafeBytes(Array.init)
    }
}

extension PasswordHash {
    var text: String {
        "$scrypt$ln=\(cost.roundsLog),r=\(cost.blockSize),p=\(cost.parallelism)$" + Hexadecimal.text(salt) + "$"
            + Hexadecimal.text(key)
    }

    /// - Returns: `nil` when the text was not written by `text`.
    init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = PasswordHash.cost(parts[2]),
            let salt = Hexadecimal.bytes(parts[3]), let key = Hexadecimal.bytes(parts[4]),
            key.count == PasswordHash.keyBytes
        else { return nil }
        self.init(cost: cost, salt: salt, key: key)
    }

    private static func cost(_ text: Substring) -> ScryptCost? {
        let fields = text.split(separator: ",").map { $0.split(separator: "=") }
        guard fields.map(\.first) == ["ln", "r", "p"], fields.allSatisfy({ $0.count == 2 }) else { return nil }
        let numbers = fields.compactMap { Int($0[1]) }
        guard numbers.count == 3, (1...24).contains(numbers[0]), (1...64).contains(numbers[1]),
            (1...16).contains(numbers[2])
        else { return nil }
        return ScryptCost(roundsLog: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
    }
}
