import RandomTesting
import Testing

@testable import Tabular

@Suite("Encodings")
struct TextEncodingTests {
    @Test("Each encoding is told by its bytes")
    func detects() {
        #expect(TextEncoding.detect([]) == .empty)
        #expect(TextEncoding.detect(Array("並木,1\n".utf8)) == .utf8)
        #expect(TextEncoding.detect([0xEF, 0xBB, 0xBF, 0x61]) == .utf8BOM)
        #expect(TextEncoding.detect([0xEF, 0xBB, 0xBF, 0xFF]) == .binary)
        #expect(TextEncoding.detect([0xFF, 0xFE, 0x61, 0x00]) == .utf16LE)
        #expect(TextEncoding.detect([0xFE, 0xFF, 0x00, 0x61]) == .utf16BE)
        #expect(TextEncoding.detect([0x61, 0x00, 0x0A, 0x00]) == .utf16LE)
        #expect(TextEncoding.detect([0x00, 0x61, 0x00, 0x0A]) == .utf16BE)
        // 並木 in CP932, and half-width katakana.
        #expect(TextEncoding.detect([0x95, 0xC0, 0x96, 0xD8]) == .cp932Likely)
        #expect(TextEncoding.detect([0xC5, 0xD0, 0xB7]) == .cp932Likely)
        #expect(TextEncoding.detect([0x50, 0x4B, 0x03, 0x04, 0x00, 0x00, 0x08, 0x00, 0x00]) == .binary)
        #expect(TextEncoding.detect([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0xFF]) == .binary)
    }

    @Test("The first bad byte is the one Swift's own decoder stumbles over")
    func strictness() {
        #expect(UTF8Check.firstBadOffset(in: [0x61, 0xC0, 0xAF]) == 1)
        #expect(UTF8Check.firstBadOffset(in: [0xED, 0xA0, 0x80]) == 0)
        #expect(UTF8Check.firstBadOffset(in: [0xF4, 0x90, 0x80, 0x80]) == 0)
        #expect(UTF8Check.firstBadOffset(in: [0x61, 0xE4, 0xB8]) == 1)
        #expect(UTF8Check.firstBadOffset(in: Array("𠮷é並".utf8)) == nil)
        let seed: UInt64 = 8
        var random = SeededGenerator(seed: seed)
        let leads: [UInt8] = [
            0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF,
        ]
        for _ in 0..<50_000 {
            let bytes = (0..<Int.random(in: 0...8, using: &random)).map { _ in leads.randomElement(using: &random) ?? 0
            }
            let offset = UTF8Check.firstBadOffset(in: bytes)
            let good = bytes[..<(offset ?? bytes.count)]
            #expect((String(validating: bytes, as: UTF8.self) != nil) == (offset == nil), "seed \(seed): \(bytes)")
            #expect(String(validating: good, as: UTF8.self) != nil, "seed \(seed): \(bytes)")
        }
    }

    @Test("Bytes asked for eight at a time are those that a look at each of them finds")
    func searches() {
        let seed: UInt64 = 9
        var random = SeededGenerator(seed: seed)
        let plain: [UInt8] = [0x09, 0x0A, 0x0C, 0x0D, 0x20, 0x61, 0x7E, 0x80, 0x9F, 0xE3, 0xFF]
        for _ in 0..<20_000 {
            var bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                plain.randomElement(using: &random) ?? 0
            }
            if !bytes.isEmpty, random.chance(1, in: 2) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...0xFF, using: &random)
            }
            let hasControls = bytes.contains { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) || $0 == 0x7F }
            #expect(ByteSearch.holdsControls(bytes) == hasControls, "seed \(seed): \(bytes)")
            #expect(ByteSearch.holds(0x0A, in: bytes) == bytes.contains(0x0A), "seed \(seed): \(bytes)")
        }
    }
}
