import Foundation
import Japanese
import Tabular
import Testing

@testable import Datasets

@Suite("What bars a table")
struct BarringTests {
    private static let rules = ValueRules(options: CheckOptions())

    private static func found(_ value: String, _ kind: ColumnKind = .text) -> [DataRule] {
        rules.findings(value, in: ValueRulesTests.column(kind)).map(\.rule)
    }

    private static func report(_ text: String) async throws -> CheckReport {
        try await DatasetCheck(DataFile(Array(text.utf8), name: "a.csv")).report()
    }

    private static func left(_ text: String, _ decisions: RepairDecisions = RepairDecisions()) async throws
        -> RepairReport
    {
        try await DatasetRepair(DataFile(Array(text.utf8), name: "a.csv"), decisions).changedBytes().report
    }

    @Test(
        "個人番号 are found as they are printed and however they are hidden",
        arguments: [
            "1234-5678-9018", "1234 5678 9018", "1234　5678　9018", "１２３４－５６７８－９０１８", "1234‐5678–9018", "1234ー5678ー9018",
            "1234\u{200B}56789018", "12345678\u{FEFF}9018", "1234\u{2060}5678\u{00AD}9018",
            "1234\u{00A0}5678\u{2009}9018",
            "123456-789018", "1234.5678.9018", "番号1234-5678-9018です", "1234-5678-9018 1234-5678-9018",
            "1234\n5678\n9018",
            "1234/5678/9018", "1234:5678:9018", "1234_5678_9018", "１２３４／５６７８／９０１８", "1234 / 5678 / 9018",
            "a1 1234/5678/9018",
            "１２３４/５６７８/９０１８", "一二三四五六七八九〇一八", "番号は一二三四－五六七八－九〇一八", "壱弐参四五六七八九零一八",
            "2026/04/01 1234/5678/9018", "１234/5678/9018", "番号(1234)/(5678)/(9018)", "一二三四五六七八九○一八",
        ])
    func individualNumbers(_ value: String) {
        let found = Self.found(value)
        #expect(found.contains(.individualNumber), "\(value.debugDescription)")
        // A glance must not pass over what the rules find.
        var glance = ValueGlance([ValueRulesTests.column(.text)])
        var text = value
        let notes = TextDecoder(.utf8).text(Array(value.utf8)).notes
        let passes = text.withUTF8 { glance.isFine($0, notes, at: 0) }
        #expect(!passes, "\(value.debugDescription)")
    }

    @Test(
        "Telephone numbers, days, years and other figures are no 個人番号",
        arguments: [
            "1234-5678-9017", "03-3312-2111", "2023 2024 2025", "2026-04-01 1234", "+81-90-1234-5678", "123456.789018",
            "1234〜5678〜9018", "8700110005901", "1234/5678/9017", "2026/04/01 10:30:00 +09:00", "2024/2025/2026",
            "1234円/5678人/9018", "https://a.jp/2026/0401/0006",
            "123456/789018",
            "一丁目二番三号から四丁目五番六号、七丁目八番九号、一〇番一八号まで", "令和八年四月一日から令和九年三月三十一日まで、二〇二六年度",
            "2026-04-01T10:30:00/2026-04-01T12:30:00",
        ])
    func others(_ value: String) {
        #expect(!Self.found(value).contains(.individualNumber))
    }

    /// Figures with the check digit of 個人番号.
    static func numbers(_ count: Int) -> [String] {
        (0..<count).map { position in
            let start = 123_456_789_010 + position * 7_919_770
            return (start..<start + 10).map(String.init).first { CodeDigits.holds(.individualNumber, $0) } ?? ""
        }
    }

    static func cells(_ number: String, of size: Int) -> [String] {
        stride(from: 0, to: 12, by: size).map { String(number.dropFirst($0).prefix(size)) }
    }

