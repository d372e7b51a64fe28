import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan
import Site

@Suite("The programme at a glance")
struct ProgrammeStandingTests {
    private static func standing(_ plan: TestedPlan) async throws -> ProgrammeStanding {
        let today = plan.ward.clock.today
        return try #require(try await plan.read { try ProgrammeStanding(today: today, on: $0) })
    }

    /// Answers every initiative with a mark and freezes.
    private static func freeze(
        _ quarter: Quarter, _ plan: TestedPlan, mark: (Int) -> String
    ) async throws {
        let round = try await plan.open(quarter)
        for (position, entry) in try await plan.entries(round).enumerated() {
            try await plan.answer(
                entry.id,
                Answer(mark: mark(position), done: "開いた。", plan: "続ける。", problem: "会場が足りない。", response: "借りる。"))
        }
        try await plan.close(round)
        try await plan.freeze(round)
    }

    @Test("Marks, movement and sections are those of the sealed quarters, whatever is being answered now")
    func movement() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            #expect(try await Self.standing(plan).newest == nil)
            try await Self.freeze(TestedPlan.firstQuarter, plan) { ["B", "B", "D"][$0] }
            let alone = ProgrammeGlance(standing: try await Self.standing(plan), mayReadAllEntries: true).glance.html
                .text
            #expect(!alone.contains("良くなった"), "there is nothing to compare with")
            let next = TestedPlan.firstQuarter.next
            plan.move(to: next.end.adding(days: 1))
            try await Self.freeze(next, plan) { ["B", "D", "B"][$0] }
            let later = next.next
            plan.move(to: later.end.adding(days: 1))
            let open = try await plan.open(later)
            try await plan.answer(
                try #require(try await plan.entries(open).first).id, Answer(mark: "D", done: "秘密"), until: .draft)

            let standing = try await Self.standing(plan)
            #expect(standing.newest?.quarter == next.japanese)
            #expect(standing.lines.map(\.movement) == [.same, .worse, .better])
            #expect(standing.lines.map(\.isLate) == [false, true, false])
            #expect(standing.sections.map(\.name) == ["第1課", "第2課", "第3課"])
            #expect(standing.sections.map(\.marks) == [[.mark(.onTrack)], [.mark(.late)], [.mark(.onTrack)]])
            let html = ProgrammeGlance(standing: standing, mayReadAllEntries: true).glance.html.text
            #expect(html.contains("\(next.end.japanese)現在"))
            #expect(html.contains("遅れた取組の名前（1件）"))
            #expect(html.contains("↓ 遅れた"))
            #expect(!html.contains("秘密"))
            try MarkupTokenizer.tokens(html).checkNesting()
        }
    }

    @Test("A deadline counts while its promise is not kept, and not when it is the nation's")
    func deadlines() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let today = plan.ward.clock.today
            let days = [-1, 0, 30, 31, 90, 91]
            try await plan.write { connection, stamp in
                for (position, day) in (days + [-2]).enumerated() {
                    let (promise, deadline): (ID<Promise>, ID<PromiseDeadline>) = (stamp.newID(), stamp.newID())
                    let initiative = plan.initiatives[position == 0 ? 0 : 1].id
                    try connection.execute(
                        """
                        INSERT INTO promise (id, initiative, position, content)
                        VALUES (\(promise), \(initiative), \(position + 1), '始める')
                        """)
                    try connection.execute(
                        """
                        INSERT INTO promise_deadline (id, promise, position, deadline_class, due_to, raw, is_external)
                        VALUES (\(deadline), \(promise), 1, \(DeadlineClass.by.rawValue), \(today.adding(days: day)), '期限',
                            \(position == days.count))
                        """)
                }
                // Rows that are put in by hand are a change like any other.
                try Audit.append("test.promises", subject: "plan", details: [:], by: stamp, on: connection)
            }
            let before = try await Self.standing(plan)
            #expect(before.passed == 1)
            #expect(before.due(within: 30) == 2)
            #expect(before.due(within: 90) == 4)
            try await Self.freeze(TestedPlan.firstQuarter, plan) { $0 == 0 ? "E" : "B" }
            #expect(try await Self.standing(plan).passed == 0, "what was stopped is late no more")
        }
    }

    @Test("Of 150 initiatives those are shown that need attention, a dozen at most, and the way to the others")
    func many() async throws {
        try await TestedPlan.use(TestDatabases.memory, initiatives: 150) { plan in
            try await Self.freeze(TestedPlan.firstQuarter, plan) { $0.isMultiple(of: 3) ? "D" : "B" }
            let html = ProgrammeGlance(standing: try await Self.standing(plan), mayReadAllEntries: true).glance.html
                .text
            let shown = try MarkupTokenizer.tokens(html).elements("a").count {
                $0["href"]?.hasPrefix("/initiatives/") ?? false
            }
            #expect(shown == ProgrammeGlance.wholeMax)
            #expect(html.contains("すべての取組を見る（150件）"))
            #expect(html.contains("ほかの138件"))
        }
    }

    @Test("Sections that share the last bar are one link away, by a page that the person may read")
    func sections() async throws {
        try await TestedPlan.use(TestDatabases.memory, initiatives: GlanceCharts.sectionsMax + 2) { plan in
            try await Self.freeze(TestedPlan.firstQuarter, plan) { _ in "B" }
            let standing = try await Self.standing(plan)
            let count = standing.sections.count
            #expect(count > GlanceCharts.sectionsMax)
            let round = ID<Round>(try #require(standing.newest).roundID)
            for (may, path) in [(true, RoundMarksPage.path(round)), (false, RoundPage.editionPath(round, 1))] {
                let html = ProgrammeGlance(standing: standing, mayReadAllEntries: may).glance.html.text
                #expect(html.contains("<a href=\"\(path)\">ほかの\(count - GlanceCharts.sectionsMax)課を含む"))
            }
        }
    }

    @Test("It takes as many statements for thirty initiatives as for two")
    func statements() async throws {
        func count(_ initiatives: Int) async throws -> Int {
            var count = 0
            try await TestedPlan.use(TestDatabases.memory, initiatives: initiatives) { plan in
                try await Self.freeze(TestedPlan.firstQuarter, plan) { _ in "B" }
                _ = try await Self.standing(plan)
                let today = plan.ward.clock.today
                count = try await plan.read { connection in
                    let counting = CountingConnection(connection)
                    _ = try ProgrammeStanding(today: today, on: counting)
                    return counting.statements
                }
            }
            return count
        }
        let (few, many) = (try await count(2), try await count(30))
        #expect(few > 0)
        // Others may have used up the memory for sealed quarters meanwhile; the one of this test is then read again.
        #expect(abs(many - few) <= 1, "\(few), \(many)")
        #expect(many < 20, "\(many)")
    }
}
