import Japanese
import Tabular
import Testing

@testable import Datasets

@Suite("Workbooks")
struct WorkbookTests {
    private static func book(_ rows: [[Cell]], merged: [CellRange] = []) throws -> DataFile {
        let sheet = Sheet(name: "一覧", rows: rows.map { Sheet.Row($0) }, mergedRanges: merged)
        return try DataFile(
            try Workbook(createdAt: Timestamp(milliseconds: 1), sheets: [sheet]).bytes(), name: "a.xlsx")
    }

    private static let headings: [Cell] = ["地区名", "人口", "備考"]

    @Test("Merged cells are found, and filled when that is accepted")
    func merged() async throws {
        let range = try #require(CellRange("A2:A3"))
        let file = try Self.book(
            [Self.headings, ["北", Cell(10), "あ"], [.empty, Cell(20), "い"], ["南", Cell(30), "う"]], merged: [range])
        let report = try await DatasetCheck(file).report()
        let finding = try #require(report.findings.first)
        #expect(report.findings.map(\.rule) == [.mergedCells])
        #expect(finding.row == 2)
        #expect(finding.sheet == "一覧")
        let mended = try await TextFileTests.text(file, .acceptingAll)
        #expect(mended == "\u{FEFF}地区名,人口,備考\r\n北,10,あ\r\n北,20,い\r\n南,30,う\r\n")
        let refused = try await TextFileTests.text(file, RepairDecisions())
        #expect(refused == "\u{FEFF}地区名,人口,備考\r\n北,10,あ\r\n,20,い\r\n南,30,う\r\n")
    }

    @Test("個人番号 over cells of a sheet are found as in a file of text")
    func overCells() async throws {
        let rows = BarringTests.numbers(20).map { number in
            [Cell("甲")] + BarringTests.cells(number, of: 4).map { Cell($0) }
        }
        let file = try Self.book([["名称", "一", "二", "三"]] + rows)
        let columns = try await DatasetCheck(file).report().numberColumns
        #expect(columns.map(\.column) == ["一・二・三"])
        #expect(columns.map(\.valid) == [20])
        #expect(try await DatasetRepair(file, .acceptingAll).changedBytes().report.numberColumns == columns)
    }

