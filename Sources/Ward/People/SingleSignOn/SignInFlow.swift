import Crypto
import Foundation
import Japanese

/// One sign-in through the provider, from its beginning to its answer: everything about it follows from a secret that stays in a
/// cookie of the browser, so that whoever begins and never returns leaves nothing behind on the server.
///
/// `state` binds the answer to the browser (and, when an account is connected, to the session), `nonce` the token to this sign-in,
/// and the verifier the code to whoever asked for it (RFC 7636).
public struct SignInFlow: Sendable {
    public enum Purpose: String, Sendable {
        case enter = "e"
        /// A person who is signed in connects an account with themselves.
        case connect = "c"
    }

    /// From the beginning to the answer.
    public static let secondsMax = 600
    static let secretBytes = 32
    static let targetBytesMax = 800

    public let purpose: Purpose
    let begunAt: Timestamp
    /// Where to go afterwards.
    public let target: String
    private let secret: String

    public init(_ purpose: Purpose, target: String, at now: Timestamp, random: RandomSource) {
        self.purpose = purpose
        // The cookie keeps seconds.
        begunAt = Timestamp(milliseconds: now.milliseconds / 1000 * 1000)
        self.target = target.utf8.count <= Self.targetBytesMax ? target : "/"
        secret = Hexadecimal.text(random.bytes(Self.secretBytes))
    }

    /// - Returns: `nil` unless the cookie has the form of one that was set here.
    public init?(cookie: String) {
        let parts = cookie.split(separator: "x", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let purpose = Purpose(rawValue: parts[0]), parts[1].utf8.count <= 12,
            let seconds = Int64(parts[1]), seconds >= 0, parts[2].utf8.count == 2 * Self.secretBytes,
            Hexadecimal.bytes(parts[2]) != nil, parts[3].utf8.count <= 2 * Self.targetBytesMax,
            let target = Hexadecimal.bytes(parts[3])
        else { return nil }
        self.purpose = purpose
        begunAt = Timestamp(milliseconds: seconds * 1000)
        secret = parts[2]
        self.target = String(decoding: target, as: UTF8.self)
    }

    /// Letters and digits alone.
    public var cookie: String {
        "\(purpose.rawValue)x\(begunAt.milliseconds / 1000)x\(secret)x\(Hexadecimal.text(Array(target.utf8)))"
    }

    /// - Parameter session: of the person who connects an account.
    func state(session: ID<Session>?) -> String {
        derived("state", purpose.rawValue, "\(begunAt.milliseconds)", session?.text ?? "-", target)
    }

    var nonce: String { derived("nonce", "\(begunAt.milliseconds)") }

    var verifier: String { derived("verifier", "\(begunAt.milliseconds)") }

    /// S256.
    var challenge: String { Base64URL.encoded(Array(SHA256.hash(data: Data(verifier.utf8)))) }

    /// Whether an answer now is in time.
    func isOver(at now: Timestamp) -> Bool {
        begunAt.adding(seconds: Self.secondsMax) <= now || now.adding(seconds: SessionLife.skewSecondsMax) < begunAt
    }

    /// As long as what was taken, or allowed, for it is remembered.
    var keptUntil: Timestamp { begunAt.adding(seconds: Self.secondsMax + SessionLife.skewSecondsMax) }

    private func derived(_ parts: String...) -> String {
        let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
        let key = SymmetricKey(data: Data(secret.utf8))
        return Base64URL.encoded(Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)))
    }
}
