import Japanese
import StorageTesting
import Tabular
import RandomTesting
import Testing
import Ward

@testable import Plan

@Suite("Where values were taken from")
struct ValueBasisTests {
    private static func result(_ words: String, cells: [String: ExactNumber] = [:]) -> String? {
        guard case .calculation(let calculation) = ValueBasis(words, titles: ["実績.xlsx", "実績"]).content else {
            return "no calculation"
        }
        return calculation.result { cells[($0.map { $0 + "!" } ?? "") + "\($1)"] }?.printed(digits: 3)
    }

    @Test(
        "Calculations are read in any width and computed exactly, products before sums",
        arguments: [
            ("4,100＋2,400", "6,500"), ("４１００時間＋２４００時間", "6,500"), ("10-2×3", "4"), ("853÷1,000×100", "85.3"),
            ("1/3+1/3+1/3", "1"), ("0.1+0.2", "0.3"), ("4,100＋2,400＝9,999", "6,500"),
        ])
    func calculations(words: String, printed: String) {
        #expect(Self.result(words) == printed)
    }

    @Test("Cells are looked up by sheet and place, also with quoted names; what cannot be computed is nothing")
    func cells() {
        let cells: [String: ExactNumber] = ["集計!C12": 40, "集計!C13": 2, "4-6月!B2": 7, "A1": 5]
        #expect(Self.result("実績.xlsx 集計!C12", cells: cells) == "40")
        #expect(Self.result("実績.xlsx　集計！Ｃ１２－集計！Ｃ１３", cells: cells) == "38")
        #expect(Self.result("実績.xlsx '4-6月'!$B$2＋A1", cells: cells) == "12")
        #expect(Self.result("実績.xlsx 集計!C14", cells: cells) == nil)
        #expect(Self.result("5÷0") == nil)
        let huge = Array(repeating: "999999999999999999", count: 9).joined(separator: "×")
        #expect(Self.result(huge) == nil, "beyond 128 bits")
    }

    @Test(
        "Pages, files and plain words are told apart; 万 is not added as if it were one",
        arguments: [
            ("実績.xlsx", ValueBasis.Content.file), ("実績.xlsx 12ページ", .page(12)), ("実績 p.3", .page(3)),
            ("窓口の聞き取り", .words),
            ("5万＋3千", .words), ("2,400", .words), ("集計!C12", .words), ("", .words), ("=", .words),
            ("実績.xlsx )(", .words),
        ])
    func contents(words: String, content: ValueBasis.Content) {
        #expect(ValueBasis(words, titles: ["実績", "実績.xlsx"]).content == content)
    }

    @Test("A file that is not attached is noticed by its ending")
    func unknownFile() {
        #expect(ValueBasis("年報.PDF 12ページ", titles: ["実績.xlsx"]).namesUnknownFile)
        #expect(!ValueBasis("実績.xlsx 12ページ", titles: ["実績.xlsx"]).namesUnknownFile)
    }

    @Test(
        "A figure is borne out to its last written digit, 約 to its last digit that is not zero, 以上 on its side",
        arguments: [
            ("6500", "6500", true), ("6500", "6501", false), ("85.3", "853÷1000×100", true), ("33.3", "100÷3", true),
            ("33.4", "100÷3", false), ("約6500", "6549+0", true), ("約6500", "6551+0", false), ("6500以上", "6600+1", true),
            ("6500以上", "6400+1", false), ("6500未満", "6400+1", true), ("0", "5-5", true),
        ])
    func borneOut(figure: String, words: String, isBorneOut: Bool) throws {
        let quantity = try #require(QuantityReader.read(figure))
        let basis = ValueBasis(
            words.contains("÷") || words.contains("+") || words.contains("-") ? words : "\(words)+0", titles: [])
        guard case .calculation(let calculation) = basis.content else {
            Issue.record("no calculation: \(words)")
            return
        }
        let result = try #require(calculation.result { _, _ in nil })
        #expect(quantity.isBorneOut(by: result) == isBorneOut)
    }