    @Test("Numbers as text, units, marks and notes are found with row and column")
    func cells() async throws {
        let rows: [[Cell]] =
            [Self.headings] + (1...40).map { ["甲", Cell($0), "あ"] }
            + [["乙", "41", "あ"], ["丙", "42人", "あ"], ["丁", "…", "あ"], ["戊 ", Cell(44), "あ\nい"], ["※ 速報値"]]
        let report = try await DatasetCheck(Self.book(rows)).report()
        let found = report.findings.map { "\($0.rule.rawValue) \($0.row ?? 0) \($0.column ?? "")" }
        #expect(
            found == [
                "1-3 42 人口", "1-9 43 人口", "1-13 44 人口", "1-5 45 地区名", "1-5 45 備考", "2-2 46 地区名",
            ])
    }

    @Test("Blank rows divide the data; other headings below them are another table")
    func gaps() async throws {
        let divided = try Self.book([
            Self.headings, ["北", Cell(1), "あ"], [], ["南", Cell(2), "い"], ["東", Cell(3), "い"],
        ])
        let first = try await DatasetCheck(divided).report()
        #expect(first.findings.map(\.rule) == [.dividedData])
        #expect(first.findings.first?.row == 3)
        let two = try Self.book(
            [
                Self.headings, ["北", Cell(1), "あ"], ["南", Cell(2), "い"], ["東", Cell(3), "い"], [], ["校名", "児童数", "備考"],
                ["一小", Cell(5), ""],
            ])
        let second = try await DatasetCheck(two).report()
        #expect(second.findings.contains { $0.rule == .severalTables && $0.row == 6 })
    }

    @Test("Titles above the table are found, and headings are read below them")
    func titles() async throws {
        let file = try Self.book([["人口の表"], [], Self.headings, ["北", Cell(1), "あ"], ["南", Cell(2), "い"]])
        #expect(file.headings == ["地区名", "人口", "備考"])
        let report = try await DatasetCheck(file).report()
        #expect(report.findings.map(\.rule) == [.severalTables])
        #expect(report.file.rows == 2)
    }

    @Test("A day is written as ISO 8601, a code that was kept as a number is found")
    func values() async throws {
        let headings: [Cell] = ["全国地方公共団体コード", "ID", "地方公共団体名", "調査年月日"]
        let day = try #require(CivilDate(iso: "2026-04-01"))
        let file = try Self.book([headings, [Cell(92_011), Cell(1), "宇都宮市", Cell(.date(day))]])
        let report = try await DatasetCheck(file).report()
        #expect(report.findings.map(\.rule) == [.municipalityCode])
        let mended = try await TextFileTests.text(file, .acceptingSafe)
        #expect(mended.hasSuffix("092011,1,宇都宮市,2026-04-01\r\n"))
    }

    @Test("Codes, times and moments are published as the sheet shows them")
    func shown() async throws {
        func cell(_ number: String, _ format: String) throws -> Cell {
            Cell(.number(try #require(ExactNumber(number))), style: CellStyle(numberFormat: NumberFormat(format)))
        }
        let file = try Self.book([
            ["番号", "開始時刻", "更新日時", "面積"],
            [
                try cell("11011", "000000"), try cell("0.375", "h:mm"), try cell("46113.4375", "yyyy/m/d h:mm"),
                try cell("1234.5", #"#,##0.0"㎡""#),
            ],
        ])
        let written = try await TextFileTests.text(file, RepairDecisions())
        #expect(written == "\u{FEFF}番号,開始時刻,更新日時,面積\r\n011011,09:00,2026-04-01T10:30:00,1234.5\r\n")
    }

    @Test("Columns, rows and cells that are not shown bar the table, each with its place and how to mend it")
    func hidden() async throws {
        let nothing = CellStyle(numberFormat: NumberFormat(";;;"))
        var sheet = Sheet(
            name: "一覧",
            columns: [
                Sheet.Column(), Sheet.Column(isHidden: true), Sheet.Column(width: 0), Sheet.Column(isHidden: true),
            ],
            rows: [Sheet.Row(["施設名", "連絡先", "担当", "空き", "備考"])])
        sheet.rows += (2...6).map { number in
            Sheet.Row(
                [
                    Cell("館\(number)"), number == 3 ? "甲" : .empty, "乙", .empty,
                    Cell("丙", style: number == 6 ? nothing : nil),
                ], isHidden: number == 4 || number == 5)
        }
        sheet.rows[0].cells[3] = .empty
        let file = try DataFile(
            try Workbook(createdAt: Timestamp(milliseconds: 1), sheets: [sheet]).bytes(), name: "a.xlsx")
        let barring = try await DatasetCheck(file).report().findings.filter(\.isBarring)
        #expect(barring.count { $0.rule == .hiddenCells } == 4)
        let found = barring.filter { $0.rule == .hiddenCells }.map { "\($0.row ?? 0) \($0.column ?? "")" }
        #expect(found == ["1 連絡先", "1 担当", "4 ", "6 備考"])
        #expect(barring.contains { $0.message.contains("2行ありますが") })
        let left = try await DatasetRepair(file, .acceptingAll).changedBytes().report.left
        #expect(left.count { $0.rule == .hiddenCells } == 4)
    }

    @Test("A long text that many cells share is refused by what the cells hold together, however small the file is")
    func sharedText() throws {
        let text = String(repeating: "a", count: 32_000)
        let rows = [Self.headings] + (1...750).map { _ in [Cell(text), Cell(text), Cell(text)] }
        let bytes = try Workbook(
            createdAt: Timestamp(milliseconds: 1), sheets: [Sheet(name: "一覧", rows: rows.map { Sheet.Row($0) })]
        ).bytes()
        #expect(bytes.count < 1 << 20)
        let refusal = #expect(throws: DataFileRefusal.self) { try DataFile(bytes, name: "a.xlsx") }
        #expect(refusal == .tooMuchText(750 * 3 * 32_000 + "地区名人口備考".utf8.count))
        #expect(refusal?.japanese.contains("文字が多すぎます") == true)
    }

    @Test("A check that nobody waits for any more ends")
    func cancelled() async throws {
        let file = try Self.book([Self.headings] + (1...3_000).map { ["甲", Cell($0), "あ"] })
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await DatasetCheck(file).report()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
