import Japanese
import RandomTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

/// Two years of a ward: six initiatives, late answers, one 未回答, one return, a plan revision with new numbers, a
/// reorganisation on 1 April, one amendment of the first quarter after both; and people who press wrong buttons.
@Suite("Eight quarters of a simulated ward")
struct EightQuartersTests {
    @Test(
        "From 令和6年度第1四半期 to 令和7年度第4四半期 every edition stays, nothing is lost, and every record is proved",
        arguments: [
            (TestDatabases.memory, 1), (TestDatabases.memory, 2), (TestDatabases.memory, 20_240_701),
            (TestDatabases.postgresql, 3),
        ]
            as [(TestDatabase, UInt64)])
    func run(_ kind: TestDatabase, seed: UInt64) async throws {
        try await TestedPlan.use(kind, initiatives: 6, seed: seed) { plan in
            var simulation = Simulation(plan: plan, seed: seed)
            for number in 0..<8 { try await simulation.quarter(number) }
            try await simulation.prove()
        }
    }
}

private struct Simulation {
    let plan: TestedPlan
    let seed: UInt64
    var random: SeededGenerator
    var rounds: [Round] = []
    /// The pages as they were served on the day they were frozen, by round and edition.
    var pages: [ID<Round>: [[UInt8]]] = [:]
    var version: ID<PlanVersion>
    var refusals = 0

    let office = OfficeCalendar()
    static let unanswered = (quarter: 2, initiative: 3)
    static let returned = (quarter: 1, initiative: 1)
    /// Before this quarter the plan is revised and the organisation changes.
    static let newYear = 4
    /// After this quarter the first one is amended.
    static let amendedAfter = 5

    init(plan: TestedPlan, seed: UInt64) {
        self.plan = plan
        self.seed = seed
        random = SeededGenerator(seed: seed)
        version = plan.version
    }

    mutating func quarter(_ number: Int) async throws {
        var quarter = TestedPlan.firstQuarter
        for _ in 0..<number { quarter = quarter.next }
        plan.move(to: office.nextOfficeDay(onOrAfter: quarter.end.adding(days: 1)))
        if number == Self.newYear { try await newFiscalYear() }
        let round = try await plan.open(quarter, version: version)
        rounds.append(round)
        let entries = try await plan.entries(round)
        #expect(entries.count == 6, "seed \(seed)")
        try await answer(entries, in: round, number)
        plan.move(to: office.adding(officeDays: 1, to: round.calendar.closesOn))
        try await plan.close(round)
        try await review(entries, in: round, number)
        plan.move(to: round.calendar.freezesOn)
        try await freeze(round)
        if number == Self.amendedAfter { try await amendFirst() }
        try await plan.write { try RoundStore.report(Round.known(round.id, on: $0), by: $1, on: $0) }
        try await checkEditions()
    }

    /// A new version of the plan with other numbers, and three sections under new names.
    private mutating func newFiscalYear() async throws {
        let day = FiscalYear(2025).start
        let next: ID<PlanVersion> = plan.ward.newID()
        plan.move(to: day)
        try await plan.write { [plan] connection, stamp in
            try TestedPlan.record(
                next, number: 2, units: plan.units, lineages: plan.initiatives.map(\.lineage), by: stamp,
                on: connection)
            try UnitStore.reorganise(
                Reorganisation(
                    on: day,
                    steps: [
                        .renaming(plan.units[0].id, to: .init(code: "91", name: "改称した課")),
                        .merging([plan.units[1].id], into: .existing(plan.units[2].id)),
                    ]), by: stamp, on: connection)
        }
        version = next
        plan.move(to: office.nextOfficeDay(onOrAfter: day))
    }

