import Japanese
import Tabular
import Testing

@testable import Conversion

@Suite("A value is carried as a whole, or told")
struct WholeValueTests {
    /// Converts rows of the items 番号, 値 and 別 into 番号, 甲 and 乙.
    private static func convert(
        _ rows: [[String]], first: String, second: String = "別", discard: String? = nil, type: ItemType = .any,
        today: CivilDate? = nil
    ) async throws -> ConvertedPart {
        let profile = RecordProfile(set: .utf8, form: .delimited(DelimitedForm(columnCount: 3, hasHeading: false)))
        return try await convert(
            CSVWriter.bytes(rows: rows), profile, first: first, second: second, discard: discard, type: type,
            today: today)
    }

    private static func convert(
        _ bytes: [UInt8], _ profile: RecordProfile, first: String, second: String = "別", discard: String? = nil,
        type: ItemType = .any, today: CivilDate? = nil
    ) async throws -> ConvertedPart {
        let source = RecordLayout(
            name: "旧", business: "901", version: "1",
            groups: [
                ItemGroup(name: "旧群", items: ["番号", "値", "別"].map { Item(name: $0, type: .any, isKey: $0 == "番号") })
            ])
        let target = RecordLayout(
            name: "新", business: "902", version: "1",
            groups: [
                ItemGroup(
                    name: "新群",
                    items: [
                        Item(name: "番号", type: .halfWidth, isKey: true), Item(name: "甲", type: type),
                        Item(name: "乙", type: .any),
                    ])
            ])
        let text = """
            mapping: 見本
            system: s
            groups:
              - to: 新群
                from: 旧群
                items:
                  番号: 番号
                  甲: "\(first)"
                  乙: "\(second)"
            \(discard.map { "    discard: {値: \($0)}" } ?? "")
            """
        let mapping = try #require(MappingReader.read(text, file: "m", from: source, to: target).mapping)
        let plan = ConversionPlan(
            group: source.groups[0], mapping: mapping, target: target, gaiji: [:], today: today)
        var whole: ConvertedPart?
        try await RecordFile(MappedFile(bytes), profile: profile).read {
            GroupConverter.convert($0, plan: plan)
        } combine: { part, _ in
            whole = part
        }
        let part = try #require(whole)
        #expect(part.tallies.allSatisfy { $0.isConserved })
        return part
    }

    private static func told(_ part: ConvertedPart) -> [String] {
        part.findings.map { "\($0.record) \($0.reason.code)" }
    }

    private static func output(_ part: ConvertedPart, _ column: Int) throws -> [String] {
        try CSVReader.read(part.outputs[0], delimiter: .comma).records.map { $0.fields[column].text }
    }

