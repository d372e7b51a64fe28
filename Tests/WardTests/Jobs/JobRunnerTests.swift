import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Jobs")
struct JobRunnerTests {
    private static let items = ["1", "2", "3", "4", "5"]

    @Test("A job does each item once, keeps a ledger, and works in the name of who asked", arguments: TestDatabases.all)
    func whole(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let stamp = tested.ward.stamp(by: Actor(person: person.id, name: person.name))
            let job = try await tested.database.write {
                try JobStore.request(
                    kind: "test.work", title: "公開", parameters: ["year": 2024], by: stamp, on: $0)
            }
            #expect(job.state == .waiting)
            #expect(job.total == nil)
            let work = CountedWork()
            let runner = JobRunner(
                ward: tested.ward,
                handlers: [
                    JobHandler(kind: "test.work") { context in
                        #expect(context.job.parameters["year"]?.integer == 2024)
                        #expect(context.stamp.actor == stamp.actor)
                        try await context.each(Self.items) { item in
                            work.note(item)
                            return item == "3" ? .skipped("対象外です。") : .ok()
                        }
                    }
                ])
            #expect(try await runner.runWaiting() == 1)
            #expect(work.done == Self.items)
            let ended = try await tested.job(job.id)
            #expect(ended.state == .done)
            #expect(ended.total == 5)
            #expect(ended.endedAt != nil)
            #expect(ended.requestedBy == stamp.actor)
            #expect(
                try await tested.progress(job.id)
                    == JobProgress(title: "公開", state: .done, total: 5, ok: 4, failed: 0, skipped: 1))
            #expect(try await tested.ledger(job.id)["3"] == .skipped("対象外です。"))
            let actions = try await tested.read { try Audit.list(AuditFilter(subject: "job/\(job.id)"), on: $0) }
            #expect(actions.map(\.action) == ["ward.job.end", "ward.job.request"])
            #expect(try await runner.runWaiting() == 0)
        }
    }

    @Test("A refusal fails its item only; another error stops the job, which is resumed where it stopped")
    func failures() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            struct Broken: Error {}
            let work = CountedWork()
            let isBroken = CountedWork()
            isBroken.note("yes")
            let runner = JobRunner(
                ward: tested.ward,
                handlers: [
                    JobHandler(kind: "test.work") { context in
                        try await context.each(Self.items) { item in
                            work.note(item)
                            if item == "2" { throw EvidenceRefusal.empty }
                            if item == "4", isBroken.done.count == 1 { throw Broken() }
                            return .ok()
                        }
                    }
                ])
            let job = try await tested.request()
            try await runner.run(job.id)
            let stopped = try await tested.job(job.id)
            #expect(stopped.state == .failed)
            #expect(stopped.message?.contains("管理者に連絡してください") == true)
            #expect(
                try await tested.ledger(job.id) == ["1": .ok(), "2": .failed(EvidenceRefusal.empty.words), "3": .ok()])
            isBroken.note("no longer")
            try await tested.write { _ = try JobStore.resume(job.id, by: $1, on: $0) }
            #expect(try await runner.run(job.id).state == .done)
            #expect(work.done == ["1", "2", "3", "4", "4", "5"])
            #expect(try await tested.job(job.id).message == nil)
            // The failed item is tried again only when somebody asks for it.
            await #expect(throws: JobRefusal.notStopped(.done)) {
                try await tested.write { try JobStore.resume(job.id, by: $1, on: $0) }
            }
            try await tested.write { _ = try JobStore.resume(job.id, retryingFailures: true, by: $1, on: $0) }
            try await runner.run(job.id)
            #expect(work.done == ["1", "2", "3", "4", "4", "5", "2"])
        }
    }

    @Test(
        "Of an item that is refused nothing is changed, its row says so, and the others go on",
        arguments: TestDatabases.all)
    func transactions(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let runner = JobRunner(
                ward: tested.ward,
                handlers: [
                    JobHandler(kind: "test.work") { context in
                        let stamp = context.stamp
                        try await context.each(Self.items) { item in
                            try await context.ward.database.write { connection in
                                try stamp.note("test.item", "item/\(item)", on: connection)
                                if item == "2" { throw EvidenceRefusal.empty }
                            }
                            return .ok()
                        }
                    }
                ])
            let job = try await tested.request()
            #expect(try await runner.run(job.id).state == .done)
            let rows = try await tested.read { try Audit.list(AuditFilter(actionPrefix: "test.item"), on: $0) }
            #expect(rows.map(\.subject) == ["item/5", "item/4", "item/3", "item/1"])
            #expect(try await tested.progress(job.id)?.failed == 1)
        }
    }

    @Test("Two programs on one queue take each job once", arguments: TestDatabases.all)
    func sharing(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            for _ in 1...12 { _ = try await tested.request() }
            let work = CountedWork()
            let handler = JobHandler(kind: "test.work") { context in
                try await context.each(["1"]) { _ in
                    work.note(context.job.id.text)
                    return .ok()
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...2 {
                    let runner = JobRunner(ward: tested.ward, handlers: [handler])
                    group.addTask { try await runner.runWaiting() }
                }
                try await group.waitForAll()
            }
            #expect(work.done.count == 12)
            #expect(Set(work.done).count == 12)
        }
    }

    @Test("A kind that nobody knows keeps waiting, and is refused when asked for")
    func unknown() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let job = try await tested.request("test.other")
            let runner = JobRunner(ward: tested.ward, handlers: [JobHandler(kind: "test.work") { _ in }])
            #expect(try await runner.runWaiting() == 0)
            #expect(try await tested.job(job.id).state == .waiting)
            await #expect(throws: JobRefusal.noHandler(kind: "test.other")) { try await runner.run(job.id) }
            await #expect(throws: JobRefusal.unknown) { try await runner.run(ID("nothing")) }
        }
    }

    @Test("Items that cannot be told apart or are too many stop the job with words")
    func limits() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let cases: [([String], String)] = [
                (["1", "2", "1"], JobRefusal.duplicateItem("1").words),
                ([String(repeating: "長", count: 167)], JobRefusal.itemTooLong(bytesMax: JobStore.itemBytesMax).words),
                ((0...JobStore.itemsMax).map(String.init), JobRefusal.tooManyItems(max: JobStore.itemsMax).words),
            ]
            for (items, words) in cases {
                let runner = JobRunner(
                    ward: tested.ward,
                    handlers: [JobHandler(kind: "test.work") { try await $0.each(items) { _ in .ok() } }])
                let job = try await tested.request()
                let ended = try await runner.run(job.id)
                #expect(ended.state == .failed)
                #expect(ended.message == words)
            }
        }
    }

    @Test("Two spellings of one character are two items, as the database sees them", arguments: TestDatabases.all)
    func spellings(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let runner = JobRunner(
                ward: tested.ward,
                handlers: [JobHandler(kind: "test.work") { try await $0.each(["が", "か\u{3099}"]) { _ in .ok() } }])
            let job = try await tested.request()
            #expect(try await runner.run(job.id).state == .done)
            #expect(try await tested.progress(job.id)?.ok == 2)
        }
    }

    @Test("Progress is told after every item")
    func progress() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let lines = CountedWork()
            let runner = JobRunner(
                ward: tested.ward,
                handlers: [
                    JobHandler(kind: "test.work") { context in
                        try await context.each(["1", "2"]) { $0 == "2" ? .failed("誤り") : .ok() }
                    }
                ])
            let job = try await tested.request(title: "公開")
            try await runner.run(job.id) { lines.note($0.line(cells: 4)) }
            #expect(
                lines.done == ["公開 [----] 0% 0/2", "公開 [##--] 50% 1/2", "公開 [####] 100% 2/2 失敗 1"])
        }
    }
}
