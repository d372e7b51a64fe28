import Japanese
import SiteTesting
import Storage
import StorageTesting
import Tabular
import Testing
import Ward

@testable import Plan

@Suite("Answers over the web")
struct EntryRouteTests {
    private static let typed = [
        "revision": "0", "mark": "B", "done": "まだ保存していない文", "plan": "次の一手",
    ]

    private static func use(
        _ body: @Sendable (TestedPlan, Round, [Entry], SiteClient) async throws -> Void
    ) async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            try await body(plan, round, entries, try TestSite(plan.ward, modules: [PlanModule()]).client)
        }
    }

    @Test(
        "A program reads an answer with its revision, and writes by the names of its fields; who may not see it finds nothing"
    )
    func programs() async throws {
        try await Self.use { plan, _, entries, site in
            let id = entries[0].id
            let editor = TestPerson(.editor, units: [plan.units[0].id])
            let empty = try await site.ask(.get, "/entries/\(id)", asProgramOf: editor)
            #expect(empty.isJSON)
            #expect(try empty.json["revision"] == 0)
            #expect(try empty.json["state"] == .string(EntryState.notAnswered.rawValue))
            #expect(try empty.json["mark"] == .null)
            let saved = try await site.ask(
                .post, "/entries/\(id)", asProgramOf: editor,
                json: ["revision": "0", "mark": "B", "done": "説明会を開いた。", "choice": "draft"])
            #expect(saved.status == 200)
            let read = try await site.ask(.get, "/entries/\(id)", asProgramOf: editor).json
            #expect(read["revision"] == 1)
            #expect(read["state"] == .string(EntryState.draft.rawValue))
            #expect(read["mark"] == "B")
            #expect(read["done"] == "説明会を開いた。")
            #expect(read["steps"]?.array?.count == 1)
            let stranger = TestPerson(.editor, units: [plan.units[1].id])
            #expect(try await site.ask(.get, "/entries/\(id)", asProgramOf: stranger).status == 404)
        }
    }

    @Test("Attaching a file and taking it off leave on the page what was typed into the answer")
    func evidence() async throws {
        try await Self.use { plan, _, entries, site in
            let id = entries[0].id
            let editor = TestPerson(.editor, units: [plan.units[0].id])
            let attached = try await site.post(
                "/entries/\(id)/evidence", as: editor, Self.typed.merging(["evidenceTitle": "集計表"]) { $1 },
                file: "evidence",
                filename: "集計.csv", "月,件数\n7,1\n")
            #expect(attached.status == 200)
            #expect(attached.text.contains("まだ保存していない文"))
            #expect(attached.text.contains("次の一手"))
            #expect(attached.isOn("B"))
            #expect(attached.text.contains("「集計表」を外す"))
            #expect(!attached.text.contains("value=\"集計表\""), "the next file gets a name of its own")
            #expect(try await plan.entry(id).answer.isEmpty)

            let files = try await plan.read { try EntryStore.evidence(of: id, on: $0) }
            #expect(files.map(\.title) == ["集計表"])
            let removed = try await site.post(
                "/entries/\(id)/evidence/remove", as: editor,
                Self.typed.merging(["choice": try #require(files.first).hash]) { $1 })
            #expect(removed.status == 200)
            #expect(removed.text.contains("まだ保存していない文"))
            #expect(removed.isOn("B"))
            #expect(try await plan.read { try EntryStore.evidence(of: id, on: $0) }.isEmpty)
        }
    }

    @Test("The cells of a workbook are read when it is sent, once, whichever way it is attached")
    func cells() async throws {
        let workbook = Workbook(
            title: "実績", createdAt: Timestamp(milliseconds: 0), sheets: [Sheet(name: "集計", rows: [[Cell(4100)]])])
        let bytes = try workbook.bytes()
        try await Self.use { plan, _, entries, site in
            func kept() async throws -> [EvidenceCells] {
                let all: [[UInt8]] = try await plan.read { try $0.column("SELECT cells FROM evidence_cells") }
                return all.map(EvidenceCells.init(bytes:))
            }
            let attached = try await site.post(
                "/entries/\(entries[0].id)/evidence", as: TestPerson(.editor, units: [plan.units[0].id]), Self.typed,
                file: "evidence", filename: "実績.xlsx", bytes: bytes)
            #expect(attached.status == 200)
            #expect(try await kept() == [EvidenceCells(reading: bytes)])
            let saved = try await site.post(
                "/entries/\(entries[1].id)", as: TestPerson(.editor, units: [plan.units[1].id]),
                Self.typed.merging(["choice": "draft"]) { $1 }, file: "evidence", filename: "実績.xlsx", bytes: bytes)
            #expect(saved.status == 303)
            #expect(try await kept().count == 1)
        }
    }

    @Test("A file that is refused is told beside its field, and the answer stays as it was typed")
    func refusedEvidence() async throws {
        try await Self.use { plan, _, entries, site in
            let editor = TestPerson(.editor, units: [plan.units[0].id])
            let refused = try await site.post(
                "/entries/\(entries[0].id)/evidence", as: editor, Self.typed, file: "evidence", filename: "何か.exe", "MZ"
            )
            #expect(refused.status == 422)
            #expect(refused.text.contains("まだ保存していない文"))
            #expect(refused.text.contains("class=\"field-error\""))
        }
    }

    @Test("A file that was chosen and not attached before is attached with the answer")
    func chosenFile() async throws {
        try await Self.use { plan, _, entries, site in
            let id = entries[0].id
            let saved = try await site.post(
                "/entries/\(id)", as: TestPerson(.editor, units: [plan.units[0].id]),
                Self.typed.merging(["choice": "draft"]) { $1 },
                file: "evidence", filename: "集計.csv", "月,件数\n7,1\n")
            #expect(saved.status == 303)
            #expect(try await plan.read { try EntryStore.evidence(of: id, on: $0) }.map(\.title) == ["集計.csv"])
            #expect(try await plan.entry(id).answer.done == "まだ保存していない文")
        }
    }

    @Test("An answer, an approval and an acceptance that do not say which revision was read are refused")
    func missingRevision() async throws {
        try await Self.use { plan, _, entries, site in
            let (id, unit) = (entries[0].id, plan.units[0].id)
            let unread = Self.typed.filter { $0.key != "revision" }
            let saved = try await site.post("/entries/\(id)", as: TestPerson(.editor, units: [unit]), unread)
            #expect(saved.status == 409)
            #expect(saved.text.contains("まだ保存していない文"))
            #expect(try await plan.entry(id).state == .notAnswered)

            try await plan.answer(id, until: .submitted)
            #expect(
                try await site.post("/entries/\(id)/approve", as: TestPerson(.approver, units: [unit])).status == 409)
            #expect(try await plan.entry(id).state == .submitted)
            let read = ["revision": "\(try await plan.entry(id).revision)"]
            #expect(
                try await site.post("/entries/\(id)/approve", as: TestPerson(.approver, units: [unit]), read).status
                    == 303)
            #expect(try await site.post("/entries/\(id)/accept", as: TestPerson(.secretariat)).status == 409)
            #expect(try await plan.entry(id).state == .approved)
            #expect(try await site.post("/entries/\(id)/accept", as: TestPerson(.secretariat), read).status == 303)
        }
    }

    @Test("Who saves over another is shown both texts, and saves once both were read")
    func clash() async throws {
        try await Self.use { plan, _, entries, site in
            let id = entries[0].id
            let editor = TestPerson(.editor, units: [plan.units[0].id])
            let first = ["revision": "0", "done": "先の文", "choice": "draft"]
            #expect(try await site.post("/entries/\(id)", as: editor, first).status == 303)
            let second = ["done": "後の文", "choice": "draft"]
            let clash = try await site.post("/entries/\(id)", as: editor, second.merging(["revision": "0"]) { $1 })
            #expect(clash.status == 409)
            #expect(clash.text.contains("ほかの人が先に保存した内容"))
            #expect(clash.text.contains("先の文"))
            #expect(clash.text.contains("後の文"))
            #expect(try await plan.entry(id).answer.done == "先の文")
            #expect(clash.text.contains("name=\"revision\" value=\"1\""))
            #expect(
                try await site.post("/entries/\(id)", as: editor, second.merging(["revision": "1"]) { $1 }).status
                    == 303)
        }
    }

    @Test("A draft that could not be handed in is saved, and nobody is said to have been faster")
    func savedDraft() async throws {
        try await Self.use { plan, _, entries, site in
            let id = entries[0].id
            let answer = ["revision": "0", "mark": "D", "done": "行った。"]
            let refused = try await site.post(
                "/entries/\(id)", as: TestPerson(.editor, units: [plan.units[0].id]), answer)
            #expect(refused.status == 422)
            #expect(refused.text.contains("「課題」に遅れや中止の理由を書いてください"))
            #expect(!refused.text.contains("ほかの人が先に保存した内容"))
            #expect(refused.text.contains("name=\"revision\" value=\"1\""))
            #expect(try await plan.entry(id).answer.done == "行った。")
        }
    }

    @Test("An answer that comes after the close is refused and stays on the page to be copied")
    func afterTheClose() async throws {
        try await Self.use { plan, round, entries, site in
            try await plan.close(round)
            let late = try await site.post(
                "/entries/\(entries[0].id)", as: TestPerson(.editor, units: [plan.units[0].id]), Self.typed)
            #expect(late.status == 409)
            #expect(late.text.contains("まだ保存していない文"))
            #expect(try await plan.entry(entries[0].id).state == .notAnswered)
        }
    }

    @Test("A reason that is refused stays in its open fold, also when the answer has gone on meanwhile")
    func reasons() async throws {
        try await Self.use { plan, _, entries, site in
            let id = entries[0].id
            try await plan.answer(id, until: .approved)
            let path = "/entries/\(id)/return"
            let empty = try await site.post(path, as: TestPerson(.secretariat))
            #expect(empty.status == 422)
            #expect(empty.isOpen("理由を書いて差し戻す"))
            let long = String(repeating: "長", count: 501)
            let refused = try await site.post(path, as: TestPerson(.secretariat), ["reason": long])
            #expect(refused.status == 422)
            #expect(refused.text.contains(long))
            try await plan.write { try EntryStore.accept(id, by: $1, on: $0) }
            let late = try await site.post(path, as: TestPerson(.secretariat), ["reason": "数え直してください"])
            #expect(late.status == 409)
            #expect(late.text.contains("数え直してください"))
            #expect(late.isOpen("理由を書いて差し戻す"))
            #expect(try await plan.entry(id).state == .accepted)
        }
    }

    @Test("Doubts about an answer name their rule in words, without its code")
    func ruleWords() async throws {
        try await Self.use { plan, _, entries, site in
            try await plan.write { connection, stamp in
                try PlanIndicatorStore.create(.hours, for: plan.initiatives[0].lineage, by: stamp, on: connection)
            }
            try await plan.answer(entries[0].id, until: .submitted)
            let page = try await site.get("/entries/\(entries[0].id)", as: TestPerson(.secretariat))
            #expect(page.text.contains("（\(PlanRule.missingValue.title)）"))
            #expect(page.text.firstRange(of: /（V[0-9]+）/) == nil)
        }
    }
}
