import Tabular
import Testing
import Ward

@testable import Plan

@Suite("新旧対照表 with underlines")
struct MarkedComparisonTests {
    private static func content(_ rows: [PlanComparison.Row]) throws -> SealedComparison {
        let json: JSON = [
            "plan": "計画", "old": "第1版", "new": "第2版", "decision": "第1回部会", "isSample": .bool(false),
            "rows": .array(try rows.map { try JSON(encoding: $0) }),
        ]
        return try json.decoded(as: SealedComparison.self)
    }

    private static func row(_ kind: String, _ old: String, _ new: String) -> PlanComparison.Row {
        .init(kind: kind, initiative: "(1) 基盤", part: "約束したこと", old: old, new: new, reason: "国の期限")
    }

    @Test("The page underlines on both sides what was rewritten, and the whole of what came or went")
    func page() throws {
        let html = ComparisonDocument(
            content: try Self.content([
                Self.row("改める", "令和7年度末", "令和8年度末"), Self.row("加える", "", "<b>始める</b>"), Self.row("終了", "(2) 乙", ""),
            ]), heading: nil
        ).html.text
        #expect(html.contains("令和<ins>8</ins>年度末"))
        #expect(html.contains("令和<del>7</del>年度末"))
        #expect(html.contains("<ins>&lt;b&gt;始める&lt;/b&gt;</ins>"))
        #expect(html.contains("<del>(2) 乙</del>"))
        #expect(!html.contains("<ins></ins>"))
        #expect(!html.contains("<ins>（なし）</ins>"))
    }

    @Test(
        "The columns of both readings are as wide as each other, and together the table is whole",
        arguments: [2, 40, 200])
    func columns(reasonScalars: Int) throws {
        var row = Self.row("改める", "一", "二")
        row = .init(
            kind: row.kind, initiative: row.initiative, part: row.part, old: row.old, new: row.new,
            reason: String(repeating: "理", count: reasonScalars))
        let html = ComparisonDocument(content: try Self.content([row]), heading: nil).html.text
        let widths = html.matches(of: /<col width="(\d+)%">/).compactMap { Int($0.1) }
        try #require(widths.count == 4)
        #expect(widths.reduce(0, +) == 100)
        #expect(widths[1] == widths[2])
        #expect(widths[1] >= widths[3])
    }

    @Test("The workbook says the same texts, with their pieces underlined")
    func workbook() throws {
        let book = ComparisonDocument(content: try Self.content([Self.row("改める", "令和7年度末", "令和8年度末")]), heading: nil)
            .workbook(madeAt: TestedPlan.start)
        let cells = try #require(book.sheets.first?.rows.last?.cells)
        #expect(cells[2].pieces.filter(\.isUnderlined).map(\.text) == ["8"])
        #expect(cells[3].pieces.filter(\.isUnderlined).map(\.text) == ["7"])
        let read = try WorkbookReader.read(try book.bytes()).sheets[0]
        #expect(read["C3"]?.text == "令和8年度末")
        #expect(read["D3"]?.text == "令和7年度末")
    }
}
