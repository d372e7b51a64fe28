import RandomTesting
import Testing

@testable import Conversion

@Suite("Mappings")
struct MappingTests {
    static let source = RecordLayout(
        name: "旧", business: "901", version: "1",
        groups: [
            ItemGroup(
                name: "住民",
                items: ["番号", "氏名", "生年月日", "性別", "異動届出日", "出生届出日", "予備", "額 (円)"].map {
                    Item(name: $0, type: .any, isKey: $0 == "番号")
                })
        ])
    static let target = RecordLayout(
        name: "新", business: "902", version: "1",
        groups: [
            ItemGroup(
                name: "基本",
                items: [
                    Item(name: "宛名番号", type: .halfWidth, length: 10, requirement: .required, isKey: true),
                    Item(name: "氏名", type: .fullWidth, length: 20), Item(name: "生年月日", type: .date, length: 10),
                    Item(name: "性別", type: .halfWidth, length: 1), Item(name: "届出日", type: .date, length: 10),
                    Item(name: "個人番号", type: .halfWidth, length: 12), Item(name: "額", type: .signed, length: 9),
                ])
        ])
    static let text = """
        mapping: 見本
        system: juki
        codes:
          性別: {"M": "1", "F": "2"}
        groups:
          - to: 基本
            from: 住民
            items:
              宛名番号: 番号
              氏名: name(氏名)
              生年月日: date(生年月日)
              性別: code(性別, 性別)
              届出日: date(異動届出日 ?? 出生届出日)
              額: number([額 (円)])
            discard:
              予備: 使っていない
            unfilled:
              個人番号: 後から入る
        """

    @Test("A mapping that covers everything has no gap; without any one of its lines it has")
    func mutation() throws {
        let (read, findings) = MappingReader.read(Self.text, file: "m.yaml", from: Self.source, to: Self.target)
        let mapping = try #require(read, "\(findings.map(\.japanese))")
        #expect(Coverage(mapping, from: Self.source, to: Self.target).gaps.isEmpty)
        let lines = Self.text.split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex { $0.contains("items:") }) + 1
        var removed = 0
        for line in start..<lines.count where !lines[line].hasSuffix(":") {
            var fewer = lines
            fewer.remove(at: line)
            // A heading whose only line is gone goes with it.
            fewer = fewer.enumerated().filter { number, text in
                !["discard:", "unfilled:"].contains(text.drop { $0 == " " })
                    || number + 1 < fewer.count && !fewer[number + 1].hasSuffix(":")
            }.map(\.element)
            let result = MappingReader.read(
                fewer.joined(separator: "\n"), file: "m.yaml", from: Self.source, to: Self.target)
            let without = try #require(result.mapping, "\(result.findings.map(\.japanese))")
            let gaps = Coverage(without, from: Self.source, to: Self.target).gaps
            #expect(!gaps.isEmpty, "\(lines[line])")
            #expect(gaps.allSatisfy { $0.reason.severity == .block }, "\(lines[line])")
            removed += 1
        }
        #expect(removed == 8)
        // One of two fields of an expression: the one that is forgotten is named.
        let half = Self.text.replacing("異動届出日 ?? 出生届出日", with: "異動届出日")
        let forgotten = try #require(
            MappingReader.read(half, file: "m.yaml", from: Self.source, to: Self.target).mapping)
        #expect(Coverage(forgotten, from: Self.source, to: Self.target).gaps.map(\.item) == ["出生届出日"])
    }

    private static func parse(_ text: String) throws -> (expression: Expression, type: ValueType) {
        try ExpressionParser.parse(text, group: source.groups[0], maps: ["性別"])
    }

    @Test("Expressions are typed, and what is wrong with one is told in words")
    func expressions() throws {
        #expect(try Self.parse("date(生年月日)").type == .date)
        #expect(try Self.parse("if(性別 = 'M', '1', '2')").type == .text)
        // Nothing is of every type.
        #expect(try Self.parse("if(性別 = 'M', '', date(生年月日))").type == .date)
        #expect(try Self.parse("if(性別 = 'M', date(生年月日), '')").type == .date)
        #expect(try Self.parse("and(empty(氏名), 番号 != 'a''b')").type == .flag)
        #expect(try Self.parse("join('　', 氏名, [額 (円)])").expression.columns == [1, 7])
        for (wrong, word) in [
            ("名前", "ありません"), ("date(", "終わって"), ("date(date(生年月日))", "日付が渡されて"), ("date()", "渡す値は1つ"),
            ("氏名 生年月日", "読めません"), ("if(氏名, '1', '2')", "if("), ("氏名 ?? date(生年月日)", "型が違います"),
            ("code(無い, 性別)", "対応表"), ("'abc", "閉じて"), (String(repeating: "trim(", count: 60), "深すぎ"), ("", "終わって"),
        ] {
            do {
                _ = try Self.parse(wrong)
                Issue.record("\(wrong) was read")
            } catch let refusal as ExpressionParser.Refusal {
                #expect(refusal.message.contains(word), "\(wrong): \(refusal.message)")
            }
        }
    }

    @Test("No text whatever breaks the reader of expressions")
    func fuzz() {
        var random = SeededGenerator(seed: 5)
        let pieces = [
            "date", "(", ")", ",", "'", "[", "]", "??", "=", "!=", "氏名", "性別", "code", "if", " ", "\u{3000}", "?", "!",
            "é",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            _ = try? Self.parse(text)
        }
    }

    @Test("All that is wrong with a mapping is told at once, each with its line")
    func findings() {
        let text = """
            mapping: 見本
            system: juki
            groups:
              - to: 基本
                from: 住民
                only: 氏名
                items:
                  宛名番号: 番
                  生年月日: 生年月日
                  額: 番号
                  無い項目: 番号
                discard:
                  予備:
            """
        let (mapping, findings) = MappingReader.read(text, file: "m.yaml", from: Self.source, to: Self.target)
        #expect(mapping == nil)
        #expect(Set(findings.compactMap(\.line)).isSuperset(of: [6, 8, 9, 10, 11, 13]), "\(findings.map(\.japanese))")
    }
}
