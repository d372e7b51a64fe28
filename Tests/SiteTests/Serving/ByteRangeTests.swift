import Testing

@testable import Site

@Suite("Ranges of bytes")
struct ByteRangeTests {
    private static func asked(_ field: String?, if condition: String? = nil, of length: Int = 100) -> ByteRange {
        ByteRange(field, if: condition, tag: "\"a\"", length: length)
    }

    @Test("One range of bytes is a part of the file")
    func parts() {
        #expect(Self.asked("bytes=0-0") == .part(0...0))
        #expect(Self.asked("bytes=10-") == .part(10...99))
        #expect(Self.asked("Bytes = 10-19") == .part(10...19))
        #expect(Self.asked("bytes=10-99999999999999999999999") == .part(10...99))
        #expect(Self.asked("bytes=-5") == .part(95...99))
        #expect(Self.asked("bytes=-500") == .part(0...99))
        #expect(Self.asked("bytes=10-", if: "\"a\"") == .part(10...99))
    }

    @Test("What begins behind the end is no part")
    func outside() {
        for field in ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999999-"] {
            #expect(Self.asked(field) == .outside, "\(field)")
        }
    }

    @Test(
        "Everything else is answered with the whole",
        arguments: [
            "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-2,4-5", "bytes=9-1", "bytes=200-100", "bytes=+1-2",
            "bytes=1-2-3",
            "lines=1-2",
            "bytes=１-２", "bytes==1-2", "bytes=1 - 2",
        ])
    func whole(_ field: String) {
        #expect(Self.asked(field) == .whole)
    }

    @Test("A part is of the bytes that were meant, and an empty file has none")
    func conditions() {
        #expect(Self.asked(nil) == .whole)
        #expect(Self.asked("bytes=10-", if: "\"b\"") == .whole)
        #expect(Self.asked("bytes=10-", if: "W/\"a\"") == .whole)
        #expect(Self.asked("bytes=10-", if: "Tue, 01 Dec 2026 00:00:00 GMT") == .whole)
        #expect(Self.asked("bytes=0-", of: 0) == .whole)
        func goesOn(_ field: String, if condition: String? = nil) -> Bool {
            ByteRange.goesOn(field, if: condition, tag: "\"a\"")
        }
        #expect(goesOn("bytes=1-"))
        #expect(!goesOn("bytes=0-"))
        #expect(!goesOn("bytes=-5"))
        #expect(!goesOn("bytes= -5"))
        #expect(!goesOn("bytes=1-", if: "\"b\""))
        #expect(!goesOn("a"))
    }
}