    @Test("What a condition names is said by what it decides; any other value that only a condition looked at blocks")
    func condition() async throws {
        let rows = [["1", "甲", ""], ["2", "乙", ""], ["3", "大事な値", ""], ["4", "", ""]]
        let part = try await Self.convert(rows, first: "if(値 = '甲', '1', '0')")
        #expect(Self.told(part) == ["2 CV1-RECORD", "3 CV1-RECORD"])
        #expect(part.tallies[1][.converted] == 1)
        #expect(part.tallies[1][.rejected] == 2)
        let nested = try await Self.convert(rows, first: "if(値 = '甲', '1', if(in(値, '乙', '丙'), '2', '0'))")
        #expect(Self.told(nested) == ["3 CV1-RECORD"])
        let differs = try await Self.convert(rows, first: "if(値 != '甲', '0', '1')")
        #expect(Self.told(differs) == ["2 CV1-RECORD", "3 CV1-RECORD"])
        let asked = try await Self.convert(rows, first: "if(empty(値), '0', '1')")
        #expect(Self.told(asked) == ["1 CV1-RECORD", "2 CV1-RECORD", "3 CV1-RECORD"])
        // Another item carries it.
        #expect(
            try await Self.told(Self.convert(rows, first: "if(値 = '甲', '1', '0')", second: "join('、', 値, 別)")) == [])
    }

    @Test("With a reason for leaving it out, it is left out")
    func discarded() async throws {
        let rows = [["1", "甲", ""], ["2", "乙", ""]]
        let part = try await Self.convert(rows, first: "if(値 = '甲', '1', '0')", discard: "甲かどうかだけが要る")
        #expect(Self.told(part) == [])
        #expect(part.tallies[1][.discarded] == 1)
        #expect(part.tallies[1][.leftOut] == 1)
        let year = try await Self.convert([["1", "昭和55年4月1日", ""]], first: "year(値)", discard: "月日は要らない", type: .year)
        #expect(Self.told(year) == [])
        #expect(year.tallies[1][.partLeftOut] == 1)
    }

    @Test("A year that leaves a month and a day behind, and a part that one branch does not take, block")
    func rest() async throws {
        let dates = [["1", "昭和55年4月1日", ""], ["2", "2025", ""], ["3", "昭和55年", ""], ["4", "昭和55年4月", ""]]
        #expect(
            try await Self.told(Self.convert(dates, first: "year(値)", type: .year)) == ["1 CV1-REST", "4 CV1-REST"])
        #expect(
            try await Self.told(Self.convert([dates[0]], first: "year(値)", second: "date(値)", type: .year)) == [])
        let names = [["1", "山田　太郎", "1"], ["2", "山田　太郎", "2"]]
        let part = try await Self.convert(
            names, first: "family(値)", second: "if(別 = '1', given(値), if(別 = '2', '', ''))")
        #expect(part.findings.filter { $0.reason.severity == .block }.map(\.record) == [2])
        #expect(part.tallies[1][.rejected] == 1)
    }

    @Test("A name that nothing parts is told where its given name would be empty")
    func unparted() async throws {
        let rows = [["1", "山田　太郎", ""], ["2", "山田太郎", ""], ["3", "ジョン・スミス", ""], ["4", "", ""]]
        let part = try await Self.convert(rows, first: "family(値)", second: "concat(given(値), 別)")
        #expect(Self.told(part) == ["2 NM6-UNPARTED", "3 NM6-UNPARTED"])
        #expect(try Self.output(part, 2) == ["太郎", "", "", ""])
    }

    @Test(
        "What nobody sees, and what no office can write, is kept out and told",
        arguments: [
            ("佐\u{200B}藤", Reason.invisible), ("佐\u{202E}藤", .invisible), ("佐\u{00AD}藤", .invisible),
            ("佐\u{E0100}藤\u{FE00}", nil), ("\u{FE00}佐藤", .invisible), ("佐\u{00A0}藤", .invisible),
            ("佐藤😀", .outside), ("김", .outside), ("佐藤\u{0301}", .outside), ("⼀郎", .outside), ("か\u{309A}", .outside),
            ("佐〓", .gaijiUnknown), ("佐\u{FFFD}", .gaijiUnknown), ("𠮷野家", nil), ("髙﨑　Łukasz", nil), ("ｶﾞ、〆々〇", nil),
            ("\u{1B002}", nil), ("①㈱№", nil), ("Ａ－１", nil),
        ] as [(String, Reason?)])
    func characters(text: String, reason: Reason?) async throws {
        let part = try await Self.convert([["1", text, ""]], first: "値")
        #expect(part.findings.map(\.reason) == (reason.map { [$0] } ?? []))
        #expect(try Self.output(part, 1)[0].unicodeScalars.elementsEqual((reason == nil ? text : "").unicodeScalars))
    }

    @Test("A voiced mark of its own joins its kana, and that is told")
    func composed() async throws {
        let part = try await Self.convert([["1", "なき\u{3099}さ　ホ\u{309A}ワ\u{3099}ウ\u{3099}", ""]], first: "値")
        #expect(Self.told(part) == ["1 CH6-COMPOSED"])
        #expect(try Self.output(part, 1)[0].unicodeScalars.elementsEqual("なぎさ　ポ\u{30F7}ヴ".unicodeScalars))
    }

    @Test("A day later than the run is told, but for the end of a period")
    func future() async throws {
        let today = try #require(CivilDate(iso: "2026-11-28"))
        let rows = [["1", "4550401", ""], ["2", "平成50年4月1日", ""], ["3", "20261128", ""], ["4", "20261129", ""]]
        let part = try await Self.convert(rows, first: "date(値)", type: .date, today: today)
        #expect(
            part.findings.filter { $0.reason == .dateFuture }.map(\.record) == [1, 2, 4])
        let ends = try await Self.convert(rows, first: "until(値)", type: .date, today: today)
        #expect(!ends.findings.contains { $0.reason == .dateFuture })
    }

    @Test("Low values behind a text are blanks to trim, and a fault anywhere else")
    func lowValues() async throws {
        let records = ["1AB\0\0\0x", "2A\0B\0\0x", "3\0\0\0\0\0x", "4A\u{7}\0\0\0x"]
        let fields = [(0, 1), (1, 5), (6, 1)].map { FixedField(offset: $0.0, length: $0.1, kind: .text) }
        let form = FixedForm(recordBytes: 7, terminator: [], fields: fields)
        let profile = RecordProfile(set: .utf8, form: .fixed(form))
        let part = try await Self.convert(Array(records.joined().utf8), profile, first: "trim(値)")
        #expect(try Self.output(part, 1) == ["AB", "", "", ""])
        #expect(Self.told(part) == ["2 FM1-CONTROL", "4 FM1-CONTROL"])
        let kept = try await Self.convert(Array(records[0].utf8), profile, first: "値")
        #expect(Self.told(kept) == ["1 FM1-CONTROL"])
    }
}
