import RandomTesting
import SiteTesting
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("The summary of a report on one page")
struct ReportSheetTests {
    private static func entry(
        _ number: Int, group: String?, mark: MarkSet.Canonical?, problem: String = ""
    ) -> ReportedEntry {
        ReportedEntry(
            id: "01E\(number)", round: "01R", lineage: "L\(number)", initiative: "(\(number)) 取組\(number)",
            unit: "課\(number)",
            studyGroup: group, isAnswered: mark != nil, stateTitle: "受付済み",
            mark: mark.map {
                .init(symbol: $0 == .late ? "D" : "B", label: $0 == .late ? "遅れ" : "予定どおり", canonical: $0)
            },
            done: "", plan: "", problem: problem, response: "",
            values: [.init(indicator: "指標\(number)", printed: "\(number)件")], evidence: [], warnings: [],
            isRepeat: false)
    }

    private static func content(_ entries: [ReportedEntry], proposals: Int = 0) -> ReportContent {
        let round = ReportedRound(
            id: "01R", quarter: "令和6年度第1四半期", asOf: "令和6年6月30日", edition: 1, contentHash: "abc", markCriteria: [],
            entries: entries)
        return ReportContent(
            title: "報告", addressee: "部会", planTitle: "計画", author: "事務局", date: nil, rounds: [round], previous: nil,
            overview: [], groups: [],
            proposals: (0..<proposals).map {
                .init(initiative: "(\($0)) 取組", present: "今", proposed: "後\($0)", reason: "訳", sources: [])
            }, isSample: false)
    }

    @Test("Marks stand by study group with a picture, beside figures, what is late and what is asked for")
    func parts() {
        let html = ReportSheet(
            content: Self.content(
                [
                    Self.entry(1, group: "標準化検討グループ", mark: .onTrack),
                    Self.entry(2, group: "標準化検討グループ", mark: .late, problem: "入札が不調"),
                    Self.entry(3, group: nil, mark: nil),
                ], proposals: 1), sealed: (2, "ff")
        ).html.text
        #expect(html.contains("<svg"))
        #expect(html.contains("標準化検討グループは計2件（B 予定どおり1件、D 遅れ1件）"))
        #expect(html.contains("検討グループなしは計1件（未回答1件）"))
        #expect(html.contains("指標1"))
        #expect(html.contains("3　遅れ・中止（1件）"))
        #expect(html.contains("入札が不調"))
        #expect(html.contains("未回答　1件"))
        #expect(html.contains("4　決定をお願いすること（1件）"))
        #expect(html.contains("第2版　報告書の内容の SHA-256 ff"))
        #expect(!html.contains("<details"), "nothing folded on paper")
        #expect(!html.contains("style=\""), "the content security policy allows none")
    }

    @Test(
        "However much there is, each list keeps to its length and says how much more stands in the report",
        arguments: 1...10)
    func bounded(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let long = String(repeating: "長い文\n", count: 200)
        var entries: [ReportedEntry] = []
        for number in 0..<Int.random(in: 20...150, using: &generator) {
            entries.append(
                Self.entry(
                    number, group: "グループ\(number % 30)", mark: generator.chance(1, in: 2) ? .late : nil, problem: long))
        }
        let sheet = ReportSheet(content: Self.content(entries, proposals: 30), sealed: nil)
        let html = sheet.html.text
        let late = entries.count { $0.mark?.canonical == .late }
        #expect(html.contains("（\(late)件）"), "seed \(seed)")
        #expect(html.matches(of: /<li>/).count <= 2 * ReportSheet.itemsMax + ReportSheet.decisionsMax, "seed \(seed)")
        #expect(html.matches(of: /<tr>/).count <= ReportSheet.figuresMax + 1, "seed \(seed)")
        #expect(html.contains("ほか\(30 - ReportSheet.decisionsMax)件は、報告書の「4　計画修正(案)」にあります。"), "seed \(seed)")
        #expect(!html.contains(long), "seed \(seed)")
    }

    @Test("A text that is cut says so, stays on one line and is never torn inside a character")
    func cutting() {
        #expect("短い文".cut(10) == "短い文")
        #expect("一\n二".cut(10) == "一 二")
        #expect("一二三四五".cut(4) == "一二三…")
        #expect("👨‍👩‍👧👨‍👩‍👧".cut(7) == "👨‍👩‍👧…")
    }

    @Test("The page of a report leads to the summary of its draft and of each edition")
    func links() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
            try await plan.close(round)
            try await plan.freeze(round)
            let report = try await plan.write { connection, stamp in
                try ReportStore.create(
                    title: "報告", addressee: "部会", author: "事務局", reportedOn: nil,
                    coverage: [.init(round: round.id, edition: 1)], by: stamp, on: connection)
            }
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let secretariat = TestPerson(.secretariat)
            let draft = ReportSheetRoutes.path(report.id, edition: nil)
            #expect(try await site.get(report.path, as: secretariat).text.contains("href=\"\(draft)\""))
            #expect(try await site.get(draft, as: secretariat).text.contains("確定前の案です。"))
            try await plan.write { try ReportSealing.seal(report, by: $1, on: $0) }
            let edition = ReportSheetRoutes.path(report.id, edition: 1)
            #expect(try await site.get(report.path, as: secretariat).text.contains("href=\"\(edition)\""))
            let sealed = try await site.get(edition, as: TestPerson(.auditor))
            #expect(sealed.text.contains("SHA-256"))
            #expect(try await site.get(draft, as: secretariat).status == 404)
            #expect(try await site.get(ReportSheetRoutes.path(report.id, edition: 2), as: secretariat).status == 404)
        }
    }
}