    private mutating func answer(_ entries: [Entry], in round: Round, _ number: Int) async throws {
        // Some answer after the due day; the clock moves the round on meanwhile.
        var plans: [(day: Int, entry: Entry)] = []
        for (position, entry) in entries.enumerated() where (number, position) != Self.unanswered {
            plans.append((Int.random(in: 1...9, using: &random), entry))
        }
        for day in 1...9 {
            plan.move(to: office.adding(officeDays: day, to: round.calendar.opensOn))
            try await plan.write { try RoundStore.advance(by: $1, on: $0) }
            let state = try await plan.round(round.id).state
            #expect(state == (day > 7 ? .chasing : .open), "seed \(seed)")
            for (_, entry) in plans where random.chance(1, in: 3) { try await wrongButton(entry, in: round) }
            for (_, entry) in plans.filter({ $0.day == day }) { try await finish(entry.id, "第\(number)回") }
        }
    }

    private mutating func review(_ entries: [Entry], in round: Round, _ number: Int) async throws {
        for entry in entries where random.chance(1, in: 3) { try await wrongButton(entry, in: round) }
        // What the wrong buttons gave back is asked for again, so that only the one unanswered entry stays so.
        for (position, entry) in entries.enumerated() where (number, position) != Self.unanswered {
            if number == Self.returned.quarter, position == Self.returned.initiative {
                plan.passMinutes()
                try await plan.write { connection, stamp in
                    if try Entry.known(entry.id, on: connection).state == .approved {
                        try EntryStore.sendBack(entry.id, reason: "根拠を書いてください", by: stamp, on: connection)
                    }
                }
            }
            if !(try await plan.entry(entry.id)).state.isHandedIn {
                if try await plan.entry(entry.id).returnedReason == nil {
                    try await plan.write { connection, stamp in
                        try RoundStore.reopen(
                            Round.known(round.id, on: connection), units: [entry.unit], reason: "もう一度", by: stamp,
                            on: connection)
                    }
                    try await finish(entry.id, "第\(number)回、再照会後")
                    try await plan.close(round)
                    continue
                }
            }
            try await finish(entry.id, "第\(number)回、差し戻し後")
        }
    }

    /// Brings an answer to its end from wherever it stands.
    private func finish(_ id: ID<Entry>, _ text: String) async throws {
        switch try await plan.entry(id).state {
        case .notAnswered, .draft: try await plan.answer(id, Answer(mark: "B", done: "\(text)の説明会を開いた。"))
        case .submitted:
            try await plan.write { try EntryStore.approve(id, by: $1, on: $0) }
            try await plan.write { try EntryStore.accept(id, by: $1, on: $0) }
        case .approved: try await plan.write { try EntryStore.accept(id, by: $1, on: $0) }
        case .accepted: break
        }
    }

    /// Somebody does something at random: either it was allowed and led where the rules say, or nothing changed at all.
    private mutating func wrongButton(_ entry: Entry, in round: Round) async throws {
        let before = try await plan.entry(entry.id)
        let running = try await plan.round(round.id)
        let event =
            [EntryEvent.save, .submit, .approve, .accept, .undoAccept, .sendBack, .withdraw]
            .randomElement(using: &random) ?? .save
        let isAllowed = running.allows(event, wasReturned: before.returnedReason != nil)
        let expected = isAllowed ? try? before.state.applying(event) : nil
        plan.passMinutes()
        do {
            try await plan.write(as: "誰か") { connection, stamp in
                switch event {
                case .save:
                    try EntryStore.save(
                        Answer(mark: "B", done: "試し書き"), to: entry.id, revision: before.revision, by: stamp,
                        on: connection)
                case .submit: try EntryStore.submit(entry.id, by: stamp, on: connection)
                case .approve: try EntryStore.approve(entry.id, by: stamp, on: connection)
                case .accept: try EntryStore.accept(entry.id, by: stamp, on: connection)
                case .undoAccept: try EntryStore.undoAccept(entry.id, by: stamp, on: connection)
                case .sendBack: try EntryStore.sendBack(entry.id, reason: "理由", by: stamp, on: connection)
                case .withdraw, .reopen, .restore:
                    try EntryStore.withdraw(entry.id, reason: "理由", by: stamp, on: connection)
                }
            }
            #expect(try await plan.entry(entry.id).state == expected, "\(event), seed \(seed)")
        } catch is RoundRefusal {
            refusals += 1
            #expect(expected == nil, "\(event) in \(before.state), seed \(seed)")
            #expect(try await plan.entry(entry.id) == before, "\(event), seed \(seed)")
        }
    }

