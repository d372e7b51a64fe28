import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Deciding a version over the web")
struct VersionRouteTests {
    @Test(
        "Deciding says what is sealed and from when it counts; the page and the file then speak of the version decided")
    func deciding() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let plan = group.plan
            let decision = try await group.decided()
            let version = try await plan.write { connection, stamp in
                let draft = try RevisionStore.begin(by: stamp, on: connection)
                let initiative = try #require(try InitiativeStore.list(version: draft.id, on: connection).first)
                var words = InitiativeDraft(initiative)
                words.title = "新しい名の取組"
                try RevisionStore.edit(initiative.id, words, reason: "名を改める。", by: stamp, on: connection)
                return draft
            }
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let (path, secretariat) = (VersionPage.path(version.id), TestPerson(.secretariat))
            #expect(try await site.get(path, as: secretariat).text.contains("改めるところ（1件）"))
            let today = plan.ward.clock.today
            let fields = ["decision": decision.id.text, "effectiveOn": today.description]
            let asked = try await site.post("\(path)/decide", as: secretariat, fields)
            #expect(asked.text.contains("改めるところ1件（取組1件）を、新旧対照表として確定します。"))
            #expect(asked.text.contains("決定と同時に、第2版が今の計画になります。"))
            #expect(asked.text.contains("書き換えることも取り下げることもできません。"))
            #expect(try await site.post("\(path)/decide", as: secretariat, ["decision": ""]).status == 422)
            #expect(try await site.confirming("\(path)/decide", as: secretariat, fields).status == 303)
            let page = try await site.get(path, as: secretariat)
            #expect(page.text.contains("改めたところ（1件）"))
            #expect(!page.text.contains("改めるた"))
            let table = try await site.get("\(path)/comparison/\(plan.version)/table.xlsx", as: secretariat)
            #expect(table.filename == "新旧対照表_第2版.xlsx")
        }
    }

    @Test("A draft is taken back after it was said how much goes with it")
    func discarding() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let draft = try await plan.write { try RevisionStore.begin(by: $1, on: $0) }
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let path = "\(VersionPage.path(draft.id))/discard"
            let asked = try await site.post(path, as: TestPerson(.secretariat))
            #expect(asked.text.contains("改定案に書いた0件の変更が消えます。"))
            #expect(try await site.confirming(path, as: TestPerson(.secretariat)).status == 303)
            #expect(try await site.get(VersionPage.path(draft.id), as: TestPerson(.secretariat)).status == 404)
        }
    }

    @Test("Who acts on a version or a meeting as it was before somebody else acted changes nothing")
    func stale() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let plan = group.plan
            let draft = try await plan.write { try RevisionStore.begin(by: $1, on: $0) }
            try await plan.write { try RevisionStore.discard(draft, by: $1, on: $0) }
            await #expect(throws: StaleRecord.self) {
                try await plan.write { try RevisionStore.discard(draft, by: $1, on: $0) }
            }
            let meeting = try await group.meeting()
            try await plan.write { try MeetingStore.cancel(meeting, reason: "荒天", by: $1, on: $0) }
            await #expect(throws: StaleRecord.self) {
                try await plan.write { try MeetingStore.cancel(meeting, reason: "荒天", by: $1, on: $0) }
            }
            let round = try await plan.open()
            try await plan.close(round)
            await #expect(throws: StaleRecord.self) {
                try await plan.write { try RoundStore.close(round, by: $1, on: $0) }
            }
        }
    }
}
