import HTTPTypes
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("Requests that wait for a second administrator")
struct RequestTests {
    private static let other = "あさぎりのやまばとがなく58"

    private static func site(administrators: Int) async throws -> (TestSite, Person) {
        let site = try await RealPeople.site()
        let stamp = site.ward.stamp(by: .commandLine)
        for number in 1..<administrators {
            let person = try await PersonStore.create(
                loginName: "kanri\(number + 1)", name: "管理 次郎\(number)", password: other, isInitial: false, by: stamp,
                ward: site.ward, cost: .cheap)
            try await site.ward.database.write { connection in
                _ = try PersonStore.assign(role: .administrator, person: person.id, by: stamp, on: connection)
            }
        }
        let known = try await site.ward.database.read { try PersonStore.list(on: $0) }
        return (site, try #require(known.first { $0.loginName == "kanri" }))
    }

    private static func signedIn(_ site: TestSite, _ login: String, _ password: String) async throws -> TestBrowser {
        let browser = TestBrowser(site.client)
        let entered = try await browser.signIn(login, password)
        #expect(entered.status == .seeOther)
        return browser
    }

    private static func roles(_ person: Person, _ site: TestSite) async throws -> Set<Role> {
        Set(try await site.ward.database.read { try PersonStore.roles(of: person.id, on: $0).map(\.role) })
    }

    @Test("A role for oneself waits on a page, in the other's duties, and comes with the other's confirmation")
    func twoPeople() async throws {
        let (site, person) = try await Self.site(administrators: 2)
        let first = try await Self.signedIn(site, "kanri", RealPeople.password)
        let page = try await first.get("/people/\(person.id)")
        #expect(page.text.contains("確認できる人: 管理 次郎1さん"))
        let asked = try await first.post(
            "/people/\(person.id)/roles", from: "/people/\(person.id)",
            [("role", "secretariat"), ("target", "ward"), ("from", ""), ("to", "")])
        #expect(asked.status == .seeOther)
        #expect(try await Self.roles(person, site) == [.administrator])
        let own = try await first.get("/requests")
        #expect(own.text.contains("管理 太郎さんに役割「事務局」（区全体）を付ける"))
        #expect(own.text.contains("あなたの申出のため、あなたは確認できません"))
        #expect(!own.text.contains("確認して行う"))
        #expect(try await !first.get("/").text.contains("申出を確かめる"))

        let id = try #require(
            try await site.ward.database.read { try PersonRequestStore.waiting(at: site.ward.clock.now(), on: $0) }
                .first
        ).id
        let alone = try await first.post("/requests/\(id)/confirm", from: "/requests", [])
        #expect(alone.status == .conflict)
        #expect(try await Self.roles(person, site) == [.administrator])

        let second = try await Self.signedIn(site, "kanri2", Self.other)
        #expect(try await second.get("/").text.contains("ほかの管理者の申出を確かめる（1件）"))
        let confirmed = try await second.post("/requests/\(id)/confirm", from: "/requests", [])
        #expect(confirmed.status == .seeOther)
        #expect(try await Self.roles(person, site) == [.administrator, .secretariat])
        #expect(try await second.get("/requests").text.contains("確認を待つ申出はありません"))
    }

    @Test("A single administrator is told the command that does it on the server")
    func single() async throws {
        let (site, person) = try await Self.site(administrators: 1)
        let browser = try await Self.signedIn(site, "kanri", RealPeople.password)
        let page = try await browser.get("/people/\(person.id)")
        #expect(page.text.contains("<code>namiki user grant kanri --role …</code>"))
        #expect(page.text.contains("管理者は、2人以上にしておいてください"))
    }

    @Test("The administrator's role for somebody else waits as well")
    func newAdministrator() async throws {
        let (site, _) = try await Self.site(administrators: 1)
        let browser = try await Self.signedIn(site, "kanri", RealPeople.password)
        let created = try await browser.post(
            "/people", from: "/people/new", [("loginName", "yamada"), ("name", "山田"), ("password", Self.other)])
        let path = try #require(created.headers[.location])
        _ = try await browser.post(
            "\(path)/roles", from: path, [("role", "administrator"), ("target", "ward"), ("from", ""), ("to", "")])
        let newcomer = try #require(
            try await site.ward.database.read { try PersonStore.list(on: $0) }.first { $0.loginName == "yamada" })
        #expect(try await Self.roles(newcomer, site) == [])
        #expect(try await browser.get(path).text.contains("ほかの管理者の確認を待っています"))
    }

    @Test("The end of somebody's second factor is asked for and confirmed by two")
    func secondFactor() async throws {
        let (site, person) = try await Self.site(administrators: 3)
        let first = try await Self.signedIn(site, "kanri2", Self.other)
        let path = "/people/\(person.id)"
        let none = try await first.post("\(path)/second-factor/reset", from: path, [])
        #expect(none.status == .conflict)
        try await site.ward.database.write { connection in
            let stamp = site.ward.stamp(by: .commandLine)
            try connection.execute(
                """
                INSERT INTO second_factor (person, secret, confirmed_at, last_step)
                VALUES (\(person.id), 'plain:00', \(stamp.at), 0)
                """)
        }
        let asked = try await first.post("\(path)/second-factor/reset", from: path, [])
        #expect(asked.status == .seeOther)
        #expect(try await first.get(path).text.contains("登録済み"))
        let second = try await Self.signedIn(site, "kanri3", Self.other)
        let page = try await second.get("/requests")
        let action = try #require(page.text.firstMatch(of: /action="(\/requests\/[^"]+\/confirm)"/)).1
        let confirmed = try await second.post(String(action), from: "/requests", [])
        #expect(confirmed.status == .seeOther)
        #expect(try await second.get(path).text.contains("未登録"))
    }

    @Test(
        "A change of a name, a unit or an address that does not say what was read is refused",
        arguments: ["name", "unit", "contact"])
    func missingRevision(_ kind: String) async throws {
        let (site, person) = try await Self.site(administrators: 1)
        let stamp = site.ward.stamp(by: .commandLine)
        let unit = try await site.ward.database.write {
            try UnitStore.create(code: "0100", name: "総務課", by: stamp, on: $0)
        }
        let (path, page, fields): (String, String, [(name: String, value: String)]) =
            switch kind {
            case "name": ("/people/\(person.id)/name", "/people/\(person.id)", [("name", "新しい名前")])
            case "unit": ("/units/\(unit.id)", "/units/\(unit.id)", [("code", "0100"), ("name", "新しい名前")])
            default:
                (
                    "/units/\(unit.id)/contact", "/units/\(unit.id)/contact",
                    [("mail", "soumu@example.jp"), ("headMail", "")]
                )
            }
        let browser = try await Self.signedIn(site, "kanri", RealPeople.password)
        for revision in ["", "0"] {
            let refused = try await browser.post(path, from: page, fields + [("revision", revision)])
            #expect(refused.status == .conflict, "\(revision)")
            #expect(refused.text.contains(fields.last { !$0.value.isEmpty }?.value ?? "-"), "what was typed stays")
        }
        let saved = try await browser.post(path, from: page, fields)
        #expect(saved.status == .seeOther, "with what stands on the page it is saved")
    }
}
