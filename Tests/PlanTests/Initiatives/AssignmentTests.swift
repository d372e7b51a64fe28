import HTTPTypes
import Japanese
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Responsible sections of many initiatives")
struct AssignmentTests {
    private static let keeper = TestPerson(.secretariat)
    private static let list = "/plan/units/list"

    private static func client(_ plan: TestedPlan) throws -> SiteClient {
        try TestSite(plan.ward, modules: [PlanModule()]).client
    }

    /// Main units by initiative, as their names.
    private static func mains(_ plan: TestedPlan) async throws -> [[String]] {
        try await plan.read { connection in
            let names = try UnitStore.names(on: connection)
            return try InitiativeStore.list(version: plan.version, on: connection).map { initiative in
                initiative.mainUnits.compactMap { names[$0] }
            }
        }
    }

    /// What the table sends when nobody typed anything.
    private static func fields(_ page: SiteAnswer) throws -> [String: String] {
        var fields: [String: String] = [:]
        for input in try MarkupTokenizer.tokens(page.text).elements("input") {
            guard let name = input["name"], name.contains("-") else { continue }
            fields[name] = input["value"] ?? ""
        }
        return fields
    }

    // MARK: the table

    @Test(
        "All initiatives stand in one table; only the rows that were changed are written, at once",
        arguments: TestDatabases.all)
    func table(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let client = try Self.client(plan)
            let page = try await client.get(AssignmentsPage.path, as: Self.keeper)
            #expect(page.status == .ok)
            var fields = try Self.fields(page)
            #expect(fields.count == 9)
            #expect(page.text.components(separatedBy: "<datalist").count == 2, "one list for all rows")
            let untouched = try await client.post(AssignmentsPage.path, as: Self.keeper, fields)
            #expect(untouched.status == .seeOther)
            fields[Assignments.main(plan.initiatives[0].id)] = "第2課、 第３課"
            fields[Assignments.related(plan.initiatives[1].id)] = "第1課"
            let saved = try await client.post(AssignmentsPage.path, as: Self.keeper, fields)
            #expect(saved.status == .seeOther)
            #expect(try await Self.mains(plan) == [["第2課", "第3課"], ["第2課"], ["第3課"]])
            let count: Int? = try await plan.read {
                try $0.value("SELECT COUNT(*) FROM audit WHERE action = 'plan.initiative.assign'")
            }
            #expect(count == 3 + 2, "three when the plan was made, two now")
        }
    }

    @Test("What is wrong stands at its row, everything typed stays, and nothing is saved")
    func wrong() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let client = try Self.client(plan)
            var fields = try Self.fields(try await client.get(AssignmentsPage.path, as: Self.keeper))
            fields[Assignments.main(plan.initiatives[0].id)] = "ない課"
            fields[Assignments.main(plan.initiatives[1].id)] = ""
            fields[Assignments.main(plan.initiatives[2].id)] = "第1課"
            let refused = try await client.post(AssignmentsPage.path, as: Self.keeper, fields)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("「(1)の主管課」: 「ない課」という組織がありません。"))
            #expect(refused.text.contains("(2)の主管課が空です。"))
            #expect(refused.text.contains("value=\"ない課\""))
            #expect(try Self.fields(refused)[Assignments.main(plan.initiatives[2].id)] == "第1課")
            #expect(try await Self.mains(plan) == [["第1課"], ["第2課"], ["第3課"]])
        }
    }

    @Test("A row that others changed meanwhile is asked back when it was typed into, and left to them when it was not")
    func conflict() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let client = try Self.client(plan)
            var fields = try Self.fields(try await client.get(AssignmentsPage.path, as: Self.keeper))
            for position in [0, 1] {
                try await plan.write {
                    try InitiativeStore.assign(
                        main: [plan.units[2].id], related: [], to: plan.initiatives[position].id, by: $1, on: $0)
                }
            }
            fields[Assignments.main(plan.initiatives[0].id)] = "第2課"
            let refused = try await client.post(AssignmentsPage.path, as: Self.keeper, fields)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("ほかの人が「第3課」に変えました"))
            let shown = try Self.fields(refused)
            #expect(shown[Assignments.main(plan.initiatives[0].id)] == "第2課")
            #expect(shown[Assignments.main(plan.initiatives[1].id)] == "第3課", "nobody typed here")
            let saved = try await client.post(AssignmentsPage.path, as: Self.keeper, shown)
            #expect(saved.status == .seeOther)
            #expect(try await Self.mains(plan) == [["第2課"], ["第3課"], ["第3課"]])
        }
    }

    // MARK: one initiative

    @Test("On its page a section is typed by name, and one that several departments have is asked back")
    func typed() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let client = try Self.client(plan)
            let path = InitiativePage.path(plan.initiatives[0].id)
            try await plan.write { connection, stamp in
                for (code, name) in [("11", "保健福祉部"), ("12", "子ども家庭部")] {
                    let above = try UnitStore.create(code: code, name: name, by: stamp, on: connection)
                    _ = try UnitStore.create(
                        code: code + "1", name: "管理課", parent: above.id, by: stamp, on: connection)
                }
            }
            let page = try await client.get(path, as: Self.keeper)
            #expect(!page.text.contains("type=\"checkbox\" id=\"form-initiatives"))
            #expect(page.text.contains("<option value=\"保健福祉部管理課\">"))
            let unclear = try await client.post("\(path)/units", as: Self.keeper, ["main": "管理課"])
            #expect(unclear.status == .unprocessableContent)
            #expect(unclear.text.contains("「保健福祉部管理課」か「子ども家庭部管理課」"))
            #expect(unclear.text.contains("value=\"管理課\""))
            let clear = try await client.post(
                "\(path)/units", as: Self.keeper, ["main": "子ども家庭部 管理課", "related": "第２課"])
            #expect(clear.status == .seeOther)
            #expect(try await Self.mains(plan)[0] == ["管理課"])
            let stale = try await client.post(
                "\(path)/units", as: Self.keeper, ["main": "第1課", "revision": "7"])
            #expect(stale.status == .conflict)
        }
    }

    // MARK: the list

    @Test(
        "Sections of all initiatives come from one list, with departments in a column of their own",
        arguments: TestDatabases.all)
    func taken(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let client = try Self.client(plan)
            let text = "No.,取組名,担当課,関連課\n１,取組1,第２課,第3課\n(2),,第2課,\n,取組3,第1課、第2課,\n"
            let looked = try await client.send(list: text, to: Self.list, as: Self.keeper)
            #expect(looked.status == .ok)
            #expect(looked.text.contains("第1課 → 第2課"))
            #expect(looked.text.contains("2件を取り込む"))
            #expect(try await Self.mains(plan) == [["第1課"], ["第2課"], ["第3課"]])
            let done = try await client.take(looked, at: Self.list, as: Self.keeper)
            #expect(done.text.contains("2件を取り込みました"))
            #expect(try await Self.mains(plan) == [["第2課"], ["第2課"], ["第1課", "第2課"]])
            let again = try await client.send(list: text, to: Self.list, as: Self.keeper)
            #expect(again.text.contains("変わりません。"))
            let template = try await client.get("\(Self.list)/template.xlsx", as: Self.keeper)
            let same = try await client.send(
                list: Array(template.body.readableBytesView), named: "a.xlsx", to: Self.list, as: Self.keeper)
            #expect(same.text.contains("名簿の3件は、どれもいまの内容と同じです。"))
        }
    }

    @Test(
        "Unknown initiatives, unknown sections, an empty cell and a second row are told together, and nothing is written"
    )
    func findings() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let client = try Self.client(plan)
            let wrong = try await client.send(
                list: """
                    番号,取組,主管課
                    (1),取組1,ない課
                    (1),取組2,第2課
                    (9),,第2課
                    (2),,
                    (3),,第1課
                    (3),,第2課
                    ,,第1課
                    """, to: Self.list, as: Self.keeper)
            #expect(wrong.status == .unprocessableContent)
            for words in [
                "「ない課」という組織がありません。", "番号と取組の名前が合いません", "この番号の取組が、今の計画にありません。", "主管課が空です。",
                "6行目と同じ取組です。", "番号も取組も空です。",
            ] {
                #expect(wrong.text.contains(words), "\(words)")
            }
            #expect(try await Self.mains(plan) == [["第1課"], ["第2課"], ["第3課"]])
        }
    }

    @Test("Who may only read the plan decides no sections")
    func permission() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let client = try Self.client(plan)
            for path in [AssignmentsPage.path, Self.list, IndicatorRoster.form.path] {
                #expect(try await client.get(path, as: TestPerson(.auditor)).status == .forbidden)
            }
            #expect(try await !client.get("/plan", as: TestPerson(.auditor)).text.contains(AssignmentsPage.path))
            #expect(try await client.get("/plan", as: Self.keeper).text.contains(AssignmentsPage.path))
        }
    }
}
