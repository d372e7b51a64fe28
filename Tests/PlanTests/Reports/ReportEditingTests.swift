import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Rewriting drafts of reports")
struct ReportEditingTests {
    private static func frozen(_ plan: TestedPlan, _ quarter: Quarter = TestedPlan.firstQuarter) async throws -> Round {
        let round = try await plan.open(quarter)
        for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
        try await plan.close(round)
        try await plan.freeze(round)
        return try await plan.round(round.id)
    }

    private static func draft(_ round: Round, _ plan: TestedPlan) async throws -> Report {
        let entry = try await plan.entries(round)[0].id.text
        return try await plan.write { connection, stamp in
            let report = try ReportStore.create(
                title: "報告", addressee: "部会", author: "事務局", reportedOn: nil,
                coverage: [.init(round: round.id, edition: 1)], by: stamp, on: connection)
            try ReportStore.add(
                paragraph: "おおむね順調です。", section: .overview, body: nil, sources: [entry], to: report, by: stamp,
                on: connection)
            try ReportStore.add(
                proposalFor: plan.initiatives[0].id, present: "今", proposed: "後", reason: "遅れ", sources: [entry],
                to: report, by: stamp, on: connection)
            return report
        }
    }

    private static func revision(_ report: ID<Report>, _ plan: TestedPlan) async throws -> String {
        "\(try await plan.read { try Report.known(report, on: $0) }.revision)"
    }

