import Documents
import Japanese
import Testing

@testable import Notices

@Suite("Columns of tables as people name them")
struct TableColumnTests {
    /// Cells in rows, as a workbook gives them.
    private static func document(_ rows: [[String]]) -> PlacedDocument {
        var lines: [PlacedLine] = []
        for (row, cells) in rows.enumerated() {
            for (column, text) in cells.enumerated() where !text.isEmpty {
                lines.append(
                    PlacedLine(
                        text: text, place: DocumentPlace(line: lines.count + 1, sheet: "計画"),
                        cell: CellPlace(table: 1, row: row, column: column)))
            }
        }
        return PlacedDocument(format: .xlsx, lines: lines)
    }

    private static let foreign = document([
        ["何をするか", "だれが", "いつ", "どれだけ"],
        ["窓口の予約", "区民課", "令和7年3月まで", "予約の割合 50%"],
        ["電子申請", "情報政策課", "令和7年9月", "申請 1,000件"],
    ])

    @Test("A table whose heads nobody knows is offered, and read once its columns are named")
    func named() throws {
        let source = try NoticeSource(Self.foreign)
        let before = NoticeReader.review(source, name: "計画.xlsx", byteCount: 1, decisions: .none)
        let table = try #require(before.tables.first)
        #expect(table.columns.map(\.title) == ["何をするか", "だれが", "いつ", "どれだけ"])
        #expect(!table.isPlan)
        #expect(!table.isDecided)
        let after = NoticeReader.review(
            source, name: "計画.xlsx", byteCount: 1,
            decisions: ReadingDecisions(kind: .plan, columns: [table.key: [.title, .unit, .time, .target]]))
        let initiatives = after.reading.initiatives
        #expect(initiatives.map(\.title) == ["窓口の予約", "電子申請"])
        #expect(initiatives.map(\.units) == [["区民課"], ["情報政策課"]])
        #expect(initiatives.map(\.indicators) == [["予約の割合 50%"], ["申請 1,000件"]])
        #expect(
            initiatives[0].promises.flatMap(\.deadlines).map(\.deadline.to) == [
                CivilDate(year: 2025, month: 3, day: 31)
            ])
        #expect(after.tables.first?.isDecided == true)
        #expect(after.tables.first?.isPlan == true)
    }

    @Test("Columns that were named once hold for every table with the same head, however it is spaced")
    func sameHead() throws {
        let table = try #require(
            NoticeReader.review(
                try NoticeSource(Self.foreign), name: "", byteCount: 1, decisions: .none
            ).tables.first)
        let next = Self.document([
            ["何を する か", "だれが", "いつ", "どれだけ"], ["文書の電子化", "総務課", "令和8年3月", "割合 90%"],
        ])
        let review = NoticeReader.review(
            try NoticeSource(next), name: "", byteCount: 1,
            decisions: ReadingDecisions(kind: .plan, columns: [table.key: [.title, .unit, .time, .target]]))
        #expect(review.reading.initiatives.map(\.title) == ["文書の電子化"])
    }

    @Test("The cells of a row of CSV, which share a line of the file, are each shown and counted once")
    func delimited() throws {
        let text = "番号,取組,主管課,時期\n(1),窓口の予約,,令和9年3月まで\n(2),電子申請,区民課,令和9年9月まで\n"
        let source = try NoticeSource(DocumentReader().readAlone(Array(text.utf8), name: "計画.csv"))
        let review = NoticeReader.review(source, name: "計画.csv", byteCount: text.utf8.count, decisions: .none)
        #expect(
            review.lines.map(\.text) == [
                "番号", "取組", "主管課", "時期", "(1)", "窓口の予約", "令和9年3月まで", "(2)", "電子申請", "区民課", "令和9年9月まで",
            ])
        #expect(review.lines.map { $0.cell?.column } == [0, 1, 2, 3, 0, 1, 3, 0, 1, 2, 3])
        #expect(review.counts.filledLines == 11)
        #expect(review.counts.datesFound == 2)
        let line = try #require(review.lines.first { $0.text == "窓口の予約" })
        let split = NoticeReader.review(
            source, name: "計画.csv", byteCount: text.utf8.count,
            decisions: ReadingDecisions(lines: [LineDecision(try #require(line.key), .split(before: "予約"))]))
        #expect(split.lines.map(\.text).filter { "窓口の予約".contains($0) } == ["窓口の", "予約"])
    }
}
