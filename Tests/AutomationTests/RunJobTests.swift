import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("The job that does a run")
struct RunJobTests {
    /// A run that waits for its job.
    private static func queued(_ sample: SampleRobots) async throws -> Run {
        let ward = sample.ward
        let ready = try await EngineRunTests.ready(sample, port: 9)
        let records = try RunStarting.records(in: EngineRunTests.file(1), named: "a.csv", ready.scenario)
        return try await sample.write { _, stamp, connection in
            let run = try RunStarting.start(
                ready, records, level: Run.submitting, trigger: "hand", in: ward, by: stamp, on: connection)
            return try Run.known(run.id, on: connection)
        }
    }

    @Test(
        "A run that is cancelled before its turn leaves no job; one that goes on has one again",
        arguments: TestDatabases.all)
    func cancelled(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let run = try await Self.queued(sample)
            let (left, jobs, again) = try await sample.write { _, stamp, connection in
                try run.cancel(by: stamp, on: connection)
                let left = try JobStore.list(state: .waiting, on: connection)
                try Run.known(run.id, on: connection).resume(by: stamp, on: connection)
                return (
                    left, try JobStore.list(state: .waiting, on: connection), try Run.known(run.id, on: connection)
                )
            }
            #expect(left.isEmpty)
            #expect(jobs.count == 1)
            #expect(jobs.first?.id == again.job)
            #expect(again.job != run.job)
        }
    }

    @Test(
        "A job that another one took the place of begins nothing, and none goes on with a run that waits for a person")
    func replaced() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let run = try await Self.queued(sample)
            // A program took the first one up in the moment in which the run was cancelled, and somebody let it go on.
            let second = try await sample.write { robot, stamp, connection in
                try RunWork.request(run, robot, by: stamp, on: connection)
                return try Run.known(run.id, on: connection).job
            }
            func performed(for job: ID<Job>?) async throws -> Run {
                try await RunWork.perform(run.id, for: job, in: sample.ward, by: .system) { false }
                return try await database.read { try Run.known(run.id, on: $0) }
            }
            let first = try await performed(for: run.job)
            #expect(first.state == .waiting)
            #expect(first.turn == 0)
            try await sample.write { _, stamp, connection in try first.end(.held, by: stamp, on: connection) }
            let held = try await performed(for: second)
            #expect(held.state == .held)
            #expect(held.turn == 0)
        }
    }
}
