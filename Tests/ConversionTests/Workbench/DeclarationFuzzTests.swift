import Foundation
import Japanese
import RandomTesting
import Testing

@testable import Conversion

@Suite("Damaged declarations")
struct DeclarationFuzzTests {
    /// Inputs for each reader; a million in the long drill.
    private static let rounds = ProcessInfo.processInfo.environment["NAMIKI_SOAK"] == nil ? 400 : 1_000_000

    enum Reader: String, CaseIterable, Sendable {
        case layout, mapping, rules, items, gaiji, decisions, towns, shrink, pack, findings, dates, addresses
    }

    @Test(
        "Whatever stands in a file of declarations, it is read or told, and nothing breaks", arguments: Reader.allCases)
    func damaged(_ reader: Reader) throws {
        var random = SeededGenerator(seed: 20_261_127)
        let sample = Array(Self.sample(reader).utf8)
        let towns = TownList(
            [.init(code: "1", name: "阿佐谷北一丁目", postalCode: "", from: nil, until: nil)], municipality: "東京都杉並区")
        for _ in 0..<Self.rounds {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...6, using: &random) { Self.damage(&bytes, &random) }
            let text = String(decoding: bytes, as: UTF8.self)
            switch reader {
            case .layout:
                let (layout, findings) = LayoutReader.read(text, file: "f")
                #expect((layout == nil) == !findings.isEmpty)
                // What was read is written and read again as the same.
                if let layout {
                    let again = LayoutReader.read(LayoutWriter.yaml(layout), file: "f")
                    #expect(again.layout == layout, "\(again.findings)")
                }
            case .mapping:
                let (mapping, findings) = MappingReader.read(
                    text, file: "f", from: MappingTests.source, to: MappingTests.target)
                #expect((mapping == nil) == !findings.isEmpty)
                if let mapping { _ = Coverage(mapping, from: MappingTests.source, to: MappingTests.target) }
            case .rules: _ = RuleReader.read(text, file: "f", target: MappingTests.target)
            case .items:
                if let sheets = try? ItemListFile.sheets(bytes, name: "f.csv") {
                    let (layout, findings) = OfficialItemList.read(
                        sheets, name: "f", business: nil, version: "1", effective: nil)
                    #expect((layout == nil) == findings.contains(where: \.isError))
                }
            case .gaiji:
                let (dictionary, findings) = GaijiDictionary.read(text)
                let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).dropFirst()
                #expect(dictionary.entries.count + findings.count >= lines.count { !$0.isEmpty })
            case .decisions:
                let (decisions, findings) = DecisionText.read(text, file: "f")
                let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).dropFirst()
                #expect(
                    decisions.decisions.count + findings.count
                        >= (findings.first?.line == 1 ? 1 : lines.count { !$0.isEmpty }))
            case .towns: _ = TownList.read(bytes, file: "f")
            case .shrink: _ = ShrinkTable(reading: text)
            case .pack: _ = CharacterPack(reading: text)
            case .findings: for line in text.split(whereSeparator: \.isNewline) { _ = FindingLine(line) }
            case .dates: for line in text.split(whereSeparator: \.isNewline) { _ = RecordDate(reading: String(line)) }
            case .addresses:
                // Nothing of an address is lost between its town and what follows.
                if let match = towns.match(text) {
                    #expect(text.utf8.reversed().starts(with: match.rest.utf8.reversed()), "\(text)")
                }
            }
        }
    }

    private static func sample(_ reader: Reader) -> String {
        switch reader {
        case .layout:
            """
            layout: 旧
            business: "901"
            version: "1"
            codes: {"1": {name: 性別, values: {"1": 男, "2": 女}}}
            groups:
              - name: 住民
                file: {encoding: jef, form: fixed, record-bytes: 12, terminator: crlf}
                items:
                  - {name: 番号, type: X, length: 10, key: true, offset: 0, bytes: 10}
                  - {name: 額, type: S9, decimals: 1, offset: 10, bytes: 2, as: packed, codes: "1", required: "yes"}
            """
        case .mapping: MappingTests.text
        case .rules:
            """
            rules:
              - {id: a, rule: order, group: 基本, first: 生年月日, then: 届出日, where: {性別: ["1", "2"]}}
              - {id: b, rule: same, group: 基本, key: 宛名番号, items: [氏名], to: 基本}
              - {id: c, rule: form, group: 基本, item: 額, form: one-of, values: ["1"]}
            """
        case .items: "データ項目,グループ名称,主キー,データ型,桁数,データ出力条件\n宛名番号,住民,○,X,10,必須\n氏名,住民,,Ｎ,\"5,1\",任意\n"
        case .gaiji:
            "system\tcode\ttarget\tgrade\tglyph\tdecided_by\tdecided_on\njuki\tF040\t邉\tデザイン差\tMJ1\t見本\t2026-04-01\r\nzei\t80A1\t髙\t類似\t\t見本\t2026-04-01\n"
        case .decisions:
            DecisionText.tsv([
                FindingDecision(
                    subject: .init(
                        system: "juki", reason: .codeUnknown, key: "9/1", field: "性別", target: "住民", item: "性別"),
                    hash: 77,
                    action: .replace, value: "1", why: "控え", decidedBy: "見本", decidedOn: CivilDate(dayNumber: 20_000))
            ])
        case .towns: "code,town,postal,from,until\n9001,阿佐谷北一丁目,1660001,,\n9002,\"旧町\",,1980-01-01,1990-03-31\n"
        case .shrink:
            "mj\tucs\tvariation_sequences\tshrink_jis_ucs_rule\tshrink_family_register\tshrink_moj_notice582\tshrink_reading_glyph\nMJ1\t9089\t9089_E0101\t8FBA\t\t8FBA 9130\t\n"
        case .pack: "code\tunicode\toptions\n41A1\t4E02\t\n41A2\t5186_E0100\tencode_only\n"
        case .findings: "住民\t12\t90/1\t氏名\t住民\t氏名\tNM5\t120\t140\tff0a\tjuki\t住民\t7\topen\n"
        case .dates: "S64.1.8\n昭和20年8月頃\n19890107\n3640000\n平成元年1月8日\n1945-08-99\n"
        case .addresses: "東京都杉並区阿佐ヶ谷北一丁目２－３コーポ見本"
        }
    }

    private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return bytes.append(0x22) }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let odd = Array("\"'\t\r\n:{}[],-#&*!|>%@`\\0xuLN９年元\u{3000}".utf8)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] = odd.randomElement(using: &random) ?? 0
        case 2: bytes.insert(odd.randomElement(using: &random) ?? 0, at: place)
        case 3: bytes.remove(at: place)
        case 4: bytes.removeLast(min(bytes.count, Int.random(in: 1...9, using: &random)))
        default: bytes += bytes[place...].prefix(24)
        }
    }
}