    private mutating func freeze(_ round: Round) async throws {
        let seal = try await plan.freeze(round)
        let page = try #require(try await plan.page(round.id, seal.edition))
        pages[round.id, default: []].append(page)
        #expect(pages[round.id]?.count == seal.edition, "seed \(seed)")
    }

    /// The first section finds an error in the first quarter, after it was renamed.
    private mutating func amendFirst() async throws {
        let first = rounds[0]
        let entry = try await plan.entries(first)[0]
        try await plan.amend(first, units: [entry.unit])
        try await plan.answer(entry.id, Answer(mark: "B", done: "数え直した。"))
        try await freeze(first)
    }

    /// Nothing that was sealed moved.
    private func checkEditions() async throws {
        for round in rounds {
            let known = pages[round.id] ?? []
            for (position, page) in known.enumerated() {
                #expect(try await plan.page(round.id, position + 1) == page, "\(round.title), seed \(seed)")
            }
            #expect(try await plan.round(round.id).edition == known.count, "seed \(seed)")
        }
    }

    /// What two years must have left behind.
    func prove() async throws {
        #expect(refusals > 20, "the wrong buttons were refused; seed \(seed)")
        let report = try await plan.verification()
        #expect(report.failures.isEmpty, "seed \(seed): \(report.failures)")
        let seals = try await plan.read { try SealStore.all(on: $0) }
        #expect(seals.count == 9, "eight quarters and one amendment; seed \(seed)")
        try await proveHistories()
        for (number, round) in rounds.enumerated() {
            #expect(round.version == (number < Self.newYear ? plan.version : version), "seed \(seed)")
            let text = String(decoding: pages[round.id]?.last ?? [], as: UTF8.self)
            #expect(text.contains("未回答</td>") == (number == Self.unanswered.quarter), "\(round.title), seed \(seed)")
        }
        let first = pages[rounds[0].id] ?? []
        #expect(first.count == 2, "seed \(seed)")
        #expect(!String(decoding: first[0], as: UTF8.self).contains("数え直した"), "seed \(seed)")
        #expect(String(decoding: first[1], as: UTF8.self).contains("数え直した"), "seed \(seed)")
        // A series of eight goes through the new numbers and the new organisation.
        for initiative in plan.initiatives {
            let series = try await plan.read { connection in
                try EntryStore.entries("WHERE entry.lineage = \(initiative.lineage)", on: connection)
            }
            #expect(series.count == 8, "seed \(seed)")
        }
        for (position, round) in rounds.enumerated().dropFirst() {
            let previous = try await plan.read { connection in
                try EntryStore.list(round: round.id, on: connection)
                    .map { try EntryStore.previous(of: $0, in: round, on: connection)?.round }
            }
            #expect(previous.allSatisfy { $0 == rounds[position - 1].id }, "\(round.title), seed \(seed)")
        }
    }

    /// The last step of every history is where the answer stands, and each step follows from the one before.
    private func proveHistories() async throws {
        for round in rounds {
            for entry in try await plan.entries(round) {
                let steps = try await plan.read {
                    try EntryStore.history(of: entry.id, marks: .standard, indicators: [], on: $0)
                }
                var state = EntryState.notAnswered
                for step in steps {
                    let event = try #require(step.event)
                    state = try state.applying(event)
                    #expect(state == step.state, "\(entry.id), seed \(seed)")
                }
                #expect(state == entry.state, "\(entry.id), seed \(seed)")
            }
        }
    }
}
