import RandomTesting
import Testing

@testable import Ward

@Suite("Percent coding")
struct PercentCodingTests {
    @Test("A part of a path, a value of a query and a whole address each keep what they may hold")
    func coded() {
        #expect(PercentCoding.encoded("a b/ｃ?d=~") == "a%20b%2F%EF%BD%83%3Fd%3D~")
        #expect(PercentCoding.encodedValue("/a?b=ｃ&") == "/a?b=%EF%BD%83%26")
        #expect(
            PercentCoding.encodedAddress("https://e.jp/見本 a.csv?q=%E3%81#f")
                == "https://e.jp/%E8%A6%8B%E6%9C%AC%20a.csv?q=%E3%81#f")
    }

    @Test("What is coded is read back, and what is no coding is not read", arguments: UInt64(0)..<50)
    func back(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let scalars = (0..<20).map { _ in Unicode.Scalar(UInt32.random(in: 0..<0xD800, using: &random)) }
        let text = String(String.UnicodeScalarView(scalars.compactMap(\.self)))
        #expect(PercentCoding.decoded(PercentCoding.encoded(text).utf8, plusIsSpace: true) == text)
        for broken in ["%", "%4", "%zz", "%FF"] {
            #expect(PercentCoding.decoded(broken.utf8, plusIsSpace: false) == nil)
        }
    }
}
