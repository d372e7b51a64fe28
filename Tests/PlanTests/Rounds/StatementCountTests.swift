import Japanese
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

/// Passes statements on and counts them.
final class CountingConnection: Connection {
    private let inner: any Connection
    private(set) var statements = 0
    /// As in a change, for which nothing is taken from what is kept: every statement is counted.
    var hasExecuted: Bool { true }

    init(_ inner: any Connection) {
        self.inner = inner
    }

    func execute(_ statement: SQL) throws -> Int {
        statements += 1
        return try inner.execute(statement)
    }

    func rows(_ statement: SQL) throws -> [SQLRow] {
        statements += 1
        return try inner.rows(statement)
    }

    func executeScript(_ script: String) throws {
        statements += 1
        try inner.executeScript(script)
    }
}

@Suite("Reading a round")
struct StatementCountTests {
    @Test("Reading a round and the pages of lists take as many statements for thirty initiatives as for two")
    func fixedNumber() async throws {
        func counts(_ initiatives: Int) async throws -> [Int] {
            var counts: [Int] = []
            try await TestedPlan.use(TestDatabases.memory, initiatives: initiatives) { plan in
                let first = try await plan.open()
                for entry in try await plan.entries(first) { try await plan.answer(entry.id) }
                let round = try await plan.open(TestedPlan.firstQuarter.next)
                let ward = plan.ward
                @Sendable func request(
                    _ path: String, _ parameters: [String: String], sort: String? = nil
                ) -> PageRequest {
                    PageRequest(
                        ward: ward, signedIn: TestPerson(.secretariat).signedIn(PlanGrants.all), path: path,
                        parameters: parameters, query: Form(fields: sort.map { [(name: "sort", value: $0)] } ?? []))
                }
                counts = try await plan.read { connection in
                    let reads: [(any Connection) throws -> Void] = [
                        { _ = try RoundBoard(round, on: $0) }, { _ = try RoundCheck(round, on: $0) },
                        { _ = try RoundContent(round, on: $0) }, { _ = try EntryStore.list(round: round.id, on: $0) },
                        { _ = try RoundPage.load(request(round.path, ["round": round.id.text]), on: $0) },
                        {
                            _ = try RoundPage.load(request(round.path, ["round": round.id.text], sort: "check"), on: $0)
                        },
                        { _ = try PlanPage.load(request("/plan", [:]), on: $0) },
                        { _ = try SignalPage.load(request("/signals", [:]), on: $0) },
                    ]
                    return try reads.map { read in
                        let counting = CountingConnection(connection)
                        try read(counting)
                        return counting.statements
                    }
                }
            }
            return counts
        }
        let few = try await counts(2)
        let many = try await counts(30)
        #expect(few == many)
        #expect(few.prefix(4).allSatisfy { $0 > 0 && $0 < 30 }, "\(few)")
        #expect(few.dropFirst(4).allSatisfy { $0 > 0 && $0 < 150 }, "\(few)")
    }
}
