import Japanese
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Histories from sealed rounds")
struct SealedHistoryTests {
    typealias T = TestedHistory

    private func entry(
        _ lineage: String, _ unit: String, mark: MarkSet.Mark?, round: String
    ) -> ReportedEntry {
        ReportedEntry(
            id: "\(round)-\(lineage)-\(unit)", round: round, lineage: lineage, initiative: "(1) \(lineage)", unit: unit,
            studyGroup: nil, isAnswered: mark != nil, stateTitle: "",
            mark: mark.map { .init(symbol: $0.symbol, label: $0.label, canonical: $0.canonical) }, done: "", plan: "",
            problem: "", response: "", values: [], evidence: [.init(title: "議事録", hash: "h")], warnings: [],
            isRepeat: false)
    }

    private func content(
        _ number: Int, _ entries: [(lineage: String, unit: String, mark: String?)], commitments: [JSON] = [],
        answers: [SealedAnswer] = []
    ) -> RoundContent {
        let quarter = T.quarter(number)
        let round = "r\(number)"
        return RoundContent(
            planTitle: "計画", planVersion: 1, quarter: quarter.japanese, asOf: quarter.end.japanese,
            markSetName: MarkSet.standard.name, marks: MarkSet.standard.marks, amendment: nil,
            initiatives: Array(Set(entries.map(\.lineage))).map {
                .init(heading: "(1) \($0)", promises: [], commitments: commitments)
            }, roundID: round,
            entries: entries.map {
                entry($0.lineage, $0.unit, mark: $0.mark.flatMap { MarkSet.standard[$0] }, round: round)
            }, answers: answers, isSample: false)
    }

    @Test("Marks, dates, evidence and figures come out of the sealed JSON as they went in")
    func facts() throws {
        let promise = Promise(
            id: ID("promise"), content: "令和7年度中に移行する。",
            sourceLine: nil,
            deadlines: [
                .init(
                    deadlineClass: .within, from: T.day("2025-04-01"), to: T.day("2026-03-31"), raw: "令和7年度中",
                    isExternal: false),
                .init(deadlineClass: .from, from: T.day("2026-04-01"), to: nil, raw: "令和8年度から", isExternal: true),
            ])
        let stored: JSON = [
            "entry": "r0-a-1課", "doneOn": "2024-06-01",
            "figures": [
                [
                    "indicator": "I1", "name": "削減時間", "unit": "時間", "kind": "outcome", "rule": "level",
                    "direction": "up", "baselineYear": 2021, "baselineValue": "6500", "value": "8200.5",
                    "qualifiers": ["約"], "raw": "約8,200.5時間", "source": nil,
                ]
            ],
        ]
        let answer: SealedAnswer = try stored.decoded()
        let sealed = content(0, [("a", "1課", "A")], commitments: [promise.sealedJSON], answers: [answer])
        let read = try #require(RoundContent(try JSON(parsing: try sealed.json.canonical)))
        let histories = InitiativeHistory.histories(
            of: [.init(content: read, edition: 1)], targets: ["I1": [.init(FiscalYear(2025), 9000)]])
        let history = try #require(histories.first)
        let record = try #require(history.newest)
        #expect(histories.count == 1)
        #expect(history.initiative == "(1) a")
        #expect(history.unit == "1課")
        #expect(record.quarter == T.quarter(0))
        #expect(record.asOf == T.day("2024-06-30"))
        #expect(record.source == .init(round: "r0", edition: 1, entry: "r0-a-1課"))
        #expect(record.mark == T.mark("A"))
        #expect(record.isAnswered)
        #expect(record.evidenceCount == 1)
        #expect(record.doneOn == T.day("2024-06-01"))
        #expect(record.commitments == [.init(content: promise.content, deadlines: promise.deadlines)])
        let figure = try #require(record.figures.first)
        #expect(figure.value.value == ExactNumber("8200.5"))
        #expect(figure.value.qualifiers == [.approximately])
        #expect(figure.rule == .level)
        #expect(figure.direction == .up)
        #expect(figure.baselineYear == FiscalYear(2021))
        #expect(history.lineReadings.count == 1)
        #expect(history.lineReadings.first?.isBehind == false)
    }

    @Test("The newest edition of each round counts; a later round of another scope does not hide initiatives")
    func editions() {
        let rounds = [
            HistorySource(content: content(1, [("a", "1課", "B")]), edition: 2),
            HistorySource(content: content(0, [("a", "1課", nil), ("b", "2課", "C")]), edition: 1),
            HistorySource(content: content(1, [("a", "1課", nil)]), edition: 1),
        ]
        let histories = InitiativeHistory.histories(of: rounds)
        #expect(histories.map(\.lineage) == ["a", "b"])
        #expect(histories.first?.quarters.map(\.isAnswered) == [false, true])
        #expect(histories.first?.newest?.source.edition == 2)
        #expect(histories.last?.newest?.quarter == T.quarter(0))
    }

