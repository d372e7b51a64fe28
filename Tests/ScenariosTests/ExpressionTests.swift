import RandomTesting
import Scenarios
import Testing

@Suite("Expressions give a value or are unknown, for every input")
struct ExpressionTests {
    private let values = RecordValues(
        InputRecord(
            key: "1",
            rows: [
                .init(
                    line: 2,
                    values: [
                        "氏名": .init("ﾅﾐｷ 花子"), "番号": .init("42"), "生年月日": .init("S64.1.7"), "空": .init(" "),
                        "口座": .init("1234567", confidence: 0.9), "姓 名": .init("並木"),
                    ])
            ]), scenario: "s")

    @Test(
        "Templates write what screens want",
        arguments: [
            ("a{{b}}", "a{b}"), ("{番号}件", "42件"), ("{pad(番号, 5)}", "00042"), ("{wide(番号)}", "４２"),
            ("{katakana(氏名)}", "ナミキ 花子"), ("{date(生年月日, 'yyyy/MM/dd')}", "1989/01/07"),
            ("{part(口座, 2, 3)}", "234"), ("{digits(口座)}", "1234567"), ("{[姓 名]}", "並木"), ("{'{'}", "{"),
        ])
    func templates(_ text: String, _ expected: String) throws {
        #expect(try Template.parse(text).text(values) == expected)
    }

    @Test(
        "What is not known stays unknown, and nothing half is written",
        arguments: ["{無い}", "x{date(番号, 'yyyy')}", "{length(無い)}"])
    func unknown(_ text: String) throws {
        #expect(try Template.parse(text).text(values) == nil)
    }

    @Test(
        "Conditions are true, false or unknown",
        arguments: [
            ("番号 = '42'", true), ("番号 > 5", true), ("番号 < '5'", true), ("番号 in ('1', '42')", true), ("empty(空)", true),
            ("confidence(口座) < 0.98", true), ("confidence(番号) < 0.98", false), ("無い = '1'", nil),
            ("無い = '1' or 番号 = '42'", true), ("無い = '1' and 番号 = '0'", false), ("not 無い = '1'", nil),
            ("sample(1)", true),
            ("sample(0)", false), ("氏名 > 5", nil),
        ] as [(String, Bool?)])
    func conditions(_ text: String, _ expected: Bool?) throws {
        #expect(try Condition.parse(text).holds(values) == expected)
    }

    @Test(
        "What cannot be read is told",
        arguments: [
            "", "番号 =", "(番号", "番号 番号", "fly(1)", "pad(番号)", "confidence('x')", "sample(2)", "date(番号, 'dd.MM')", "'x",
            "番号",
            "and", "pad(番号, 'x') = '1'",
        ])
    func faults(_ text: String) {
        #expect(throws: ExpressionFault.self) { try Condition.parse(text) }
    }

    @Test("A sample takes about its share, the same records each time")
    func sample() throws {
        let condition = try Condition.parse("sample(0.05)")
        func taken() -> [Int] {
            (0..<4000).filter {
                condition.holds(RecordValues(InputRecord(key: "\($0)", rows: []), scenario: "s")) == true
            }
        }
        #expect((140...260).contains(taken().count))
        #expect(taken() == taken())
    }

    @Test("No text brings the reader down, however deep or long")
    func fuzz() {
        let seed = TestSeed.fresh
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "(", ")", "not ", "and ", "or ", "in ", "'", "[", "]", "{", "}", "番号", "1.5", "=", "!", "<=", ",", "part(",
            "date(", " ",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            if let condition = try? Condition.parse(text) { _ = condition.holds(values) }
            if let template = try? Template.parse(text) { _ = template.text(values) }
        }
        #expect(throws: ExpressionFault.self) { try Expression.parse(String(repeating: "(", count: 1900)) }
        #expect(throws: ExpressionFault.self) {
            try Expression.parse(String(repeating: "not ", count: 400) + "番号 = '1'")
        }
    }
}
