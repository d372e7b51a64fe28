import Japanese
import RandomTesting
import Tabular
import Testing

@testable import Datasets

@Suite("Encodings of files")
struct EncodingTests {
    private static let text =
        TextFileTests.headings + "\r\n" + TextFileTests.row(remark: "髙井戸のﾎｲｸ①") + "\r\n"
        + TextFileTests.row(id: "2", remark: "末尾 ") + "\r\n"

    static func utf16(_ text: String, low: Bool) -> [UInt8] {
        let mark: [UInt8] = low ? [0xFF, 0xFE] : [0xFE, 0xFF]
        return mark
            + text.utf16.flatMap { unit in
                let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
                return low ? bytes : bytes.reversed()
            }
    }

    static func all(_ text: String) -> [(name: String, bytes: [UInt8])] {
        [
            ("UTF-8", Array(text.utf8)), ("UTF-8（BOM付き）", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
            ("UTF-16LE", utf16(text, low: true)), ("UTF-16BE", utf16(text, low: false)),
            ("CP932（Shift_JIS）", WindowsCharacterSet.encoded(text) ?? []),
        ]
    }

    @Test("The same table in five encodings has the same findings, and one content once it is mended")
    func sameContent() async throws {
        var contents: Set<String> = []
        for (name, bytes) in Self.all(Self.text) {
            let file = try DataFile(bytes, name: "a.csv")
            #expect(file.facts.encoding == name)
            let report = try await DatasetCheck(file).report()
            #expect(
                report.findings.filter { $0.rule != .encoding }.map(\.rule) == [.vendorCharacters, .layoutBySpaces])
            let mended = try await DatasetRepair(file, .acceptingAll).bytes().bytes
            contents.insert(
                String(
                    decoding: mended.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(mended.dropFirst(3)) : mended,
                    as: UTF8.self))
        }
        #expect(contents.count == 1)
    }

    @Test("In each encoding, refusing all keeps the bytes, and a repair is written in the file's own encoding")
    func ownEncoding() async throws {
        for (name, bytes) in Self.all(Self.text) {
            let file = try DataFile(bytes, name: "a.csv")
            let refused = try await DatasetRepair(file, RepairDecisions()).bytes().bytes
            #expect(refused == bytes, "\(name)")
            let mended = try await DatasetRepair(file, .accepting([.vendorCharacters, .layoutBySpaces])).bytes().bytes
            let expected = Self.text.replacing("ﾎｲｸ①", with: "ホイク(1)").replacing("末尾 ", with: "末尾")
            #expect(mended == Self.all(expected).first { $0.name == name }?.bytes, "\(name)")
        }
    }

    @Test("A CP932 file whose first 300 kB are ASCII is read right")
    func lateCharacters() async throws {
        var text = "name,count,area\r\n"
        while text.utf8.count < 300_000 { text += "abcdefghij,12,34\r\n" }
        text += "杉並,1,東\r\n"
        let file = try DataFile(WindowsCharacterSet.encoded(text) ?? [], name: "a.csv")
        #expect(file.facts.encoding == "CP932（Shift_JIS）")
        let mended = try await DatasetRepair(file, .accepting([.encoding])).bytes().bytes
        #expect(mended == [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    }

    @Test("What is no text is refused with words")
    func refused() {
        #expect(throws: DataFileRefusal.empty) { try DataFile([], name: "a.csv") }
        #expect(throws: DataFileRefusal.unknownFile) { try DataFile([0, 1, 2, 3, 0, 0, 9], name: "a.csv") }
        #expect(throws: DataFileRefusal.unknownEncoding(line: 2)) {
            try DataFile(Array("a,b\n".utf8) + [0xFF, 0xFF, 0x80], name: "a.csv")
        }
        #expect(throws: DataFileRefusal.self) { try DataFile(Array("%PDF-1.7".utf8), name: "a.pdf") }
        #expect(throws: DataFileRefusal.noTable) { try DataFile(Array("\n\n".utf8), name: "a.csv") }
    }

    @Test("Files of any bytes are read or refused, and without a decision come back as they were", arguments: 0..<8)
    func fuzz(part: Int) async throws {
        let seed = TestSeed.fresh &+ UInt64(part)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<ProcessFacts.fuzzFiles / 8 {
            let bytes = Fuzz.bytes(&random)
            guard let file = try? DataFile(bytes, name: "a.csv") else { continue }
            let report = try await DatasetCheck(file).report()
            #expect(report.findings.allSatisfy { !$0.message.isEmpty }, "seed \(seed)")
            let refused = try await DatasetRepair(file, RepairDecisions()).bytes()
            #expect(refused.bytes == bytes, "seed \(seed)")
            _ = try await DatasetRepair(file, .acceptingAll).bytes()
        }
    }
}

/// Files made of what breaks readers.
enum Fuzz {
    static func bytes(_ random: inout SeededGenerator) -> [UInt8] {
        var text = ""
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            switch Int.random(in: 0..<12, using: &random) {
            case 0...4: text += ","
            case 5, 6: text += random.chance(1, in: 4) ? "\n" : "\r\n"
            case 7: text += "\""
            case 8: text += "\"a\"\"b\n,\""
            default: text += RandomValue.make(&random)
            }
        }
        if random.chance(1, in: 3) { text = TextFileTests.headings + "\r\n" + text }
        var bytes: [UInt8]
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes = EncodingTests.utf16(text, low: random.chance(1, in: 2))
        case 1: bytes = WindowsCharacterSet.encoded(text) ?? Array(text.utf8)
        default: bytes = Array(text.utf8)
        }
        if random.chance(1, in: 3) {
            for _ in 0..<3 where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
        }
        return bytes
    }
}
