import Japanese
import SiteTesting
import StorageTesting
import Testing
import Ward

@testable import Counter
@testable import Site

@Suite("Nobody takes every time of the desk")
struct BookingLimitTests {
    private static let clerk = TestPerson(.deskClerk)
    private static let booking = "/guides/bereavement/ja/booking"

    private static func use(_ body: (TestedDesk, TestSite) async throws -> Void) async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            try await desk.ward.database.write { connection in
                var settings = DeskSettings()
                settings.phone = "03-0000-1111"
                try DeskSettingsStore.set(settings, by: desk.stamp(), on: connection)
            }
            try await body(desk, try TestSite(desk.ward, modules: [CounterModule()]))
        }
    }

    private static func form(_ number: Int, phone: String) -> [(name: String, value: String)] {
        [
            ("slot", "call"), ("name", "見本\(number)"), ("kana", "ミホン"), ("birth", "1940-01-01"),
            ("death", "2026-11-18"), ("address", "見本町\(number)"), ("visitor", "見本 遺族"), ("relation", "子"),
            ("phone", phone), ("spoken", "ja"), ("reminders", "none"),
        ]
    }

    private static func cases(_ desk: TestedDesk) async throws -> Int {
        try await desk.ward.database.read { try DeskCase.bookedOnTheWeb(on: $0).count }
    }

    @Test(
        "From one browser so many bookings a day are taken; the next is told kindly whom to call, with all that was typed"
    )
    func browser() async throws {
        try await Self.use { desk, site in
            let browser = TestBrowser(site.client)
            for number in 1...BookingLimit.browser.max {
                let answer = try await browser.post(
                    Self.booking, from: Self.booking, Self.form(number, phone: "090-0000-000\(number)"))
                #expect(answer.status == .ok)
            }
            let refused = try await browser.post(
                Self.booking, from: Self.booking, Self.form(9, phone: "090-0000-0009"))
            #expect(refused.status.code == 422)
            #expect(refused.text.contains("03-0000-1111"))
            #expect(refused.text.contains("見本町9"))
            #expect(try await Self.cases(desk) == BookingLimit.browser.max)
            // On another day the same browser is welcome.
            desk.move(to: desk.today.adding(days: 1))
            let next = try await browser.post(Self.booking, from: Self.booking, Self.form(9, phone: "090-0000-0009"))
            #expect(next.status == .ok)
        }
    }

    @Test("One number of telephone holds so many bookings, however it is written and from wherever")
    func contact() async throws {
        try await Self.use { desk, site in
            for (number, phone) in ["090-1234-5678", "０９０１２３４５６７８", "+81 90 1234 5678"].enumerated() {
                let answer = try await TestBrowser(site.client).post(
                    Self.booking, from: Self.booking, Self.form(number, phone: phone))
                #expect(answer.status == .ok, "\(phone)")
            }
            let refused = try await TestBrowser(site.client).post(
                Self.booking, from: Self.booking, Self.form(9, phone: "090ー1234ー5678"))
            #expect(refused.status.code == 422)
            #expect(try await Self.cases(desk) == BookingLimit.contact.max)
        }
    }

    /// A booking on the web from a browser of its own.
    private static func opening(_ number: Int, client: String? = nil) -> CaseStore.Opening {
        var opening = TestedDesk.opening(number)
        opening.source = .web
        opening.visitor.phone = "080-\(1_000 + number)-0000"
        opening.origin = BookingOrigin(browser: "browser \(number)", client: client)
        return opening
    }

    @Test("From one network so many bookings a day are taken, whatever browsers and numbers are made up")
    func client() async throws {
        try await Self.use { desk, _ in
            try await desk.ward.database.write { connection in
                func reached(_ client: String?) throws -> BookingLimit? {
                    try BookingLimit.reached(
                        BookingOrigin(browser: "another", client: client), phone: "03-9999-9999", today: desk.today,
                        on: connection)
                }
                for number in 1...BookingLimit.client.max {
                    #expect(try reached("a") == nil)
                    _ = try CaseStore.open(
                        Self.opening(number, client: "a"), base: desk.base, by: desk.stamp(), on: connection)
                }
                #expect(try reached("a") == .client)
                #expect(try reached("b") == nil)
                #expect(try reached(nil) == nil)
            }
        }
    }

    @Test("However many book on the web, the share of each day that is kept for callers stays free for the desk")
    func share() async throws {
        try await Self.use { desk, _ in
            try await desk.ward.database.write { connection in
                let settings = try DeskSettingsStore.get(on: connection)
                func table() throws -> SlotTable {
                    try VisitStore.table(settings: settings, from: desk.today, on: connection)
                }
                let day = try table().firstDay(on: desk.today)
                // As many as ask, each for an hour of the first day.
                for number in 1...40 {
                    let free = try table().free(minutes: 60, wishes: [], on: desk.today, isWeb: true)
                    guard let slot = free.first(where: { $0.day == day }) else { break }
                    let opened = try CaseStore.open(
                        Self.opening(number), base: desk.base, by: desk.stamp(), on: connection)
                    try VisitStore.book(
                        slot, for: opened, plannedMinutes: 60, isWeb: true, by: desk.stamp(), on: connection)
                }
                let taken = try table().taken.filter { $0.day == day }
                #expect(taken.count == settings.webMinutesMax / 60)
                let left = try table().free(minutes: 60, wishes: [], on: desk.today).filter { $0.day == day }
                #expect(!left.isEmpty)
                // Who sends the form of an hour ago is refused as well.
                let late = try CaseStore.open(Self.opening(99), base: desk.base, by: desk.stamp(), on: connection)
                let wanted = try #require(left.first)
                #expect(throws: DeskRefusal.self) {
                    try VisitStore.book(
                        wanted, for: late, plannedMinutes: 60, isWeb: true, by: desk.stamp(), on: connection)
                }
                try VisitStore.book(wanted, for: late, plannedMinutes: 60, by: desk.stamp(), on: connection)
            }
        }
    }

    @Test(
        "The desk gives many made-up bookings up at once, with a reason, after it was asked; the times are free again")
    func many() async throws {
        try await Self.use { desk, site in
            let made = try await desk.ward.database.write { connection in
                try (1...5).map { try desk.book(Self.opening($0, client: $0 < 5 ? "a" : nil), on: connection) }
            }
            let alike = try await site.client.get("/desk/bookings?alike=\(made[0].id)", as: Self.clerk)
            #expect(made[0..<4].allSatisfy { alike.isOn($0.id.text) })
            #expect(!alike.text.contains(made[4].number))
            func post(_ reason: String, confirmed: String? = nil) async throws -> SiteAnswer {
                try await site.client.ask(
                    .post, "/desk/bookings", as: Self.clerk,
                    form: made[0..<4].map { ("case", $0.id.text) } + [("reason", reason)]
                        + (confirmed.map { [("confirmed", $0)] } ?? []))
            }
            let wrong = try await post("")
            #expect(wrong.status.code == 422)
            #expect(made[0..<4].allSatisfy { wrong.isOn($0.id.text) })
            let asked = try await post("実在しない方の予約のため")
            #expect(asked.text.contains("4件を取り消します"))
            #expect(try await Self.cases(desk) == 5)
            let done = try await post("実在しない方の予約のため", confirmed: asked.confirmation)
            #expect(done.status == .seeOther)
            let (ended, taken) = try await desk.ward.database.read { connection in
                (
                    try made[0..<4].map { try DeskCase.known($0.id, on: connection) },
                    try VisitStore.table(settings: DeskSettings(), from: desk.today, on: connection).taken.count
                )
            }
            #expect(ended.allSatisfy { $0.state == .cancelled })
            #expect(ended.allSatisfy { $0.endReason == "実在しない方の予約のため" })
            #expect(taken == 1)
        }
    }

    @Test("From where a booking came is forgotten after a month")
    func forgotten() async throws {
        try await Self.use { desk, _ in
            let opened = try await desk.ward.database.write {
                try CaseStore.open(Self.opening(1, client: "a"), base: desk.base, by: desk.stamp(), on: $0)
            }
            #expect(opened.origin != nil)
            desk.move(to: desk.today.adding(days: BookingOrigin.keptDays + 1))
            let later = try await desk.ward.database.write { connection in
                _ = try Purge.run(by: desk.stamp("システム"), on: connection)
                return try DeskCase.known(opened.id, on: connection)
            }
            #expect(later.origin == nil)
        }
    }
}
