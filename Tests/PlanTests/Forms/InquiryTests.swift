import Japanese
import StorageTesting
import Tabular
import Testing
import Ward

@testable import Plan

@Suite("照会票")
struct InquiryTests {
    @Test(
        "A form that comes back untouched changes nothing; a filled-in one becomes drafts", arguments: TestDatabases.all
    )
    func roundTrip(kind: TestDatabase) async throws {
        try await FilledForm.use(kind) { plan, round, form, book in
            let untouched = try await plan.read { try InquiryStore.compare(book.bytes(), in: round, on: $0) }
            #expect(untouched.outcomes.isEmpty)
            #expect(untouched.changes.isEmpty)

            var filled = book
            filled.set("回答", "E4", Cell("B 予定どおり"))
            filled.set("回答", "F4", Cell("説明会を\r\n3回開いた。"))
            filled.set("回答", "J4", Cell("令和６年６月３０日"))
            filled.set("指標", "H4", Cell("約８，９００"))
            let bytes = try filled.bytes()
            let kept = try await plan.write {
                try InquiryStore.keep(bytes, filename: "照会票.xlsx", in: round, by: $1, on: $0)
            }
            let again = try await plan.write {
                try InquiryStore.keep(bytes, filename: "同じ.xlsx", in: round, by: $1, on: $0)
            }
            #expect(again == kept, "the same file is kept once")
            let before = try await plan.entry(form.lines[0].entry.id)
            #expect(before.state == .notAnswered, "reading changes nothing")

            let taken = try await plan.write(as: "担当") { try InquiryStore.take(kept.id, by: $1, on: $0) }
            #expect(taken.changes.count == 1)
            #expect(
                taken.outcomes.map(\.kind).sorted { $0.rawValue < $1.rawValue }
                    == [.changed, .changed, .changed, .changed, .fullWidth, .fullWidth, .lineBreak])
            let entry = try await plan.entry(form.lines[0].entry.id)
            #expect(entry.state == .draft)
            #expect(entry.updatedBy == "担当")
            #expect(entry.answer.mark == "B")
            #expect(entry.answer.done == "説明会を\n3回開いた。")
            #expect(entry.answer.doneOn == CivilDate(year: 2024, month: 6, day: 30))
            let value = try #require(entry.answer.values.values.first)
            #expect(value.value == ExactNumber(8_900))
            #expect(value.qualifiers == [.approximately])
            #expect(try await plan.entry(form.lines[1].entry.id).revision == 0, "the others are not touched")

            let second = try await plan.write(as: "担当") { try InquiryStore.take(kept.id, by: $1, on: $0) }
            #expect(second.changes.isEmpty)
            #expect(second.outcomes.filter { $0.kind == .alreadySo }.count == 4)
            #expect(try await plan.entry(entry.id).revision == entry.revision, "taking twice writes once")
        }
    }

    @Test("Each damage has its own outcome, and what is not damaged is taken")
    func damages() async throws {
        try await FilledForm.use(TestDatabases.all[0]) { plan, round, form, book in
            let long = String(repeating: "字", count: Answer.textScalarsMax + 1)
            // What is merged away is empty, as in Excel.
            let cases: [(InquiryOutcome.Kind, changes: Int, (inout Workbook) -> Void)] = [
                (.changed, 1, { $0.set("回答", "G5", Cell("続ける。")) }),
                (
                    .movedRow, 1,
                    {
                        $0.move("回答", 4, to: 6); $0.set("回答", "F6", Cell("移した行の回答"))
                    }
                ),
                (.deletedRow, 0, { $0.delete("回答", 5) }),
                (
                    .duplicatedRow, 0,
                    {
                        $0.copy("回答", 4, to: 7); $0.set("回答", "F7", Cell("写した行"))
                    }
                ),
                (.unknownRow, 0, { $0.append("回答", [.empty, "足した行", .empty, .empty, "B 予定どおり"]) }),
                (
                    .mergedCells, 1,
                    {
                        $0.set("回答", "F5", .empty)
                        $0.merge("回答", "F4:F5"); $0.set("回答", "G4", Cell("続ける。"))
                    }
                ),
                (.unknownMark, 0, { $0.set("回答", "E4", Cell("絶好調")) }),
                (.fullWidth, 1, { $0.set("回答", "E4", Cell("Ｂ")) }),
                (.tooLong, 0, { $0.set("回答", "F4", Cell(long)) }),
                (.unreadableDate, 0, { $0.set("回答", "J4", Cell("六月ごろ")) }),
                (.changedMaster, 0, { $0.set("回答", "C4", Cell("約束を書き換えた")) }),
                (.formula, 1, { $0.set("回答", "F4", Cell(.formula("1+1", result: .text("計算した文")))) }),
                (.unreadableNumber, 0, { $0.set("指標", "H4", Cell("たくさん")) }),
                (.severalValues, 0, { $0.set("指標", "H4", Cell("100\n200")) }),
                (.addedSheet, 0, { $0.sheets.append(Sheet(name: "メモ", rows: [["私の控え"]])) }),
                (.missingColumn, 0, { $0.set("回答", "F2", Cell("何か")) }),
            ]
            for (kind, changes, damage) in cases {
                var returned = book
                damage(&returned)
                let bytes = try returned.bytes()
                let comparison = try await plan.read { try InquiryStore.compare(bytes, in: round, on: $0) }
                let others = comparison.outcomes.map(\.kind).filter { $0 != kind && $0 != .changed }
                #expect(comparison.outcomes.contains { $0.kind == kind }, "\(kind)")
                #expect(others.isEmpty, "\(kind): also \(others)")
                #expect(comparison.changes.count == changes, "\(kind)")
            }
            #expect(form.lines.count == 3)
        }
    }

    @Test("An answer that somebody changed meanwhile is never overwritten; other fields of it are taken")
    func conflict() async throws {
        try await FilledForm.use(TestDatabases.all[0]) { plan, round, form, book in
            let id = form.lines[0].entry.id
            try await plan.answer(id, Answer(done: "画面で書いた。"), until: .draft)
            var returned = book
            returned.set("回答", "F4", Cell("Excelで書いた。"))
            returned.set("回答", "G4", Cell("続ける。"))
            let bytes = try returned.bytes()
            let comparison = try await plan.read { try InquiryStore.compare(bytes, in: round, on: $0) }
            #expect(comparison.outcomes(.refused).map(\.kind) == [.conflict])
            #expect(comparison.outcomes(.refused)[0].message.contains("画面で書いた。"))
            #expect(comparison.changes.map(\.answer) == [Answer(done: "画面で書いた。", plan: "続ける。")])

            try await plan.answer(id, Answer(mark: "B", done: "出した。"), until: .submitted)
            let handedIn = try await plan.read { try InquiryStore.compare(bytes, in: round, on: $0) }
            #expect(handedIn.changes.isEmpty)
            #expect(handedIn.outcomes(.refused).map(\.kind) == [.handedIn, .handedIn])
        }
    }

    @Test("A closed round, another round, an older plan version, a foreign file: each is refused with its reason")
    func refusals() async throws {
        try await FilledForm.use(TestDatabases.all[0]) { plan, round, form, book in
            let bytes = try book.bytes()
            func refusal(_ bytes: [UInt8], _ round: Round) async throws -> InquiryRefusal? {
                do {
                    _ = try await plan.read { try InquiryStore.compare(bytes, in: round, on: $0) }
                    return nil
                } catch let refusal as InquiryRefusal {
                    return refusal
                }
            }
            let foreign = try Workbook(createdAt: TestedPlan.start, sheets: [Sheet(name: "回答", rows: [["取組"]])]).bytes()
            #expect(try await refusal(foreign, round) == .foreign)
            if case .unreadable = try await refusal(Array("表ではない".utf8), round) {} else { Issue.record("unreadable") }

            try await plan.close(round)
            let closed = try await plan.round(round.id)
            #expect(try await refusal(bytes, closed) == .closed(.reviewing, quarter: "令和6年度第1四半期"))
            try await plan.freeze(closed)

            let version: ID<PlanVersion> = plan.ward.newID()
            try await plan.write { connection, stamp in
                try TestedPlan.record(
                    version, number: 2, units: plan.units, lineages: plan.initiatives.map(\.lineage), by: stamp,
                    on: connection)
            }
            plan.move(to: TestedPlan.firstQuarter.next.end.adding(days: 1))
            let next = try await plan.open(TestedPlan.firstQuarter.next, version: version)
            let older = try await refusal(bytes, next)
            #expect(
                older
                    == .otherRound(
                        formQuarter: "令和6年度第1四半期", formVersion: 1, quarter: "令和6年度第2四半期", version: 2))
            #expect(older?.words.contains("計画が改められている") == true)
            #expect(form.planVersion == 1)
        }
    }

    @Test("The sheet nobody sees may be damaged in any cell: the file is refused or read, never a crash")
    func damagedMemory() async throws {
        try await FilledForm.use(TestDatabases.all[0]) { plan, round, _, book in
            let position = try #require(book.sheets.firstIndex { $0.name == InquirySheets.memory })
            for row in book.sheets[position].rows.indices {
                for column in book.sheets[position].rows[row].cells.indices {
                    for value in ["", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "-1", "壊"] {
                        var damaged = book
                        damaged.sheets[position].rows[row].cells[column] = Cell(value)
                        let bytes = try damaged.bytes()
                        do {
                            let comparison = try await plan.read { connection in
                                try InquiryStore.compare(bytes, in: round, on: connection)
                            }
                            #expect(comparison.changes.isEmpty || comparison.outcomes.contains { $0.kind == .changed })
                        } catch is InquiryRefusal {
                        }
                    }
                }
            }
        }
    }

    @Test(
        "One row that moved far is one move",
        arguments: [
            ([0, 1, 2, 3], []), ([3, 0, 1, 2], [3]), ([1, 2, 3, 0], [0]), ([3, 2, 1, 0], [0, 1, 2]), ([], []),
        ] as [([Int], Set<Int>)])
    func moves(order: [Int], moved: Set<Int>) {
        let kept = RowOrder.unmoved(order)
        #expect(Set(order).subtracting(kept).count == moved.count)
        #expect(order.filter(kept.contains) == order.filter(kept.contains).sorted())
    }
}

