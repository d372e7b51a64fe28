import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("The initiatives of the plan as a list")
struct PlanListTests {
    private static let secretariat = TestPerson(.secretariat)

    private static func deadline(_ to: CivilDate?, isExternal: Bool = false) -> PromiseDeadline {
        PromiseDeadline(deadlineClass: .by, from: nil, to: to, raw: "期限", isExternal: isExternal)
    }

    @Test("The ward's own dates are passed, within 30 or within 90 days; what is done is due no more")
    func windows() {
        let today = TestedPlan.start.date
        func windows(_ days: [Int], isEnded: Bool = false) -> [InitiativeDue.Window] {
            let due = InitiativeDue(
                days.map { Self.deadline(today.adding(days: $0)) }, isEnded: isEnded, today: today)
            return InitiativeDue.Window.allCases.filter(due.isIn)
        }
        #expect(windows([-1]) == [.passed])
        #expect(windows([0]) == [.month, .quarter])
        #expect(windows([30]) == [.month, .quarter])
        #expect(windows([31]) == [.quarter])
        #expect(windows([90]) == [.quarter])
        #expect(windows([91]) == [])
        #expect(windows([-400, 20]) == [.passed, .month, .quarter])
        #expect(windows([-1, 5], isEnded: true) == [])
        let others = InitiativeDue(
            [Self.deadline(today, isExternal: true), Self.deadline(nil)], isEnded: false, today: today)
        #expect(others.first == nil)
    }

    private static func promise(_ day: CivilDate, of initiative: Initiative, in plan: TestedPlan) async throws {
        try await plan.write { connection, stamp in
            let promise: ID<Promise> = stamp.newID()
            try connection.execute(
                """
                INSERT INTO promise (id, initiative, position, content)
                VALUES (\(promise), \(initiative.id), 1, '導入する')
                """)
            try connection.execute(
                """
                INSERT INTO promise_deadline (id, promise, position, deadline_class, due_to, raw, is_external)
                VALUES (\(stamp.newID(PromiseDeadline.self)), \(promise), 1, \(DeadlineClass.by), \(day), '期限', 0)
                """)
            // Rows that are put in by hand are a change like any other.
            try Audit.append("test.promise", subject: "plan", details: [:], by: stamp, on: connection)
        }
    }

    private static func titles(_ site: SiteClient, _ query: String) async throws -> [String]? {
        let answer = try await site.get("/plan.json?\(query)", as: secretariat)
        return try JSON(parsing: answer.text)["initiatives"]?.array?.compactMap { $0["title"]?.string }
    }

    @Test(
        "Marks are those of the newest sealed quarter; filters by mark, date and what is missing give the rows they name"
    )
    func filters() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let today = plan.ward.clock.today
            try await Self.promise(today.adding(days: -3), of: plan.initiatives[0], in: plan)
            try await Self.promise(today.adding(days: 60), of: plan.initiatives[1], in: plan)
            #expect(try await Self.titles(site, "due=passed") == ["取組1"])
            #expect(try await Self.titles(site, "due=30") == [])
            #expect(try await Self.titles(site, "due=90") == ["取組2"])

            let round = try await plan.open()
            let entries = try await plan.entries(round)
            try await plan.answer(entries[0].id)
            try await plan.answer(
                entries[1].id, Answer(mark: "D", done: "準備した。", plan: "続ける。", problem: "人手", response: "増員"))
            let open = try await site.get("/plan", as: Self.secretariat).text
            #expect(!open.contains("D 遅れ"), "what is not sealed is not the plan's mark")
            let running = try #require(open.range(of: "\(round.title)の回答を見る"))
            let settled = try #require(open.range(of: AssignmentsPage.link.title))
            #expect(running.lowerBound < settled.lowerBound, "what is settled is not what comes next")
            try await plan.close(round)
            try await plan.freeze(round)
            let page = try await site.get("/plan", as: Self.secretariat).text
            #expect(page.contains("進捗（\(round.title)）"))
            #expect(page.contains("D 遅れ"))
            #expect(try await Self.titles(site, "mark=D") == ["取組2"])
            #expect(try await Self.titles(site, "mark=late") == ["取組2"])
            #expect(try await Self.titles(site, "mark=none") == ["取組3"])
            #expect(try await Self.titles(site, "unit=\(plan.units[1].id)") == ["取組2"])
            #expect(try await Self.titles(site, "lacks=indicator") == ["取組1", "取組2", "取組3"])
            #expect(try await Self.titles(site, "lacks=unit") == [])
            #expect(try await Self.titles(site, "q=%E5%8F%96%E7%B5%84%EF%BC%93") == ["取組3"])
            #expect(try await Self.titles(site, "sort=-mark") == ["取組2", "取組1", "取組3"])
        }
    }

    @Test("What is to be settled stands above the list, and only for who settles it")
    func next() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            try await plan.write {
                try InitiativeStore.assign(main: [], related: [], to: plan.initiatives[2].id, by: $1, on: $0)
            }
            let page = try await site.get("/plan", as: Self.secretariat).text
            let link = "<a class=\"button button-primary\" href=\"/plan/units\">1件の取組の主管課を決める</a>"
            let place = try #require(page.firstRange(of: link))
            let list = try #require(page.firstRange(of: "<table"))
            #expect(place.upperBound < list.lowerBound)
            #expect(try await Self.titles(site, "lacks=unit") == ["取組3"])
            let auditor = try await site.get("/plan", as: TestPerson(.auditor)).text
            #expect(!auditor.contains("主管課を決める"))
        }
    }

    @Test("The chart stands on its own page and shows what the list was asked for")
    func timeline() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let list = try await site.get("/plan?q=%E5%8F%96%E7%B5%842", as: Self.secretariat).text
            #expect(!list.contains("取組ごとの時期"))
            #expect(list.contains("href=\"/plan/timeline?q=%E5%8F%96%E7%B5%842\""))
            let chart = try await site.get("/plan/timeline?q=%E5%8F%96%E7%B5%842", as: Self.secretariat)
            #expect(chart.status == 200)
            #expect(chart.text.contains("取組ごとの時期"))
            #expect(chart.text.contains("取組2"))
            #expect(!chart.text.contains("取組1"))
            #expect(try await site.get("/plan/timeline", as: TestPerson(.editor)).status == 200)
        }
    }

    @Test("An initiative opened from the list leads to its neighbours, and a change keeps one there")
    func place() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let path = "/initiatives/\(plan.initiatives[1].id)"
            let page = try await site.get("\(path)?list=%2Fplan%3Fsort%3D-number", as: Self.secretariat).text
            #expect(page.contains("<li>2/3件</li>"))
            #expect(
                page.contains(
                    "href=\"/initiatives/\(plan.initiatives[2].id)?list=/plan?sort=-number\" rel=\"prev\""))
            #expect(page.contains("href=\"/plan?sort=-number\">一覧に戻る"))
            #expect(try await site.get(path, as: Self.secretariat).text.contains("一覧に戻る") == false)
        }
    }
}
