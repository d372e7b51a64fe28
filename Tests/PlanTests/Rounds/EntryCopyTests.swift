import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Taking over what the quarter before said")
struct EntryCopyTests {
    private static let before = Answer(
        mark: "D", done: "前に実施したこと。", plan: "前の予定。", problem: "前の課題。", response: "前の対応。")

    /// A quarter that was answered, and the next one of the same plan.
    private static func use(
        _ body: @Sendable (TestedPlan, Entry, ID<PlanIndicator>, TestPerson, SiteClient) async throws -> Void
    ) async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let indicator = try await plan.write { connection, stamp in
                try PlanIndicatorStore.create(
                    .hours, for: plan.initiatives[0].lineage, by: stamp, on: connection
                ).id
            }
            let first = try await plan.open()
            var answer = Self.before
            answer.values = [indicator: try #require(QuantityReader.read("約6,500"))]
            answer.bases = [indicator: "集計表"]
            let old = try #require(try await plan.entries(first).first { $0.initiative == plan.initiatives[0].id })
            try await plan.answer(old.id, answer)
            let second = try await plan.open(TestedPlan.firstQuarter.next)
            let entry = try #require(try await plan.entries(second).first { $0.initiative == plan.initiatives[0].id })
            try await body(
                plan, entry, indicator, TestPerson(.editor, units: [plan.units[0].id]),
                try TestSite(plan.ward, modules: [PlanModule()]).client)
        }
    }

    @Test("Into empty fields only: what was typed stays, the mark is never taken over, and nothing is saved")
    func emptyFields() async throws {
        try await Self.use { plan, entry, indicator, editor, site in
            let copied = try await site.post(
                "/entries/\(entry.id)/copy", as: editor, ["revision": "0", "done": "この四半期のこと。", "plan": " "])
            #expect(copied.status == 200)
            #expect(copied.text.contains("この四半期のこと。"))
            #expect(!copied.text.contains("\n前に実施したこと。</textarea>"))
            #expect(copied.text.contains("\n前の予定。</textarea>"))
            #expect(copied.text.contains("\n前の課題。</textarea>"))
            #expect(copied.text.contains("name=\"value-\(indicator)\" value=\"約6,500\""))
            #expect(copied.text.contains("name=\"basis-\(indicator)\" value=\"集計表\""))
            #expect(!copied.isOn("D"))
            #expect(copied.text.contains("前の四半期の記載を写しました（今後の予定、課題、対応、業務時間の削減、"))
            #expect(copied.text.contains("前回の記載のままの欄があります"))
            #expect(try await plan.entry(entry.id).answer.isEmpty)
        }
    }

    @Test("Over what is written only when that is asked for")
    func overwriting() async throws {
        try await Self.use { _, entry, _, editor, site in
            let written = [
                "revision": "0", "done": "書いた文。", "plan": "書いた文。", "problem": "書いた文。", "response": "書いた文。",
            ]
            let values = written.merging(["overwrite": "yes", "mark": "B"]) { $1 }
            let replaced = try await site.post("/entries/\(entry.id)/copy", as: editor, values)
            #expect(replaced.status == 200)
            #expect(replaced.text.contains("\n前に実施したこと。</textarea>"))
            #expect(!replaced.text.contains("書いた文。"))
            #expect(replaced.isOn("B"))
            #expect(!replaced.isOn("yes"), "the next time is asked for anew")
        }
    }

    @Test("Where there is nothing to take over, that is told and nothing is lost")
    func nothing() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let entry = try await plan.entries(try await plan.open())[0]
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let editor = TestPerson(.editor, units: [plan.units[0].id])
            let page = try await site.get("/entries/\(entry.id)", as: editor)
            #expect(!page.text.contains("前回から写す"))
            let refused = try await site.post(
                "/entries/\(entry.id)/copy", as: editor, ["revision": "0", "done": "書きかけ"])
            #expect(refused.status == 409)
            #expect(refused.text.contains("前の四半期に提出した回答がないため"))
            #expect(refused.text.contains("書きかけ"))
        }
    }

    @Test("Who may not write the answer takes nothing over")
    func access() async throws {
        try await Self.use { plan, entry, _, _, site in
            let other = TestPerson(.editor, units: [plan.units[1].id])
            let fromOutside = try await site.post("/entries/\(entry.id)/copy", as: other)
            #expect(fromOutside.status == 404)
            let fromSecretariat = try await site.post("/entries/\(entry.id)/copy", as: TestPerson(.secretariat))
            #expect(fromSecretariat.status == 403)
        }
    }

    @Test("An answer in which nothing was changed is told apart from one with a sentence that stayed (V14)")
    func unchanged() {
        func doubts(_ answer: Answer) -> [String] {
            EntryCheck(
                answer: answer, marks: .standard, asOf: TestedPlan.start.date, previous: Self.before
            ).findings.filter { $0.rule == .repetition }.map(\.message)
        }
        #expect(doubts(Self.before).count == 2)
        #expect(doubts(Self.before).allSatisfy { $0.hasPrefix("進捗区分、文章、指標の値がすべて前の四半期と同じで、") })
        var other = Self.before
        other.problem = "新しい課題。"
        #expect(doubts(other).count == 2)
        #expect(doubts(other).allSatisfy { $0.hasPrefix("「") })
    }
}