/// One unit with three initiatives in an open round, and its form.
enum FilledForm {
    static func use(
        _ kind: TestDatabase, _ body: (TestedPlan, Round, InquiryForm, Workbook) async throws -> Void
    ) async throws {
        try await TestedPlan.use(kind) { plan in
            let unit = plan.units[0]
            try await plan.write { connection, stamp in
                for initiative in plan.initiatives {
                    try InitiativeStore.assign(
                        main: [unit.id], related: [], to: initiative.id, by: stamp, on: connection)
                }
                try PlanIndicatorStore.create(
                    .init(
                        name: "削減時間", unitName: "時間", kind: .outcome, rule: .level, direction: .up, baselineYear: nil,
                        baselineValue: nil, reason: "見本", registryID: nil),
                    for: plan.initiatives[0].lineage, by: stamp, on: connection)
            }
            let round = try await plan.open()
            let form = try #require(try await plan.read { try InquiryStore.forms(round, on: $0) }.first)
            try await body(plan, round, form, InquiryWorkbook(form: form, madeAt: TestedPlan.start).workbook)
        }
    }
}

extension Workbook {
    fileprivate mutating func rows(_ sheet: String, _ change: (inout [Sheet.Row]) -> Void) {
        guard let position = sheets.firstIndex(where: { $0.name == sheet }) else { return }
        change(&sheets[position].rows)
    }

    mutating func set(_ sheet: String, _ place: String, _ cell: Cell) {
        guard let place = CellReference(place) else { return }
        rows(sheet) { $0[place.row.number - 1].cells[place.column.number - 1] = cell }
    }

    fileprivate mutating func move(_ sheet: String, _ row: Int, to other: Int) {
        rows(sheet) { $0.insert($0.remove(at: row - 1), at: other - 1) }
    }

    fileprivate mutating func copy(_ sheet: String, _ row: Int, to other: Int) {
        rows(sheet) { $0.insert($0[row - 1], at: other - 1) }
    }

    fileprivate mutating func delete(_ sheet: String, _ row: Int) {
        rows(sheet) { _ = $0.remove(at: row - 1) }
    }

    fileprivate mutating func append(_ sheet: String, _ cells: [Cell]) {
        rows(sheet) { $0.append(Sheet.Row(cells)) }
    }

    fileprivate mutating func merge(_ sheet: String, _ range: String) {
        guard let position = sheets.firstIndex(where: { $0.name == sheet }), let range = CellRange(range) else {
            return
        }
        sheets[position].mergedRanges.append(range)
    }
}
