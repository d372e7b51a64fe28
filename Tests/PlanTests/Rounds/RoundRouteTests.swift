import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Rounds over the web")
struct RoundRouteTests {
    @Test("Asking again and correcting keep reason, ticks and the open fold when they are refused")
    func folds() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            for entry in try await plan.entries(round) { try await plan.answer(entry.id) }
            try await plan.close(round)
            let unit = plan.units[1].id.text
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let path = "/rounds/\(round.id)"
            for (act, summary) in [("reopen", "一部の課に、もう一度照会する"), ("amend", "確定した内容を訂正する")] {
                if act == "amend" { try await plan.freeze(round) }
                let nobody = try await site.post("\(path)/\(act)", as: TestPerson(.secretariat), ["reason": "集計の誤り"])
                #expect(nobody.status == 422, "\(act)")
                #expect(nobody.text.contains("集計の誤り"), "\(act)")
                #expect(nobody.isOpen(summary), "\(act)")
                let unreasoned = try await site.post("\(path)/\(act)", as: TestPerson(.secretariat), ["unit": unit])
                #expect(unreasoned.status == 422, "\(act)")
                #expect(unreasoned.isOn(unit), "\(act)")
                #expect(unreasoned.isOpen(summary), "\(act)")
            }
            // The correction that was begun by somebody else meanwhile.
            try await plan.amend(round, units: [plan.units[0].id])
            let late = try await site.post(
                "\(path)/amend", as: TestPerson(.secretariat), ["unit": unit, "reason": "別の誤り"])
            #expect(late.status == 409)
            #expect(late.text.contains("別の誤り"))
            #expect(late.isOn(unit))
            #expect(late.isOpen("確定した内容を訂正する"))
        }
    }

    @Test("All answers are said to be accepted only when none is missing")
    func everyAnswer() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            for entry in entries.dropLast() { try await plan.answer(entry.id) }
            try await plan.close(round)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let page = try await site.get("/rounds/\(round.id)", as: TestPerson(.secretariat))
            #expect(!page.text.contains("すべての回答を受け付けています"))
            #expect(page.text.contains("未回答が1件あります"))
            let reminders = try await site.get("/rounds/\(round.id)/reminders", as: TestPerson(.secretariat))
            #expect(reminders.status == 200)
            #expect(!reminders.text.contains("すべての課から届いています"))
            #expect(!reminders.text.contains("0課"))
            #expect(try await site.get("/rounds/\(round.id)/reminders.pdf", as: TestPerson(.secretariat)).status == 409)
        }
    }

    @Test("The PDF of an edition is named after its quarter")
    func filename() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.open()
            try await plan.close(round)
            let seal = try await plan.freeze(round)
            try await plan.write { connection, stamp in
                try SealStore.attach(
                    Rendering(type: "application/pdf", bytes: Array("%PDF-1.7".utf8)), to: seal, by: stamp,
                    on: connection)
            }
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let answer = try await site.get("/rounds/\(round.id)/editions/1.pdf", as: TestPerson(.secretariat))
            #expect(answer.status == 200)
            #expect(answer.filename == "令和6年度第1四半期_進捗確認_第1版.pdf")
        }
    }

    @Test("A quarter that is refused keeps the days that were typed, and one that stands is not planned twice")
    func planning() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let quarter = TestedPlan.firstQuarter
            let days = [
                "quarter": quarter.code, "opensOn": "2024-07-01", "dueOn": "2024-07-10",
                "closesOn": "2024-07-16", "freezesOn": "2024-07-22",
            ]
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let early = days.merging(["opensOn": "2024-06-03"]) { $1 }
            let refused = try await site.post("/rounds", as: TestPerson(.secretariat), early)
            #expect(refused.status == 409)
            #expect(refused.text.contains("2024-06-03"))
            #expect(try await site.post("/rounds", as: TestPerson(.secretariat), days).status == 303)
            let again = try await site.post("/rounds", as: TestPerson(.secretariat), days)
            #expect(again.status == 409)
            #expect(again.text.contains("すでにあります"))
        }
    }
}
