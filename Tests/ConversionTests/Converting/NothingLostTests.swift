import Foundation
import Tabular
import Testing

@testable import Conversion

@Suite("Nothing is lost without a word")
struct NothingLostTests {
    private static func convert(_ lines: [String], _ text: String) async throws -> ConvertedPart {
        try await ConversionTests.convert(lines, mapping: text)
    }

    private static let only = MappingTests.text.replacing(
        "    items:", with: "    only: \"code(性別, 性別) = '1'\"\n    only-reason: 試験である\n    items:")

    @Test("A record whose condition cannot be told is kept out and told, not left out in silence")
    func undecided() async throws {
        let part = try await Self.convert(["1,甲,,M,,,,", "2,乙,,F,,,,", "3,丙,,9,,,,"], Self.only)
        #expect(part.outputRecords == [1])
        #expect(part.excluded == 1)
        #expect(part.findings.map(\.reason) == [.codeUnknown])
        #expect(part.findings[0].record == 3)
        #expect(part.tallies[1][.rejected] == 1)
        #expect(part.tallies[1][.excluded] == 1)
        #expect(part.tallies.allSatisfy { $0.isConserved })
    }

    @Test("A value that only the entry that did not take the record would carry blocks going live")
    func otherEntry() async throws {
        let source = RecordLayout(
            name: "旧", business: "901", version: "1",
            groups: [ItemGroup(name: "人", items: ["番号", "区分", "名", "電話"].map { Item(name: $0, type: .any) })])
        let target = RecordLayout(
            name: "新", business: "902", version: "1",
            groups: ["甲", "乙"].map {
                ItemGroup(name: $0, items: [Item(name: "番号", type: .any), Item(name: "値", type: .any)])
            })
        let text = """
            mapping: 見本
            system: s
            groups:
              - {to: 甲, from: 人, only: "区分 = '1'", only-reason: 甲である, items: {番号: 番号, 値: 名}}
              - {to: 乙, from: 人, only: "区分 = '2'", only-reason: 乙である, items: {番号: 番号, 値: 電話}}
            """
        let mapping = try #require(MappingReader.read(text, file: "m", from: source, to: target).mapping)
        #expect(Coverage(mapping, from: source, to: target).gaps.isEmpty)
        let plan = ConversionPlan(group: source.groups[0], mapping: mapping, target: target, gaiji: [:])
        let profile = RecordProfile(set: .utf8, form: .delimited(DelimitedForm(columnCount: 4, hasHeading: false)))
        var findings: [ConversionFinding] = []
        try await RecordFile(MappedFile(Array("1,1,甲野,03\n2,2,,04\n".utf8)), profile: profile).read {
            GroupConverter.convert($0, plan: plan)
        } combine: { part, _ in
            findings += part.findings
        }
        #expect(findings.map(\.reason) == [.notCarried])
        #expect(findings[0].record == 1)
        #expect(findings[0].column == 3)
        #expect(Reason.notCarried.severity == .block)
    }

