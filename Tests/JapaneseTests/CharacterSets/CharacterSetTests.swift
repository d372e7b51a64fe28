import Foundation
import RandomTesting
import Testing

@testable import Japanese

#if canImport(Glibc)
    import Glibc
#endif

@Suite("Character sets of other systems")
struct CharacterSetTests {
    #if canImport(Glibc)
        @Test("Every code of Windows-31J is what the system's own converter makes of it, both ways")
        func windowsBesideIconv() throws {
            let reading = try Converter(from: "CP932", to: "UTF-8")
            let writing = try Converter(from: "UTF-8", to: "CP932")
            let table = WindowsCharacterSet.table
            var standard = 0
            for code in 0x8140...0xFCFC where WindowsCharacterSet.isLead(UInt8(code >> 8)) && code & 0xFF >= 0x40 {
                let expected = reading.convert([UInt8(code >> 8), UInt8(code & 0xFF)])
                let scalar = table.scalar(code)
                let found = scalar.map { Array(String($0).utf8) }
                #expect(found == expected, "\(String(code, radix: 16))")
                guard let scalar, table.kind(of: code) == .standard else { continue }
                standard += 1
                #expect(
                    writing.convert(Array(String(scalar).utf8)) == [UInt8(code >> 8), UInt8(code & 0xFF)],
                    "\(String(code, radix: 16)) is not the code that is written")
            }
            #expect(standard == 7_326)
        }
    #endif

    @Test("1,880 cells for 外字 go to U+E000–U+E757 and back; twins are known; ASCII is unchanged")
    func windowsUser() {
        let table = WindowsCharacterSet.table
        let user = (0..<65_536).filter { table.kind(of: $0) == .user }
        #expect(user.count == 1_880)
        #expect(user.first == 0xF040)
        #expect(user.last == 0xF9FC)
        #expect(Set(user.compactMap { table.scalar($0)?.value }) == Set(0xE000...0xE757))
        let codes = table.codes()
        for code in user { #expect(table.scalar(code).flatMap { codes[$0] } == code) }
        #expect((0..<65_536).count { table.kind(of: $0) == .twin } == 398)
        #expect(table.kind(of: 0x879A) == .twin)
        #expect(table.kind(of: 0xFA5B) == .twin)
        #expect(table.kind(of: 0x81E6) == .standard)
        let decoder = TextDecoder(.cp932)
        let ascii = Array<UInt8>(0...0x7F)
        #expect(Array(decoder.text(ascii).text.utf8) == ascii)
        let odd = decoder.text([0x41, 0x81, 0x2C, 0xFA, 0x5B, 0xF0, 0x40, 0xB1, 0x80])
        #expect(odd.text == "A\u{FFFD},∵\u{E000}ｱ\u{FFFD}")
        #expect(odd.notes == [.malformed, .twin, .user, .beyondASCII])
    }

    @Test(
        "The makers' standard areas hold JIS X 0208 in the shapes of their year",
        arguments: MainframeCharacterSet.Name.allCases)
    func mainframes(_ name: MainframeCharacterSet.Name) throws {
        let set = MainframeCharacterSet(name)
        #expect(set.table.scalar(name.code(jis: 0x3021)) == "亜")
        #expect(set.table.scalar(name.code(jis: 0x3033)) == (name == .keis83 ? "鯵" : "鰺"))
        let user = (0..<65_536).count { set.table.kind(of: $0) == .user }
        #expect(user == [.jef: 3_102, .keis78: 3_008, .keis83: 3_008, .jips: 3_948][name])
        // A value in one byte, then two, then one again; a shift that is not closed is noted.
        let a = try #require(set.single.bytes()["A"])
        let kanji = name.code(jis: 0x3021)
        let pair = [UInt8(kanji >> 8), UInt8(kanji & 0xFF)]
        let decoder = TextDecoder(.mainframe(set))
        let whole = decoder.text([a] + set.shiftOut[0] + pair + set.shiftIn[0] + [a])
        #expect(whole.text == "A亜A")
        #expect(whole.notes == .beyondASCII)
        let open = decoder.text([a] + set.shiftOut[0] + pair)
        #expect(open.text == "A亜")
        #expect(open.notes.contains(.malformed))
        let half = decoder.text(set.shiftOut[0] + [pair[0]])
        #expect(half.text == "\u{FFFD}")
        #expect(half.notes.contains(.malformed))
    }

    @Test(
        "Every row of the makers' tables reads as listed, with the table as a pack",
        .enabled(if: TestData.exists, "character tables are not on this machine (NAMIKI_TEST_DATA)"),
        arguments: [
            ("jef", "jef_fujitsu"), ("keis78", "keis78_hitachi"), ("keis83", "keis83_hitachi"), ("jips", "jips_nec"),
        ])
    func packs(_ name: String, _ file: String) throws {
        let rows = try TestData.rows("standardization/\(file).tsv")
        let pack = CharacterPack(reading: try TestData.text("standardization/\(file).tsv"))
        #expect(pack.badLines.isEmpty)
        let set = MainframeCharacterSet(try #require(.init(rawValue: name)), pack: pack)
        let alone = MainframeCharacterSet(try #require(.init(rawValue: name)))
        var listed: [Int: [String]] = [:]
        for row in rows where !row[4].contains("encode_only") && !row[4].contains("unmappable") {
            listed[try #require(Int(row[0], radix: 16)), default: []].append(row[1])
        }
        var alike = 0
        for (code, values) in listed where !values[0].isEmpty && !values[0].contains("_") {
            let scalar = try #require(set.table.scalar(code), "\(String(code, radix: 16))")
            #expect(String(scalar.value, radix: 16, uppercase: true) == values[0].drop { $0 == "0" })
            // Without the pack a code has the same character or none, never another.
            if let guessed = alone.table.scalar(code), alone.table.kind(of: code) != .user {
                #expect(guessed == scalar, "\(String(code, radix: 16))")
                alike += 1
            }
        }
        #expect(alike > 6_700)
    }

    @Test("UTF-8 and UTF-16 are read strictly: what is no character is marked, never dropped")
    func unicode() {
        let utf8 = TextDecoder(.utf8)
        #expect(utf8.text(Array("髙󠄀𠮷\u{E012}".utf8)).text == "髙󠄀𠮷\u{E012}")
        #expect(utf8.text(Array("\u{E012}".utf8)).notes.contains(.user))
        for bad: [UInt8] in [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE3, 0x81], [0x80]] {
            let read = utf8.text(bad)
            #expect(read.notes.contains(.malformed))
            #expect(read.text.unicodeScalars.allSatisfy { $0 == "\u{FFFD}" })
        }
        let little = TextDecoder(.utf16LE)
        #expect(little.text([0x42, 0xD8, 0xB7, 0xDF, 0x41, 0x00]).text == "𠮷A")
        #expect(little.text([0x42, 0xD8, 0x41, 0x00]).text == "\u{FFFD}A")
        #expect(TextDecoder(.utf16BE).text([0xD8, 0x42, 0xDF, 0xB7, 0x41]).text == "𠮷\u{FFFD}")
    }

    @Test("Counts tell every code beyond ASCII, and parts add up")
    func counts() {
        let (first, second) = (CodeCounts(), CodeCounts())
        _ = TextDecoder(.cp932, counting: first).text([0x88, 0xEA, 0x88, 0xEA, 0xF0, 0x40, 0x41])
        _ = TextDecoder(.cp932, counting: second).text([0x88, 0xEA, 0xB1, 0x81])
        first.add(second)
        #expect(first.found == [0x88EA: 3, 0xF040: 1, 0xB1: 1])
        #expect(first.broken == [0x81: 1])
    }

    @Test("No bytes whatever make the decoders write anything but UTF-8 or lose a code")
    func fuzz() {
        let seed = TestSeed.fresh
        var random = SeededGenerator(seed: seed)
        let sets: [SourceCharacterSet] =
            [.utf8, .utf16LE, .utf16BE, .cp932]
            + MainframeCharacterSet.Name.allCases.map { .mainframe(MainframeCharacterSet($0)) }
        let arena = TextArena()
        for set in sets {
            let decoder = TextDecoder(set)
            for _ in 0..<2_000 {
                let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                    Bool.random(using: &random)
                        ? UInt8.random(in: 0x20...0x7E, using: &random) : UInt8.random(in: 0...255, using: &random)
                }
                arena.reset()
                _ = bytes.withUnsafeBufferPointer { decoder.decode($0, into: arena) }
                let text = Array(arena.bytes(0..<arena.count))
                #expect(Array(String(decoding: text, as: UTF8.self).utf8) == text, "seed \(seed): \(bytes)")
                #expect(bytes.isEmpty || !text.isEmpty || isShiftsOnly(set), "seed \(seed): \(bytes)")
            }
        }
    }

    private func isShiftsOnly(_ set: SourceCharacterSet) -> Bool {
        if case .mainframe = set { true } else { false }
    }
}

#if canImport(Glibc)
    /// The C library's converter, as a second opinion.
    private final class Converter {
        private let handle: iconv_t

        init(from: String, to: String) throws {
            handle = iconv_open(to, from)
            try #require(handle != iconv_t(bitPattern: -1), "this system has no converter for \(from)")
        }

        deinit { iconv_close(handle) }

        /// - Returns: `nil` where the bytes have no counterpart.
        func convert(_ bytes: [UInt8]) -> [UInt8]? {
            var input = bytes.map { CChar(bitPattern: $0) }
            var output = [CChar](repeating: 0, count: 32)
            return input.withUnsafeMutableBufferPointer { source in
                output.withUnsafeMutableBufferPointer { target in
                    var (from, to) = (source.baseAddress, target.baseAddress)
                    var (left, room) = (source.count, target.count)
                    iconv(handle, nil, nil, nil, nil)
                    guard iconv(handle, &from, &left, &to, &room) != -1, left == 0 else { return nil }
                    return target[0..<(32 - room)].map { UInt8(bitPattern: $0) }
                }
            }
        }
    }
#endif
