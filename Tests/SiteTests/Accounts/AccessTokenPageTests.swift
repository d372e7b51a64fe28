import HTTPTypes
import Japanese
import NIOCore
import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("Access tokens over the web")
struct AccessTokenPageTests {
    private static func browser(_ site: TestSite) async throws -> TestBrowser {
        let browser = TestBrowser(site.client)
        _ = try await browser.signIn("kanri", RealPeople.password)
        return browser
    }

    private static func shown(_ answer: SiteAnswer) -> String? {
        answer.text.firstMatch(of: /namiki_[a-z2-7]{39}/).map { String($0.0) }
    }

    /// What the form sends, with the last day 90 days away.
    private static func form(
        _ site: TestSite, _ name: String = "集計", scope: String = "read", code: String? = nil
    ) -> [(name: String, value: String)] {
        [("name", name), ("scope", scope), ("lastDay", site.ward.clock.today.adding(days: 90).description)]
            + (code.map { [("code", $0)] } ?? [])
    }

    private static func token(
        _ browser: TestBrowser, _ site: TestSite, _ name: String = "集計", scope: String = "read"
    ) async throws -> String {
        let made = try await browser.post(
            AccessTokenSection.createPath, from: "/account", form(site, name, scope: scope))
        return try #require(shown(made))
    }

