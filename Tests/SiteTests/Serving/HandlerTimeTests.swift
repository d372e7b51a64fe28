import ArgumentParser
import SiteTesting
import Storage
import StorageTesting
import Synchronization
import Testing
import Ward
import WardTesting

@testable import Site

@Suite("How long an answer may take")
struct HandlerTimeTests {
    /// Takes minutes on either database.
    private static let long: SQL = """
        WITH RECURSIVE step (number) AS (
            SELECT CAST(1 AS BIGINT) UNION ALL SELECT number + 1 FROM step WHERE number < 1000000000
        )
        SELECT COUNT(*) FROM step
        """

    /// Pages that take too long.
    private struct LongModule: Module {
        /// Told when a handler was broken off.
        let brokenOff: AsyncStream<Void>.Continuation
        /// Waited for by who heeds no cancelling.
        let deaf = FirstAnswer<Int>()

        var name: String { "long" }
        var migrations: [Migration] { [] }
        var grants: Grants { Grants() }
        var duties: [DutySource] { [] }
        var commands: [any AsyncParsableCommand.Type] { [] }
        var routes: [Route] {
            [
                Route(.get, "asleep", access: .open) { _ in
                    do {
                        try await Task.sleep(for: .seconds(86_400))
                    } catch {
                        brokenOff.yield()
                        throw error
                    }
                    return .json([:])
                },
                Route(.get, "deaf", access: .open) { _ in .json(["answer": JSON(await deaf.value)]) },
                Route(.post, "counting", access: .signedIn) { request in
                    try await request.ward.database.write { connection in
                        try connection.execute("INSERT INTO setting (name, value) VALUES ('half', '1')")
                        return .json(["count": JSON(try connection.value(long, as: Int.self))])
                    }
                },
                Route(.get, "quick", access: .open) { _ in .json(["answer": 1]) },
            ]
        }
    }

    private static func settings(_ limit: Duration) -> SiteSettings {
        var settings = SiteSettings(port: 0)
        settings.limits.handler = limit
        return settings
    }

    @Test("A handler that sleeps is given up with words, and its task is cancelled")
    func asleep() async throws {
        let (brokenOff, breaking) = AsyncStream.makeStream(of: Void.self)
        let log = TestLog()
        let site = try await TestSite(
            modules: [LongModule(brokenOff: breaking)], settings: Self.settings(.milliseconds(50)), log: log)
        let answer = try await site.client.get("/asleep", as: nil)
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.text.contains("時間がかかりすぎたため、取りやめました"))
        #expect(answer.headers[.retryAfter] == "30")
        // Ends only when the task was cancelled.
        #expect(await brokenOff.first { _ in true } != nil)
        #expect(log.lines.contains { $0.contains("took too long") && $0.contains("/asleep") })
    }

    @Test("A handler that heeds no cancelling is not waited for, and its connection answers the next request")
    func deaf() async throws {
        let module = LongModule(brokenOff: AsyncStream<Void>.makeStream().continuation)
        let site = try await TestSite(modules: [module], settings: Self.settings(.milliseconds(50)))
        let (first, second) = try await site.serving { port async throws in
            try await RawConnection.talk(port: port) { line in
                line.send("GET /deaf HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n\r\n")
                let first = try line.receive(until: "tookTooLong")
                line.send("GET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                return (first, try line.receive())
            }
        }
        module.deaf.give(1)
        #expect(first.hasPrefix("HTTP/1.1 503 "))
        #expect(second.contains("HTTP/1.1 200 "))
    }

    @Test(
        "A long query of a handler is broken off, and what its transaction wrote is rolled back",
        arguments: TestDatabases.all)
    func query(_ kind: TestDatabase) async throws {
        try await kind.use(WardMigrations.all) { database async throws in
            let site = try TestSite(
                .tested(database, clock: .fixed(TestSite.moment)),
                modules: [LongModule(brokenOff: AsyncStream<Void>.makeStream().continuation)],
                settings: Self.settings(.milliseconds(300)))
            let answer = try await site.client.post("/counting", as: TestPerson(.administrator))
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.text.contains("時間がかかりすぎたため"))
            // One writes at a time: this one waits for the end of the other.
            try await database.write { try $0.execute("INSERT INTO setting (name, value) VALUES ('next', '1')") }
            let names: [String] = try await database.read { try $0.column("SELECT name FROM setting ORDER BY name") }
            #expect(names == ["next"])
            #expect(try await site.client.get("/quick", as: nil).status == .ok)
        }
    }

    @Test("The time stands still while a printer works, however many do")
    func standingStill() async throws {
        let moment = Mutex(ContinuousClock.now)
        let pass = { (seconds: Int) in moment.withLock { $0 += .seconds(seconds) } }
        let time = HandlerTime(.seconds(60)) { moment.withLock { $0 } }
        pass(10)
        #expect(time.left == .seconds(50))
        time.stop()
        time.stop()
        pass(1_000)
        time.goOn()
        pass(1_000)
        #expect(time.left == nil)
        time.goOn()
        #expect(time.left == .seconds(50))
        pass(50)
        #expect(time.left == .zero)

        let printer = PDFPrinter(pdf: { _ async throws(PrintingError) in
            HandlerTime.current.map { $0.left == nil } == true ? [1] : [0]
        })
        let printed = try await HandlerTime.limited(to: .seconds(3_600)) {
            try await (printer.pdf("<p>"), HandlerTime.current?.left == nil)
        }
        #expect(printed.0 == [1])
        #expect(!printed.1)
    }
}
