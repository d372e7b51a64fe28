import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

/// Passes statements on and counts them.
final class CountingConnection: Connection {
    private let inner: any Connection
    private(set) var statements = 0

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
    @Test("Board, check, content and list of a round take as many statements for thirty initiatives as for two")
    func fixedNumber() async throws {
        func counts(_ initiatives: Int) async throws -> [Int] {
            var counts: [Int] = []
            try await TestedPlan.use(TestDatabases.memory, initiatives: initiatives) { plan in
                let first = try await plan.open()
                for entry in try await plan.entries(first) { try await plan.answer(entry.id) }
                let round = try await plan.open(TestedPlan.firstQuarter.next)
                counts = try await plan.read { connection in
                    let reads: [(any Connection) throws -> Void] = [
                        { _ = try RoundBoard(round, on: $0) }, { _ = try RoundCheck(round, on: $0) },
                        { _ = try RoundContent(round, on: $0) }, { _ = try EntryStore.list(round: round.id, on: $0) },
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
        #expect(few.allSatisfy { $0 > 0 && $0 < 30 }, "\(few)")
    }
}
