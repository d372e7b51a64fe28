import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Lanes of jobs")
struct JobLaneTests {
    @Test(
        "A long job does not hold up a short one, and jobs of one lane keep their order", arguments: TestDatabases.all)
    func sideBySide(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let stamp = tested.ward.stamp(by: Actor(person: person.id, name: person.name))
            try await tested.database.write { connection in
                for kind in ["long", "short", "short", "long"] {
                    _ = try JobStore.request(kind: kind, title: kind, by: stamp, on: connection)
                }
            }
            _ = try await tested.request("short", by: .stranger("住民（ウェブ）"))
            let work = CountedWork()
            let (freed, free) = AsyncStream.makeStream(of: Void.self)
            let runner = JobRunner(
                ward: tested.ward,
                handlers: [
                    JobHandler(kind: "long", lane: .long) { context in
                        try await context.each(["1"]) { _ in
                            // The first one lasts until all short ones are done.
                            if !work.done.contains("long") { for await _ in freed { break } }
                            work.note("long")
                            return .ok()
                        }
                    },
                    JobHandler(kind: "short") { context in
                        try await context.each(["1"]) { _ in
                            work.note("short")
                            if work.done.count == 3 { free.yield() }
                            return .ok()
                        }
                    },
                ])
            #expect(try await runner.runWaiting() == 5)
            #expect(work.done == ["short", "short", "short", "long", "long"])
        }
    }

    @Test(
        "What the program itself asks for waits in its own lane, of whatever kind: strangers' work does not hold it up",
        arguments: TestDatabases.all)
    func ownLane(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            _ = try await tested.request("both", by: .stranger("住民（ウェブ）"))
            _ = try await tested.request("both", by: .system)
            let work = CountedWork()
            let (freed, free) = AsyncStream.makeStream(of: Void.self)
            let runner = JobRunner(
                ward: tested.ward,
                handlers: [
                    JobHandler(kind: "both") { context in
                        try await context.each(["1"]) { _ in
                            if context.job.requestedBy.isStranger { for await _ in freed { break } }
                            work.note(context.job.requestedBy.name)
                            free.yield()
                            return .ok()
                        }
                    }
                ])
            let count = try await runner.runWaiting()
            #expect(count == 2)
            #expect(work.done == ["システム", "住民（ウェブ）"])
        }
    }

    @Test(
        "Only so many jobs of strangers wait, and of the program itself; neither is refused for what the others queued, and nobody signed in",
        arguments: [Actor.stranger("住民（ウェブ）"), .system])
    func limits(_ actor: Actor) async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let person = try await tested.person()
            let stamp = tested.ward.stamp(by: actor)
            try await tested.database.write { connection in
                for _ in 0..<JobLane.waitingMax {
                    _ = try JobStore.request(kind: "test.work", title: "", by: stamp, on: connection)
                }
            }
            let refusal = JobRefusal.tooManyWaiting(max: JobLane.waitingMax)
            await #expect(throws: refusal) { try await tested.request(by: actor) }
            let other = actor.isStranger ? Actor.system : .stranger("住民（ウェブ）")
            for taken in [other, Actor(person: person.id, name: person.name)] {
                let job = try await tested.request(by: taken)
                #expect(job.requestedBy == taken)
            }
        }
    }

    @Test("A lane takes over its own jobs only: what another one is late with goes on", arguments: TestDatabases.all)
    func takingOver(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let stamp = tested.ward.stamp(by: Actor(person: person.id, name: person.name))
            let asked = try await tested.database.write {
                try JobStore.request(kind: "test.work", title: "職員", by: stamp, on: $0)
            }
            let anonymous = try await tested.request(by: .stranger("住民（ウェブ）"))
            for job in [asked, anonymous] { _ = try await tested.claim(job.id) }
            tested.clock.advance(seconds: JobStore.staleSeconds + 1)
            let now = tested.clock.now
            let queue = JobStore.queue(.anonymous, of: [JobHandler(kind: "test.work") { _ in }])
            #expect(try await tested.database.write { try JobStore.recover(queue, at: now, on: $0) } == 1)
            #expect(try await tested.job(anonymous.id).state == .waiting)
            #expect(try await tested.job(asked.id).state == .running)
        }
    }

    @Test("Two servers of one database do each job once", arguments: TestDatabases.all)
    func twoServers(_ kind: TestDatabase) async throws {
        try await kind.useLocation { location async throws in
            let first = try await openDatabase(at: location)
            let second = try await openDatabase(at: location)
            try await Migrator.migrate(first, WardMigrations.all)
            let servers = [TestedWard(first, seed: 1), TestedWard(second, seed: 2)]
            for number in 1...12 { _ = try await servers[0].request(title: "\(number)") }
            let work = CountedWork()
            let handler = JobHandler(kind: "test.work") { context in
                try await context.each(["1", "2"]) { item in
                    work.note("\(context.job.title).\(item)")
                    return .ok()
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for server in servers {
                    group.addTask { try await JobRunner(ward: server.ward, handlers: [handler]).runWaiting() }
                }
                try await group.waitForAll()
            }
            #expect(work.done.sorted() == (1...12).flatMap { ["\($0).1", "\($0).2"] }.sorted())
            try await first.close()
            try await second.close()
        }
    }
}
