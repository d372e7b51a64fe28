import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan
import Site

@Suite("What comes next for the secretariat")
struct PlanStepsTests {
    private static func person(_ role: Role) -> SignedIn {
        SignedIn(
            person: TestPerson.id, name: "見本", assignments: [.init(role: role, unit: nil, body: nil)],
            grants: WardGrants.all.merging(PlanGrants.all))
    }

    private static func states(_ plan: TestedPlan) async throws -> [NextStep.State] {
        try #require(try await PlanSteps.setUp.steps(person(.secretariat), plan.ward)).steps.map(\.state)
    }

    @Test("An empty installation begins with the notice, and only the secretariat is told")
    func empty() async throws {
        let site = try await TestSite(modules: [PlanModule()])
        let page = try await site.client.get("/", as: TestPerson(.secretariat)).text
        #expect(page.contains("届いている仕事はありません"))
        let current = try #require(page.range(of: "aria-current=\"step\""))
        let notice = try #require(page.range(of: ">通知文を取り込む</a>"))
        let adopting = try #require(page.range(of: ">計画に取り入れる</a>"))
        #expect(current.lowerBound < notice.lowerBound)
        #expect(notice.lowerBound < adopting.lowerBound)
        #expect(try await PlanSteps.setUp.steps(Self.person(.editor), site.ward) == nil)
        let steps = try #require(try await PlanSteps.setUp.steps(Self.person(.secretariat), site.ward))
        #expect(steps.steps.map(\.state) == Array(repeating: .open, count: 7))
        // Nothing was read: that is another thing than a document in which nothing is missing.
        let gaps = try await site.client.get(GapPage.link.path, as: TestPerson(.secretariat)).text
        #expect(gaps.contains("計画は、まだ取り込まれていません。"))
        #expect(!gaps.contains("未記載の事項はありません"))
    }

    @Test("Each step is done when its records are there: sections, indicators, people, contacts, the first quarter")
    func steps() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            // The tested plan comes with a version and its sections.
            #expect(try await Self.states(plan) == [.done, .done, .done, .open, .open, .open, .open])
            try await plan.write { connection, stamp in
                for initiative in plan.initiatives {
                    try PlanIndicatorStore.create(
                        .init(
                            name: "講座", unitName: "回", kind: .activity, rule: .flow, direction: .up, baselineYear: nil,
                            baselineValue: nil, reason: "", registryID: nil), for: initiative.lineage, by: stamp,
                        on: connection)
                }
            }
            #expect(try await Self.states(plan) == [.done, .done, .done, .done, .open, .open, .open])
            try await plan.write { connection, stamp in
                for unit in plan.units {
                    try UnitContactStore.set(
                        UnitContact(mail: #require(MailAddress("ka@example.lg.jp"))), of: unit.id, by: stamp,
                        on: connection)
                }
            }
            #expect(try await Self.states(plan) == [.done, .done, .done, .done, .open, .done, .open])
            _ = try await plan.open()
            // Quarters run: what is left is told, and no longer as the way to the first.
            let left = try #require(try await PlanSteps.setUp.steps(Self.person(.secretariat), plan.ward))
            #expect(left.title == "計画の準備で残っていること")
            #expect(left.steps.map(\.title) == ["担当と課長を登録する"])
        }
    }

    @Test("After a quarter was frozen its report comes next, and then its publication")
    func afterQuarter() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            func next() async throws -> [String] {
                try #require(try await PlanSteps.afterQuarter.steps(Self.person(.secretariat), plan.ward)).steps.map(
                    \.title)
            }
            let round = try await plan.open()
            #expect(try await next() == [])
            for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
            try await plan.close(round)
            try await plan.freeze(round)
            #expect(try await next() == ["部会への報告案を作る：\(round.title)"])
            try await plan.write { connection, stamp in
                try RoundStore.move(Round.known(round.id, on: connection), by: .report, stamp: stamp, on: connection)
            }
            #expect(try await next() == ["公表する：\(round.title)"])
        }
    }
}
