import Japanese
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("The answers of a round as a list")
struct RoundListTests {
    private static let secretariat = TestPerson(.secretariat)

    private static func use(
        initiatives: Int = 3, _ body: @Sendable (TestedPlan, Round, [Entry], SiteClient) async throws -> Void
    ) async throws {
        try await TestedPlan.use(TestDatabases.memory, initiatives: initiatives) { plan in
            let round = try await plan.open()
            let entries = try await plan.entries(round)
            try await body(plan, round, entries, try TestSite(plan.ward, modules: [PlanModule()]).client)
        }
    }

    private static func mark(_ entry: Entry) -> (name: String, value: String) {
        ("row", "\(entry.id)@\(entry.revision)")
    }

    @Test("Each number above the list leads to the rows that it counts")
    func figures() async throws {
        try await Self.use(initiatives: 5) { plan, round, entries, site in
            try await plan.answer(entries[0].id)
            try await plan.answer(entries[1].id, until: .approved)
            try await plan.answer(entries[2].id, until: .submitted)
            try await plan.answer(entries[3].id, until: .draft)
            let page = try await site.get(round.path, as: Self.secretariat).text
            for (words, query, found) in [
                ("2件<span class=\"visually-hidden\">（未提出の一覧）", "state=notAnswered&state=draft", ["取組4", "取組5"]),
                ("1件<span class=\"visually-hidden\">（承認待ちの一覧）", "state=submitted", ["取組3"]),
                ("1件<span class=\"visually-hidden\">（事務局の確認待ちの一覧）", "state=approved", ["取組2"]),
                ("1件<span class=\"visually-hidden\">（受付済みの一覧）", "state=accepted", ["取組1"]),
            ] {
                #expect(page.contains(words))
                let listed = try await site.get("\(round.path).json?\(query)", as: Self.secretariat)
                let titles = try JSON(parsing: listed.text)["entries"]?.array?.compactMap { $0["title"]?.string }
                #expect(titles == found, "\(query)")
            }
        }
    }

    @Test("Filters by mark and section take what people read and what other pages link with")
    func filters() async throws {
        try await Self.use { plan, round, entries, site in
            let late = Answer(mark: "D", done: "準備した。", plan: "続ける。", problem: "人手", response: "増員")
            try await plan.answer(entries[0].id, late)
            try await plan.answer(entries[1].id, until: .draft)
            func titles(_ query: String) async throws -> [String]? {
                let answer = try await site.get("\(round.path).json?\(query)", as: Self.secretariat)
                return try JSON(parsing: answer.text)["entries"]?.array?.compactMap { $0["title"]?.string }
            }
            #expect(try await titles("mark=D") == ["取組1"])
            #expect(try await titles("mark=late") == ["取組1"])
            #expect(try await titles("mark=B") == [], "a draft says nothing yet")
            #expect(try await titles("mark=none") == ["取組2", "取組3"])
            #expect(try await titles("unit=\(plan.units[2].id)") == ["取組3"])
        }
    }

    @Test("The mark of a draft is told as a draft, and no markup is read as words")
    func draftMarks() async throws {
        try await Self.use { plan, round, entries, site in
            try await plan.answer(entries[0].id, until: .draft)
            let page = try await site.get(round.path, as: Self.secretariat).text
            #expect(page.contains("<br>（下書き）"))
            #expect(!page.contains("&lt;br&gt;"))
        }
    }

    @Test("A list is put in the order of what sections wrote, which is read of all rows for it")
    func written() async throws {
        try await Self.use { plan, round, entries, site in
            for (entry, done) in zip(entries, ["はじめた。", "あつめた。", "きめた。"]) {
                try await plan.answer(entry.id, Answer(mark: "B", done: done, plan: "続ける。"))
            }
            let answer = try await site.get("\(round.path).json?sort=done", as: Self.secretariat)
            let titles = try JSON(parsing: answer.text)["entries"]?.array?.compactMap { $0["title"]?.string }
            #expect(titles == ["取組2", "取組3", "取組1"])
        }
    }

