import Browsing
import Foundation
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("A run that waits for a person, and one that somebody cancels")
struct RunWaitingTests {
    /// A run of one record that waits for an approval, and what it is made of.
    private static func approving(_ sample: SampleRobots) async throws -> (run: Run, plan: RunPlan) {
        let ward = sample.ward
        let ready = try await EngineRunTests.ready(sample, port: 9)
        let records = try RunStarting.records(in: EngineRunTests.file(1), named: "a.csv", ready.scenario)
        return try await sample.write { robot, stamp, connection in
            let run = try RunStarting.start(
                ready, records, level: Run.submitting, trigger: "hand", isQueued: false, in: ward, by: stamp,
                on: connection)
            try run.begin(browser: nil, by: stamp, on: connection)
            let key = records[0].key
            try run.note(key, "claim", state: .claimed, by: stamp, on: connection)
            try run.note(key, "approve", state: .held, by: stamp, on: connection)
            try Matter.open(.approval, "承認", "見本", robot: robot.id, run: run.id, key: key, by: stamp, on: connection)
            let contract = try #require(
                try ContractVersion.newest(ready.scenario.system, on: connection)?.contract)
            return (
                try Run.known(run.id, on: connection),
                RunPlan(
                    scenario: ready.scenario, contract: contract, base: "http://127.0.0.1:9", items: [],
                    folder: "/nowhere")
            )
        }
    }

    @Test("A run that somebody cancels while its last record is in hand waits for nobody: it is cancelled")
    func cancelledLate() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (run, plan) = try await Self.approving(sample)
            let (ended, open) = try await sample.write { _, stamp, connection in
                try run.cancel(by: stamp, on: connection)
                try RunWork.close(
                    Run.known(run.id, on: connection),
                    Browsing.RunReport(ending: .finished, counts: [.held: 1], browserVersion: ""), plan, by: stamp,
                    on: connection)
                return (try Run.known(run.id, on: connection), try Matter.open(on: connection))
            }
            #expect(ended.state == .cancelled)
            #expect(open.isEmpty)
        }
    }

    @Test("A run that somebody cancelled while its program was dead is not begun again")
    func cancelledDead() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (run, _) = try await Self.approving(sample)
            try await sample.write { _, stamp, connection in try run.cancel(by: stamp, on: connection) }
            let folder = RunFolder.path(of: run.id)
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let ended = try await EngineRunTests.perform(run, sample)
            #expect(ended.state == .cancelled)
            #expect(ended.turn == run.turn)
            #expect(!FileManager.default.fileExists(atPath: folder))
        }
    }

    @Test("A run that waits for a person goes on when they decided, and not because somebody asks for the rest")
    func waits() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (run, _) = try await Self.approving(sample)
            try await sample.write { _, stamp, connection in try run.end(.held, by: stamp, on: connection) }
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    try Run.known(run.id, on: connection).resume(by: stamp, on: connection)
                }
            }
            let state = try await sample.write { _, stamp, connection in
                let matter = try #require(try Matter.open(on: connection).first)
                try matter.settle(.approve, remark: nil, minutes: 1, by: stamp, on: connection)
                return try Run.known(run.id, on: connection).state
            }
            #expect(state == .waiting)
        }
    }
}
