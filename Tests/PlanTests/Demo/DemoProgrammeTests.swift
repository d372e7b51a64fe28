import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Demonstration")
struct DemoProgrammeTests {
    @Test("Every action of this module that stands in the audit trail has words", arguments: TestDatabases.all)
    func actions(_ kind: TestDatabase) async throws {
        try await kind.use(PlanModule.allMigrations) { database in
            let ward = Ward(database: database, clock: .fixed(TestedPlan.start), random: .system)
            let name = WardNotice.name
            _ = try await DemoProgramme.load(notice: try WardNotice.bytes(), name: name, into: ward)
            let actions: [String] = try await database.read { connection in
                try connection.rows("SELECT DISTINCT action FROM audit ORDER BY action").map { try $0[0] }
            }
            let own = actions.filter { $0.hasPrefix("plan.") }
            #expect(own.count > 10)
            for action in own { #expect(PlanActions.titles[action] != nil, "\(action)") }
        }
    }
}
