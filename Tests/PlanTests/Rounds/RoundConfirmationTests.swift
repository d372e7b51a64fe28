import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("What is read before a step of a quarter that cannot be undone")
struct RoundConfirmationTests {
    private static let secretariat = TestPerson(.secretariat)

    private static func use(_ body: @Sendable (TestedPlan, SiteClient) async throws -> Void) async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            try await body(plan, try TestSite(plan.ward, modules: [PlanModule()]).client)
        }
    }

    private static func planned(_ plan: TestedPlan) async throws -> Round {
        try await plan.write { connection, stamp in
            try RoundStarting.plannedOrNew(TestedPlan.firstQuarter, by: stamp, on: connection)
        }
    }

    @Test("Opening names the sections that are asked, and those of which nobody would be told")
    func opening() async throws {
        try await Self.use { plan, site in
            let stamp = plan.stamp()
            let person = try await PersonStore.create(
                loginName: "tanto", name: "担当一", password: "nagai-himitsu-no-kotoba", by: stamp, ward: plan.ward)
            try await plan.write {
                try PersonStore.assign(role: .editor, unit: plan.units[0].id, person: person.id, by: $1, on: $0)
            }
            let round = try await Self.planned(plan)
            let asked = try await site.post("\(round.path)/open", as: Self.secretariat)
            #expect(asked.status == 200)
            #expect(asked.text.contains("3課に回答を求めます（第1課、第2課、第3課）。"))
            #expect(asked.text.contains("取組3件について、回答欄を3件作ります。"))
            #expect(asked.text.contains("各課の担当と課長に、お知らせのメールを送ります。"))
            #expect(asked.text.contains("担当の役割を持つ人がいない課が2課あります（第2課、第3課）。"))
            #expect(asked.text.contains("準備中に戻すことも、削除することもできません。"))
            #expect(try await plan.round(round.id).state == .planned)
            #expect(try await plan.entries(round).isEmpty)
            #expect(try await site.confirming("\(round.path)/open", as: Self.secretariat).status == 303)
            #expect(try await plan.round(round.id).state == .open)
            #expect(try await plan.entries(round).count == 3)
        }
    }

    @Test("A quarter that cannot be opened is refused before anybody is asked whether it is meant")
    func unopenable() async throws {
        try await Self.use { plan, site in
            let round = try await Self.planned(plan)
            try await plan.write { connection, stamp in
                try InitiativeStore.assign(
                    main: [], related: [], to: plan.initiatives[1].id, by: stamp, on: connection)
            }
            let refused = try await site.post("\(round.path)/open", as: Self.secretariat)
            #expect(refused.status == 409)
            #expect(refused.text.contains(plan.initiatives[1].heading))
        }
    }

    @Test("Closing names what is missing, and is asked again when an answer came in between")
    func closing() async throws {
        try await Self.use { plan, site in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            try await plan.answer(entries[0].id)
            try await plan.answer(entries[1].id, until: .submitted)
            let path = "\(round.path)/close"
            let asked = try await site.post(path, as: Self.secretariat)
            #expect(asked.text.contains("まだ提出していない1件は、そのまま残り、課からは提出できなくなります（第3課 (3)）。"))
            #expect(asked.text.contains("課長の承認を待つ1件は、締め切ったあとも承認できます（第2課 (2)）。"))
            #expect(asked.text.contains("が来る前に締め切ります。"))
            let mark = try #require(asked.confirmation)
            try await plan.answer(entries[2].id)
            let again = try await site.post(path, as: Self.secretariat, ["confirmed": mark])
            #expect(again.text.contains("表示した後に状況が変わりました"))
            #expect(again.text.contains("すべての回答が提出されています。"))
            #expect(try await plan.round(round.id).state == .open)
            #expect(try await site.confirming(path, as: Self.secretariat).status == 303)
            #expect(try await plan.round(round.id).state == .reviewing)
        }
    }

    @Test("Freezing, reporting and publishing say what is printed as unanswered, and what stays for ever")
    func sealing() async throws {
        try await Self.use { plan, site in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            try await plan.answer(entries[0].id)
            try await plan.answer(entries[1].id, until: .submitted)
            try await plan.close(round)
            let freeze = "\(round.path)/freeze"
            let asked = try await site.post(freeze, as: Self.secretariat)
            #expect(asked.text.contains("受付済みの回答1件を、第1版に印刷します。"))
            #expect(asked.text.contains("未回答の1件は「未回答」と印刷します（第3課 (3)）。"))
            #expect(asked.text.contains("受け付けていない1件は、今の状態を添えて印刷します（第2課 (2)）。"))
            #expect(asked.text.contains("確定した版は、変えることも消すこともできません。"))
            #expect(try await plan.round(round.id).edition == 0)
            #expect(try await site.confirming(freeze, as: Self.secretariat).status == 303)

            let report = try await plan.write { connection, stamp in
                try ReportStore.create(
                    title: "報告", addressee: "部会", author: "事務局", reportedOn: nil,
                    coverage: [.init(round: round.id, edition: 1)], by: stamp, on: connection)
            }
            let seal = "\(report.path)/seal"
            let reported = try await site.post(seal, as: Self.secretariat)
            #expect(reported.text.contains("部会への報告として、令和6年度第1四半期（第1版）の回答3件を印刷します。"))
            #expect(reported.text.contains("未回答の1件は「未回答」と印刷します（第3課 (3) 取組3）。"))
            #expect(reported.text.contains("令和6年度第1四半期の状態が「部会報告済み」になり"))
            #expect(try await site.confirming(seal, as: Self.secretariat).status == 303)

            let edition = ["kind": RoundContent.kind, "subject": round.id.text, "edition": "1"]
            let public_ = try await site.post("/publishing", as: Self.secretariat, edition)
            #expect(public_.text.contains("回答2件と、SHA-256、CSVとJSONのデータが載ります。"))
            #expect(public_.text.contains("未回答の1件は「未回答」と載ります（第3課 (3) 取組3）。"))
            #expect(public_.text.contains("公表済みにした版は、公表前に戻せません。"))
            #expect(try await plan.round(round.id).state == .reported)
            #expect(try await site.confirming("/publishing", as: Self.secretariat, edition).status == 303)
            #expect(try await plan.round(round.id).state == .published)
            let late = try await site.post("\(round.path)/publish", as: Self.secretariat)
            #expect(late.status == 409)
        }
    }

    @Test("A correction says that the edition before stays, and giving it up says which answers are set back")
    func correcting() async throws {
        try await Self.use { plan, site in
            let round = try await plan.open()
            for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
            try await plan.close(round)
            try await plan.freeze(round)
            plan.passMinutes()
            try await plan.amend(round, units: [plan.units[1].id])
            let path = "\(round.path)/amend/cancel"
            let page = try await site.get(round.path, as: Self.secretariat)
            #expect(page.text.contains("action=\"\(path)\""))
            let asked = try await site.post(path, as: Self.secretariat)
            #expect(asked.text.contains("四半期の状態が「確定」に戻ります。第1版は、そのまま残ります。"))
            #expect(asked.text.contains("もう一度照会している回答1件を、第1版を確定したときの内容と状態に戻します（第2課 (2)）。"))
            #expect(try await site.confirming(path, as: Self.secretariat).status == 303)
            #expect(try await plan.round(round.id).state == .frozen)
            #expect(try await site.post(path, as: Self.secretariat).status == 409)

            plan.passMinutes()
            try await plan.amend(round, units: [plan.units[1].id])
            try await plan.answer(try await plan.entries(round)[1].id, Answer(mark: "B", done: "直した。"))
            let asking = try await site.post("\(round.path)/freeze", as: Self.secretariat)
            #expect(asking.text.contains("訂正の理由「集計の誤り」を印刷します。第1版は、そのまま残ります。"))
        }
    }

    @Test("A quarter in preparation is given up after it was said that nobody was asked")
    func discarding() async throws {
        try await Self.use { plan, site in
            let round = try await Self.planned(plan)
            let path = "\(round.path)/discard"
            let asked = try await site.post(path, as: Self.secretariat)
            #expect(asked.text.contains("どの課にも知らせていません。"))
            #expect(try await site.confirming(path, as: Self.secretariat).status == 303)
            #expect(try await site.get(round.path, as: Self.secretariat).status == 404)
        }
    }
}
