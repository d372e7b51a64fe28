import Browsing
import Scenarios
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("An approval that was refused")
struct DeclinedTests {
    /// A run of one record that was refused at the desk, and what the engine made of it.
    private static func refused(_ sample: SampleRobots) async throws -> (hands: RunHands, run: Run) {
        let (ward, actor) = (sample.ward, Actor.system)
        let ready = try await EngineRunTests.ready(sample, port: 9)
        let records = try RunStarting.records(in: EngineRunTests.file(1), named: "a.csv", ready.scenario)
        let (run, turn) = try await sample.write { _, stamp, connection in
            let run = try RunStarting.start(
                ready, records, level: Run.submitting, trigger: "hand", isQueued: false, in: ward, by: stamp,
                on: connection)
            let turn = try run.begin(browser: nil, by: stamp, on: connection)
            try run.note("10000001", "claim", state: .claimed, by: stamp, on: connection)
            return (run, turn)
        }
        let hands = RunHands.live(run, ready.robot, ready.scenario, turn: turn, in: ward, by: actor)
        let first = try await hands.approve(asked)
        #expect(first == .waiting)
        try await settle(.refuse, remark: "額が違う", sample)
        let answer = try await hands.approve(asked)
        #expect(answer == .refused("額が違う"))
        try await sample.write { _, stamp, connection in
            try run.note(
                "10000001", "end", state: .business, ["note": "承認されませんでした。「額が違う」"], by: stamp, on: connection)
            try RunWork.openMatters(of: run, by: stamp, on: connection)
            try run.end(.done, by: stamp, on: connection)
        }
        return (hands, run)
    }

    private static let asked = ApprovalRequest(
        record: "10000001", step: "承認", role: "係長", reason: "抜取りの確認です。", evidence: nil)

    /// Decides what is open, a minute later.
    private static func settle(_ decision: Matter.Decision, remark: String?, _ sample: SampleRobots) async throws {
        sample.clock.advance(seconds: 60)
        try await sample.write { _, stamp, connection in
            let open = try #require(try Matter.open(on: connection).first)
            try open.settle(decision, remark: remark, minutes: 1, by: stamp, on: connection)
        }
    }

    @Test("It is asked once more when somebody says what was talked over, and only then", arguments: TestDatabases.all)
    func reapplied(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (hands, run) = try await Self.refused(sample)
            let open = try await database.read { try Matter.open(on: $0) }
            #expect(open.map(\.kind) == [.declined])
            #expect(open.first?.decisions == [.reapply, .byHand, .drop])
            await #expect(throws: MatterRefusal.remark) {
                try await Self.settle(.reapply, remark: nil, sample)
            }
            try await Self.settle(.reapply, remark: "係長と額を確かめた", sample)
            let state = try await database.read { try RunRecord.state(of: "10000001", in: run.id, on: $0) }
            #expect(state == .new)
            sample.clock.advance(seconds: 60)
            let again = try await hands.approve(Self.asked)
            #expect(again == .waiting)
            try await Self.settle(.approve, remark: nil, sample)
            let granted = try await hands.approve(Self.asked)
            #expect(granted == .granted)
            let asked = try await database.read { try Matter.list("WHERE kind = 'approval'", on: $0) }
            #expect(asked.map(\.detail) == Array(repeating: "係長の承認を求めます。抜取りの確認です。", count: 2))
        }
    }

    @Test("Refused once more it stays refused, and ending it takes a reason and sends nothing")
    func ended() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (hands, run) = try await Self.refused(sample)
            await #expect(throws: MatterRefusal.remark) {
                try await Self.settle(.drop, remark: nil, sample)
            }
            try await Self.settle(.drop, remark: "取り下げられた", sample)
            let answer = try await hands.approve(Self.asked)
            #expect(answer == .refused("額が違う"))
            let (ended, open) = try await database.read {
                (try Run.known(run.id, on: $0), try Matter.open(on: $0).count)
            }
            #expect(ended.counts == Run.Counts(total: 1, skipped: 1))
            #expect(open == 0)
        }
    }
}