    @Test("個人番号 over cells beside each other bar a table, however many cells they take", arguments: [1, 2, 3, 4, 6])
    func overCells(_ size: Int) async throws {
        func text(_ numbers: [String]) -> String {
            let heads = (1...12 / size).map { "欄\($0)" }
            let rows = numbers.map { ["甲"] + Self.cells($0, of: size) + ["北"] }
            return ([["名称"] + heads + ["地区"]] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
        }
        let all = Self.numbers(40)
        #expect(Set(all).count == 40)
        let report = try await Self.report(text(all))
        #expect(report.counts.first { $0.rule == .individualNumber }?.count == 1)
        let column = try #require(report.numberColumns.first)
        #expect(report.numberColumns.count == 1)
        #expect((column.columnNumber, column.values, column.valid) == (2, 40, 40))
        #expect(column.isCertain)
        #expect(column.column.hasPrefix("欄1・欄2"))
        #expect(try await Self.left(text(all)).numberColumns == report.numberColumns)
        // However they are written, and before they are repaired.
        let written = text(all).replacing(",", with: " ,").replacing("1", with: "１")
        #expect(try await Self.left(written).numberColumns.map(\.valid) == [40])
        // Three rows could be chance: somebody may say so. One is nothing.
        #expect(try await Self.report(text(Array(all.prefix(3)))).numberColumns.map(\.isCertain) == [false])
        #expect(try await Self.report(text(Array(all.prefix(1)))).numberColumns.isEmpty)
        // One in eleven is chance.
        let others = all.enumerated().map { $0.offset % 11 == 0 ? $0.element : String($0.element.reversed()) }
        #expect(try await Self.report(text(others)).numberColumns.isEmpty)
        // The same on each row is a constant.
        #expect(try await Self.report(text(Array(repeating: all[0], count: 40))).numberColumns.isEmpty)
    }

    @Test(
        "Mobile numbers are found with points, brackets and their country",
        arguments: [
            "090.1234.5678", "090・1234・5678", "(090)1234-5678", "０９０１２３４５６７８", "+81-90-1234-5678",
            "090-1234-5678 080-1234-5678",
        ])
    func mobile(_ value: String) {
        #expect(Self.found(value).contains(.mobilePhone))
    }

    @Test("A decimal fraction is no mobile number")
    func fraction() {
        #expect(Self.found("0.9012345678") == [])
    }

    @Test(
        "Columns of persons are told by their headings",
        arguments: ["名前", "お名前", "氏名カナ", "フリガナ", "ﾌﾘｶﾞﾅ", "世帯主", "世帯主名", "住民票コード", "名\u{200B}前"])
    func columns(_ heading: String) {
        #expect(PersonalRules.columnFlaw(heading) != nil)
    }

    @Test("Names of places are no columns of persons", arguments: ["施設の名前", "名称", "名称_カナ", "施設名フリガナ"])
    func places(_ heading: String) {
        #expect(PersonalRules.columnFlaw(heading) == nil)
    }

    @Test("住民票コード in their column bar the table")
    func residentCodes() async throws {
        let code = try #require((0...9).map { "1234567890\($0)" }.first { CodeDigits.holds(.residentCode, $0) })
        let report = try await Self.report("地区,住民票コード\n北,\(code.prefix(5))-\(code.dropFirst(5))\n")
        #expect(report.findings.contains { $0.rule == .residentCode && $0.isBarring })
    }

    @Test(
        "What a spreadsheet runs is found behind what nobody sees, too",
        arguments: [
            "=1+1", "@x", "-A1", "-2+3", "-Sheet1.A1", "+A1", "\u{200B}=1+1", "\u{FEFF}=1+1", "\t=1+1", " =1+1", "＝1+1",
            "=HYPERLINK(\"http://a\")",
        ])
    func formulas(_ value: String) {
        #expect(FormulaText.isRun(value))
        var text = value
        let isRun = text.withUTF8 { FormulaText.isRun($0) }
        #expect(isRun)
        #expect(Self.found(value).contains(.formulaText))
    }

    @Test(
        "Numbers, telephone numbers and marks for nothing are run by nobody",
        arguments: ["-1", "-1,234", "-1.5E-3", "-5円", "+81-3-3312-2111", "-", "--", "=", "－", "公園", "　公園", "a=b"])
    func texts(_ value: String) {
        #expect(!FormulaText.isRun(value))
        var text = value
        let isRun = text.withUTF8 { FormulaText.isRun($0) }
        #expect(!isRun)
    }

    @Test("Headings are judged as cells are, and bar as errors")
    func headings() async throws {
        let report = try await Self.report("地区,\"=HYPERLINK(\"\"http://a\"\")\",1234-5678-9018\n北,1,2\n")
        let barring = report.findings.filter(\.isBarring)
        #expect(barring.map(\.rule) == [.formulaText, .individualNumber])
        #expect(barring.allSatisfy { $0.severity == .error && $0.row == 1 })
    }

    @Test("Headings that are the same or empty, titles above them and no rows bar for check and repair alike")
    func tables() async throws {
        let texts: [(String, DataRule)] = [
            ("名称,件数,件数,名称\n甲,1,2,乙\n", .headingNames), ("名称,,件数\n甲,x,1\n", .headingNames),
            ("公園の一覧,,\n令和8年4月,,\n公園名,面積,地区名\n甲,1,北\n乙,2,南\n", .severalTables), ("名称,地区\n", .noRows),
            ("_id,地区\n1,北\n2,南\n", .headingNames), ("照会番号,地区\n1.23457E+11,北\n200,南\n", .shortenedFigures),
        ]
        for (text, rule) in texts {
            let checked = try await Self.report(text).findings.filter(\.isBarring).map(\.rule)
            let repaired = try await Self.left(text, .acceptingAll).left.filter(\.isBarring).map(\.rule)
            #expect(Set(checked) == [rule], "\(text)")
            #expect(repaired == checked, "\(text)")
        }
        let titles = try await Self.report(texts[2].0).findings.first { $0.rule == .severalTables }
        #expect(titles?.message.contains("上の2行を削って") == true)
    }

    @Test("Sums and remarks among the rows are told and bar nothing")
    func asides() async throws {
        let text =
            "地区,人口,備考\n" + (1...40).map { "第\($0)地区,\($0),\n" }.joined()
            + "合計,820,\n※ 速報値,,\n注2）外国人を含む。,,\n出典: 住民基本台帳,,\n"
        let report = try await Self.report(text)
        let found = report.findings.map { "\($0.rule.rawValue) \($0.row ?? 0)" }
        #expect(found == ["totals 42", "2-2 43", "2-2 44", "2-2 45"])
        #expect(report.findings.allSatisfy { !$0.isBarring })
        let left = try await Self.left(text, .acceptingAll).left
        #expect(left.count == 4)
    }

    @Test("A remark hides nothing that may be a person's, and a value that only begins like one is a value")
    func remarks() async throws {
        let text = "地区,人口,備考\n第1地区,1,\n※問合せ 090-1234-5678,,\n（注1）速報値,,\n*a@example.com,,\n資料館,,\n"
        let found = try await Self.report(text).findings.map { "\($0.rule.rawValue) \($0.row ?? 0)" }
        #expect(
            found == ["2-2 3", "mobile-phone 3", "2-2 4", "2-2 5", "mail-address 5"])
    }