    @Test("A part of a value alone is a gap of the mapping, unless the rest is left out with a reason")
    func parts() throws {
        func gaps(_ expression: String, discard: Bool = false) throws -> [Reason] {
            let text = MappingTests.text.replacing("氏名: name(氏名)", with: "氏名: \(expression)")
                .replacing("予備: 使っていない", with: "予備: 使っていない\(discard ? "\n      氏名: 名は使わない" : "")")
            let mapping = try #require(
                MappingReader.read(text, file: "m", from: MappingTests.source, to: MappingTests.target).mapping)
            return Coverage(mapping, from: MappingTests.source, to: MappingTests.target).gaps.map(\.reason)
        }
        #expect(try gaps("family(氏名)") == [.partUnmapped])
        #expect(try gaps("concat(family(氏名), given(氏名))") == [])
        #expect(try gaps("lot(氏名)") == [.partUnmapped])
        #expect(try gaps("town-code(氏名)") == [.partUnmapped])
        #expect(try gaps("join(' ', town(氏名), lot(氏名))") == [])
        #expect(try gaps("family(氏名)", discard: true) == [])
    }

    @Test("An unknown date whose words no item takes is kept out, not emptied")
    func unknownDate() async throws {
        let part = try await Self.convert(["1,甲,19450800,M,3200800,,,"], MappingTests.text)
        #expect(part.findings.map(\.reason) == [.dateUnknownLost, .dateUnknownLost])
        #expect(part.tallies[2][.rejected] == 1)
        #expect(part.tallies[4][.rejected] == 1)
    }

    @Test("Figures with words, years that stand for something else, and decimal commas are refused")
    func refused() {
        #expect(AddressText.isFiguresAndMarks("〒１６６－０００１"))
        #expect(!AddressText.isFiguresAndMarks("03内線5"))
        #expect(!AddressText.isFiguresAndMarks("呼出し"))
        #expect(NumberText.plain("1,234,567") == "1234567")
        #expect(NumberText.plain("12,345") == "12345")
        for text in ["1,5", "1,2,3", "1,23", ",123", "1234,567", "1,", "1,2345"] {
            #expect(NumberText.plain(text) == nil, "\(text)")
        }
    }

    @Test("不詳表記 names the era that the source named")
    func unknownWords() {
        #expect(UnknownDateText.japanese(year: 1989, month: nil, era: .showa) == "昭和６４年月日不詳")
        #expect(UnknownDateText.japanese(year: 1989, month: nil, era: .heisei) == "平成元年月日不詳")
        #expect(UnknownDateText.japanese(year: 1989, month: nil, era: nil) == "西暦１９８９年月日不詳")
        #expect(UnknownDateText.japanese(year: 1945, month: 8, era: nil) == "昭和２０年８月日不詳")
        #expect(UnknownDateText.japanese(year: nil, month: nil, era: nil) == "年月日不詳")
    }

    @Test("Two long values that are the same are the same, wherever memory moves")
    func longValues() async throws {
        let long = String(repeating: "長", count: 30_000)
        let text = MappingTests.text.replacing(
            "氏名: name(氏名)", with: "氏名: \"if(wide(氏名) = wide(予備), 'ア', 'イ')\"")
        let part = try await Self.convert(["1,\(long),,M,,,\(long),"], text)
        let output = try CSVReader.read(part.outputs[0], delimiter: .comma).records[0].fields[1].text
        #expect(output == "ア")
    }

    @Test("Another alternative that says the same in another form is no loss")
    func sameInAnotherForm() async throws {
        let text = MappingTests.text.replacing(
            "届出日: date(異動届出日 ?? 出生届出日)", with: "届出日: date(異動届出日) ?? date(出生届出日)")
        let part = try await Self.convert(["1,甲,,M,20200101,2020-01-01,,", "2,乙,,M,20200101,2020-01-02,,"], text)
        #expect(part.findings.map(\.reason) == [.unusedAlternative])
        #expect(part.findings[0].record == 2)
        #expect(part.tallies[5][.sameAlternative] == 1)
    }

    @Test("What a layout requires under a condition is asked")
    func conditional() async throws {
        var target = MappingTests.target
        target.groups[0].items[5].requiredWhen = "性別 = '1'"
        let (rules, findings) = ConditionalRules.of(target, file: "t")
        #expect(findings.isEmpty)
        #expect(rules.map(\.reason) == [.conditionMissing])
        let kernel = try #require(
            RecordKernel.all(RuleSet(rules), group: target.groups[0], in: target, towns: TownList([])).first)
        let rows = [["1", "", "", "1", "", "", ""], ["2", "", "", "2", "", "", ""], ["3", "", "", "1", "", "9", ""]]
        let profile = RecordProfile(set: .utf8, form: .delimited(DelimitedForm(columnCount: 7, hasHeading: false)))
        var told: [UInt32] = []
        try await RecordFile(MappedFile(CSVWriter.bytes(rows: rows)), profile: profile).read { chunk in
            var rows: [UInt32] = []
            kernel.failures(chunk, into: &rows)
            return rows
        } combine: { rows, _ in
            told += rows
        }
        #expect(told == [0])
        target.groups[0].items[5].requiredWhen = "ない項目 = '1'"
        #expect(ConditionalRules.of(target, file: "t").findings.count == 1)
    }
}
