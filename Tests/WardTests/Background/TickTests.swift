import Japanese
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import Ward

@Suite("Work by the calendar")
struct TickTests {
    private static func tick(_ work: CountedWork) -> Tick {
        Tick("test.tick", everySeconds: 600) { _ in work.note("done") }
    }

    @Test("Of two servers of one database one does each tick, each time", arguments: TestDatabases.all)
    func twoServers(_ kind: TestDatabase) async throws {
        try await kind.useLocation { location async throws in
            let first = try await openDatabase(at: location)
            let second = try await openDatabase(at: location)
            try await Migrator.migrate(first, WardMigrations.all)
            let servers = [TestedWard(first, seed: 1), TestedWard(second, seed: 2)]
            let work = CountedWork()
            let tick = Self.tick(work)
            for round in 1...4 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for server in servers {
                        for _ in 0..<5 { group.addTask { try await TickRunner(ward: server.ward).look(at: tick) } }
                    }
                    try await group.waitForAll()
                }
                #expect(work.done.count == round)
                for server in servers { server.clock.advance(seconds: 599) }
                try await TickRunner(ward: servers[0].ward).look(at: tick)
                #expect(work.done.count == round, "not before its time")
                for server in servers { server.clock.advance(seconds: 1) }
            }
            try await first.close()
            try await second.close()
        }
    }

    @Test("While one server works, another leaves the tick alone, until the first says nothing any more")
    func leases() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let work = CountedWork()
            let tick = Self.tick(work)
            let (dead, now): (ID<TickRun>, Timestamp) = (tested.ward.newID(), tested.clock.now)
            #expect(try await tested.database.write { try TickStore.claim(tick, run: dead, at: now, on: $0) })
            tested.clock.advance(seconds: TickStore.leaseSeconds - 1)
            let alive = tested.clock.now
            #expect(try await tested.database.write { try TickStore.hold(tick, run: dead, at: alive, on: $0) })
            tested.clock.advance(seconds: TickStore.leaseSeconds - 1)
            try await TickRunner(ward: tested.ward).look(at: tick)
            #expect(work.done.isEmpty)
            tested.clock.advance(seconds: 1)
            try await TickRunner(ward: tested.ward).look(at: tick)
            #expect(work.done == ["done"])
            let late = tested.clock.now
            #expect(try await !tested.database.write { try TickStore.hold(tick, run: dead, at: late, on: $0) })
        }
    }

    @Test("One that fails is due again at once; one whose clock was set back does not wait for the old time")
    func failures() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            struct Broken: Error {}
            let broken = Tick("test.tick", everySeconds: 600) { _ in throw Broken() }
            let work = CountedWork()
            let runner = TickRunner(ward: tested.ward)
            await #expect(throws: Broken.self) { try await runner.look(at: broken) }
            try await runner.look(at: Self.tick(work))
            #expect(work.done.count == 1)
            tested.clock.advance(seconds: -86_400)
            try await runner.look(at: Self.tick(work))
            #expect(work.done.count == 2)
        }
    }

    @Test("Jobs and ticks go on by themselves when the database was away", arguments: TestDatabases.all)
    func resuming(_ kind: TestDatabase) async throws {
        try await kind.use(WardMigrations.all) { database async throws in
            let faulty = FaultyDatabase(database)
            let tested = TestedWard(faulty, pause: .none)
            let job = try await tested.request()
            let work = CountedWork()
            let reports = NotedReports()
            let isMended = Mutex(false)
            let background = BackgroundWork(
                ward: tested.ward,
                jobHandlers: [
                    JobHandler(kind: "test.work") { context in
                        try await context.each(["1", "2", "3"]) { item in
                            // The server goes away in the middle of the job, at its second item.
                            let isFirstTime = work.done == ["1"]
                            work.note(item)
                            if item == "2", isFirstTime {
                                let away = StorageError.connectionLost(message: "test")
                                faulty.fail(reads: away, writes: away)
                                throw away
                            }
                            return .ok()
                        }
                    }
                ], ticks: []
            ) { report in
                reports.note(report)
                // It is back after some failures, and the dead run's minute is over.
                let isTime = isMended.withLock { isMended in
                    defer { if reports.lines.count >= 6 { isMended = true } }
                    return !isMended && reports.lines.count >= 6
                }
                if isTime {
                    tested.clock.advance(seconds: JobStore.staleSeconds + 1)
                    faulty.mend()
                }
            }
            let program = Task { await background.run() }
            var state = Job.State.waiting
            // Bounded in tries, not in time.
            for _ in 0..<100_000 where state != .done {
                await Task.yield()
                state = try await database.read { try JobStore.known(job.id, on: $0) }.state
            }
            program.cancel()
            await program.value
            #expect(state == .done)
            #expect(work.done == ["1", "2", "2", "3"])
            #expect(reports.lines.filter { $0.contains("failed") }.count >= 6)
        }
    }
}
