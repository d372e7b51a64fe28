import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("Work that a run took of other modules")
struct RunOrderTests {
    private static let keys = ["10000001", "10000002", "10000003", "10000004"]

    private static func place(_ key: String, name: String = "仕込み花子", _ sample: SampleRobots) async throws {
        let unit = sample.unit
        try await sample.write { _, stamp, connection in
            try WorkOrder.place(
                WorkOrder.Content(
                    module: "counter", kind: "B07", title: "届出", unit: unit, key: key,
                    facts: [
                        "受付番号": key, "氏名": name, "郵便番号": "1660001", "口座番号": "7000001", "変更区分": "住所",
                        "住所": "シナリオが使わない列",
                    ], origin: "cases/\(key)"), by: stamp, on: connection)
        }
    }

    private static func start(_ ready: RunStarting.Ready, _ sample: SampleRobots) async throws -> Run {
        let ward = sample.ward
        return try await sample.write { _, stamp, connection in
            try RunStarting.startOrders(
                ready, kind: "B07", level: Run.submitting, in: ward, by: stamp, on: connection)
        }
    }

    /// A run of four orders: the first is done, the second was sent without a receipt, the third is in hand, the fourth untouched.
    private static func begun(_ sample: SampleRobots) async throws -> (ready: RunStarting.Ready, run: Run) {
        let ready = try await EngineRunTests.ready(sample, port: 9)
        for key in keys { try await place(key, sample) }
        let run = try await start(ready, sample)
        try await sample.write { _, stamp, connection in
            try run.begin(browser: nil, by: stamp, on: connection)
            for key in keys.prefix(3) {
                try run.note(key, "claim", state: .claimed, by: stamp, on: connection)
            }
            for key in keys.prefix(2) {
                try run.note(key, "submit", state: .submitted, by: stamp, on: connection)
            }
            try run.note(keys[0], "receipt", state: .done, receipt: "R", by: stamp, on: connection)
        }
        return (ready, run)
    }

    private static func states(_ sample: SampleRobots) async throws -> [WorkOrder.State] {
        try await sample.ward.database.read { try WorkOrder.list("ORDER BY order_key", on: $0).map(\.state) }
    }

    @Test(
        "A run that is cancelled or lost gives back what it did not send, and says no more of what it sent; the next run takes that",
        arguments: TestDatabases.all, [Run.State.cancelled, .interrupted])
    func givenBack(_ kind: TestDatabase, _ end: Run.State) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (ready, run) = try await Self.begun(sample)
            let taken = try await Self.states(sample)
            #expect(taken == [.taken, .taken, .taken, .taken])
            try await sample.write { _, stamp, connection in
                try RunWork.finish(
                    Run.known(run.id, on: connection), end, note: nil, by: stamp, on: connection)
            }
            let back = try await Self.states(sample)
            #expect(back == [.done, .taken, .waiting, .waiting])
            let facts = try await database.read {
                try WorkOrder.waiting("B07", for: sample.unit, on: $0).map(\.content.facts)
            }
            #expect(facts.map { $0["住所"] } == ["シナリオが使わない列", "シナリオが使わない列"])
            let next = try await Self.start(ready, sample)
            #expect(next.counts.total == 2)
            // The one that was sent is looked up by a person: it did not arrive, and waits like the others.
            sample.clock.advance(seconds: 60)
            try await sample.write { _, stamp, connection in
                let matter = try #require(
                    try Matter.open(on: connection).first { $0.recordKey == Self.keys[1] })
                try matter.settle(.notArrived, remark: nil, minutes: 1, by: stamp, on: connection)
            }
            let last = try await Self.states(sample)
            #expect(last == [.done, .waiting, .taken, .taken])
        }
    }

    @Test("The page says before a run is cancelled how much of its work waits again, and nothing where there is none")
    func told() async throws {
        try await RobotPageTests.site { site, sample in
            let officer = TestPerson(.automationOfficer)
            let (_, run) = try await Self.begun(sample)
            let page = try await site.client.get(run.path, as: officer)
            #expect(page.text.contains("まだ送っていない2件は、すぐにまた次の実行を待ちます。"))
            try await sample.write { _, stamp, connection in
                try RunWork.finish(Run.known(run.id, on: connection), .cancelled, note: nil, by: stamp, on: connection)
            }
            let over = try await site.client.get(run.path, as: officer)
            #expect(!over.text.contains("次の実行を待ちます"))
        }
    }

    @Test(
        "A run that is cancelled before its turn gives everything back, and so does one that stopped before it sent anything"
    )
    func before() async throws {
        for end in [Run.State.cancelled, .stopped] {
            try await TestDatabases.memory.use(SampleRobots.migrations) { database in
                let sample = try await SampleRobots(database)
                let ready = try await EngineRunTests.ready(sample, port: 9)
                try await Self.place(Self.keys[0], sample)
                let run = try await Self.start(ready, sample)
                try await sample.write { _, stamp, connection in
                    let run = try Run.known(run.id, on: connection)
                    if end == .cancelled { return try run.cancel(by: stamp, on: connection) }
                    try RunWork.finish(run, end, note: nil, by: stamp, on: connection)
                }
                let states = try await Self.states(sample)
                #expect(states == [.waiting])
            }
        }
    }

    @Test("A run that goes on takes its work again, but for what somebody took, changed or withdrew meanwhile")
    func again() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let ready = try await EngineRunTests.ready(sample, port: 9)
            for key in Self.keys { try await Self.place(key, sample) }
            let run = try await Self.start(ready, sample)
            try await sample.write { _, stamp, connection in
                try Run.known(run.id, on: connection).cancel(by: stamp, on: connection)
            }
            sample.clock.advance(seconds: 60)
            try await Self.place(Self.keys[1], name: "直した名前", sample)
            try await sample.write { _, stamp, connection in
                try WorkOrder.withdraw(from: "cases/\(Self.keys[2])", by: stamp, on: connection)
                try Run.known(run.id, on: connection).resume(by: stamp, on: connection)
            }
            let states = try await Self.states(sample)
            #expect(states == [.taken, .waiting, .withdrawn, .taken])
            let (records, total, broken) = try await database.read { connection in
                let run = try Run.known(run.id, on: connection)
                return (
                    try RunRecord.list(of: run.id, on: connection).map(\.key), run.counts.total,
                    try RunLedger(run, on: connection).firstBreak()
                )
            }
            #expect(records.sorted() == [Self.keys[0], Self.keys[3]])
            #expect(total == 2)
            #expect(broken == nil)
            // What was changed is not held to be done: the next run takes it.
            let next = try await Self.start(ready, sample)
            #expect(next.counts.total == 1)
        }
    }

    @Test("Where others have all of its work, a run does not go on")
    func nothing() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let ready = try await EngineRunTests.ready(sample, port: 9)
            try await Self.place(Self.keys[0], sample)
            let run = try await Self.start(ready, sample)
            try await sample.write { _, stamp, connection in
                try Run.known(run.id, on: connection).cancel(by: stamp, on: connection)
            }
            let next = try await Self.start(ready, sample)
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    try Run.known(run.id, on: connection).resume(by: stamp, on: connection)
                }
            }
            let state = try await database.read { try Run.known(run.id, on: $0).state }
            #expect(state == .cancelled)
            #expect(next.counts.total == 1)
        }
    }
}
