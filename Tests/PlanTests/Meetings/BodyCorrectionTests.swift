import SiteTesting
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Mending what is recorded of a body")
struct BodyCorrectionTests {
    @Test(
        "Name, remit and secretariat are mended on the body's page, by who manages bodies, and overwrite nothing unseen"
    )
    func correcting() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let client = try TestSite(group.plan.ward, modules: [PlanModule()]).client
            let (path, administrator) = (group.group.path, TestPerson(.administrator))
            let reader = try await client.get(path, as: TestPerson(.auditor))
            #expect(!reader.text.contains("名称、所掌、事務局を直す"))
            let shown = try await client.get(path, as: administrator)
            #expect(shown.text.contains("名称、所掌、事務局を直す"))
            var fields = [
                "name": "住民情報系システム標準化検討グループ", "remit": "標準化と、その後の運用を調べる。",
                "secretariat": group.plan.units[1].name, "revision": "\(group.group.revision)",
            ]
            #expect(try await client.post(path, as: TestPerson(.auditor), fields).status == 403)
            #expect(try await client.post(path, as: administrator, fields).status == 303)
            let mended = try #require(try await group.plan.read { try BodyStore.find(group.group.id, on: $0) })
            #expect(mended.name == "住民情報系システム標準化検討グループ")
            #expect(mended.remit == "標準化と、その後の運用を調べる。")
            #expect(mended.secretariat == [group.plan.units[1].id])
            // The form of somebody who read the body before.
            fields["remit"] = "古い画面の文。"
            let stale = try await client.post(path, as: administrator, fields)
            #expect(stale.status == 409)
            #expect(stale.text.contains("古い画面の文。"))
            fields["revision"] = "\(mended.revision)"
            fields["name"] = group.other.name
            let taken = try await client.post(path, as: administrator, fields)
            #expect(taken.status == 409)
            fields["name"] = mended.name
            fields["secretariat"] = "ない課"
            #expect(try await client.post(path, as: administrator, fields).status == 422)
        }
    }

    @Test("A seat whose section ended without a successor is told on the page of the bodies until it is settled")
    func abolished() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let client = try TestSite(group.plan.ward, modules: [PlanModule()]).client
            let notice = "廃止した組織の職に付いた席が1件あります"
            let before = try await client.get("/bodies", as: TestPerson(.administrator))
            #expect(!before.text.contains(notice))
            let today = group.plan.ward.clock.today
            _ = try await group.plan.write { connection, stamp in
                try UnitStore.reorganise(
                    group.plan.units[1].id, successor: nil, on: today, by: stamp, on: connection)
            }
            let told = try await client.get("/bodies", as: TestPerson(.administrator))
            #expect(told.text.contains(notice))
            #expect(told.text.contains("\(group.group.name)</a>　第2課長</li>"))
            #expect(told.text.contains("<a href=\"/units\">組織の一覧で継承先を決める</a>"))
        }
    }
}