    @Test(
        "What one decides by stands in the list: figures against their targets, the mark before, every doubtful point")
    func details() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let first = try await plan.open()
            let indicator = try await plan.write { connection, stamp in
                let made = try PlanIndicatorStore.create(
                    .hours, for: plan.initiatives[0].lineage, by: stamp, on: connection)
                let next = TestedPlan.firstQuarter.next
                try PlanIndicatorStore.setTarget(
                    ExactNumber(9_000), for: .init(year: next.fiscalYear, quarter: next.number), of: made.id, by: stamp,
                    on: connection)
                return made.id
            }
            let value = try #require(QuantityReader.read("約6,500"))
            let text = Answer(mark: "B", done: "説明会を開いた。", plan: "続ける。", values: [indicator: value])
            for entry in try await plan.entries(first) where entry.initiative == plan.initiatives[0].id {
                try await plan.answer(entry.id, text)
            }
            plan.move(to: TestedPlan.firstQuarter.next.end.adding(days: 1))
            let round = try await plan.open(TestedPlan.firstQuarter.next)
            let entry = try #require(try await plan.entries(round).first { $0.initiative == plan.initiatives[0].id })
            let same = Answer(
                mark: "D", done: "説明会を開いた。", plan: "変える。", problem: "人手", response: "増員", values: [indicator: value])
            try await plan.answer(entry.id, same, until: .approved)
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let page = try await site.get("\(round.path)?state=approved", as: Self.secretariat).text
            #expect(page.contains("業務時間の削減 約6,500時間"))
            #expect(page.contains("目標 9,000時間"))
            #expect(page.contains("data-label=\"前回\">B 予定どおり"))
            #expect(page.contains("「実施したこと」が前の四半期と同じ文です。"))
            // Sentences have a line of their own below the facts of their row; what there are none of takes no line.
            #expect(page.contains("class=\"list-table list-lined\""))
            #expect(page.contains("class=\"beneath\" data-label=\"指標と目標\""))
            let early = try await site.get("\(round.path)?state=notAnswered", as: Self.secretariat).text
            #expect(early.contains("class=\"beneath beneath-none\" data-label=\"指標と目標\""))
            let doubtful = try await site.get("\(round.path)?check=yes", as: Self.secretariat).text
            #expect(doubtful.contains("3件から"))
            #expect(doubtful.contains("「実施したこと」が前の四半期と同じ文です。"))
            let hidden = try await site.get("\(round.path)?cols=unit+state", as: Self.secretariat).text
            #expect(!hidden.contains("data-label=\"確かめる点\""))
            let file = try await site.get("\(round.path)?format=csv", as: Self.secretariat).text
            #expect(file.contains("目標 9,000時間"))
        }
    }

    @Test(
        "The secretariat accepts many at once: named first, each in the revision that was read, the others left and named"
    )
    func accepting() async throws {
        try await Self.use(initiatives: 4) { plan, round, entries, site in
            for entry in entries.prefix(3) { try await plan.answer(entry.id, until: .approved) }
            let read = try await plan.entries(round)
            // The third is mended and approved again while the list stands open.
            try await plan.write { connection, stamp in
                try EntryStore.sendBack(entries[2].id, reason: "件数を直す。", by: stamp, on: connection)
            }
            try await plan.answer(entries[2].id, Answer(mark: "B", done: "直した。", plan: "続ける。"), until: .approved)
            let fields = read.map(Self.mark)
            let path = "\(round.path)/accept"
            let asked = try await site.ask(.post, path, as: Self.secretariat, form: fields)
            #expect(asked.status == 200)
            #expect(asked.text.contains("2件を受け付ける"))
            #expect(asked.text.contains("(1) 取組1（第1課、B 予定どおり）"))
            #expect(asked.text.contains("対象外: (3) 取組3（第3課、B 予定どおり）。表示した後に変わりました。"))
            #expect(asked.text.contains("対象外: (4) 取組4（第4課、未回答）。今の状態では、対象になりません。"))
            #expect(try await plan.entries(round).allSatisfy { $0.state != .accepted })
            let mark = try #require(asked.confirmation)
            let done = try await site.ask(
                .post, path, as: Self.secretariat, form: fields + [("confirmed", mark)])
            #expect(done.status == 303)
            #expect(try await plan.entries(round).map(\.state) == [.accepted, .accepted, .approved, .notAnswered])
            #expect(try await plan.verification().failures.isEmpty)
        }
    }

    @Test("A section head approves the answers of the own section and reaches no other's, whatever is sent")
    func approving() async throws {
        try await Self.use { plan, round, entries, site in
            for entry in entries { try await plan.answer(entry.id, until: .submitted) }
            let head = TestPerson(.approver, units: [plan.units[0].id])
            let path = "\(round.path)/approve"
            let all = [(name: "rows", value: "matching")]
            let asked = try await site.ask(.post, path, as: head, form: all)
            #expect(asked.text.contains("1件を承認する"))
            let mark = try #require(asked.confirmation)
            #expect(try await site.ask(.post, path, as: head, form: all + [("confirmed", mark)]).status == 303)
            let forged = try await site.ask(.post, path, as: head, form: try await plan.entries(round).map(Self.mark))
            #expect(forged.status == 422)
            #expect(!forged.text.contains("取組2"))
            #expect(try await plan.entries(round).map(\.state) == [.approved, .submitted, .submitted])
            for person in [TestPerson(.editor, units: [plan.units[1].id]), TestPerson(.auditor)] {
                #expect(try await site.ask(.post, path, as: person, form: all).status == 403)
                #expect(try await site.ask(.post, "\(round.path)/accept", as: person, form: all).status == 403)
                #expect(try await site.ask(.post, "\(round.path)/remind", as: person, form: all).status == 403)
            }
        }
    }

    @Test("Who handed an answer in does not approve it among many either")
    func ownAnswer() async throws {
        try await Self.use { plan, round, entries, site in
            let both = TestPerson(all: [.editor, .approver])
            let read = ["revision": "0", "mark": "B", "done": "始めた。", "plan": "続ける。"]
            #expect(try await site.post("/entries/\(entries[0].id)", as: both, read).status == 303)
            try await plan.answer(entries[1].id, until: .submitted)
            let fields = try await plan.entries(round).prefix(2).map(Self.mark)
            let asked = try await site.ask(.post, "\(round.path)/approve", as: both, form: fields)
            #expect(asked.text.contains("1件を承認する"))
            #expect(asked.text.contains("対象外: (1) 取組1"))
        }
    }

    @Test("150 answers are accepted in fewer than 20 pages")
    func wholeWard() async throws {
        try await Self.use(initiatives: 150) { plan, round, entries, site in
            for entry in entries { try await plan.answer(entry.id, until: .approved) }
            var loads = 0
            var address = "\(round.path)?state=approved"
            while loads < 20 {
                loads += 1
                let page = try await site.get(address, as: Self.secretariat)
                guard let shown = page.text.firstMatch(of: /name="shown" value="([^"]+)"/).map({ String($0.1) }) else {
                    break
                }
                let fields = [
                    (name: "list", value: "state=approved"), (name: "rows", value: "page"),
                    (name: "shown", value: shown),
                ]
                loads += 2
                let asked = try await site.ask(.post, "\(round.path)/accept", as: Self.secretariat, form: fields)
                let mark = try #require(asked.confirmation)
                let done = try await site.ask(
                    .post, "\(round.path)/accept", as: Self.secretariat, form: fields + [("confirmed", mark)])
                address = try #require(done.headers[.location])
            }
            #expect(loads < 20, "\(loads)")
            #expect(try await plan.entries(round).allSatisfy { $0.state == .accepted })
        }
    }

    @Test("Many are reminded at once, each section once, in the days of reminders only")
    func reminding() async throws {
        try await Self.use { plan, round, entries, site in
            let page = try await site.get("\(round.path)?state=notAnswered", as: Self.secretariat).text
            let fields = entries.map(Self.mark) + [(name: "list", value: "state=notAnswered")]
            let path = "\(round.path)/remind"
            let office = OfficeCalendar()
            if Chasing.occasion(on: plan.ward.clock.today, of: round, in: office) == nil {
                #expect(!page.contains("督促に載せる"))
                #expect(try await site.ask(.post, path, as: Self.secretariat, form: fields).status == 422)
            }
            plan.move(to: office.adding(officeDays: -1, to: round.calendar.dueOn))
            let offered = try await site.get("\(round.path)?state=notAnswered", as: Self.secretariat).text
            #expect(offered.contains("督促に載せる…"))
            let asked = try await site.ask(.post, path, as: Self.secretariat, form: Array(fields.dropFirst()))
            #expect(asked.text.contains("2件を督促に載せる"))
            let mark = try #require(asked.confirmation)
            let done = try await site.ask(
                .post, path, as: Self.secretariat, form: Array(fields.dropFirst()) + [("confirmed", mark)])
            #expect(done.status == 303)
            let made = try await plan.read { try ReminderStore.list(round: round.id, on: $0) }
            #expect(made.map(\.unitName).sorted() == ["第2課", "第3課"])
        }
    }

    @Test(
        "An answer opened from a list stays inside it, and once it is accepted the next that waits is the first choice")
    func place() async throws {
        try await Self.use { plan, round, entries, site in
            for entry in entries { try await plan.answer(entry.id, until: .approved) }
            let list = "list=/rounds/\(round.id)?state=approved"
            let listed = try await site.get("\(round.path)?state=approved", as: Self.secretariat).text
            #expect(listed.contains("/entries/\(entries[0].id)?\(list)"))
            let page = try await site.get("/entries/\(entries[1].id)?\(list)", as: Self.secretariat).text
            #expect(page.contains("<li>2/3件</li>"))
            #expect(page.contains("href=\"/rounds/\(round.id)?state=approved\">一覧に戻る"))
            #expect(page.contains("href=\"/entries/\(entries[0].id)?\(list)\" rel=\"prev\""))
            #expect(page.contains("href=\"/entries/\(entries[2].id)?\(list)\" rel=\"next\""))
            #expect(!page.contains("次へ：(3) 取組3（第3課）"), "this one waits itself")
            let accepted = try await site.post(
                "/entries/\(entries[1].id)/accept", as: Self.secretariat,
                ["revision": "1", "list": "/rounds/\(round.id)?state=approved"])
            #expect(accepted.headers[.location] == "/entries/\(entries[1].id)?\(list)")
            let after = try await site.get("/entries/\(entries[1].id)?\(list)", as: Self.secretariat).text
            #expect(after.contains("次へ：(3) 取組3（第3課）"))
            #expect(after.contains("button-primary\" href=\"/entries/\(entries[2].id)?\(list)\""))
            let hostile = try await site.get("/entries/\(entries[1].id)?list=%2F%2Fexample.org", as: Self.secretariat)
            #expect(!hostile.text.contains("example.org"))
        }
    }
}
