import RandomTesting
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import Ward

@Suite("Jobs that are interrupted")
struct JobInterruptionTests {
    /// Changes something for an item, unless that was done before the program was killed.
    @Sendable private static func change(_ item: String, _ context: JobContext) async throws -> JobOutcome {
        let stamp = context.stamp
        return try await context.ward.database.write { connection in
            guard try Audit.list(AuditFilter(subject: item), on: connection).isEmpty else { return .ok("済み") }
            try stamp.note("test.item", item, on: connection)
            return .ok()
        }
    }

    @Test(
        "However often the program is killed, work that bears being done again changes each item once, in order",
        arguments: TestDatabases.all)
    func killedAgain(_ kind: TestDatabase) async throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        try await TestedWard.use(kind) { tested async throws in
            let items = (1...12).map { "item \($0)" }
            let job = try await tested.request()
            for _ in 1...6 {
                let kill = items[Int.random(in: 0..<items.count, using: &generator)]
                try await tested.runAndKill(job.id) { context in
                    try await context.each(items) { item in
                        let outcome = try await Self.change(item, context)
                        if item == kill { throw Killed() }
                        return outcome
                    }
                }
                guard try await tested.job(job.id).state == .running else { break }
                tested.clock.advance(seconds: JobStore.staleSeconds + 1)
                let now = tested.clock.now
                try await tested.database.write { _ = try JobStore.recover(at: now, on: $0) }
            }
            let runner = JobRunner(
                ward: tested.ward,
                handlers: [
                    JobHandler(kind: "test.work") { context in
                        try await context.each(items) { try await Self.change($0, context) }
                    }
                ])
            try await runner.runWaiting()
            #expect(try await tested.job(job.id).state == .done, "seed \(seed)")
            let rows = try await tested.read { try Audit.list(AuditFilter(actionPrefix: "test.item"), on: $0) }
            #expect(rows.reversed().map(\.subject) == items, "seed \(seed)")
        }
    }

    @Test("Work outside the database is repeated at most for the item at hand")
    func killedOutside() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let job = try await tested.request()
            let work = CountedWork()
            try await tested.runAndKill(job.id) { context in
                try await context.each(["1", "2", "3"]) { item in
                    work.note(item)
                    if item == "2" { throw Killed() }
                    return .ok()
                }
            }
            let runner = JobRunner(
                ward: tested.ward,
                handlers: [
                    JobHandler(kind: "test.work") { context in
                        try await context.each(["1", "2", "3"]) { item in
                            work.note(item)
                            return .ok()
                        }
                    }
                ])
            // It may still be alive: nobody takes the job yet.
            tested.clock.advance(seconds: JobStore.staleSeconds)
            #expect(try await runner.runWaiting() == 0)
            tested.clock.advance(seconds: 1)
            #expect(try await runner.runWaiting() == 1)
            #expect(work.done == ["1", "2", "2", "3"])
            #expect(try await tested.job(job.id).state == .done)
        }
    }

    @Test("A program that was thought dead and comes back changes nothing more", arguments: TestDatabases.all)
    func takenOver(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let job = try await tested.request()
            let old = try await tested.claim(job.id)
            tested.clock.advance(seconds: JobStore.staleSeconds + 1)
            let now = tested.clock.now
            let recovered = try await tested.database.write { try JobStore.recover(at: now, on: $0) }
            #expect(recovered == 1)
            let new = try await tested.claim(job.id)
            await #expect(throws: JobStop.takenOver) { try await old.each(["1"]) { _ in .ok() } }
            #expect(await old.isCancelled)
            #expect(await !new.isCancelled)
            try await new.each(["1"]) { _ in .ok() }
            #expect(try await tested.progress(job.id)?.ok == 1)
        }
    }

    @Test("A waiting job is cancelled at once, a running one before its next item; both can be resumed")
    func cancelling() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let waiting = try await tested.request()
            let cancelled = try await tested.write { try JobStore.cancel(waiting.id, by: $1, on: $0) }
            #expect(cancelled.state == .cancelled)
            await #expect(throws: JobRefusal.alreadyEnded(.cancelled)) {
                try await tested.write { try JobStore.cancel(waiting.id, by: $1, on: $0) }
            }
            let running = try await tested.request()
            let work = CountedWork()
            let runner = JobRunner(
                ward: tested.ward,
                handlers: [
                    JobHandler(kind: "test.work") { context in
                        try await context.each(["1", "2", "3"]) { item in
                            work.note(item)
                            if work.done == ["1", "2"] {
                                let stamp = context.stamp
                                try await context.ward.database.write {
                                    _ = try JobStore.cancel(context.job.id, by: stamp, on: $0)
                                }
                            }
                            return .ok()
                        }
                    }
                ])
            #expect(try await runner.run(running.id).state == .cancelled)
            #expect(work.done == ["1", "2"])
            // What was done before is in the ledger, and is not done again.
            try await tested.write { _ = try JobStore.resume(running.id, by: $1, on: $0) }
            #expect(try await runner.run(running.id).state == .done)
            #expect(work.done == ["1", "2", "3"])
        }
    }

    @Test("A job that was cancelled while its program was dead does not start again")
    func cancelledDead() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let job = try await tested.request()
            _ = try await tested.claim(job.id)
            _ = try await tested.write { try JobStore.cancel(job.id, by: $1, on: $0) }
            tested.clock.advance(seconds: JobStore.staleSeconds + 1)
            let runner = JobRunner(ward: tested.ward, handlers: [JobHandler(kind: "test.work") { _ in }])
            #expect(try await runner.runWaiting() == 0)
            #expect(try await tested.job(job.id).state == .cancelled)
        }
    }

    @Test("When the program ends in good order, its job goes back into the queue", arguments: TestDatabases.all)
    func ending(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let job = try await tested.request()
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let runner = JobRunner(
                ward: tested.ward,
                handlers: [
                    JobHandler(kind: "test.work") { context in
                        try await context.each(["1", "2"]) { item in
                            guard item == "2" else { return .ok() }
                            start.yield()
                            // Waits until the task is cancelled.
                            try await Task.sleep(for: .seconds(3600))
                            return .ok()
                        }
                    }
                ])
            let program = Task { await runner.run(under: Supervisor(pause: .live) { _ in }) }
            for await _ in started { break }
            program.cancel()
            await program.value
            let waiting = try await tested.job(job.id)
            #expect(waiting.state == .waiting)
            #expect(waiting.endedAt == nil)
            #expect(try await tested.ledger(job.id) == ["1": .ok()])
            let next = JobRunner(
                ward: tested.ward,
                handlers: [JobHandler(kind: "test.work") { try await $0.each(["1", "2"]) { _ in .ok("次") } }])
            #expect(try await next.runWaiting() == 1)
            #expect(try await tested.ledger(job.id) == ["1": .ok(), "2": .ok("次")])
        }
    }
}
