import HTTPTypes
import Japanese
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("The list of indicators")
struct IndicatorRosterTests {
    private static let keeper = TestPerson(.secretariat)
    private static let list = IndicatorRoster.form.path
    private static let text = """
        番号,取組,指標名,単位,種類,値の性質,目指す向き,選定理由,令和6年度末 目標,令和6年度第２四半期の目標値
        (1),取組1,受付の件数,件,活動指標,期間の量,多いほど良い,進み方を表すため,400,"1,00"
        (2),取組2,待ち時間,分,成果指標,水準,少ないほど良い,待つ人が減るため,10,
        (3),取組3,,,,,,,,
        """
    private static var right: String { text.replacingOccurrences(of: "\"1,00\"", with: "１００件") }

    private static func client(_ plan: TestedPlan) throws -> SiteClient {
        try TestSite(plan.ward, modules: [PlanModule()]).client
    }

    private static func indicators(_ plan: TestedPlan) async throws -> [String] {
        try await plan.read { connection in
            try plan.initiatives.flatMap { try PlanIndicatorStore.list(of: $0.lineage, on: connection) }.map {
                indicator in
                let targets = try PlanIndicatorStore.targets(of: indicator.id, on: connection)
                return
                    ([indicator.name, indicator.unitName]
                    + targets.map { "\($0.period.japanese) \($0.value.plain)" }).joined(separator: " ")
            }
        }
    }

    @Test(
        "Indicators and their targets by year and quarter come from one list, and again change nothing",
        arguments: TestDatabases.all)
    func taken(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let client = try Self.client(plan)
            let wrong = try await client.send(list: Self.text, to: Self.list, as: Self.keeper)
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("数として読めません。"))
            #expect(try await Self.indicators(plan) == [])
            let looked = try await client.send(list: Self.right, to: Self.list, as: Self.keeper)
            #expect(looked.text.contains("2件を取り込む"))
            #expect(looked.text.contains("令和6年度第2四半期の目標"))
            let done = try await client.take(looked, at: Self.list, as: Self.keeper)
            #expect(done.text.contains("2件を取り込みました"))
            #expect(
                try await Self.indicators(plan) == [
                    "受付の件数 件 令和6年度第2四半期 100 令和6年度末 400", "待ち時間 分 令和6年度末 10",
                ])
            let again = try await client.send(list: Self.right, to: Self.list, as: Self.keeper)
            #expect(again.text.contains("変わりません。"))
            for ending in ["xlsx", "csv"] {
                let template = try await client.get("\(Self.list)/template.\(ending)", as: Self.keeper)
                let same = try await client.send(
                    list: Array(template.body.readableBytesView), named: "a.\(ending)", to: Self.list, as: Self.keeper)
                #expect(same.text.contains("変わりません。"), "\(ending)")
            }
        }
    }

    @Test(
        "An indicator is renamed by its number, a target goes with its cell, and a column that is missing changes nothing"
    )
    func changed() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let client = try Self.client(plan)
            _ = try await client.take(
                try await client.send(list: Self.right, to: Self.list, as: Self.keeper), at: Self.list, as: Self.keeper)
            let key = try await plan.read {
                try PlanIndicatorStore.list(of: plan.initiatives[0].lineage, on: $0).map(\.id.text)
            }[0]
            let looked = try await client.send(
                list: "管理番号,番号,指標,令和6年度 目標\n\(key),1,受け付けた件数,\n,2,待ち時間,8\n", to: Self.list, as: Self.keeper)
            #expect(looked.text.contains("受付の件数 → 受け付けた件数"))
            #expect(looked.text.contains("400 → （空）"))
            _ = try await client.take(looked, at: Self.list, as: Self.keeper)
            #expect(
                try await Self.indicators(plan) == ["受け付けた件数 件 令和6年度第2四半期 100", "待ち時間 分 令和6年度末 8"])
        }
    }

    @Test("Unit and rule of what was reported stay, and the list says so before anything is written")
    func reported() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let client = try Self.client(plan)
            let indicator = try await plan.write {
                try PlanIndicatorStore.create(.hours, for: plan.initiatives[0].lineage, by: $1, on: $0)
            }
            let round = try await plan.open()
            let entry = try await plan.entries(round)[0]
            let value = try #require(QuantityReader.read("120時間", unit: "時間"))
            try await plan.answer(
                entry.id, Answer(mark: "B", done: "始めた。", plan: "続ける。", values: [indicator.id: value]))
            let refused = try await client.send(
                list: "番号,指標,単位\n1,業務時間の削減,分\n", to: Self.list, as: Self.keeper)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("報告した値があるため、単位と値の性質は変えられません。"))
            let template = try await client.get("\(Self.list)/template.csv", as: Self.keeper)
            #expect(template.text.contains("業務時間の削減"))
            #expect(
                try await client.send(list: template.text, to: Self.list, as: Self.keeper).text.contains("変わりません。"))
        }
    }

    @Test("What Namiki counts says its own unit, kind and rule, and a cell that says otherwise is told")
    func counted() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let client = try Self.client(plan)
            let other = try await client.send(
                list: "番号,指標,並木が数える指標,単位,目指す向き,選んだ理由\n1,確定版,四半期の確定版,件,多いほど良い,数えられるから\n2,,数えない指標,,,\n", to: Self.list,
                as: Self.keeper)
            #expect(other.status == .unprocessableContent)
            #expect(other.text.contains("並木が数える指標の「単位」は「版」です。"))
            #expect(other.text.contains("並木が数える指標に、この名前がありません。"))
            let looked = try await client.send(
                list: "番号,指標,並木が数える指標,目指す向き,選んだ理由\n1,確定版,四半期の確定版,多いほど良い,数えられるから\n", to: Self.list,
                as: Self.keeper)
            _ = try await client.take(looked, at: Self.list, as: Self.keeper)
            let made = try await plan.read {
                try PlanIndicatorStore.list(of: plan.initiatives[0].lineage, on: $0)
            }
            #expect(made.map(\.registryID) == ["plan.editions"])
            #expect(made.map(\.unitName) == ["版"])
        }
    }

    @Test(
        "A period is read from the headings that people write",
        arguments: [
            ("令和6年度末 目標", nil), ("令和6年度目標値", nil), ("R6年度の目標", nil), ("2024年度 目標（時間）", nil),
            ("令和6年度第2四半期 目標", 2), ("令和６年度 第２四半期の目標値", 2), ("R6年度 Q3 目標", 3),
        ] as [(String, Int?)])
    func headings(_ heading: String, _ quarter: Int?) {
        #expect(TargetColumn.period(heading) == IndicatorTarget.Period(year: FiscalYear(2024), quarter: quarter))
        let column = TargetColumn.period(heading).map(TargetColumn.column)
        #expect(column.flatMap { TargetColumn.period($0.title) } == TargetColumn.period(heading))
    }

    @Test("Other headings are no targets", arguments: ["目標", "令和6年度", "目標設定の理由", "令和6年度第5四半期 目標", "いつかの目標"])
    func noTarget(_ heading: String) {
        #expect(TargetColumn.period(heading) == nil)
    }
}
