import ArgumentParser
import HTTPTypes
import SiteTesting
import Storage
import StorageTesting
import Synchronization
import Testing
import Ward
import WardTesting

@testable import Site

@Suite("A site whose database is away")
struct DatabaseAwayTests {
    /// A module whose tick fails the first times.
    private struct FailingModule: Module {
        struct Broken: Error {}
        let tries: Counter

        var name: String { "failing" }
        var routes: [Route] { [] }
        var migrations: [Migration] { [] }
        var grants: Grants { Grants() }
        var duties: [DutySource] { [] }
        var commands: [any AsyncParsableCommand.Type] { [] }
        var ticks: [Tick] {
            [
                Tick("failing.tick", everySeconds: 600) { _ in
                    if tries.next() <= 3 { throw Broken() }
                }
            ]
        }
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }

        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    /// Lasts until its task is cancelled: nothing is given up for taking long.
    private static let endless = Pause { _ in try await Task.sleep(for: .seconds(86_400)) }
    /// Over at once; other tasks come to their turn meanwhile.
    private static let short = Pause { _ in
        try Task.checkCancellation()
        await Task.yield()
    }

    private func site(
        _ database: any Database, modules: [any Module] = [SampleModule()], pause: Pause = endless,
        log: TestLog = TestLog()
    ) throws -> TestSite {
        let ward = Ward.tested(database, clock: .fixed(TestSite.moment), pause: pause)
        return try TestSite(ward, modules: modules, settings: SiteSettings(port: 0), log: log)
    }

    @Test("Pages are read while nothing can be written, and the health says why it is not ready")
    func reading() async throws {
        try await TestDatabases.memory.use(WardMigrations.all) { database async throws in
            let faulty = FaultyDatabase(database)
            try await site(faulty).test { client async throws in
                #expect(try await client.get("/health", as: nil).status == .ok)
                faulty.fail(writes: .busy)
                let health = try await client.get("/health", as: nil)
                #expect(health.status == .serviceUnavailable)
                #expect(health.text.contains("notReady"))
                #expect(health.text.contains("unavailable"))
                #expect(try await client.ask("/units").status == .ok)
                #expect(try await client.ask("/samples").status == .ok)
                faulty.mend()
                #expect(try await client.get("/health", as: nil).status == .ok)
            }
        }
    }

    @Test("A full disk is told in words to who wants to change something, and pages are read")
    func fullDisk() async throws {
        try await TestDatabases.memory.use(WardMigrations.all) { database async throws in
            let faulty = FaultyDatabase(database)
            try await site(faulty).test { client async throws in
                faulty.fail(writes: .diskFull)
                let refused = try await client.ask(
                    .post, "/units", as: .administrator, form: [("code", "0100"), ("name", "総務課")])
                #expect(refused.status == .serviceUnavailable)
                #expect(refused.text.contains("保存する場所がありません"))
                #expect(try await client.ask("/units").status == .ok)
            }
        }
    }

    @Test("The health says that there is no room, as the readings say, and while pages are read")
    func noRoom() async throws {
        try await TestDatabases.memory.use(WardMigrations.all) { database async throws in
            for (free, status) in [(1_000_000, HTTPResponse.Status.serviceUnavailable), (1_000_000_000, .ok)] {
                let ward = Ward.tested(database, clock: .fixed(TestSite.moment))
                let outside = Outside(pages: .test, forms: .live, space: FreeSpace { _ in free })
                let client = try TestSite(ward, modules: [SampleModule()], outside: outside).client
                let health = try await client.get("/health", as: nil)
                #expect(health.status == status)
                #expect(health.text.contains("書き込めない：空きがありません") == (status != .ok))
                #expect(try await client.ask("/samples").status == .ok)
            }
        }
    }

    @Test("A server that is away is told in words, with when to come back, and recovers by itself")
    func away() async throws {
        try await TestDatabases.memory.use(WardMigrations.all) { database async throws in
            let faulty = FaultyDatabase(database)
            try await site(faulty).test { client async throws in
                let errors: [StorageError] = [
                    .connectionLost(message: "geheim"),
                    .cannotOpen(location: "postgresql://geheim", reason: .refused(message: "geheim")),
                ]
                for error in errors {
                    faulty.fail(reads: error, writes: error)
                    let page = try await client.ask("/units")
                    #expect(page.status == .serviceUnavailable)
                    #expect(page.headers[HTTPField.Name("Retry-After")!] != nil)
                    #expect(page.text.contains("データベースに接続できません"))
                    #expect(!page.text.contains("geheim"))
                    let health = try await client.get("/health", as: nil)
                    #expect(health.status == .serviceUnavailable)
                    #expect(!health.text.contains("geheim"))
                    faulty.mend()
                    #expect(try await client.ask("/units").status == .ok)
                }
            }
        }
    }

    @Test("A tick that fails is written to the log and tried again, and the site goes on")
    func ticks() async throws {
        try await TestDatabases.memory.use(WardMigrations.all) { database async throws in
            let log = TestLog()
            let tries = Counter()
            let site = try site(
                database, modules: [FailingModule(tries: tries)], pause: Self.short, log: log)
            try await site.serving { _ async throws in
                // Bounded in tries, not in time.
                let isOver = { log.lines.contains { $0.contains("background work goes on") } }
                for _ in 0..<2_000 where !isOver() { try await Task.sleep(for: .milliseconds(5)) }
                #expect(try await site.client.get("/help", as: nil).status == .ok)
            }
            #expect(tries.value == 4)
            let failures = log.lines.filter { $0.contains("background work failed") && $0.contains("failing.tick") }
            #expect(failures.count == 3)
            #expect(log.lines.contains { $0.contains("background work goes on") && $0.contains("failing.tick") })
        }
    }
}
