import Crypto
import Foundation
import Japanese

/// Codes that an authenticator shows for half a minute (TOTP, RFC 6238, over HOTP, RFC 4226): HMAC-SHA-1, six digits, steps of
/// 30 seconds since 1970.
///
///     OneTimeCode.step(of: "287082", secret: secret, at: ward.clock.now(), after: lastStep)   // nil: not let in
///
/// SHA-1 is what every authenticator speaks; as the inside of an HMAC it is sound (RFC 6238 1.2).
enum OneTimeCode {
    static let digits = 6
    static let stepSeconds: Int64 = 30
    /// Steps before and after the present one that are taken, for clocks that differ.
    static let stepsAside: Int64 = 1
    /// As long as the hash (RFC 4226 4, R6).
    static let secretBytes = 20

    /// The step of a moment.
    static func step(at moment: Timestamp) -> Int64 { moment.milliseconds / 1000 / stepSeconds }

    /// The code of a step, with leading zeros.
    static func text(_ step: Int64, secret: [UInt8], digits: Int = OneTimeCode.digits) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 15)
        let number = mac[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(1) { product, _ in product * 10 }
        let shown = String(number % modulus)
        return String(repeating: "0", count: digits - shown.utf8.count) + shown
    }

    /// The step that the code belongs to; `nil` when it is none of those around the moment, or was not later than the last
    /// one that was taken.
    static func step(of code: String, secret: [UInt8], at moment: Timestamp, after last: Int64) -> Int64? {
        let now = step(at: moment)
        var found: Int64?
        // All are compared, whichever fits.
        for step in now - stepsAside...now + stepsAside {
            let fits = equalInConstantTime(Array(text(step, secret: secret).utf8), Array(code.utf8))
            if fits, step > last { found = found ?? step }
        }
        return found
    }
}
