import Browsing
import Japanese
import Scenarios
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("The ledger of a run, and what reports and people add to it")
struct RunLedgerTests {
    /// Three records: one done, one sent without a receipt, one refused.
    private static func run(_ sample: SampleRobots) async throws -> ID<Run> {
        try await sample.live()
        return try await sample.write { robot, stamp, connection in
            let run = try Run.ask(
                for: robot, trigger: "hand", records: ["a", "b", "c"].map { (key: $0, sealed: nil) }, by: stamp,
                on: connection)
            try run.begin(browser: "Chromium/156", by: stamp, on: connection)
            for key in ["a", "b", "c"] {
                try run.note(key, "claim", state: .claimed, by: stamp, on: connection)
            }
            try run.note("a", "receipt", state: .done, receipt: "R1", by: stamp, on: connection)
            try run.note("b", "submit", state: .submitted, by: stamp, on: connection)
            try run.note("b", "end", state: .unknown, by: stamp, on: connection)
            try run.note("c", "end", state: .business, by: stamp, on: connection)
            try Matter.open(
                .unknown, "控えを読めなかった", "照会してください。", robot: robot.id, run: run.id, key: "b", by: stamp, on: connection)
            try run.end(.done, by: stamp, on: connection)
            return run.id
        }
    }

    @Test("Records are counted by what became of them, and the chain is whole", arguments: TestDatabases.all)
    func counts(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let id = try await Self.run(sample)
            let (run, ledger, sealed) = try await database.read { connection in
                let run = try Run.known(id, on: connection)
                return (run, try RunLedger(run, on: connection), try RunLedger.sealed(id, on: connection))
            }
            #expect(run.counts == Run.Counts(total: 3, done: 1, business: 1, unknown: 1))
            #expect(ledger.steps.count == 9)
            #expect(sealed?.rows == 9)
            #expect(ledger.firstBreak(sealed: sealed) == nil)
        }
    }

    @Test("Altering, removing or adding one row makes the check fail at that row, also in a file without the database")
    func altered() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let id = try await Self.run(sample)
            let ledger = try await database.read { try RunLedger(Run.known(id, on: $0), on: $0) }
            for row in 1...9 {
                try await database.write {
                    try $0.execute("UPDATE automation_step SET detail = '{\"x\":1}' WHERE sequence = \(row)")
                }
                let broken = try await database.read { try RunLedger(Run.known(id, on: $0), on: $0).firstBreak() }
                #expect(broken?.sequence == row)
                let original = ledger.steps[row - 1].detail
                try await database.write {
                    try $0.execute("UPDATE automation_step SET detail = \(original) WHERE sequence = \(row)")
                }
            }
            #expect(RunLedger(ledger.json)?.firstBreak() == nil)
            let changed = ledger.json.canonical.replacing("\"record\":\"b\"", with: "\"record\":\"z\"")
            #expect(RunLedger(try JSON(parsing: changed))?.firstBreak()?.sequence == 3)
            try await database.write { try $0.execute("DELETE FROM automation_step WHERE sequence = 9") }
            let shorter = try await database.read { try RunLedger(Run.known(id, on: $0), on: $0).firstBreak() }
            #expect(shorter?.sequence == 9)
        }
    }

    @Test("A whole chain written anew is found by what the audit trail recorded at the end of the run")
    func rewritten() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let id = try await Self.run(sample)
            let broken = try await sample.write { _, stamp, connection in
                try connection.execute("DELETE FROM automation_step")
                try connection.execute(
                    "UPDATE automation_run SET ledger_rows = 0, ledger_hash = \(RunStep.beginning)")
                let run = try Run.known(id, on: connection)
                for position in 1...9 { try run.note("x\(position)", "claim", by: stamp, on: connection) }
                let ledger = try RunLedger(Run.known(id, on: connection), on: connection)
                return (ledger.firstBreak(), ledger.firstBreak(sealed: try RunLedger.sealed(id, on: connection)))
            }
            #expect(broken.0 == nil)
            #expect(broken.1?.sequence == 9)
        }
    }

    @Test(
        "A person who looked a record up settles it once, and their minutes count against what was saved",
        arguments: TestDatabases.all)
    func looked(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let id = try await Self.run(sample)
            let matter = try #require(try await database.read { try Matter.open(on: $0).first })
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    try matter.settle(.again, remark: nil, minutes: 0, by: stamp, on: connection)
                }
            }
            try await sample.write { _, stamp, connection in
                try matter.settle(.arrived, remark: "照会した", minutes: 6, by: stamp, on: connection)
            }
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    try matter.settle(.notArrived, remark: nil, minutes: 0, by: stamp, on: connection)
                }
            }
            let (run, efforts, whole) = try await sample.write { robot, stamp, connection in
                let run = try Run.known(id, on: connection)
                return (
                    run, try Effort.list(of: robot.id, from: stamp.today, to: stamp.today, on: connection),
                    try RunLedger(run, on: connection).firstBreak(sealed: RunLedger.sealed(id, on: connection))
                )
            }
            #expect(run.counts.done == 2)
            #expect(run.counts.unknown == 0)
            #expect(efforts.map(\.minutes) == [6])
            #expect(efforts.map(\.kind) == [.exception])
            #expect(whole == nil)
        }
    }

    @Test(
        "While a run has a record in hand nobody decides about it, and what it registered stays registered",
        arguments: TestDatabases.all)
    func inHand(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let id = try await Self.run(sample)
            let matter = try #require(try await database.read { try Matter.open(on: $0).first })
            _ = try await sample.write { _, stamp, connection in
                try Run.known(id, on: connection).begin(browser: nil, by: stamp, on: connection)
            }
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    try matter.settle(.notArrived, remark: nil, minutes: 0, by: stamp, on: connection)
                }
            }
            // The run looks it up and finds it; afterwards it is too late to say that it did not arrive.
            try await sample.write { _, stamp, connection in
                let run = try Run.known(id, on: connection)
                try run.note("b", "query", state: .done, by: stamp, on: connection)
                try run.end(.stopped, by: stamp, on: connection)
            }
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    try matter.settle(.notArrived, remark: nil, minutes: 0, by: stamp, on: connection)
                }
            }
            let states = try await database.read { try RunRecord.list(of: id, on: $0).map(\.state) }
            #expect(states == [.done, .done, .business])
        }
    }

    @Test(
        "A program that another one took over from writes no further row, and no row tells what cannot happen",
        arguments: TestDatabases.all)
    func turns(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            try await sample.live()
            func entry(_ phase: LedgerEntry.Phase, _ event: RecordEvent, _ state: RecordState) -> LedgerEntry {
                LedgerEntry(
                    record: "a", attempt: 1, phase: phase, steps: [], event: event, state: state, at: sample.clock.now,
                    milliseconds: 1)
            }
            let (claim, submit, lose) = (
                entry(.claim, .claim, .claimed), entry(.submit, .submit, .submitted), entry(.end, .lose, .new)
            )
            let (run, first, second) = try await sample.write { robot, stamp, connection in
                let run = try Run.ask(
                    for: robot, trigger: "hand", records: [(key: "a", sealed: nil)], by: stamp, on: connection)
                let first = try run.begin(browser: nil, by: stamp, on: connection)
                try run.note(claim, turn: first, by: stamp, on: connection)
                return (run, first, try run.begin(browser: nil, by: stamp, on: connection))
            }
            #expect(second == first + 1)
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    try run.note(submit, turn: first, by: stamp, on: connection)
                }
            }
            try await sample.write { _, stamp, connection in
                try run.note(submit, turn: second, by: stamp, on: connection)
            }
            // As if nothing had been sent: the store knows better.
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    try run.note(lose, turn: second, by: stamp, on: connection)
                }
            }
            let states = try await database.read { try RunRecord.list(of: run.id, on: $0).map(\.state) }
            #expect(states == [.submitted])
        }
    }

    @Test(
        "Of two runs that have the same record in hand, the second one does not send it", arguments: TestDatabases.all)
    func sameRecord(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            try await sample.live()
            func entry(_ phase: LedgerEntry.Phase, _ event: RecordEvent, _ state: RecordState) -> LedgerEntry {
                LedgerEntry(
                    record: "a", attempt: 1, phase: phase, steps: [], event: event, state: state, at: sample.clock.now,
                    milliseconds: 1)
            }
            let (claim, submit) = (entry(.claim, .claim, .claimed), entry(.submit, .submit, .submitted))
            let runs = try await sample.write { robot, stamp, connection in
                // As when one that was cancelled goes on while the next one is at work on another machine.
                try (0..<2).map { _ in
                    let run = try Run.ask(
                        for: robot, trigger: "hand", records: [(key: "a", sealed: nil)], by: stamp, on: connection)
                    let turn = try run.begin(browser: nil, by: stamp, on: connection)
                    try run.note(claim, turn: turn, by: stamp, on: connection)
                    return try Run.known(run.id, on: connection)
                }
            }
            func send(_ run: Run) async throws {
                try await sample.write { _, stamp, connection in
                    try run.note(submit, turn: run.turn, by: stamp, on: connection)
                }
            }
            try await send(runs[0])
            await #expect(throws: RunOutcome.sentElsewhere) { try await send(runs[1]) }
            let states = try await database.read { connection in
                try runs.map { try RunRecord.state(of: "a", in: $0.id, on: connection) }
            }
            #expect(states == [.submitted, .claimed])
        }
    }

    @Test("A run that is begun leaves what another run registered meanwhile", arguments: TestDatabases.all)
    func elsewhere(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let first = try await Self.run(sample)
            let (states, total, taken) = try await sample.write { robot, stamp, connection in
                let run = try Run.ask(
                    for: robot, trigger: "hand", records: ["a", "b", "c", "d"].map { (key: $0, sealed: nil) },
                    by: stamp, on: connection)
                try run.begin(browser: nil, by: stamp, on: connection)
                let states = try RunRecord.list(of: run.id, on: connection).map { [$0.key: $0.state] }
                try run.end(.stopped, by: stamp, on: connection)
                return (
                    states, try Run.known(run.id, on: connection).counts.total,
                    try RunRecord.takenKeys(of: robot.id, on: connection)
                )
            }
            // Registered, refused, never seen. What was perhaps registered is left to the run that sent it.
            #expect(states == [["a": .skipped], ["c": .new], ["d": .new]])
            #expect(total == 3)
            #expect(taken == ["a", "b"])
            // The first run is as it was.
            let before = try await database.read { try RunRecord.list(of: first, on: $0).map(\.state) }
            #expect(before == [.done, .unknown, .business])
            // It did not arrive: the first run sends it, and does not hold it to be dealt with elsewhere.
            let again = try await sample.write { _, stamp, connection in
                let matter = try #require(try Matter.open(on: connection).first { $0.recordKey == "b" })
                try matter.settle(.notArrived, remark: nil, minutes: 1, by: stamp, on: connection)
                try Run.known(first, on: connection).begin(browser: nil, by: stamp, on: connection)
                return try RunRecord.state(of: "b", in: first, on: connection)
            }
            #expect(again == .new)
        }
    }

    @Test("A run that was held goes on when the last approval is decided, and not before")
    func approvals() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let id = try await Self.run(sample)
            let open = try await sample.write { robot, stamp, connection in
                let run = try Run.known(id, on: connection)
                try run.end(.held, by: stamp, on: connection)
                return try ["a", "c"].map { key in
                    try Matter.open(
                        .approval, "登録してよいか", "抜取りの確認です。", robot: robot.id, run: id, key: key, by: stamp,
                        on: connection)
                }
            }
            var states: [Run.State] = []
            for matter in open {
                states.append(
                    try await sample.write { _, stamp, connection in
                        try matter.settle(.approve, remark: nil, minutes: 1, by: stamp, on: connection)
                        return try Run.known(id, on: connection).state
                    })
            }
            #expect(states == [.held, .waiting])
            let jobs = try await database.read { try $0.value("SELECT COUNT(*) FROM job", as: Int.self) }
            #expect(jobs == 1)
        }
    }

    @Test("The same report twice is one run; another one under its name is refused", arguments: TestDatabases.all)
    func reported(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let now = sample.clock.now
            let report = ReportedRun(
                reference: "2026-1",
                facts: .init(startedAt: now.adding(seconds: -60), endedAt: now, done: 137, business: 3))
            let isNew = try await sample.write { robot, stamp, connection in
                try (0..<2).map { _ in try report.enter(for: robot, source: .http, by: stamp, on: connection).isNew }
            }
            #expect(isNew == [true, false])
            var other = report
            other.facts.done = 138
            let changed = other
            await #expect(throws: ReportRefusal.differs("2026-1")) {
                try await sample.write { robot, stamp, connection in
                    _ = try changed.enter(for: robot, source: .http, by: stamp, on: connection)
                }
            }
            let runs = try await database.read { try Run.list("ORDER BY id", on: $0) }
            #expect(runs.map(\.counts.done) == [137])
        }
    }

    @Test("Only months that are over are declared, and moments are read as programs and people write them")
    func months() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            await #expect(throws: ReportRefusal.monthNotOver) {
                try await sample.write { robot, stamp, connection in
                    _ = try ReportedRun.month(
                        SampleRobots.day("2026-04-01"), done: 1, exceptions: 0, note: nil, for: robot, by: stamp,
                        on: connection)
                }
            }
            let source = try await sample.write { robot, stamp, connection in
                try ReportedRun.month(
                    SampleRobots.day("2026-03-01"), done: 1, exceptions: 0, note: nil, for: robot, by: stamp,
                    on: connection
                ).run.source
            }
            #expect(source == .declared)
        }
        let evening = Timestamp(SampleRobots.day("2026-04-01"), hour: 18)
        #expect(Timestamp(reading: "2026-04-01T18:00:00+09:00") == evening)
        #expect(Timestamp(reading: "2026/04/01 18:00") == evening)
        #expect(Timestamp(reading: "2026-04-01 24:00") == nil)
        #expect(Timestamp(reading: "2026-04-01T18:00:00Z") == nil)
        #expect(Timestamp(reading: "昨日の夕方") == nil)
    }
}
