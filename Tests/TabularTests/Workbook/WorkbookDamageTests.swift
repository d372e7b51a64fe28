import Foundation
import Japanese
import RandomTesting
import Testing

@testable import Tabular

@Suite("Damaged workbooks are refused or read, and never stop the program")
struct WorkbookDamageTests {
    /// Files for each seed; all together a million in the long drill.
    private static let rounds = ProcessInfo.processInfo.environment["NAMIKI_SOAK"] == nil ? 100 : 25_000

    @Test("Damaged files", arguments: 0..<20 as Range<UInt64>)
    func damagedBytes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let whole = seed % 2 == 0 ? try written() : handmade().bytes
        for _ in 0..<Self.rounds {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                guard !bytes.isEmpty else { break }
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes.removeLast(bytes.count - place)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
                case 2: bytes.insert(contentsOf: bytes[place...].prefix(30), at: place)
                default: bytes[place] = UInt8.random(in: 0...255, using: &random)
                }
            }
            try expectAnswer(bytes)
        }
    }

    @Test("Files whose parts were changed and packed again", arguments: 100..<120 as Range<UInt64>)
    func damagedParts(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let whole = handmade()
        for _ in 0..<Self.rounds {
            var package = whole
            let name = whole.names[Int.random(in: 0..<whole.names.count, using: &random)]
            package.replace(name, mutated(whole.content(name), using: &random))
            try expectAnswer(package.bytes)
        }
    }

    /// Values or a refusal with words; anything else would stop the test.
    private func expectAnswer(_ bytes: [UInt8]) throws {
        do throws(WorkbookRefusal) {
            let limits = WorkbookLimits(entryBytesMax: 8 << 20, unpackedBytesMax: 16 << 20)
            let book = try WorkbookReader.read(bytes, limits: limits)
            for cell in book.sheets.flatMap(\.rows).flatMap(\.entries).map(\.cell) {
                _ = cell.number?.exact
                _ = cell.number?.exact(scale: 2)
                _ = try? book.date(of: cell)
            }
        } catch {
            #expect(!error.japanese.isEmpty)
        }
    }

    private func mutated(_ content: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        let words = [
            "0", "-1", "1048577", "99999999999", "XFE1", "A0", "", "1e999", "nan", "_xD800_", "&#0;", "&amp;", "<c>",
            "</row>",
            "<si>", "<is>", "<rPh sb='9' eb='2'>", "t=\"shared\"", "<![CDATA[", "<!--", "../../..", "%2e%2e", "\u{0}",
            "𠮟", "<f t='shared' si='0'/>",
        ]
        var bytes = content
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard !bytes.isEmpty else { break }
            let word = words[Int.random(in: 0..<words.count, using: &random)]
            let start = Int.random(in: 0..<bytes.count, using: &random)
            if Bool.random(using: &random) {
                bytes.replaceSubrange(
                    start..<min(bytes.count, start + Int.random(in: 0...12, using: &random)), with: word.utf8)
            } else {
                // Inside the quotes of an attribute, or between tags, where a change is still well-formed.
                let mark = bytes[start...].firstIndex { $0 == 0x22 || $0 == 0x3E } ?? start
                let end = bytes[(mark + 1)...].firstIndex { $0 == 0x22 || $0 == 0x3C } ?? bytes.count
                bytes.replaceSubrange(min(mark + 1, end)..<end, with: word.utf8)
            }
        }
        return bytes
    }

    private func written() throws -> [UInt8] {
        var random = SeededGenerator(seed: 7)
        return try Workbook(
            createdAt: Timestamp(milliseconds: 1), sheets: [RandomSheet.make("表", using: &random), Sheet(name: "二")]
        ).bytes()
    }

    private func handmade() -> PackageBuilder {
        PackageBuilder.workbook(
            sheet: """
                <cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>\
                <c r="B1" t="inlineStr"><is><t>字</t></is></c><c r="C1"><f t="shared" ref="C1:C3" si="0">A1*$B1</f><v>1.5E3</v></c></row>\
                <row r="3" hidden="1"><c r="C3" s="1"><f t="shared" si="0"/><v>60</v></c><c t="b"><v>1</v></c></row></sheetData>\
                <mergeCells><mergeCell ref="A5:B5"/></mergeCells>
                """,
            shared: #"<si><t>杉並_x000D_</t><rPh sb="0" eb="2"><t>スギナミ</t></rPh></si>"#,
            styles:
                #"<numFmts><numFmt numFmtId="176" formatCode="[$-411]ggge"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs>"#,
            workbook: #"<workbookPr date1904="0"/><definedNames><definedName name="甲">A1</definedName></definedNames>"#)
    }
}
