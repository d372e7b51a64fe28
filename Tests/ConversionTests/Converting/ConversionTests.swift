import Foundation
import Japanese
import RandomTesting
import Tabular
import Testing

@testable import Conversion

@Suite("Converting records")
struct ConversionTests {
    /// Converts text of a CSV file with the layouts and the mapping of ``MappingTests``.
    static func convert(_ lines: [String], mapping text: String = MappingTests.text) async throws -> ConvertedPart {
        let source = MappingTests.source
        let mapping = try #require(
            MappingReader.read(text, file: "m.yaml", from: source, to: MappingTests.target).mapping)
        let plan = ConversionPlan(group: source.groups[0], mapping: mapping, target: MappingTests.target, gaiji: [:])
        let profile = RecordProfile(
            set: .utf8, form: .delimited(DelimitedForm(columnCount: source.groups[0].items.count, hasHeading: false)))
        let file = RecordFile(MappedFile(Array(lines.joined(separator: "\n").utf8)), profile: profile)
        var whole: ConvertedPart?
        try await file.read {
            GroupConverter.convert($0, plan: plan)
        } combine: { part, _ in
            precondition(whole == nil, "one chunk")
            whole = part
        }
        return try #require(whole)
    }

    private static func output(_ part: ConvertedPart) throws -> [[String]] {
        try CSVReader.read(part.outputs[0], delimiter: .comma).records.map { $0.fields.map(\.text) }
    }

    @Test("Each value is in one place of the ledger, with the reason")
    func ledger() async throws {
        let part = try await Self.convert([
            "1,見本 太郎,19890107,M,19900401,,,\"1,200\"", "2,見本　花子,19450800,X,19910401,19910401,,-5",
            "3,,99999999,F,,19920401,不要,abc",
        ])
        #expect(
            try Self.output(part) == [
                ["1", "見本　太郎", "1989-01-07", "1", "1990-04-01", "", "1200"],
                ["2", "見本　花子", "", "", "1991-04-01", "", "-5"], ["3", "", "", "2", "1992-04-01", "", ""],
            ])
        #expect(part.tallies.allSatisfy { $0.isConserved })
        #expect(part.tallies.map(\.present) == [3, 2, 3, 3, 2, 2, 1, 3])
        func row(_ column: Int) -> [Int] {
            [Outcome.carried, .converted, .merged, .rejected, .discarded].map { part.tallies[column][$0] }
        }
        #expect(row(0) == [3, 0, 0, 0, 0])
        #expect(row(1) == [1, 1, 0, 0, 0])
        #expect(row(2) == [0, 1, 0, 2, 0])
        #expect(row(3) == [0, 2, 0, 1, 0])
        #expect(row(4) == [0, 2, 0, 0, 0])
        // The second filing date: once the same as the first, once the only one.
        #expect(row(5) == [0, 1, 0, 0, 1])
        #expect(part.tallies[5][.sameAlternative] == 1)
        #expect(row(6) == [0, 0, 0, 0, 1])
        #expect(part.tallies[6][.leftOut] == 1)
        #expect(row(7) == [1, 1, 0, 1, 0])
        #expect(
            part.findings.map(\.reason).sorted { $0.rawValue < $1.rawValue } == [
                .dateSentinel, .nameSeparator, .codeUnknown, .notNumber, .dateUnknownLost,
            ])
        #expect(part.findings.allSatisfy { part.keys[$0.key].count == 1 && $0.state == .open })
    }

    @Test(
        "An unknown date that says more than its words keep is to be looked at; control characters have a name of their own"
    )
    func toldApart() async throws {
        let mapping = MappingTests.text.replacing("氏名: name(氏名)", with: "氏名: unknown-text(生年月日)")
        let part = try await Self.convert(
            [
                "1,,昭和55年4月1日頃,M,19900401,,,1", "2,,昭和55年4月不詳,M,19900401,,,1", "3,,20010001,M,19900401,,,1",
                "4,,19800401,M,19900401,,,1\u{7}", "5,,19800401,M,19900401,,,1.5",
            ], mapping: mapping)
        #expect(part.findings.map(\.record) == [1, 2, 3, 4, 5])
        #expect(
            part.findings.map(\.reason) == [
                .dateUnknownRest, .dateUnknown, .dateUnknownRest, .controlCharacter, .notNumber,
            ])
    }

    @Test("The filing date that stood in one of two fields is never lost, and one that says otherwise is told")
    func filingDate() async throws {
        let part = try await Self.convert(
            ["1,a,,M,19900401,19850301,,", "2,a,,M,,19850301,,", "3,a,,M,19900401,,,"].map {
                $0.replacing("a", with: "甲")
            })
        #expect(try Self.output(part).map { $0[4] } == ["1990-04-01", "1985-03-01", "1990-04-01"])
        #expect(part.findings.map(\.reason) == [.unusedAlternative])
        #expect(part.tallies[5][.discarded] == 1)
        #expect(part.tallies[5][.converted] == 1)
    }

    @Test("A value that is too long, of a wrong type or missing is kept out whole, never cut")
    func refusals() async throws {
        let long = String(repeating: "長", count: 21)
        let part = try await Self.convert(["12345678901,\(long),,M,,,,", ",ABC,,F,,,,"])
        #expect(try Self.output(part).map { [$0[0], $0[1]] } == [["", ""], ["", ""]])
        #expect(part.findings.map(\.reason) == [.tooLong, .tooLong, .missing, .wrongType])
    }

    @Test("Records that are not meant are left out with a reason, and their values counted")
    func only() async throws {
        let text = MappingTests.text.replacing(
            "    items:", with: "    only: \"性別 != 'Z'\"\n    only-reason: 試験用のデータである\n    items:")
        let part = try await Self.convert(["1,甲,,M,,,,", "2,乙,,Z,,,不要,"], mapping: text)
        #expect(part.excluded == 1)
        #expect(part.outputRecords == [1])
        #expect(part.tallies[1][.discarded] == 1)
        #expect(part.tallies[1][.excluded] == 1)
        #expect(part.tallies.allSatisfy { $0.isConserved })
    }

    @Test("Whatever stands in a file, the ledger's equation holds for each field", arguments: [1, 2, 3])
    func conservation(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let values = [
            "", "", "1", "見本 太郎", "19890107", "S64.1.8", "00000000", "99991231", "M", "F", "X", "\"\"\"\"", "\u{E001}",
            "葛\u{E0100}", "-12", "1,5", "ｶﾞ", "  ", "　",
        ]
        let lines = (0..<400).map { _ in
            (0..<8).map { _ in
                let value = values.randomElement(using: &random) ?? ""
                return value.contains(",") ? "\"\(value)\"" : value
            }.joined(separator: ",")
        }
        let part = try await Self.convert(lines)
        #expect(part.records - part.broken.count == 400)
        for (column, tally) in part.tallies.enumerated() {
            #expect(tally.isConserved, "column \(column)")
            // Reasons explain everything that was not simply carried.
            #expect(tally.reasons.reduce(0, +) == tally.present - tally[.carried])
        }
        // A slow count of what is there, from the lines themselves.
        let rows = try CSVReader.read(Array(lines.joined(separator: "\n").utf8), delimiter: .comma).records
        for column in 0..<8 {
            #expect(part.tallies[column].present == rows.count { $0.fields[column].text != "" })
        }
        // No private scalar leaves.
        #expect(!String(decoding: part.outputs[0], as: UTF8.self).unicodeScalars.contains { Gaiji.isPrivate($0) })
    }

    @Test("One private code from three systems is three characters; without an entry it goes nowhere")
    func gaiji() throws {
        let text = """
            system\tcode\ttarget\tgrade\tglyph\tdecided_by\tdecided_on
            juki\tF040\t邉\tデザイン差\tMJ1\t見本\t2026-04-01
            zei\t80A1\t髙\t字形一致\tMJ2\t見本\t2026-04-01
            nenkin\tE000\t﨑\t類似\tMJ3\t見本\t2026-04-01
            nenkin\tE000\t崎\t類似\tMJ3\t見本\t2026-04-01
            nenkin\tE001\t\u{E001}\t類似\tMJ3\t見本\t2026-04-01
            """
        let (dictionary, findings) = GaijiDictionary.read(text)
        #expect(findings.map(\.line) == [5, 6])
        func target(_ system: String, _ set: SourceCharacterSet) -> String? {
            dictionary.resolver(system: system, set: set)[0xE000]?.target
        }
        #expect(target("juki", .cp932) == "邉")
        #expect(target("zei", .mainframe(MainframeCharacterSet(.jef))) == "髙")
        #expect(target("nenkin", .utf8) == "﨑")
        #expect(target("kokuho", .cp932) == nil)
    }
}
