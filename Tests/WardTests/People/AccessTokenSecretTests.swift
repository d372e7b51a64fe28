import RandomTesting
import Testing
import WardTesting

@testable import Ward

@Suite("The words of access tokens")
struct AccessTokenSecretTests {
    @Test(
        "A token is recognised by its beginning, and one that was copied wrongly or not whole is told from an unknown one"
    )
    func checksum() {
        var generator = SeededGenerator(seed: 22)
        let random = RandomSource.seeded(22)
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        for _ in 0..<50 {
            let text = AccessTokenSecret(random: random).text
            #expect(text.hasPrefix("namiki_"))
            #expect(text.utf8.count == 46)
            #expect(AccessTokenSecret(untrusted: text)?.text == text)
            var bytes = Array(text.utf8)
            let place = Int.random(in: 7..<bytes.count, using: &generator)
            bytes[place] = letters.first { $0 != bytes[place] } ?? 0
            #expect(AccessTokenSecret(untrusted: String(decoding: bytes, as: UTF8.self)) == nil)
            #expect(AccessTokenSecret(untrusted: String(text.dropLast())) == nil)
        }
    }

    @Test(
        "What has not the form of a token is none",
        arguments: ["", "namiki_", "namiki_ABC", "並木_あ", String(repeating: "a", count: 46), "namiki_\u{0}"])
    func form(text: String) {
        #expect(AccessTokenSecret(untrusted: text) == nil)
    }
}