    @Test("Whatever the words, reading them ends, and so does the calculation that was read")
    func hostile() {
        let parts = [
            "実績.xlsx", "集計", "!", "C12", "9", "99999999999999999", ",", ".", "＋", "-", "×", "÷", "=", "'", "$", "万",
            "ー",
            "p.", "ページ", " ",
        ]
        var random = SeededGenerator(seed: 5)
        for _ in 0..<20_000 {
            let words = (0..<Int.random(in: 0...11, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }.joined()
            let basis = ValueBasis(words, titles: ["実績.xlsx"])
            if case .calculation(let calculation) = basis.content { _ = calculation.result { _, _ in ExactNumber(7) } }
        }
    }

    @Test(
        "A cell of an attached workbook is read and held against the value, told on the page, and sealed with it",
        arguments: TestDatabases.all)
    func attached(_ kind: TestDatabase) async throws {
        let workbook = Workbook(
            title: "実績", createdAt: Timestamp(milliseconds: 0),
            sheets: [Sheet(name: "集計", rows: [[Cell("4月"), Cell(4100)], [Cell("5月"), Cell(2300)]])])
        let bytes = try workbook.bytes()
        try await TestedPlan.use(kind) { plan in
            let hours = try await plan.write { connection, stamp in
                try PlanIndicatorStore.create(.hours, for: plan.initiatives[0].lineage, by: stamp, on: connection)
            }
            let round = try await plan.open()
            let id = try await plan.entries(round)[0].id
            try await plan.write {
                try EntryStore.attach(bytes, filename: "実績.xlsx", title: "", to: id, by: $1, on: $0)
            }
            func messages(_ value: String, _ basis: String) async throws -> [String] {
                let quantity = try #require(QuantityReader.read(value))
                try await plan.answer(
                    id, Answer(mark: "B", done: "x", values: [hours.id: quantity], bases: [hours.id: basis]),
                    until: .draft)
                let entry = try await plan.entry(id)
                #expect(entry.answer.bases[hours.id] == basis)
                return try await plan.read { try EntryStore.findings(of: entry, in: round, on: $0) }
                    .filter { $0.rule == .basis }.map(\.message)
            }
            #expect(try await messages("6500", "実績.xlsx 集計!B1＋集計!B2").first?.contains("計算すると6,400です") == true)
            #expect(try await messages("6500", "年報.xlsx 集計!B1").first?.contains("その名前の根拠資料が付いていません") == true)
            #expect(try await messages("6500", "実績.xlsx 集計!A1").first?.contains("セルA1に数がありません") == true)
            #expect(try await messages("6400", "実績.xlsx 集計!B1＋集計!B2").isEmpty)
            let steps = try await plan.read {
                try EntryStore.history(of: id, marks: .standard, indicators: [hours], on: $0)
            }
            #expect(steps.last?.changes.map(\.title) == [hours.name, "「\(hours.name)」の値のもと"])
            #expect(steps.last?.changes.first?.old == "6500")
            #expect(steps.last?.changes.first?.new == "6400")
            try await plan.write { try EntryStore.submit(id, by: $1, on: $0) }
            try await plan.close(round)
            try await plan.freeze(round)
            let page = String(decoding: try #require(try await plan.page(round.id, 1)), as: UTF8.self)
            #expect(page.contains("（もと：実績.xlsx 集計!B1＋集計!B2）"))
        }
    }

    @Test("The numbers of a workbook are the same as read and as kept; what is no workbook has none")
    func kept() throws {
        let workbook = Workbook(
            title: "実績", createdAt: Timestamp(milliseconds: 0),
            sheets: [
                Sheet(name: "集計 表", rows: [[Cell("4月"), Cell(4100)], [Cell("２，３００"), Cell("12時間")]]),
                Sheet(name: "空", rows: [[Cell("なし")]]),
            ])
        let cells = EvidenceCells(reading: try workbook.bytes())
        #expect(cells.sheets.map(\.name) == ["集計 表", "空"])
        #expect(cells.number(nil, try #require(CellReference("B1"))) == 4100)
        #expect(cells.number(TextKey("集計 表").text, try #require(CellReference("A2"))) == 2300)
        #expect(cells.number(nil, try #require(CellReference("A1"))) == nil)
        #expect(cells.number(nil, try #require(CellReference("B2"))) == nil, "12時間 is a quantity, no bare number")
        #expect(EvidenceCells(bytes: cells.bytes) == cells)
        #expect(EvidenceCells(reading: Array("表ではない".utf8)).sheets.isEmpty)
        #expect(EvidenceCells(bytes: []).sheets.isEmpty)
    }

    @Test("A workbook that was kept before its cells were is read when it is asked for", arguments: TestDatabases.all)
    func older(_ kind: TestDatabase) async throws {
        let workbook = Workbook(
            title: "実績", createdAt: Timestamp(milliseconds: 0), sheets: [Sheet(name: "集計", rows: [[Cell(71_942)]])])
        let bytes = try workbook.bytes()
        try await TestedPlan.use(kind) { plan in
            _ = try await plan.open()
            let rounds = try await plan.read { try RoundStore.list(on: $0) }
            let id = try await plan.entries(try #require(rounds.first))[0].id
            try await plan.write {
                try EntryStore.attach(bytes, filename: "実績.xlsx", title: "", to: id, by: $1, on: $0)
            }
            let hash = ContentHash.of(bytes)
            let cells = try await plan.read { try EvidenceCells.of(hash, on: $0) }
            #expect(cells?.number(nil, try #require(CellReference("A1"))) == 71_942)
        }
    }
}
