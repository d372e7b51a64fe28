import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Freezing before the base date")
struct EarlyFreezingTests {
    /// A quarter that is under review three months before its base date.
    private static func early(_ plan: TestedPlan) async throws -> Round {
        let round = try await plan.open(TestedPlan.firstQuarter.next)
        for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
        try await plan.close(round)
        return try await plan.round(round.id)
    }

    @Test("It takes a reason, which the edition prints and the trail keeps", arguments: TestDatabases.all)
    func reason(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.early(plan)
            for missing in [nil, "", " 　"] {
                await #expect(throws: RoundRefusal.beforeBaseDate(round.calendar.asOf)) {
                    try await plan.write {
                        try RoundFreezing.freeze(round.id, earlyReason: missing, counting: .empty, by: $1, on: $0)
                    }
                }
            }
            let seal = try await plan.write {
                try RoundFreezing.freeze(round.id, earlyReason: "部会を早めるため。", counting: .empty, by: $1, on: $0)
            }
            #expect(seal.reason == "基準日より前の確定　部会を早めるため。")
            let page = String(decoding: try #require(try await plan.page(round.id, 1)), as: UTF8.self)
            #expect(page.contains("基準日（令和6年9月30日）より前に確定した版です。理由　部会を早めるため。"))
            let rows = try await plan.read {
                try Audit.list(AuditFilter(subject: "round/\(round.id)", actionPrefix: "plan.round.freeze"), on: $0)
            }
            #expect(try #require(rows.first).details.contains("部会を早めるため。"))
            #expect(try await plan.verification().isWhole)
        }
    }

    @Test("On the base date it takes none, and prints none that is given", arguments: TestDatabases.all)
    func onTheDay(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await Self.early(plan)
            plan.move(to: round.calendar.asOf)
            let seal = try await plan.write {
                try RoundFreezing.freeze(round.id, earlyReason: "要らない理由", counting: .empty, by: $1, on: $0)
            }
            #expect(seal.reason == nil)
            let page = String(decoding: try #require(try await plan.page(round.id, 1)), as: UTF8.self)
            #expect(!page.contains("要らない理由"))
        }
    }

    @Test("The reason is typed on the page of the round, confirmed there, and shown beside the edition")
    func page() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await Self.early(plan)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let (path, secretariat) = ("\(round.path)/freeze", TestPerson(.secretariat))
            #expect(try await site.get(round.path, as: secretariat).text.contains("基準日（令和6年9月30日）がまだ来ていません。"))
            let empty = try await site.post(path, as: secretariat)
            #expect(empty.status == 422)
            #expect(empty.text.contains("「基準日より前に確定する理由」を入力してください。"))
            let reason = ["earlyReason": "部会を早めるため。"]
            let asked = try await site.post(path, as: secretariat, reason)
            #expect(asked.text.contains("より前に確定し、その理由「部会を早めるため。」を印刷します。"))
            #expect(try await site.confirming(path, as: secretariat, reason).status == 303)
            let shown = try await site.get(round.path, as: TestPerson(.auditor))
            #expect(shown.text.contains("基準日より前の確定　部会を早めるため。"))
        }
    }
}
