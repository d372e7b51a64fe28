import Japanese
import SiteTesting
import Site
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Indicators of the plan")
struct PlanIndicatorTests {
    private static let year = FiscalYear(2024)

    private static func create(_ plan: TestedPlan) async throws -> PlanIndicator {
        try await plan.write {
            try PlanIndicatorStore.create(.hours, for: plan.initiatives[0].lineage, by: $1, on: $0)
        }
    }

    @Test(
        "An ended indicator is asked for no more, keeps what was reported, and can go on", arguments: TestDatabases.all)
    func ending(kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let indicator = try await Self.create(plan)
            let lineage = plan.initiatives[0].lineage
            let first = try await plan.open()
            let entry = try await plan.entries(first)[0]
            let value = try #require(QuantityReader.read("120時間", unit: "時間"))
            try await plan.answer(
                entry.id, Answer(mark: "B", done: "始めた。", plan: "続ける。", values: [indicator.id: value]))
            try await plan.write { try PlanIndicatorStore.end(indicator, lastDay: first.calendar.asOf, by: $1, on: $0) }
            func asked(_ day: CivilDate?) async throws -> [ID<PlanIndicator>] {
                try await plan.read { try PlanIndicatorStore.list(of: lineage, asOf: day, on: $0) }.map(\.id)
            }
            #expect(try await asked(first.calendar.asOf) == [indicator.id])
            #expect(try await asked(first.calendar.asOf.adding(days: 1)).isEmpty)
            #expect(try await asked(nil) == [indicator.id])
            try await plan.close(first)
            try await plan.freeze(first)
            let content = try await plan.read { try RoundContent(try Round.known(first.id, on: $0), on: $0) }
            #expect(content.answers.flatMap(\.figures).map(\.value) == ["120"])
            let ended = try await plan.read { try PlanIndicator.known(indicator.id, on: $0) }
            await #expect(throws: IndicatorRefusal.ended(name: ended.name)) {
                try await plan.write { try PlanIndicatorStore.end(ended, lastDay: $1.today, by: $1, on: $0) }
            }
            try await plan.write { try PlanIndicatorStore.resume(ended, by: $1, on: $0) }
            #expect(try await asked(first.calendar.asOf.adding(days: 1)) == [indicator.id])
        }
    }

    @Test(
        "Unit and rule stay once a value was given; name and direction may be put right", arguments: TestDatabases.all)
    func reported(kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let indicator = try await Self.create(plan)
            @Sendable func draft(unit: String) -> PlanIndicatorStore.Draft {
                .init(
                    name: "直した名前", unitName: unit, kind: indicator.kind, rule: indicator.rule, direction: .down,
                    baselineYear: nil, baselineValue: nil, reason: "理由", registryID: nil)
            }
            try await plan.write { try PlanIndicatorStore.edit(indicator, draft(unit: "分"), by: $1, on: $0) }
            let edited = try await plan.read { try PlanIndicator.known(indicator.id, on: $0) }
            #expect(edited.unitName == "分")
            #expect(edited.revision == indicator.revision + 1)
            let round = try await plan.open()
            let entry = try await plan.entries(round)[0]
            try await plan.write { connection, _ in
                try connection.execute(
                    """
                    INSERT INTO entry_value (entry, indicator, raw, exact_value)
                    VALUES (\(entry.id), \(indicator.id), '5', '5')
                    """)
            }
            await #expect(throws: IndicatorRefusal.reported(name: "直した名前")) {
                try await plan.write { try PlanIndicatorStore.edit(edited, draft(unit: "時間"), by: $1, on: $0) }
            }
            try await plan.write { try PlanIndicatorStore.edit(edited, draft(unit: "分"), by: $1, on: $0) }
        }
    }

    @Test("Targets stand for years and for quarters, are replaced, and are taken away", arguments: TestDatabases.all)
    func targets(kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let indicator = try await Self.create(plan)
            func set(_ value: ExactNumber?, _ quarter: Int?) async throws {
                try await plan.write {
                    try PlanIndicatorStore.setTarget(
                        value, for: .init(year: Self.year, quarter: quarter), of: indicator.id, by: $1, on: $0)
                }
            }
            func words() async throws -> [String] {
                try await plan.read { try PlanIndicatorStore.targets(of: indicator.id, on: $0) }
                    .map { "\($0.period.japanese) \($0.value.plain)" }
            }
            try await set(400, nil)
            try await set(100, 1)
            try await set(150, 1)
            #expect(try await words() == ["令和6年度第1四半期 150", "令和6年度末 400"])
            // What is judged by the year's way knows the year's target alone.
            let anchors = try await plan.read { try SignalStore.targets(on: $0) }
            #expect(anchors[indicator.id.text]?.map(\.value) == [400])
            try await set(nil, 1)
            #expect(try await words() == ["令和6年度末 400"])
        }
    }

    @Test("The secretariat connects an indicator to what Namiki counts, which says its unit, kind and rule")
    func registry() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let path = InitiativePage.path(plan.initiatives[0].id)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let page = try await site.get(path, as: TestPerson(.secretariat))
            #expect(page.text.contains("並木が数える指標"))
            #expect(page.text.contains("四半期の確定版（版、活動指標、累計）"))
            let incomplete = try await site.post(
                "\(path)/indicators", as: TestPerson(.secretariat),
                ["direction": "up", "reason": "理由", "unitName": "件"])
            #expect(incomplete.status == 422)
            for label in ["指標の名前", "種類", "値の性質"] {
                #expect(incomplete.text.contains("並木が数える指標を選ばないときは、「\(label)」が要ります。"), "\(label)")
            }
            #expect(!incomplete.text.contains("「単位」が要ります"))
            let made = try await site.post(
                "\(path)/indicators", as: TestPerson(.secretariat),
                ["registry": "plan.editions", "direction": "down", "reason": "数えられるから"])
            #expect(made.status == 303)
            #expect(try await site.post("\(path)/indicators", as: TestPerson(.editor)).status == 403)
            let lineage = plan.initiatives[0].lineage
            let indicator = try #require(
                try await plan.read { try PlanIndicatorStore.list(of: lineage, on: $0) }.first)
            #expect(indicator.registryID == "plan.editions")
            #expect(indicator.name == "四半期の確定版")
            #expect(indicator.unitName == "版")
            #expect(indicator.rule == .cumulative)
            #expect(indicator.direction == .down)
        }
    }

    @Test("An indicator gets targets, is put right by who read it last, and is ended on its page")
    func page() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let indicator = try await Self.create(plan)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let path = indicator.path
            let target = ["year": "令和6年度", "quarter": "2", "value": "300"]
            #expect(try await site.post("\(path)/targets", as: TestPerson(.secretariat), target).status == 303)
            #expect(try await site.get(path, as: TestPerson(.auditor)).text.contains("令和6年度第2四半期"))
            let nonsense = try await site.post(
                "\(path)/targets", as: TestPerson(.secretariat), ["year": "そのうち", "value": "1"])
            #expect(nonsense.status == 422)
            #expect(nonsense.text.contains("年度として読めません"))
            let words = [
                "name": "職員の時間", "unitName": "時間", "kind": "activity", "rule": "\(indicator.rule.rawValue)",
                "direction": "down", "reason": "理由",
            ]
            #expect(try await site.post(path, as: TestPerson(.secretariat), words).status == 409)
            let stale = try await site.post(
                path, as: TestPerson(.secretariat), words.merging(["revision": "9"]) { $1 })
            #expect(stale.status == 409)
            #expect(stale.text.contains("職員の時間"))
            #expect(
                try await site.post(path, as: TestPerson(.secretariat), words.merging(["revision": "0"]) { $1 })
                    .status == 303)
            let shown = try await site.get(path, as: TestPerson(.auditor))
            #expect(shown.text.contains("少ないほど良い"))
            #expect(!shown.text.contains("<form class=\"form\""))
            #expect(
                try await site.post("\(path)/end", as: TestPerson(.secretariat), ["lastDay": "R6.7.1"]).status
                    == 303)
            #expect(
                try await site.post("\(path)/end", as: TestPerson(.secretariat), ["lastDay": "R6.7.1"]).status
                    == 409)
            #expect(try await site.post("\(path)/resume", as: TestPerson(.secretariat)).status == 303)
        }
    }

    @Test("A section that is ticked and typed as well is assigned once")
    func typedTwice() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let initiative = plan.initiatives[0]
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let answer = try await site.post(
                "\(InitiativePage.path(initiative.id))/units", as: TestPerson(.secretariat),
                ["main": plan.units[1].id.text, "newUnit": plan.units[1].name])
            #expect(answer.status == 303)
            let empty = try await site.post(
                "\(InitiativePage.path(initiative.id))/units", as: TestPerson(.secretariat))
            #expect(empty.status == 422)
            #expect(empty.text.contains("1つ以上選ぶか、課の名前を書いてください"))
            let assigned = try await plan.read { try Initiative.known(initiative.id, on: $0) }
            #expect(assigned.mainUnits == [plan.units[1].id])
        }
    }
}
