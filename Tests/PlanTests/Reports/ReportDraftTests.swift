import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Drafts of reports")
struct ReportDraftTests {
    private static func frozen(_ plan: TestedPlan) async throws -> Round {
        let round = try await plan.open()
        for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
        try await plan.close(round)
        try await plan.freeze(round)
        return round
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

    @Test(
        "A draft is taken back with everything written in it, after a page that says so", arguments: TestDatabases.all)
    func discarding(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.frozen(plan)
            let report = try await Self.draft(round, plan)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let (path, secretariat) = ("\(report.path)/discard", TestPerson(.secretariat))
            #expect(try await site.get(report.path, as: secretariat).text.contains("action=\"\(path)\""))
            let asked = try await site.post(path, as: secretariat)
            #expect(asked.text.contains("書き込んだ説明1件と計画の修正案1件も消えます。"))
            #expect(try await site.confirming(path, as: secretariat).status == 303)
            #expect(try await site.get(report.path, as: secretariat).status == 404)
            let rows = try await plan.read { connection in
                try [
                    "SELECT COUNT(*) FROM report", "SELECT COUNT(*) FROM report_round",
                    "SELECT COUNT(*) FROM report_paragraph", "SELECT COUNT(*) FROM report_proposal",
                    "SELECT COUNT(*) FROM report_source",
                ].map { (statement: SQL) -> Int? in try connection.value(statement) }
            }
            #expect(rows == [0, 0, 0, 0, 0])
            let actions = try await plan.read { try Audit.list(AuditFilter(subject: "report/\(report.id)"), on: $0) }
            #expect(actions.first?.action == "plan.report.discard")
        }
    }

    @Test("What was sealed once, or decided upon, is not taken back", arguments: TestDatabases.all)
    func kept(_ kind: TestDatabase) async throws {
        try await TestedGroup.use(kind) { group in
            let plan = group.plan
            let round = try await Self.frozen(plan)
            let report = try await Self.draft(round, plan)
            let meeting = try await group.meeting()
            let decision = try await plan.write {
                try MeetingStore.add(decision: "報告を受けた。", report: report.id, to: meeting, by: $1, on: $0)
            }
            await #expect(throws: ReportRefusal.decidedUpon(["報告を受けた。"])) {
                try await plan.write { try ReportStore.discard(report, by: $1, on: $0) }
            }
            try await plan.write { try MeetingStore.remove(decision: decision.id, from: meeting, by: $1, on: $0) }
            try await plan.write { try ReportSealing.seal(report, by: $1, on: $0) }
            let sealed = try await plan.read { try Report.known(report.id, on: $0) }
            try await plan.write { try ReportStore.correct(sealed, reason: "誤り", by: $1, on: $0) }
            for version in [sealed, try await plan.read { try Report.known(report.id, on: $0) }] {
                await #expect(throws: ReportRefusal.sealedBefore) {
                    try await plan.write { try ReportStore.discard(version, by: $1, on: $0) }
                }
            }
        }
    }

    @Test(
        "A correction that is given up leaves the report as it was sealed, over the editions of then",
        arguments: TestDatabases.all)
    func cancelling(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.frozen(plan)
            let report = try await Self.draft(round, plan)
            try await plan.write { try ReportSealing.seal(report, by: $1, on: $0) }
            plan.passMinutes()
            try await plan.amend(round, units: [plan.units[0].id])
            try await plan.answer(try await plan.entries(round)[0].id, Answer(mark: "B", done: "直した。"))
            try await plan.freeze(round)
            let sealed = try await plan.read { try Report.known(report.id, on: $0) }
            try await plan.write { try ReportStore.correct(sealed, reason: "新しい版", by: $1, on: $0) }
            let begun = try await plan.read { try Report.known(report.id, on: $0) }
            #expect(begun.coverage.map(\.edition) == [2])
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let path = "\(report.path)/correct/cancel"
            #expect(try await site.post(path, as: TestPerson(.secretariat)).status == 303)
            #expect(try await plan.read { try Report.known(report.id, on: $0) } == sealed)
            #expect(try await site.post(path, as: TestPerson(.secretariat)).status == 409)
            #expect(try await plan.verification().isWhole)
        }
    }

    @Test("The PDF of a report and of a record of a meeting is named after what it is about")
    func filenames() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let plan = group.plan
            let round = try await Self.frozen(plan)
            let report = try await Self.draft(round, plan)
            let decision = try await group.decided(3)
            try await plan.write { connection, stamp in
                let seals = [
                    try ReportSealing.seal(report, by: stamp, on: connection),
                    try #require(try MeetingMinutes.editions(of: decision.meeting.text, on: connection).last),
                ]
                for seal in seals {
                    try SealStore.attach(
                        Rendering(type: "application/pdf", bytes: Array("%PDF-1.7".utf8)), to: seal, by: stamp,
                        on: connection)
                }
            }
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let auditor = TestPerson(.auditor)
            let printed = try await site.get(Report.editionPath(report.id, 1, pdf: true), as: auditor)
            #expect(printed.filename == "令和6年度第1四半期_部会報告_第1版.pdf")
            let minutes = try await site.get("\(MeetingPage.path(decision.meeting))/editions/1.pdf", as: auditor)
            #expect(minutes.filename == "第3回 標準化検討グループ_会議録_第1版.pdf")
        }
    }
}
