import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Effects in quarters")
struct QuarterEffectsTests {
    private static let quarter = TestedPlan.firstQuarter

    @discardableResult
    private static func append(
        _ value: ExactNumber, _ grade: Effect.Grade, unit: Effect.Unit = .hours, until day: CivilDate = quarter.end,
        interval: ClosedRange<ExactNumber>? = nil, to plan: TestedPlan
    ) async throws -> Effect {
        try await plan.write { connection, stamp in
            let effect = Effect(
                id: stamp.newID(), module: "test", subject: "見本の仕事", unit: unit, from: day.adding(days: -29), to: day,
                value: value, interval: interval, grade: grade, method: "見本の求め方", records: ["indicators"])
            try EffectLedger.append(effect, by: stamp, on: connection)
            return effect
        }
    }

    @Test(
        "Hours and yen reach the quarter by grade, and grades are never added to each other",
        arguments: TestDatabases.all)
    func grades(kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            try await Self.append(10, .beforeAndAfter, interval: 8...12, to: plan)
            try await Self.append(5, .beforeAndAfter, interval: 4...6, to: plan)
            try await Self.append(100, .declared, to: plan)
            try await Self.append(3000, .estimated, unit: .yen, to: plan)
            // Of the quarter after, as of whose end it counts.
            try await Self.append(7, .beforeAndAfter, until: Self.quarter.end.adding(days: 1), to: plan)
            let round = try await plan.open()
            let content = try await plan.read { try RoundContent(round, on: $0) }
            #expect(
                content.effects.map { "\($0.grade) \($0.printed)" } == [
                    "B 15時間（12～18時間）", "D 100時間", "C 3,000円",
                ])
            for (id, value) in [("hours.B", ExactNumber(15)), ("hours.D", 100), ("yen.C", 3000)] {
                let indicator = try #require(QuarterEffects.indicators.first { $0.id == "effects.\(id)" })
                let reading = try await plan.read { try indicator.measure(Self.quarter.end, $0) }
                #expect(reading.value == value, "\(id)")
            }
            let none = try #require(QuarterEffects.indicators.first { $0.id == "effects.hours.A" })
            #expect(
                try await plan.read { try none.measure(Self.quarter.end, $0) }.value == nil, "never zero for unknown")
            try await plan.close(round)
            try await plan.freeze(round)
            let page = String(decoding: try #require(try await plan.page(round.id, 1)), as: UTF8.self)
            #expect(page.contains("15時間（12～18時間）"))
            #expect(page.contains(QuarterEffects.remark))
            #expect(!page.contains("115"))
        }
    }

    @Test("The ledger is read on its page, down to the records of a row")
    func pages() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            #expect(try await site.get("/effects", as: TestPerson(.auditor)).text.contains("効果の記録は、まだありません"))
            let effect = try await Self.append(10, .estimated, to: plan)
            let list = try await site.get("/effects", as: TestPerson(.auditor))
            #expect(list.text.contains("C　記録に基づく推計"))
            #expect(list.text.contains("<a href=\"\(effect.path)\">"))
            let row = try await site.get(effect.path, as: TestPerson(.auditor))
            #expect(row.text.contains("見本の求め方"))
            #expect(row.text.contains("<a href=\"/indicators\">記録1</a>"))
        }
    }
}
