import Japanese
import StorageTesting
import Tabular
import Testing
import Ward

@testable import Plan

@Suite("Excel tables")
struct TableTests {
    @Test("The tables of sealed quarters read back with their values; formulas stay live, and levels are never summed")
    func tables() async throws {
        try await TestedPlan.use(TestDatabases.all[0]) { plan in
            let made = try await plan.write { connection, stamp in
                for (name, rule) in [("水準の指標", Indicator.Rule.level), ("量の指標", .flow)] {
                    try PlanIndicatorStore.create(
                        .init(
                            name: name, unitName: "時間", kind: .activity, rule: rule, direction: .up, baselineYear: nil,
                            baselineValue: nil, reason: "見本", registryID: nil),
                        for: plan.initiatives[0].lineage, by: stamp, on: connection)
                }
                return try PlanIndicatorStore.list(of: plan.initiatives[0].lineage, on: connection)
            }
            var contents: [RoundContent] = []
            for (quarter, values) in [
                (TestedPlan.firstQuarter, ["約6,500", "10"]), (TestedPlan.firstQuarter.next, ["約8,200", "25"]),
            ] {
                plan.move(to: quarter.end.adding(days: 1))
                let round = try await plan.open(quarter)
                let entry = try #require(
                    try await plan.entries(round).first { $0.initiative == plan.initiatives[0].id })
                let numbers = try zip(made, values).map { ($0.id, try #require(QuantityReader.read($1))) }
                try await plan.answer(
                    entry.id,
                    Answer(
                        mark: "B", done: "=HYPERLINK(\"x\")を行った。", plan: "続ける。",
                        values: Dictionary(uniqueKeysWithValues: numbers)))
                try await plan.close(round)
                try await plan.freeze(round)
                contents.append(try await plan.read { try RoundContent(round, on: $0) })
            }
            let moment = Timestamp(milliseconds: 1_700_000_000_000)
            let book = IndicatorWorkbook(rounds: contents, madeAt: moment).workbook
            let bytes = try book.bytes()
            #expect(try book.bytes() == bytes, "the same table gives the same bytes")
            let sheet = try #require(try WorkbookReader.read(bytes).sheets.first)
            #expect(sheet["G3"]?.text == "6500")
            #expect(sheet["H3"]?.text == "8200")
            #expect(sheet["I3"]?.formula == "H3-G3")
            #expect(sheet["I3"]?.text == "1700")
            #expect(sheet["J3"]?.formula == nil)
            #expect(sheet["J3"]?.text == "合計しない（その時点の値）")
            #expect(sheet["J4"]?.formula == "SUM(G4:H4)")
            #expect(sheet["J4"]?.text == "35")

            let progress = ProgressWorkbook(content: try #require(contents.last), edition: 1, madeAt: moment).workbook
            let table = try #require(try WorkbookReader.read(progress.bytes()).sheets.first)
            #expect(table.mergedRanges.isEmpty)
            #expect(table.rows.count == 5)
            #expect(table["E3"]?.formula == nil, "text is never a formula")
            #expect(table["E3"]?.text == "=HYPERLINK(\"x\")を行った。", "text is never a formula")
            #expect(table["C4"]?.text == "未回答")
            #expect(table["J3"]?.text == "水準の指標　約8,200時間\n量の指標　25時間")
        }
    }
}

extension ReadCell {
    fileprivate var text: String? {
        switch value {
        case .text(let text): text
        case .number(let number): number.exact?.plain
        default: nil
        }
    }
}