    @Test("A token is made on the account page, shown once, used, and ended by its person after a question")
    func life() async throws {
        let log = TestLog()
        let site = try await RealPeople.site(log: log)
        let browser = try await Self.browser(site)
        let made = try await browser.post(AccessTokenSection.createPath, from: "/account", Self.form(site))
        #expect(made.status == .ok)
        #expect(made.text.contains("一度だけ表示します"))
        let token = try #require(Self.shown(made))
        let account = try await browser.get("/account")
        #expect(account.text.contains("集計"))
        #expect(account.text.contains("まだ使っていません"))
        #expect(!account.text.contains(token))
        let units = try await site.client.ask(.get, "/units", token: token)
        #expect(units.status == .ok)
        #expect(try units.json["units"] == [])
        #expect(try await !browser.get("/account").text.contains("まだ使っていません"))
        let end = try #require(account.text.firstMatch(of: /action="(\/account\/tokens\/[0-9A-Z]+\/end)"/)).1
        let done = try await browser.confirming(String(end), from: "/account", [])
        #expect(done.status == .seeOther)
        let over = try await site.client.ask(.get, "/units", token: token)
        #expect(over.status == .unauthorized)
        #expect(over.refusalCode == "tokenOver")
        for line in log.lines { #expect(!line.contains(token), "\(line)") }
    }

    @Test("An administrator sees the tokens of a person without the words themselves, and ends them")
    func administrator() async throws {
        let site = try await RealPeople.site()
        let browser = try await Self.browser(site)
        let token = try await Self.token(browser, site, "知られた鍵")
        let person = try await site.ward.database.read { try PersonStore.list(on: $0)[0] }
        let page = try await browser.get(person.path)
        #expect(page.text.contains("知られた鍵"))
        #expect(!page.text.contains(token))
        let end = try #require(page.text.firstMatch(of: /action="(\/people\/[0-9A-Z]+\/tokens\/[0-9A-Z]+\/end)"/)).1
        #expect(try await browser.confirming(String(end), from: person.path, []).status == .seeOther)
        #expect(try await site.client.ask(.get, "/units", token: token).refusalCode == "tokenOver")
    }

    @Test("What is wrong with a wish for a token is told at once, and the permissions offered are the person's own")
    func wrong() async throws {
        let site = try await RealPeople.site()
        let browser = try await Self.browser(site)
        let account = try await browser.get("/account")
        #expect(account.text.contains("value=\"\(Permission.managePeople.code)\""))
        #expect(!account.text.contains("value=\"\(Permission.readSamples.code)\""))
        let refused = try await browser.post(
            AccessTokenSection.createPath, from: "/account",
            [
                ("name", ""), ("scope", "all"), ("permissions", Permission.readSamples.code),
                ("lastDay", site.ward.clock.today.adding(days: 366).description),
            ])
        #expect(refused.status == .unprocessableContent)
        for label in ["名前", "できること", "使える権限", "有効期間の最後の日"] {
            #expect(refused.text.contains("「\(label)」"), "\(label)")
        }
        #expect(refused.isOpen("新しいアクセストークンを作る"))
        #expect(Self.shown(refused) == nil)
    }

    @Test("Where a second factor is asked for, a token takes a code of it, and a refusal spends none")
    func secondFactor() async throws {
        let site = try await RealPeople.site(asksSecondFactor: true)
        let browser = try await Self.browser(site)
        _ = try await browser.post("\(SecondFactorPage.path)/begin", from: SecondFactorPage.path, [])
        let page = try await browser.get(SecondFactorPage.path)
        let secret = try #require(page.text.firstMatch(of: /guide-code">([A-Z2-7-]+)</)).1
        let code = try Authenticator(String(secret)).code(seconds: site.ward.clock.now().milliseconds / 1000)
        let enrolled = try await browser.post(
            "\(SecondFactorPage.path)/confirm", from: SecondFactorPage.path, [("code", code)])
        let recovery = try #require(enrolled.text.firstMatch(of: /<code>([A-Z2-7-]+)<\/code>/)).1
        let path = AccessTokenSection.createPath
        let without = try await browser.post(path, from: "/account", Self.form(site))
        #expect(without.status == .unprocessableContent)
        let wrong = try await browser.post(path, from: "/account", Self.form(site, code: "000000"))
        #expect(wrong.status == .unprocessableContent)
        #expect(Self.shown(wrong) == nil)
        let made = try await browser.post(path, from: "/account", Self.form(site, code: String(recovery)))
        #expect(Self.shown(made) != nil)
        let again = try await browser.post(path, from: "/account", Self.form(site, code: String(recovery)))
        #expect(again.status == .conflict, "the name is taken, and the code is not looked at")
    }

    // MARK: requests

    @Test("A token needs neither cookie nor the word of a form, and a cookie beside it is nothing")
    func cookies() async throws {
        let site = try await RealPeople.site()
        let browser = try await Self.browser(site)
        let token = try await Self.token(browser, site, scope: "write")
        let made = try await site.client.ask(
            .post, "/units", token: token, json: ["code": "0100", "name": "総務課"],
            headers: [.origin: "https://example.org"])
        #expect(made.status == .ok, "\(made.text)")
        #expect(try made.json["message"]?.string == "「総務課」を追加しました。")
        #expect(made.headers[.setCookie] == nil)
        let session = try #require(browser.cookies["namiki"])
        let beside = try await site.client.ask(
            .get, "/units", token: Self.unknown, headers: [.cookie: "namiki=\(session)"])
        #expect(beside.status == .unauthorized, "the session does not speak for a wrong token")
        let form = try await site.client.execute(
            .post, "/units",
            headers: [.authorization: "bearer \(token)", .contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: "code=0200&name=%E6%88%B8%E7%B1%8D%E8%AA%B2"))
        #expect(form.status == .ok, "\(form.text)")
        #expect(form.isJSON)
        let rows = try await site.ward.database.read { try Audit.list(AuditFilter(actionPrefix: "ward.unit"), on: $0) }
        #expect(rows.map(\.actorName) == Array(repeating: "管理 太郎（アクセストークン「集計」）", count: 2))
    }

    /// Of the right form, and nobody's: all its bits are zero.
    private static let unknown = "namiki_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabmtqx6y"

    @Test("Who shows no token, a mistyped one or one that nobody has is told which, and how to get one")
    func refused() async throws {
        let site = try await RealPeople.site()
        let missing = try await site.client.get("/units", as: nil, headers: ["Accept": "application/json"])
        #expect(missing.status == .unauthorized)
        #expect(missing.refusalCode == "signInNeeded")
        #expect(missing.headers[.wwwAuthenticate] == "Bearer realm=\"namiki\"")
        #expect(missing.text.contains("Authorization: Bearer"))
        for (token, code) in [
            ("", "tokenMistyped"), ("namiki_abc", "tokenMistyped"), ("0123", "tokenMistyped"),
            (Self.unknown, "tokenUnknown"),
        ] {
            let answer = try await site.client.ask(.get, "/units", token: token)
            #expect(answer.status == .unauthorized)
            #expect(answer.refusalCode == code)
            #expect(answer.headers[.wwwAuthenticate]?.contains("invalid_token") == true)
            #expect(answer.isJSON)
        }
        // Of another scheme: somebody else's business.
        let basic = try await site.client.execute(.get, "/sign-in", headers: [.authorization: "Basic YTpi"])
        #expect(basic.status == .ok)
        #expect(basic.isPage)
    }

    @Test(
        "With a token everything is answered as JSON: what is not there, what is for people, what is of no known type")
    func alwaysJSON() async throws {
        let site = try await RealPeople.site()
        let token = try await Self.token(try await Self.browser(site), site, scope: "write")
        let expected: [(HTTPRequest.Method, String, Int, String)] = [
            (.get, "/nowhere", 404, "notFound"), (.get, "/units/new", 406, "noJSON"), (.get, "/help", 406, "noJSON"),
            (.get, "/sign-in", 406, "noJSON"), (.get, "/account", 406, "noJSON"),
            (.get, "/people", 403, "notForTokens"), (.post, "/people", 406, "noJSON"),
            (.post, "/account/tokens", 406, "noJSON"), (.post, "/jobs", 405, "methodNotAllowed"),
            (.get, "/samples", 406, "noJSON"),
        ]
        for (method, path, status, code) in expected {
            let answer = try await site.client.ask(method, path, token: token)
            #expect(answer.status.code == status, "\(path)")
            #expect(answer.refusalCode == code, "\(path)")
            #expect(answer.isJSON, "\(path)")
        }
        let strange = try await site.client.execute(
            .post, "/units", headers: [.authorization: "Bearer \(token)", .contentType: "text/plain"],
            body: ByteBuffer(string: "code=1"))
        #expect(strange.status == .unsupportedMediaType)
        #expect(strange.refusalCode == "unsupportedType")
    }
}
