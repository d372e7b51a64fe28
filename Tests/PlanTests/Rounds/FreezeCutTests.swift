import Site
import StorageTesting
import Testing
import Ward

@testable import Plan
@testable import Storage

@Suite("A freeze that is cut off")
struct FreezeCutTests {
    /// How many rows each table has, and in which state the round is.
    private static func stock(_ plan: TestedPlan, _ round: Round, _ dialect: Dialect) async throws -> [String: String] {
        let names: SQL =
            switch dialect {
            case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table'"
            case .postgresql: "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
            }
        return try await plan.read { connection in
            var stock = ["": "\(try Round.known(round.id, on: connection).state)"]
            for name: String in try connection.column(names) {
                let count: Int? = try connection.value(SQL(text: "SELECT count(*) FROM \"\(name)\"", parameters: []))
                stock[name] = "\(count ?? 0)"
            }
            return stock
        }
    }

    @Test(
        "Wherever the connection is lost, nothing of the freeze stands; the next one is whole",
        arguments: TestDatabases.all)
    func anywhere(_ kind: TestDatabase) async throws {
        try await kind.use(PlanModule.allMigrations) { database in
            let cutting = CuttingDatabase(database)
            let plan = try await TestedPlan(cutting, initiatives: 3, seed: 1)
            let round = try await RoundFreezingTests.reviewed(plan)
            let before = try await Self.stock(plan, round, database.dialect)
            var statement = 1
            cutting.cut(before: statement)
            while (try? await plan.freeze(round)) == nil {
                try #require(cutting.wasCut, "the freeze failed by itself")
                let after = try await Self.stock(plan, round, database.dialect)
                #expect(after == before, "cut before statement \(statement)")
                statement += 5
                cutting.cut(before: statement)
            }
            #expect(statement > 20, "a freeze has more statements than were tried")
            cutting.mend()
            let page = try await plan.page(round.id, 1)
            #expect(page != nil)
            let state = try await plan.round(round.id).state
            #expect(state == .frozen)
        }
    }
}