    @Test(
        "Every field of the head is rewritten on the page of the draft, with its trail", arguments: TestDatabases.all)
    func head(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.frozen(plan)
            let report = try await Self.draft(round, plan)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let (path, secretariat) = ("\(report.path)/edit", TestPerson(.secretariat))
            #expect(try await site.get(report.path, as: secretariat).text.contains("action=\"\(path)\""))
            let fields = [
                "title": "直した件名", "addressee": "デジタル部会", "author": "情報課", "reportedOn": "令和6年8月1日",
                "round": round.id.text, "revision": try await Self.revision(report.id, plan),
            ]
            #expect(try await site.post(path, as: secretariat, fields).status == 303)
            let edited = try await plan.read { try Report.known(report.id, on: $0) }
            #expect(edited.title == "直した件名")
            #expect(edited.addressee == "デジタル部会")
            #expect(edited.author == "情報課")
            #expect(edited.reportedOn == CivilDate(year: 2024, month: 8, day: 1))
            #expect(edited.coverage == report.coverage)
            let rows = try await plan.read { try Audit.list(AuditFilter(subject: "report/\(report.id)"), on: $0) }
            #expect(rows.first?.action == ReportTrail.edit)
            #expect(rows.first?.details.contains("直した件名") == true)
            #expect(try await plan.verification().failures == [])
        }
    }

    @Test("Who read the draft before somebody else changed it is refused, and what they typed stays on the page")
    func stale() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await Self.frozen(plan)
            let report = try await Self.draft(round, plan)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let read = try await Self.revision(report.id, plan)
            var head = report.head
            head.title = "ほかの人の件名"
            let others = head
            try await plan.write { try ReportStore.edit(report, others, by: $1, on: $0) }
            let refused = try await site.post(
                "\(report.path)/edit", as: TestPerson(.secretariat),
                [
                    "title": "私の件名", "addressee": "部会", "author": "事務局", "round": round.id.text, "revision": read,
                ])
            #expect(refused.status == 409)
            #expect(refused.text.contains("value=\"私の件名\""))
            #expect(try await plan.read { try Report.known(report.id, on: $0) }.title == "ほかの人の件名")
            let empty = try await site.post(
                "\(report.path)/edit", as: TestPerson(.secretariat),
                ["title": "", "addressee": "残る宛先", "revision": read])
            #expect(empty.status == 422)
            #expect(empty.text.contains("value=\"残る宛先\""))
        }
    }

    @Test(
        "Paragraphs and proposals are rewritten with their sources, and compared with the trail",
        arguments: TestDatabases.all)
    func statements(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.frozen(plan)
            let report = try await Self.draft(round, plan)
            let entries = try await plan.entries(round).map(\.id.text)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let secretariat = TestPerson(.secretariat)
            let paragraph = try #require(
                try await plan.read { try ReportStore.paragraphs(of: report.id, on: $0) }.first)
            let path = WrittenStatement.path(report.id, paragraph.id)
            let page = try await site.get(path, as: secretariat)
            #expect(page.text.contains("おおむね順調です。"))
            let revision = "\(ReportStatement.paragraph(paragraph).revision)"
            let fields = ["place": "overview", "content": "遅れがあります。", "source": entries[1], "revision": revision]
            #expect(try await site.post(path, as: secretariat, fields).status == 303)
            let after = try #require(
                try await plan.read { try ReportStore.paragraphs(of: report.id, on: $0) }.first)
            #expect(after.content == "遅れがあります。")
            #expect(after.sources == [entries[1]])
            #expect(try await site.post(path, as: secretariat, fields).status == 409, "read before it changed")

            let proposal = try #require(try await plan.read { try ReportStore.proposals(of: report.id, on: $0) }.first)
            let changed = try await site.post(
                WrittenStatement.path(report.id, proposal.id), as: secretariat,
                [
                    "initiative": plan.initiatives[1].id.text, "present": "今のまま", "proposed": "こう改める", "reason": "国の通知",
                    "source": entries[0], "revision": "\(ReportStatement.proposal(proposal).revision)",
                ])
            #expect(changed.status == 303)
            let written = try #require(try await plan.read { try ReportStore.proposals(of: report.id, on: $0) }.first)
            #expect(written.initiative == plan.initiatives[1].id)
            #expect(written.proposed == "こう改める")
            #expect(try await plan.verification().failures == [])
        }
    }

    @Test(
        "A quarter on whose answers something rests is not taken out; one may be added; a sealed report is not rewritten"
    )
    func coverage() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let first = try await Self.frozen(plan)
            plan.move(to: TestedPlan.firstQuarter.next.end.adding(days: 1))
            let second = try await Self.frozen(plan, TestedPlan.firstQuarter.next)
            let report = try await Self.draft(first, plan)
            var head = report.head
            head.coverage = [.init(round: second.id, edition: 1)]
            let elsewhere = head
            await #expect(throws: ReportRefusal.sourcesElsewhere) {
                try await plan.write { try ReportStore.edit(report, elsewhere, by: $1, on: $0) }
            }
            head.coverage = [.init(round: first.id, edition: 1), .init(round: second.id, edition: 1)]
            let both = head
            try await plan.write { try ReportStore.edit(report, both, by: $1, on: $0) }
            let known = try await plan.read { try Report.known(report.id, on: $0) }
            #expect(known.coverage.map(\.round) == [first.id, second.id])
            try await plan.write { try ReportSealing.seal(known, by: $1, on: $0) }
            let sealed = try await plan.read { try Report.known(report.id, on: $0) }
            await #expect(throws: ReportRefusal.alreadySealed) {
                try await plan.write { try ReportStore.edit(sealed, both, by: $1, on: $0) }
            }
            try await plan.write { try ReportStore.correct(sealed, reason: "誤り", by: $1, on: $0) }
            let correction = try await plan.read { try Report.known(report.id, on: $0) }
            var reduced = correction.head
            reduced.coverage.removeLast()
            let fewer = reduced
            await #expect(throws: ReportRefusal.correctionElsewhere) {
                try await plan.write { try ReportStore.edit(correction, fewer, by: $1, on: $0) }
            }
            var reworded = correction.head
            reworded.correction = "集計の誤り"
            let words = reworded
            try await plan.write { try ReportStore.edit(correction, words, by: $1, on: $0) }
            #expect(try await plan.read { try Report.known(report.id, on: $0) }.correction == "集計の誤り")
            #expect(try await plan.verification().failures == [])
        }
    }
}
