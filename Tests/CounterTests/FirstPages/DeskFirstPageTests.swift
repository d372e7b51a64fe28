import Japanese
import SiteTesting
import StorageTesting
import Testing
import Ward

@testable import Counter
import Site

@Suite("The desk on the first page")
struct DeskFirstPageTests {
    private static func clerk(_ desk: TestedDesk) -> SignedIn {
        SignedIn(
            person: TestPerson.id, name: "見本", assignments: [.init(role: .deskClerk, unit: nil, body: nil)],
            grants: CounterGrants.all)
    }

    @Test("Each visit of the day and each call waits by itself, with its number and without a name")
    func duties() async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let cases = try await desk.ward.database.write { connection in
                try (1...3).map { try desk.book(TestedDesk.opening($0), on: connection) }
            }
            let day = try #require(
                try await desk.ward.database.read { try VisitStore.current(of: cases[0].id, on: $0)?.day })
            desk.move(to: day)
            let person = Self.clerk(desk)
            let duties = try await DeskDuties.source.duties(person, desk.ward)
            let booked = try await desk.ward.database.read { connection in
                try VisitStore.visits(on: day, connection).filter { $0.state == .booked }.count
            }
            let calls = try await desk.ward.database.read { try CallStore.duties(today: day, on: $0).count }
            #expect(booked > 0)
            #expect(duties.count { $0.kind.code == "counter.receive" } == booked)
            #expect(duties.count { $0.kind.code == "counter.call" } == calls)
            #expect(duties.allSatisfy { $0.link.path.hasPrefix("/desk/cases/") })
            let words = duties.map { $0.link.title + $0.note }.joined()
            #expect(words.contains(cases[0].number))
            #expect(!words.contains("見本遺族"))
            #expect(!words.contains("見本故人"))
        }
    }

    @Test("The day at a glance counts the visits and names the next one, without a name of anybody")
    func glance() async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let visits = try await desk.ward.database.write { connection in
                let deskCase = try desk.book(TestedDesk.opening(1), on: connection)
                return [try VisitStore.current(of: deskCase.id, on: connection)].compactMap(\.self)
            }
            let visit = try #require(visits.first)
            let before = DayGlance.glance(visits, minute: visit.slot.starts - 1, calls: 2, reminders: 0).html.text
            #expect(before.contains("1件"))
            #expect(before.contains(TimeOfDay.figures(visit.slot.starts)))
            #expect(before.contains("2人"))
            let after = DayGlance.glance(visits, minute: visit.slot.starts + 1, calls: 0, reminders: 0).html.text
            #expect(!after.contains(TimeOfDay.figures(visit.slot.starts)))
            #expect(after.contains("なし"))
            try MarkupTokenizer.tokens(before).checkNesting()
        }
    }

    @Test("The day at a glance is for those who run the desk")
    func permission() async throws {
        #expect(DayGlance.source.permission == .runDesk)
        let site = try await TestSite(modules: [CounterModule()])
        #expect(try await site.client.get("/", as: TestPerson(.deskClerk)).text.contains("<h2>今日の来庁</h2>"))
        #expect(try await !site.client.get("/", as: TestPerson(.editor)).text.contains("<h2>今日の来庁</h2>"))
    }
}
