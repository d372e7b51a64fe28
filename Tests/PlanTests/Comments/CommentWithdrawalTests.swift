import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Opinions that are taken back")
struct CommentWithdrawalTests {
    /// Written by the person of the tests, over the web.
    private static func written(
        _ layer: CommentLayer, by person: TestPerson, source: String = "", in group: TestedGroup
    ) async throws -> PlanComment {
        let site = try TestSite(group.plan.ward, modules: [PlanModule()]).client
        let initiative = group.plan.initiatives[0]
        let path = CommentListPage.path(.initiative(initiative.id))
        let answer = try await site.post(
            path, as: person, ["layer": layer.rawValue, "content": "字を大きくする。", "source": source])
        #expect(answer.status == 303)
        return try #require(
            try await group.plan.read { try CommentStore.list(on: initiative.lineage, on: $0) }.last {
                $0.layer == layer
            })
    }

    @Test(
        "Who wrote an opinion takes it back with a reason; it is shown, asked for and reported no more, and its row stays",
        arguments: TestDatabases.all)
    func withdrawing(_ kind: TestDatabase) async throws {
        try await TestedGroup.use(kind) { group in
            let plan = group.plan
            let committee = TestPerson(.subcommittee)
            let comment = try await Self.written(.subcommittee, by: committee, in: group)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let path = "\(comment.path)/withdraw"
            #expect(try await site.get(comment.path, as: committee).text.contains("action=\"\(path)\""))
            let empty = try await site.post(path, as: committee, ["reason": ""])
            #expect(empty.status == 422)
            let asked = try await site.post(path, as: committee, ["reason": "誤って書いた。"])
            #expect(asked.text.contains("元に戻せません"))
            #expect(try await site.confirming(path, as: committee, ["reason": "誤って書いた。"]).status == 303)
            let page = try await site.get(comment.path, as: TestPerson(.auditor)).text
            #expect(!page.contains("字を大きくする。"))
            #expect(page.contains("誤って書いた。"))
            let list = try await site.get(
                CommentListPage.path(.initiative(comment.initiative)), as: TestPerson(.auditor)
            ).text
            #expect(!list.contains("字を大きくする。"))
            #expect(list.contains("取り下げられました"))
            #expect(try await plan.read { try CommentStore.unanswered(on: $0) }.isEmpty)
            #expect(try await plan.read { try CommentStore.byLineage(on: $0) }.isEmpty, "nothing for a report")
            await #expect(throws: CommentRefusal.withdrawn) {
                try await plan.write { connection, stamp in
                    try CommentStore.respond(
                        "考える。", state: .done, unit: plan.units[0].id, on: stamp.today, to: comment.id, by: stamp,
                        on: connection)
                }
            }
            let rows = try await plan.read { try Audit.list(AuditFilter(subject: "comment/\(comment.id)"), on: $0) }
            #expect(rows.first?.action == "plan.comment.withdraw")
            let kept: String? = try await plan.read {
                try $0.value("SELECT content FROM plan_comment WHERE id = \(comment.id)")
            }
            #expect(kept == "字を大きくする。")
            #expect(try await site.post(path, as: committee, ["reason": "もう一度"]).status == 409)
        }
    }

    @Test("Nobody takes back what somebody else wrote, except for who types in opinions from outside")
    func others() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let plan = group.plan
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let foreign = try await plan.write { connection, stamp in
                try CommentStore.add(
                    "遅れの理由を知りたい。", layer: .subcommittee, about: .initiative(plan.initiatives[0].id), by: stamp,
                    on: connection)
            }
            let path = "\(foreign.path)/withdraw"
            for person in [TestPerson(.subcommittee), TestPerson(.secretariat), TestPerson(.editor)] {
                #expect(try await !site.get(foreign.path, as: person).text.contains(path), "\(person)")
                #expect(try await site.post(path, as: person, ["reason": "理由"]).status == 403, "\(person)")
            }
            let resident = try await plan.write { connection, stamp in
                try CommentStore.add(
                    "字を大きく。", layer: .resident, about: .initiative(plan.initiatives[0].id), source: "意見募集", by: stamp,
                    on: connection)
            }
            let outside = "\(resident.path)/withdraw"
            #expect(try await site.post(outside, as: TestPerson(.subcommittee), ["reason": "理由"]).status == 403)
            let taken = try await site.confirming(outside, as: TestPerson(.secretariat), ["reason": "本人の申し出"])
            #expect(taken.status == 303)
        }
    }
}
