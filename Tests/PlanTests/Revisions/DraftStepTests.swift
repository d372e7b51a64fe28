import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Rewriting drafts of the plan")
struct DraftStepTests {
    private static func draft(_ plan: TestedPlan) async throws -> (PlanVersion, Initiative) {
        try await plan.write { connection, stamp in
            let draft = try RevisionStore.begin(by: stamp, on: connection)
            let initiative = try #require(try InitiativeStore.list(version: draft.id, on: connection).first)
            var words = InitiativeDraft(initiative)
            words.title = "新しい名の取組"
            try RevisionStore.edit(initiative.id, words, reason: "名を改める。", by: stamp, on: connection)
            return (draft, try Initiative.known(initiative.id, on: connection))
        }
    }

    @Test("The reason of a step is worded anew while the version is a draft, and the comparison prints it")
    func reasons() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let (draft, _) = try await Self.draft(plan)
            let step = try #require(try await plan.read { try RevisionStore.steps(of: draft.id, on: $0) }.first)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let (path, secretariat) = (RewordedStep.path(draft.id, step.id), TestPerson(.secretariat))
            #expect(try await site.get(VersionPage.path(draft.id), as: secretariat).text.contains("href=\"\(path)\""))
            #expect(try await site.get(path, as: secretariat).text.contains("名を改める。"))
            let fields = ["reason": "部会の意見による。", "revision": "\(step.revision)"]
            #expect(try await site.post(path, as: secretariat, fields).status == 303)
            #expect(try await site.post(path, as: secretariat, fields).status == 409, "read before it changed")
            let page = try await site.get(VersionPage.path(draft.id), as: secretariat)
            #expect(page.text.contains("部会の意見による。"))
            #expect(page.text.contains("<ins>"))
            let rows = try await plan.read { try Audit.list(AuditFilter(subject: "version/\(draft.id)"), on: $0) }
            #expect(rows.first?.action == "plan.version.reword")
            #expect(rows.first?.details.contains("名を改める。") == true)
        }
    }

    @Test("An initiative of a draft that somebody else changed meanwhile is not overwritten, and what was typed stays")
    func stale() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let (draft, initiative) = try await Self.draft(plan)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let path = VersionPage.editPath(draft.id, initiative.id)
            let before = initiative.revision
            try await plan.write { connection, stamp in
                var words = InitiativeDraft(initiative)
                words.title = "ほかの人の名"
                try RevisionStore.edit(initiative.id, words, reason: "別の理由", by: stamp, on: connection)
            }
            let refused = try await site.post(
                path, as: TestPerson(.secretariat),
                [
                    "number": initiative.number, "title": "私の名", "body": "", "main": plan.units[0].id.text,
                    "reason": "私の理由", "revision": "\(before)",
                ])
            #expect(refused.status == 409)
            #expect(refused.text.contains("value=\"私の名\""))
            #expect(try await plan.read { try Initiative.known(initiative.id, on: $0) }.title == "ほかの人の名")
        }
    }

    @Test(
        "An initiative that a draft ended comes back as it was, and the comparison no longer speaks of it",
        arguments: TestDatabases.all)
    func bringingBack(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            try await plan.write { connection, stamp in
                try RevisionStore.insert(
                    "令和7年度末までに始める", origin: nil, line: 1, deadlines: [], position: 1, of: plan.initiatives[1].id,
                    by: stamp, on: connection)
            }
            let draft = try await plan.write { try RevisionStore.begin(by: $1, on: $0) }
            let initiative = try await plan.read { try InitiativeStore.list(version: draft.id, on: $0)[1] }
            try await plan.write { try RevisionStore.end(initiative.id, reason: "終えたため", by: $1, on: $0) }
            let step = try #require(try await plan.read { try RevisionStore.steps(of: draft.id, on: $0) }.first)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let (path, secretariat) = ("\(RewordedStep.path(draft.id, step.id))/undo", TestPerson(.secretariat))
            let page = try await site.get(VersionPage.path(draft.id), as: secretariat).text
            #expect(page.contains("action=\"\(path)\""))
            #expect(try await site.post(path, as: secretariat).status == 303)
            let rows = try await plan.read { connection in
                let base = try PlanVersion.known(plan.version, on: connection)
                return try RevisionStore.comparison(
                    from: base, to: PlanVersion.known(draft.id, on: connection), on: connection
                ).rows
            }
            #expect(rows == [])
            let back = try await plan.read { try InitiativeStore.list(version: draft.id, on: $0)[1] }
            #expect(back.lineage == initiative.lineage)
            #expect(back.mainUnits == initiative.mainUnits)
            #expect(back.promises.map(\.content) == ["令和7年度末までに始める"])
            #expect(try await plan.read { try RevisionStore.steps(of: draft.id, on: $0) } == [])
            #expect(try await site.post(path, as: secretariat).status == 404, "the step is gone")
            await #expect(throws: RevisionRefusal.nothingToBringBack) {
                try await plan.write { try RevisionStore.bringBack(step, by: $1, on: $0) }
            }
        }
    }
}
