import Japanese
import LifeEvents
import NIOCore
import SiteTesting
import Storage
import Testing
import Ward
import WardTesting

@testable import Counter
@testable import Site

@Suite("The page that takes lists of deaths in")
struct DeathPageTests {
    private static let clerk = TestPerson(.deskClerk)

    private static func use(_ body: (Ward, SiteClient) async throws -> Void) async throws {
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, CounterModule.allMigrations)
        let ward = Ward.tested(database, clock: .fixed(TestedDesk.start))
        try await body(ward, try TestSite(ward, modules: [CounterModule()]).client)
    }

    private static func send(_ file: String, _ client: SiteClient) async throws -> SiteAnswer {
        let body =
            "--b\r\nContent-Disposition: form-data; name=\"\(FormView.csrfField)\"\r\n\r\n\(TestSite.csrf)\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"list\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n\(file)\r\n--b--\r\n"
        return try await client.execute(
            .post, "/desk/deaths",
            headers: [.cookie: client.cookie(of: clerk), .contentType: "multipart/form-data; boundary=b"],
            body: ByteBuffer(string: body))
    }

    private static func taken(_ ward: Ward) async throws -> Int {
        try await ward.database.read { try $0.value("SELECT COUNT(*) FROM counter_death") ?? 0 }
    }

    /// What the trail tells of lists, the newest first.
    private static func trail(_ ward: Ward) async throws -> [String] {
        try await ward.database.read {
            try Audit.list(AuditFilter(actionPrefix: "counter.deaths"), on: $0).map(\.action)
        }
    }

    private static let file =
        "氏名,フリガナ,生年月日,死亡日,住所,支援措置区分,備考\n保護 花子,ホゴ ハナコ,昭和20年2月1日,令和8年11月20日,杉並区秘密0番地,有,x"

    @Test("A file with a column nobody knows is shown column by column, and taken only after somebody agreed")
    func confirmation() async throws {
        try await Self.use { ward, client in
            let shown = try await Self.send(Self.file, client)
            let page = shown.text
            #expect(shown.status == .ok)
            #expect(page.contains("備考"))
            #expect(page.contains("読みません"))
            #expect(page.contains("支援措置の印として読みます"))
            #expect(!page.contains("秘密0番地"))
            #expect(try await Self.taken(ward) == 0)
            let id: String? = try await ward.database.read { try $0.value("SELECT id FROM counter_death_file") }
            let agreed = try await client.post(
                "/desk/deaths/confirm", as: Self.clerk, ["file": try #require(id), "answer": "take"])
            #expect(agreed.status == .ok)
            #expect(!agreed.text.contains("秘密0番地"))
            #expect(try await Self.taken(ward) == 1)
            let left: Int? = try await ward.database.read { try $0.value("SELECT COUNT(*) FROM counter_death_file") }
            #expect(left == 0)
            let trail = try await Self.trail(ward)
            #expect(trail == ["counter.deaths.take", "counter.deaths.keep"])
            // Of two windows, one takes it.
            let again = try await client.post(
                "/desk/deaths/confirm", as: Self.clerk, ["file": try #require(id), "answer": "take"])
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("すでに取り込んだか"))
        }
    }

    @Test("Who does not agree takes nothing, and what was sent is deleted")
    func refusal() async throws {
        try await Self.use { ward, client in
            _ = try await Self.send(Self.file, client)
            let id: String? = try await ward.database.read { try $0.value("SELECT id FROM counter_death_file") }
            let refused = try await client.post(
                "/desk/deaths/confirm", as: Self.clerk, ["file": try #require(id), "answer": "drop"])
            #expect(refused.status == .seeOther)
            #expect(try await Self.taken(ward) == 0)
            let left: Int? = try await ward.database.read { try $0.value("SELECT COUNT(*) FROM counter_death_file") }
            #expect(left == 0)
            let trail = try await Self.trail(ward)
            #expect(trail == ["counter.deaths.drop", "counter.deaths.keep"])
        }
    }

    @Test("A file of which no row is right protects whom it marks, and the trail says so")
    func protection() async throws {
        try await Self.use { ward, client in
            let head = "氏名,フリガナ,生年月日,死亡日,住所,支援措置区分\n"
            _ = try await Self.send(head + "保護 花子,ホゴ ハナコ,昭和20年2月1日,令和8年11月20日,杉並区秘密0番地,無", client)
            let answer = try await Self.send(head + "保護 花子,ホゴ ハナコ,昭和20年2月1日,いつか,,有", client)
            #expect(answer.status == .unprocessableContent)
            let isRestricted: Bool? = try await ward.database.read {
                try $0.value("SELECT is_restricted FROM counter_death")
            }
            #expect(isRestricted == true)
            let trail = try await Self.trail(ward)
            #expect(trail.contains("counter.deaths.protect"))
        }
    }

    @Test("A file of known columns is taken at once, its protected people without their addresses")
    func known() async throws {
        try await Self.use { ward, client in
            let file = "氏名,フリガナ,生年月日,死亡日,住所,支援措置区分\n保護 花子,ホゴ ハナコ,昭和20年2月1日,令和8年11月20日,杉並区秘密0番地,有"
            let response = try await Self.send(file, client)
            #expect(response.status == .ok)
            #expect(!response.text.contains("秘密0番地"))
            #expect(try await Self.taken(ward) == 1)
        }
    }

    @Test("A death tomorrow and a birth after the death are told on the phone form, and nothing is opened")
    func phone() async throws {
        try await Self.use { ward, client in
            for (birth, death) in [("1950-01-01", "2026-11-25"), ("2026-11-20", "2026-11-19")] {
                let fields = [
                    "name": "a", "kana": "a", "birth": birth, "death": death,
                    "visitor": "b", "relation": "子", "phone": "0300000000", "spoken": "ja", "reminders": "none",
                ]
                let response = try await client.post("/desk/cases", as: Self.clerk, fields)
                #expect(response.status.code == 422)
            }
            let count: Int? = try await ward.database.read { try $0.value("SELECT COUNT(*) FROM counter_case") }
            #expect(count == 0)
        }
    }

    @Test("The desk ends a case on its page with a reason, and not without one")
    func closing() async throws {
        try await Self.use { ward, client in
            let base = try #require(KnowledgeLibrary.base(BereavementDesk.event))
            let opened = try await ward.database.write {
                try CaseStore.open(TestedDesk.opening(1), base: base, by: ward.stamp(by: .commandLine), on: $0)
            }
            #expect(try await client.post(opened.path + "/close", as: Self.clerk, ["reason": ""]).status.code == 422)
            #expect(
                try await client.confirming(opened.path + "/close", as: Self.clerk, ["reason": "x"]).status == .seeOther
            )
            let ended = try await ward.database.read { try DeskCase.known(opened.id, on: $0) }
            #expect(ended.state == .cancelled)
            #expect(ended.endReason == "x")
        }
    }
}