    @Test("A unit under a new name goes on; where two units answer, each keeps its own line")
    func units() {
        let rounds = [
            HistorySource(content: content(0, [("a", "旧課", nil), ("b", "1課", "B"), ("b", "2課", "C")]), edition: 1),
            HistorySource(content: content(1, [("a", "新課", nil), ("b", "2課", "D"), ("b", "1課", "B")]), edition: 1),
        ]
        let histories = InitiativeHistory.histories(of: rounds)
        #expect(histories.map(\.unit) == ["新課", "2課", "1課"])
        #expect(histories.map { $0.quarters.map { $0.mark?.symbol } } == [[nil, nil], ["C", "D"], ["B", "B"]])
        #expect(histories[0].signals.map(\.rule) == [.unansweredTwice])
    }

    @Test(
        "An initiative that was divided among units, or gathered in one, begins anew: nobody inherits another's answers"
    )
    func divided() {
        let one = content(0, [("a", "旧課", "C")])
        let two = content(1, [("a", "1課", "B"), ("a", "2課", nil)])
        let divided = InitiativeHistory.histories(
            of: [.init(content: one, edition: 1), .init(content: two, edition: 1)])
        #expect(divided.map(\.unit) == ["1課", "2課"])
        #expect(divided.map(\.quarters.count) == [1, 1])
        let gathered = InitiativeHistory.histories(
            of: [.init(content: two, edition: 1), .init(content: content(2, [("a", "3課", "B")]), edition: 1)])
        #expect(gathered.map(\.quarters.count) == [1])
    }

    @Test("The section's draft takes the place of the open round's silence")
    func draft() {
        let rounds = [
            HistorySource(content: content(0, [("a", "1課", "B")]), edition: 1),
            HistorySource(content: content(1, [("a", "1課", nil)]), edition: nil),
        ]
        let history = InitiativeHistory.histories(of: rounds)[0]
        #expect(history.newest?.mark == nil)
        #expect(history.newest?.isUnanswered == false)
        let drafted = history.adding(T.record(1, mark: "C", sealed: false))
        #expect(drafted.quarters.map { $0.mark?.symbol } == ["B", "C"])
        #expect(drafted.newest?.isAnswered == false)
    }

    @Test(
        "Two quarters of a real ward: who stays silent is found, a draft says nothing, and an amendment counts once sealed",
        arguments: TestDatabases.all)
    func database(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind, initiatives: 2) { plan in
            let office = OfficeCalendar()
            var quarter = TestedPlan.firstQuarter
            var rounds: [Round] = []
            for _ in 0..<2 {
                plan.move(to: office.nextOfficeDay(onOrAfter: quarter.end.adding(days: 1)))
                let round = try await plan.open(quarter)
                let entries = try await plan.entries(round)
                try await plan.answer(entries[0].id)
                try await plan.answer(entries[1].id, Answer(mark: "A", done: "下書き"), until: .draft)
                let open = try await plan.read { try SignalStore.histories(on: $0) }
                try #require(open.count == 2)
                #expect(open[1].newest?.mark == nil)
                #expect(open[1].newest?.source.edition == nil)
                plan.move(to: office.adding(officeDays: 1, to: round.calendar.closesOn))
                try await plan.close(round)
                plan.move(to: round.calendar.freezesOn)
                try await plan.freeze(round)
                rounds.append(round)
                quarter = quarter.next
            }
            let histories = try await plan.read { try SignalStore.histories(on: $0) }
            #expect(histories.map { $0.signals.map(\.rule) } == [[], [.unansweredTwice]])
            #expect(histories[0].quarters.map { $0.mark?.symbol } == ["B", "B"])
            let early = try await plan.read { try SignalStore.histories(through: TestedPlan.firstQuarter, on: $0) }
            try #require(early.map(\.quarters.count) == [1, 1])
            #expect(early[1].signals.isEmpty)

            try await plan.amend(rounds[1], units: [plan.units[1].id])
            let during = try await plan.read { try SignalStore.histories(on: $0) }
            #expect(during.map(\.newest?.source.edition) == [1, 1])
            let entries = try await plan.entries(rounds[1])
            try await plan.answer(
                entries[1].id, Answer(mark: "D", done: "調べた。", plan: "続ける。", problem: "遅れた。", response: "見直す。"))
            try await plan.freeze(rounds[1])
            let after = try await plan.read { try SignalStore.histories(on: $0) }
            #expect(after.map(\.newest?.source.edition) == [2, 2])
            #expect(after[1].newest?.mark?.symbol == "D")
            #expect(after[1].signals.isEmpty)
        }
    }
}
