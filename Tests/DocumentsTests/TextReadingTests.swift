import Foundation
import Testing

@testable import Documents

@Suite("Plain text")
struct TextReadingTests {
    private func read(_ bytes: [UInt8], name: String = "a.txt") throws -> PlacedDocument {
        try DocumentReader().readAlone(bytes, name: name)
    }

    /// 「取組は、ソの表」 with ソ and 表, whose second byte in CP932 is a backslash.
    private static let cp932: [UInt8] = [
        0x8E, 0xE6, 0x91, 0x67, 0x82, 0xCD, 0x81, 0x41, 0x83, 0x5C, 0x82, 0xCC, 0x95, 0x5C,
    ]
    private static let eucJP: [UInt8] = [
        0xBC, 0xE8, 0xC1, 0xC8, 0xA4, 0xCF, 0xA1, 0xA2, 0xA5, 0xBD, 0xA4, 0xCE, 0xC9, 0xBD,
    ]
    private static let jis: [UInt8] = [
        0x1B, 0x24, 0x42, 0x3C, 0x68, 0x41, 0x48, 0x24, 0x4F, 0x21, 0x22, 0x25, 0x3D, 0x24, 0x4E, 0x49, 0x3D, 0x1B,
        0x28, 0x42,
    ]
    private static let words = "取組は、ソの表"

    private static func utf16(_ text: String, low: Int, mark: Bool) -> [UInt8] {
        let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
        return units.flatMap { unit in
            let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
            return low == 0 ? pair : pair.reversed()
        }
    }

    @Test(
        "An encoding is told by what the bytes prove",
        arguments: [
            (Array(Self.words.utf8), "UTF-8と"), ([0xEF, 0xBB, 0xBF] + Array(Self.words.utf8), "UTF-8（BOM付き）"),
            (Self.cp932, "CP932"), (Self.eucJP, "EUC-JP"), (Self.jis, "ISO-2022-JP"),
            (Self.utf16(Self.words, low: 0, mark: true), "UTF-16LEと"),
            (Self.utf16(Self.words, low: 1, mark: true), "UTF-16BEと"),
        ])
    func encodings(bytes: [UInt8], name: String) throws {
        let document = try read(bytes)
        #expect(document.texts == [Self.words])
        #expect(document.says(name, .encoding))
    }

    @Test("UTF-16 without a mark is known by its characters, in both orders", arguments: [0, 1])
    func unmarked(low: Int) throws {
        let text = "　取組について\r\n１　窓口の見直し\r\n"
        #expect(try read(Self.utf16(text, low: low, mark: false)).texts == ["取組について", "１　窓口の見直し"])
    }

    @Test("Characters with two codes are read and counted; 外字 are told")
    func twins() throws {
        // NEC's ∪-selected ｢ⅰ｣ (EEEF), the user area (F040).
        let document = try read([0xEE, 0xEF, 0x82, 0xA0, 0xF0, 0x40])
        #expect(document.texts.first?.hasPrefix("ⅰあ") == true)
        #expect(document.says("1字は、同じ文字の標準の符号", .encoding))
        #expect(document.says("外字が1字", .encoding))
    }

    @Test("Bytes that no encoding explains are refused with their line")
    func unexplained() async {
        let bytes = Array("一行目\n".utf8) + Array("二行目".utf8) + [0xFF, 0x41, 0x0A]
        #expect(await refusal(bytes) == .unknownEncoding(line: 2))
    }

    @Test("Each line keeps its number in the file, its indent in full-width characters, and the space before it")
    func lines() throws {
        let document = try read(Array("　第１条\r\n\r\n  (1) 甲\n\t乙\r丙".utf8))
        #expect(document.texts == ["第１条", "(1) 甲", "乙", "丙"])
        #expect(document.lines.map(\.place.line) == [1, 3, 4, 5])
        #expect(document.lines.map(\.look.indent) == [1, 1, 4, 0])
        #expect(document.lines.map(\.look.isApart) == [false, true, false, false])
    }

    @Test("Form feeds begin pages, and what stands on every page is its head or foot")
    func pages() throws {
        let text = ["窓口を見直す。", "（1）電子申請を広げる。", "（2）端末を更新する。"].enumerated().map {
            "並木区計画\n\n\($1)\nその\($0 * 7)件の続き。\n- \($0 + 1) -\n"
        }.joined(separator: "\u{0C}")
        let document = try read(Array(text.utf8))
        #expect(document.lines.filter { $0.part == .pageHead }.count == 3)
        #expect(document.lines.filter { $0.part == .pageFoot }.map(\.text) == ["- 1 -", "- 2 -", "- 3 -"])
        #expect(document.lines.filter { $0.part == .body }.map(\.place.page) == [1, 1, 2, 2, 3, 3])
    }

    @Test("Where text was broken at a width, lines that reach it say so; sentences of about one length do not")
    func edges() throws {
        let wrapped = """
            　区民の利便性の向上と職員の負担の軽減を両立さ
            せるため、窓口での手続を見直し、書かない窓口を
            順次広げるとともに、オンラインで完結する手続の
            範囲を拡大する。
            　以上のとおり定める。
            """
        let marked = try read(Array(wrapped.utf8)).lines.map(\.look.reachesEdge)
        #expect(marked == [true, true, true, false, false])
        let listed = (1...6).map { "（\($0)）令和６年度中に端末を\($0)00台配備する。\n" }.joined()
        #expect(try read(Array(listed.utf8)).lines.allSatisfy { $0.look.reachesEdge == nil })
    }

    @Test("Delimited text is a table by its lines, whatever its name, and in any encoding")
    func delimited() throws {
        let text = "取組,担当課,期限\n窓口,区民課,令和７年度\n\"電子\n申請\",情報管理課,令和８年度\n"
        let document = try read(Array(text.utf8))
        #expect(document.format == .csv)
        #expect(
            document.cells() == [
                "0,0 取組", "0,1 担当課", "0,2 期限", "1,0 窓口", "1,1 区民課", "1,2 令和７年度", "2,0 電子", "2,0 申請", "2,1 情報管理課",
                "2,2 令和８年度",
            ])
        let tabbed = try read(Self.cp932 + [0x09] + Self.cp932 + [0x0A], name: "一覧.csv")
        #expect(tabbed.cells() == ["0,0 \(Self.words)", "0,1 \(Self.words)"])
        #expect(try read(Array("甲、乙, 丙\n丁\n戊, 己\n".utf8)).format == .text)
    }

    @Test("Control characters are left out and counted; many of them are no text")
    func controls() async throws {
        let text = String(repeating: "本文です。\n", count: 30) + "印\u{07}字"
        let document = try read(Array(text.utf8))
        #expect(document.texts.last == "印字")
        #expect(document.says("制御文字1字", .setAside))
        #expect(await refusal([1, 2, 3, 4, 65, 66]) == .unknownFile)
    }
}
