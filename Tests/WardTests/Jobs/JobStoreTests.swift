import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Lists of jobs")
struct JobStoreTests {
    @Test("Jobs and ledgers come in pages that go on without a gap", arguments: TestDatabases.all)
    func pages(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let count = JobStore.pageRows + 3
            let ids = try await tested.database.write { [ward = tested.ward, clock = tested.clock] connection in
                try (1...count).map { number in
                    clock.advance(seconds: 1)
                    return try JobStore.request(
                        kind: "test.work", title: "\(number)", by: ward.stamp(by: .commandLine), on: connection
                    ).id
                }
            }
            let first = try await tested.read { try JobStore.list(on: $0) }
            let second = try await tested.read { try JobStore.list(before: first.last?.id, on: $0) }
            #expect(first.count == JobStore.pageRows)
            #expect((first + second).map(\.id) == ids.reversed())
            let running = try await tested.read { try JobStore.list(state: .running, on: $0) }
            #expect(running.isEmpty)

            let context = try await tested.claim(ids[0])
            let items = (1...count).map { String($0 + 1000) }
            try await context.each(items) { _ in .ok() }
            let top = try await tested.read { try JobStore.items(of: ids[0], on: $0) }
            let rest = try await tested.read { try JobStore.items(of: ids[0], after: top.last?.item ?? "", on: $0) }
            #expect(top.count == JobStore.pageRows)
            #expect((top + rest).map(\.item) == items)
        }
    }

    @Test("Asked for twice, a job is one until it has ended, however many others wait", arguments: TestDatabases.all)
    func once(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let stamp = tested.ward.stamp(by: Actor(person: person.id, name: person.name))
            func ask(_ name: String, kind: String = "test.work") async throws -> ID<Job> {
                try await tested.database.write {
                    try JobStore.requestOnce(
                        kind: kind, title: name, parameters: ["name": .string(name)], by: stamp, on: $0
                    ).id
                }
            }
            let first = try await ask("あ")
            for number in 0...JobStore.pageRows { _ = try await ask("\(number)") }
            let (again, other) = (try await ask("あ"), try await ask("あ", kind: "test.other"))
            #expect(again == first)
            #expect(other != first)
            let context = try await tested.claim(first)
            let whileRunning = try await ask("あ")
            #expect(whileRunning == first)
            try await tested.write { try JobStore.end(context.job, .done, message: nil, by: $1, on: $0) }
            let later = try await ask("あ")
            #expect(later != first)
        }
    }

    @Test("A long message is kept up to its limit")
    func messages() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let job = try await tested.request()
            let context = try await tested.claim(job.id)
            let long = String(repeating: "長", count: JobStore.messageScalarsMax + 1)
            try await context.each(["1", "2"]) { item in .failed(item == "1" ? long : String(long.dropLast())) }
            let ledger = try await tested.ledger(job.id)
            #expect(ledger["1"]?.message == String(long.dropLast(2)) + "…")
            #expect(ledger["2"]?.message == String(long.dropLast()))
        }
    }

    @Test("The line for the terminal rounds down and says what failed")
    func line() {
        func line(_ progress: JobProgress) -> String { progress.line(cells: 10) }
        let title = "公開"
        #expect(line(JobProgress(title: title, state: .waiting, total: nil)) == "公開 順番待ち")
        #expect(
            line(JobProgress(title: title, state: .running, total: 1000, ok: 999)) == "公開 [#########-] 99% 999/1000")
        #expect(
            line(JobProgress(title: title, state: .done, total: 4, ok: 2, failed: 1, skipped: 1))
                == "公開 [##########] 100% 4/4 失敗 1 対象外 1 終わりました")
        #expect(line(JobProgress(title: title, state: .running, total: 3, ok: 5)) == "公開 [##########] 100% 5/3")
        #expect(JobProgress(title: title, state: .running, total: 0).percent == 100)
    }
}