    @Test(
        "Figures that a spreadsheet left out are told, measured ones are not",
        arguments: [
            ("1.23457E+11", true), ("-1.5E+10", true), ("1.5E+01", false), ("1.5E-03", false), ("E+11", false),
            ("1E+11", false), ("1.2E+x", false), ("1.5人E+11", false),
        ])
    func shortened(_ value: String, _ isTold: Bool) {
        #expect(Self.found(value, .code).contains(.shortenedFigures) == isTold)
        #expect(!Self.found(value, .number).contains(.shortenedFigures))
    }

    private static func codes(_ count: Int) -> String {
        "名称,照会番号\n" + (0..<count).map { "甲\($0),\(100_000_000_000 + $0)\n" }.joined()
    }

    @Test("Codes of twelve figures are none for the check and the repair alike")
    func codes() async throws {
        let text = Self.codes(200)
        let checked = try await Self.report(text)
        let repaired = try await Self.left(text)
        #expect(!checked.counts.contains { $0.rule == .individualNumber })
        #expect(repaired.leftCounts[.individualNumber] == nil)
        #expect(repaired.left.allSatisfy { $0.rule != .individualNumber })
        #expect(checked.numberColumns == [] && repaired.numberColumns == [])
    }

    @Test(
        "A number is found behind other figures in fours",
        arguments: [
            "電話 03-3312-2111 1234-5678-9018", "〒167-0034 1234-5678-9018", "0001-1234-5678-9018", "2024-1234-5678-9018",
            "1985-0412 1234-5678-9018", "090-1234-5678 1234-5678-9018",
        ])
    func behindFigures(text: String) async throws {
        let columns = try await Self.report("名称,備考\n甲,\(text)\n").numberColumns
        #expect(columns.map(\.valid) == [1])
    }

    @Test("More than chance gives are no codes, and none are below a heading that says what they are")
    func moreThanChance() async throws {
        let numbers = (100_000_000_000..<100_000_001_000).map(String.init)
        let valid = numbers.filter { CodeDigits.holds(.individualNumber, $0) }
        let others = numbers.filter { !CodeDigits.holds(.individualNumber, $0) }
        func text(_ heading: String, _ values: [String]) -> String {
            "名称,\(heading)\n" + values.map { "甲,\($0)\n" }.joined()
        }
        let many = try await Self.report(text("番号", Array(valid.prefix(33)) + others.prefix(67))).numberColumns
        #expect(many.map(\.valid) == [33])
        let few = try await Self.report(text("番号", Array(valid.prefix(12)) + others.prefix(88))).numberColumns
        #expect(few.isEmpty)
        let named = try await Self.report(text("個人番号", Array(valid.prefix(2)) + others.prefix(20))).numberColumns
        #expect(named.map(\.valid) == [2])
    }

    @Test("Among codes, a number set off as on the card is found")
    func cardAmongCodes() async throws {
        let text = Self.codes(200) + "乙,1234-5678-9018\n"
        for columns in [try await Self.report(text).numberColumns, try await Self.left(text).numberColumns] {
            #expect(columns.map(\.columnNumber) == [2])
            #expect(columns.first?.valid == 1)
        }
    }

    @Test("A person may say of a column that it holds none, unless its figures say otherwise")
    func statements() async throws {
        let some = "名称,番号\n甲,1234-5678-9018\n乙,1234-5678-9011\n"
        var decisions = RepairDecisions()
        decisions.state("番号", reason: "備品の番号です。")
        let column = try #require(try await Self.left(some).numberColumns.first)
        #expect(!column.isCertain)
        #expect(decisions.reason(for: column) == "備品の番号です。")
        #expect(RepairDecisions().reason(for: column) == nil)
        let valid = (100_000_000_000..<100_000_000_400).map(String.init).filter {
            CodeDigits.holds(.individualNumber, $0)
        }
        let all = "名称,番号\n" + valid.prefix(20).map { "甲,\($0)\n" }.joined()
        let certain = try #require(try await Self.left(all).numberColumns.first)
        #expect(certain.isCertain)
        #expect(decisions.reason(for: certain) == nil)
    }
}
