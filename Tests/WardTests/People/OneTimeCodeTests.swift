import Foundation
import Japanese
import RandomTesting
import Testing

@testable import Ward

@Suite("One-time codes")
struct OneTimeCodeTests {
    private static let secret = Array("12345678901234567890".utf8)

    @Test("The codes of RFC 4226, appendix D, come out")
    func counted() {
        let expected = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect((0..<10).map { OneTimeCode.text($0, secret: Self.secret) } == expected)
    }

    @Test("The codes of RFC 6238, appendix B, come out")
    func timed() {
        let expected: [(seconds: Int64, code: String)] = [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ]
        for (seconds, code) in expected {
            let step = OneTimeCode.step(at: Timestamp(milliseconds: seconds * 1000))
            #expect(OneTimeCode.text(step, secret: Self.secret, digits: 8) == code, "\(seconds)")
        }
    }

    @Test("Secrets are written as RFC 4648, section 10, writes them")
    func base32() {
        let expected = [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ]
        for (plain, text) in expected { #expect(Base32.text(plain.utf8) == text, "\(plain)") }
    }

    @Test("A code is good one step early and late, and never two")
    func window() {
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        let step = OneTimeCode.step(at: now)
        for (offset, isGood) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] as [(Int64, Bool)] {
            let code = OneTimeCode.text(step + offset, secret: Self.secret)
            let found = OneTimeCode.step(of: code, secret: Self.secret, at: now, after: 0)
            #expect(found == (isGood ? step + offset : nil), "\(offset)")
        }
    }

    @Test("A code of the step that was taken last, or of one before it, is taken no more")
    func once() {
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        let step = OneTimeCode.step(at: now)
        func found(_ offset: Int64) -> Int64? {
            let code = OneTimeCode.text(step + offset, secret: Self.secret)
            return OneTimeCode.step(of: code, secret: Self.secret, at: now, after: step)
        }
        #expect(found(0) == nil)
        #expect(found(-1) == nil)
        #expect(found(1) == step + 1)
    }

    @Test(
        "oathtool makes the same codes of the secret as it is shown",
        .enabled(if: Tool.isInstalled("oathtool"), "oathtool is not installed"))
    func oracle() throws {
        var random = SeededGenerator(seed: 6238)
        for _ in 0..<20 {
            let secret = AuthenticatorSecret(bytes: (0..<20).map { _ in .random(in: 0...255, using: &random) })
            let seconds = Int64.random(in: 0..<4_000_000_000, using: &random)
            let told = try Tool.output(
                "oathtool", ["--totp", "--base32", "--now=@\(seconds)", secret.groups.replacing("-", with: "")])
            let step = OneTimeCode.step(at: Timestamp(milliseconds: seconds * 1000))
            #expect(OneTimeCode.text(step, secret: secret.bytes) == told, "\(seconds)")
        }
    }

    @Test("The address for authenticators names issuer and account, with nothing that ends a part of it early")
    func address() {
        let secret = AuthenticatorSecret(bytes: Self.secret)
        #expect(secret.groups == "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ")
        #expect(
            secret.address(issuer: "並木 A:B&C", account: "a@b?") == """
                otpauth://totp/%E4%B8%A6%E6%9C%A8%20A%3AB%26C:a%40b%3F?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
                &issuer=%E4%B8%A6%E6%9C%A8%20A%3AB%26C&algorithm=SHA1&digits=6&period=30
                """)
    }
}

/// A program of the machine that does the same, to compare with.
enum Tool {
    static func isInstalled(_ name: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\(name)")
    }

    /// What it prints, without the line's end.
    static func output(_ name: String, _ arguments: [String]) throws -> String {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(name)")
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
