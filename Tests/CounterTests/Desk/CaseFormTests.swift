import Japanese
import LifeEvents
import SiteTesting
import StorageTesting
import Testing
import Ward

@testable import Counter
@testable import Site

@Suite("Forms of a case: nothing typed is lost, nothing unseen is overwritten")
struct CaseFormTests {
    private static let clerk = TestPerson(.deskClerk)

    /// Two procedures that apply to it.
    private static let (first, second) = ("B07", "B23")

    /// A family that is booked, with procedures that apply.
    private static func use(
        isRestricted: Bool = false, _ body: (TestedDesk, SiteClient, DeskCase) async throws -> Void
    ) async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let facts = CaseFacts([
                "know": .known(.day(CivilDate(dayNumber: 20_775))),
                "funeral": .known(.day(CivilDate(dayNumber: 20_778))),
                "ins": .known(.choice("LATE")), "age": .known(.number(82)), "head": .known(.truth(true)),
                "resident": .known(.truth(true)), "pension": .known(.truth(true)),
            ])
            let deskCase = try await desk.ward.database.write {
                try desk.book(TestedDesk.opening(1, isRestricted: isRestricted, answers: facts), on: $0)
            }
            let view = try await desk.ward.database.read { try CaseView.load(deskCase.id, on: $0) }
            let applying = view.applying.map(\.procedure.id)
            #expect(applying.contains(first))
            #expect(applying.contains(second))
            try await body(desk, try TestSite(desk.ward, modules: [CounterModule()]).client, deskCase)
        }
    }

    private static func items(_ id: ID<DeskCase>, _ desk: TestedDesk) async throws -> [String: DeskItem.State] {
        try await desk.ward.database.read { connection in
            let items = try CaseView.load(id, on: connection).items.filter { !$0.isByItself }
            return Dictionary(
                uniqueKeysWithValues: items.compactMap { item in item.state.map { (item.procedure.id, $0) } })
        }
    }

    private static let typed = [
        "revision": "0", "state-\(first)": "received", "reason-\(first)": "窓口で受け取った理由", "state-\(second)": "",
        "note": "持ち物を伝えたところ",
        "reached": "yes",
    ]

    private static func isChosen(_ value: String, _ answer: SiteAnswer) -> Bool {
        answer.text.contains("<option value=\"\(value)\" selected>")
    }

    @Test(
        "Asking the sections again keeps the states and the note that were being written", arguments: ["ask", "begin"])
    func sideActions(_ step: String) async throws {
        try await Self.use { desk, client, deskCase in
            // Without its ticks the visit is not begun.
            let answer = try await client.post(deskCase.path + "/" + step, as: Self.clerk, Self.typed)
            #expect(answer.status.code == (step == "ask" ? 200 : 422))
            #expect(answer.text.contains("窓口で受け取った理由"))
            #expect(answer.text.contains("持ち物を伝えたところ"))
            #expect(Self.isChosen("received", answer))
            #expect(answer.isOn("yes"))
            #expect(try await Self.items(deskCase.id, desk) == [:])
        }
    }

    @Test("Ticks of a visit that is not begun yet stay, and one missing tick is told")
    func ticks() async throws {
        try await Self.use { _, client, deskCase in
            let refused = try await client.ask(
                .post, deskCase.path + "/begin", as: Self.clerk,
                form: [("verified", "kana"), ("verified", "birth"), ("proved", "1")])
            #expect(refused.status.code == 422)
            #expect(refused.text.contains("3つとも確かめてから"))
            #expect(refused.isOn("kana"))
            #expect(refused.isOn("birth"))
            #expect(!refused.isOn("address"))
            let begun = try await client.ask(
                .post, deskCase.path + "/begin", as: Self.clerk,
                form: [("verified", "kana"), ("verified", "birth"), ("verified", "address")])
            #expect(begun.text.contains("来庁中"))
        }
    }

    @Test("A state that needs a reason is told beside it, and everything else chosen stays")
    func reason() async throws {
        try await Self.use { desk, client, deskCase in
            let refused = try await client.post(
                deskCase.path + "/items", as: Self.clerk, Self.typed.merging(["state-\(Self.second)": "dropped"]) { $1 }
            )
            #expect(refused.status.code == 422)
            #expect(refused.text.contains("理由を書いてください"))
            #expect(Self.isChosen("dropped", refused))
            #expect(refused.text.contains("窓口で受け取った理由"))
            #expect(refused.text.contains("持ち物を伝えたところ"))
            #expect(try await Self.items(deskCase.id, desk) == [:])
        }
    }

    @Test("Recording a call keeps the states that were chosen, and saving them keeps the note")
    func beside() async throws {
        try await Self.use { desk, client, deskCase in
            let called = try await client.post(deskCase.path + "/calls", as: Self.clerk, Self.typed)
            #expect(called.text.contains("電話を記録しました"))
            #expect(Self.isChosen("received", called))
            #expect(called.text.contains("窓口で受け取った理由"))
            let saved = try await client.post(deskCase.path + "/items", as: Self.clerk, Self.typed)
            #expect(saved.text.contains("1件の状態を保存しました"))
            #expect(saved.text.contains("持ち物を伝えたところ</textarea>"))
            #expect(try await Self.items(deskCase.id, desk) == [Self.first: .received])
        }
    }

    @Test(
        "A state that somebody wrote meanwhile is shown and not overwritten; a form that says nothing of it is refused")
    func lostItems() async throws {
        try await Self.use { desk, client, deskCase in
            let mine = ["revision": "0", "state-\(Self.first)": "", "state-\(Self.second)": "guided"]
            try await desk.ward.database.write {
                try ItemStore.set(
                    Self.first, to: .mailed, reason: "", case: deskCase.id, by: desk.stamp("見本 同僚"), on: $0)
            }
            let stale = try await client.post(deskCase.path + "/items", as: Self.clerk, mine)
            #expect(stale.status.code == 409)
            #expect(Self.isChosen("guided", stale))
            #expect(stale.text.contains("いまの記録"))
            #expect(try await Self.items(deskCase.id, desk) == [Self.first: .mailed])
            var blind = mine
            blind["revision"] = nil
            #expect(try await client.post(deskCase.path + "/items", as: Self.clerk, blind).status.code == 409)
            let seen = mine.merging(["revision": "1", "state-\(Self.first)": "mailed"]) { $1 }
            #expect(try await client.post(deskCase.path + "/items", as: Self.clerk, seen).status == .ok)
            #expect(try await Self.items(deskCase.id, desk) == [Self.first: .mailed, Self.second: .guided])
        }
    }

    @Test("A correction on what somebody has corrected meanwhile is refused with what was typed")
    func lostCorrection() async throws {
        try await Self.use { desk, client, deskCase in
            let fields = [
                "name": deskCase.deceased.name, "kana": "ミホンコジン", "birth": "\(deskCase.deceased.bornOn)",
                "death": "\(deskCase.deceased.diedOn)", "address": "見本町", "visitor": "見本 来庁者", "relation": "子",
                "phone": "090-0000-0000", "spoken": "ja", "reminders": "none", "note": "わたしの書いたメモ",
            ]
            func post(_ revision: String?) async throws -> SiteAnswer {
                try await client.post(
                    deskCase.path + "/edit", as: Self.clerk,
                    fields.merging(revision.map { ["revision": $0] } ?? [:]) { $1 })
            }
            #expect(try await post(nil).status.code == 409)
            #expect(try await post("0").status == .seeOther)
            let stale = try await post("0")
            #expect(stale.status.code == 409)
            #expect(stale.text.contains("わたしの書いたメモ"))
            #expect(try await post("1").status == .seeOther)
        }
    }

    @Test(
        "What cannot be undone is asked first, and nothing happens until it is agreed", arguments: ["unbook", "close"])
    func asked(_ step: String) async throws {
        try await Self.use { desk, client, deskCase in
            let asked = try await client.post(deskCase.path + "/" + step, as: Self.clerk, ["reason": "見本"])
            #expect(asked.status == .ok)
            #expect(asked.text.contains("元に戻せないこと"))
            let before = try await desk.ward.database.read { try VisitStore.current(of: deskCase.id, on: $0) }
            #expect(before != nil)
            let done = try await client.confirming(deskCase.path + "/" + step, as: Self.clerk, ["reason": "見本"])
            #expect(done.status == .seeOther)
            let after = try await desk.ward.database.read { try VisitStore.current(of: deskCase.id, on: $0) }
            #expect(after == nil)
        }
    }

    @Test("Ending a visit asks first and saves the states that were chosen on the page")
    func ending() async throws {
        try await Self.use { desk, client, deskCase in
            try await desk.ward.database.write {
                try CaseView.load(deskCase.id, on: $0).beginVisit(isProved: true, by: desk.stamp(), on: $0)
            }
            let fields = ["revision": "0", "state-\(Self.first)": "received"]
            #expect(try await client.post(deskCase.path + "/end", as: Self.clerk, fields).text.contains("集計"))
            #expect(try await Self.items(deskCase.id, desk) == [:])
            #expect(try await client.confirming(deskCase.path + "/end", as: Self.clerk, fields).status == .seeOther)
            #expect(try await Self.items(deskCase.id, desk) == [Self.first: .received])
            let (state, counted) = try await desk.ward.database.read { connection in
                (
                    try DeskCase.known(deskCase.id, on: connection).state,
                    try connection.value("SELECT items FROM counter_statistic") as Int?
                )
            }
            #expect(state == .followUp)
            #expect(counted == 1)
        }
    }

    @Test("A hidden address is shown only in answer to the button that records it")
    func reveal() async throws {
        try await Self.use(isRestricted: true) { desk, client, deskCase in
            #expect(try await !client.get(deskCase.path, as: Self.clerk).text.contains("番地の秘密"))
            let shown = try await client.post(deskCase.path + "/reveal", as: Self.clerk, Self.typed)
            #expect(shown.text.contains("番地の秘密"))
            #expect(shown.text.contains("窓口で受け取った理由"))
            let kinds = try await desk.ward.database.read { try DeskLog.events(of: deskCase.id, on: $0).map(\.kind) }
            #expect(kinds.contains("view"))
            #expect(try await !client.post(deskCase.path + "/ask", as: Self.clerk).text.contains("番地の秘密"))
        }
    }
}
