import Japanese
import LifeEvents
import SiteTesting
import StorageTesting
import Testing
import Ward

@testable import Counter
@testable import Site

@Suite("Pages on which a section changes its rules")
struct RulePageTests {
    private static let path = "/desk/rules/A03"

    private static func use(
        _ body: (TestedDesk, SiteClient, _ editor: TestPerson, _ head: TestPerson) async throws -> Void
    ) async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let unit = try await desk.ward.database.read { connection in
                try DeskSettingsStore.units(for: desk.base, today: desk.today, on: connection)[
                    desk.base[procedure: "A03"]?.section ?? ""]?.id
            }
            let own = [try #require(unit)]
            try await body(
                desk, try TestSite(desk.ward, modules: [CounterModule()]).client, TestPerson(.editor, units: own),
                TestPerson(.approver, units: own))
        }
    }

    private static func draft(_ desk: TestedDesk, note: String) async throws {
        let text = try #require(RuleText.embedded("A03", event: desk.base.name))
        let procedure = try #require(desk.base[procedure: "A03"])
        try await desk.ward.database.write {
            try RuleStore.draft(
                "A03", event: desk.base.name, text: text, validFrom: procedure.validFrom, note: note,
                by: desk.stamp("見本 同僚"), on: $0)
        }
    }

    private static func drafts(_ desk: TestedDesk) async throws -> [String] {
        try await desk.ward.database.read { try RuleStore.drafts(event: desk.base.name, on: $0).map(\.note) }
    }

    @Test("A draft that a colleague wrote meanwhile is not replaced, and what was typed stays")
    func lost() async throws {
        try await Self.use { desk, client, editor, _ in
            let text = try #require(RuleText.embedded("A03", event: desk.base.name))
            func post(_ revision: String?) async throws -> SiteAnswer {
                let fields = ["note": "わたしが書いた理由", "text": text]
                return try await client.post(
                    Self.path + "/text", as: editor, fields.merging(revision.map { ["revision": $0] } ?? [:]) { $1 })
            }
            #expect(try await post(nil).status.code == 409)
            try await Self.draft(desk, note: "同僚の理由")
            let stale = try await post("0")
            #expect(stale.status.code == 409)
            #expect(stale.text.contains("わたしが書いた理由"))
            #expect(try await Self.drafts(desk) == ["同僚の理由"])
            #expect(try await post("1").status == .seeOther)
            #expect(try await Self.drafts(desk) == ["わたしが書いた理由"])
        }
    }

    @Test("A draft is made public only after what changes was read, and only as it was read")
    func publishing() async throws {
        try await Self.use { desk, client, _, head in
            try await Self.draft(desk, note: "改正")
            let asked = try await client.post(Self.path + "/publish", as: head, ["revision": "1"])
            #expect(asked.text.contains("公開した版は取り消せません"))
            #expect(try await Self.drafts(desk) == ["改正"])
            // A colleague replaces the draft while the question is being read.
            try await Self.draft(desk, note: "別の改正")
            let mark = try #require(asked.confirmation)
            let stale = try await client.post(
                Self.path + "/publish", as: head, ["revision": "1", "confirmed": mark])
            #expect(stale.status.code == 409)
            #expect(try await Self.drafts(desk) == ["別の改正"])
            let done = try await client.confirming(Self.path + "/publish", as: head, ["revision": "3"])
            #expect(done.status == .seeOther)
            #expect(try await Self.drafts(desk).isEmpty)
        }
    }

    @Test("Withdrawing a draft asks first", arguments: ["withdraw"])
    func withdrawing(_ step: String) async throws {
        try await Self.use { desk, client, editor, _ in
            try await Self.draft(desk, note: "改正")
            let asked = try await client.post(Self.path + "/" + step, as: editor, ["revision": "1"])
            #expect(asked.confirmation != nil)
            #expect(try await Self.drafts(desk) == ["改正"])
            #expect(
                try await client.confirming(Self.path + "/" + step, as: editor, ["revision": "1"]).status == .seeOther)
            #expect(try await Self.drafts(desk).isEmpty)
        }
    }

    @Test("Another section's rule is read, and its forms are refused")
    func foreign() async throws {
        try await Self.use { _, client, editor, _ in
            let read = try await client.get("/desk/rules/B03", as: editor)
            #expect(read.status == .ok)
            #expect(try await client.get("/desk/rules/B03/edit", as: editor).status.code == 409)
            #expect(try await client.post("/desk/rules/B03/check", as: editor, ["revision": "0"]).status.code == 409)
        }
    }
}
