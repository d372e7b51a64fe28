import Japanese
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

    @Test("Those whom other modules declare sign in to the demonstration beside those of the plan")
    func people() async throws {
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, PlanModule.allMigrations)
        let ward = Ward(database: database, clock: .fixed(TestedPlan.start), random: .system)
        let officer = DemoPerson(
            key: "other", loginName: "hoka", name: "見本 ほか", duties: [.init(Role("other", "ほかの役割"))], note: "ほかの仕事")
        let notes = try await DemoPerson.$offered.withValue([officer]) {
            try await DemoProgramme.load(notice: try WardNotice.bytes(), name: WardNotice.name, into: ward)
        }
        #expect(notes.contains { $0.key == "other" && $0.loginName == "hoka" && !$0.password.isEmpty })
        #expect(notes.contains { $0.key == "editor" })
        let names = try await ward.database.read { try PersonStore.list(on: $0).map(\.loginName) }
        #expect(names.contains("hoka"))
    }

    @Test(
        "Earlier quarters are refused in words, with nothing written, while an indicator has no table to count",
        arguments: TestDatabases.all)
    func missingTables(_ kind: TestDatabase) async throws {
        try await kind.use(PlanModule.allMigrations) { database in
            let lacking = Indicator(
                id: "counter.cases", name: "おくやみの受付", unitName: "件", kind: .activity, rule: .flow
            ) { _, connection in
                let count = try connection.value("SELECT COUNT(*) FROM table_of_another_module", as: Int.self)
                return IndicatorReading(value: ExactNumber(count ?? 0), records: [])
            }
            let ward = Ward(
                database: database, clock: .fixed(TestedPlan.start), random: .system,
                indicators: try IndicatorRegistry([lacking]))
            _ = try await DemoProgramme.load(notice: try WardNotice.bytes(), name: WardNotice.name, into: ward)
            let refusal = DemoQuarters.Failure.recordsMissing(indicator: "おくやみの受付")
            #expect(refusal.words.contains("指標「おくやみの受付」が数える記録の表が、データベースにまだありません。"))
            await #expect(throws: refusal) { try await DemoQuarters.load(ward) }
            #expect(try await database.read { try RoundStore.list(on: $0) }.count == 1)
        }
    }
}
