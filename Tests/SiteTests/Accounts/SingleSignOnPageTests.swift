import HTTPTypes
import Japanese
import SiteTesting
import Storage
import Testing
import Ward
import WardTesting

@testable import Site

@Suite("Signing in through the identity provider, on pages")
struct SingleSignOnPageTests {
    private static let other = "あさぎりのやまばとがなく58"

    /// A site with a provider and the administrators `kanri` and `kanri2`.
    private struct Office {
        let site: TestSite
        let provider: ScriptedProvider

        func signedIn(_ login: String, _ password: String = RealPeople.password) async throws -> TestBrowser {
            let browser = TestBrowser(site.client)
            let entered = try await browser.signIn(login, password)
            #expect(entered.status == .seeOther)
            return browser
        }

        /// To the provider and back.
        func through(
            _ subject: String, from path: String = "/sign-in/sso", _ browser: TestBrowser
        ) async throws -> SiteAnswer {
            let sent = try await browser.get(path)
            let address = try #require(sent.headers[.location])
            return try await back(subject, to: address, browser)
        }

        func back(_ subject: String, to address: String, _ browser: TestBrowser) async throws -> SiteAnswer {
            let query = try provider.signIn(subject, at: address)
            let fields = query.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
            return try await browser.get("\(ProviderSettings.callbackPath)?\(URLEncodedForm.encoded(fields))")
        }

        func person(_ login: String) async throws -> Person {
            try #require(
                try await site.ward.database.read { try PersonStore.list(on: $0) }.first { $0.loginName == login })
        }
    }

    private static func office(groupsClaim: String? = "groups") async throws -> Office {
        let provider = try ScriptedProvider(clock: .fixed(TestSite.moment))
        let singleSignOn = try provider.singleSignOn(groupsClaim: groupsClaim)
        let site = try await TestSite(
            modules: [SampleModule()], sessions: .live, outside: .live(singleSignOn: singleSignOn))
        let stamp = site.ward.stamp(by: .commandLine)
        for (login, name, password) in [
            ("kanri", "管理 太郎", RealPeople.password), ("kanri2", "管理 次郎", other),
            ("yamada", "山田 花子", RealPeople.password),
        ] {
            let person = try await PersonStore.create(
                loginName: login, name: name, password: password, isInitial: false, by: stamp, ward: site.ward,
                cost: .cheap)
            if login == "yamada" { continue }
            try await site.ward.database.write { connection in
                _ = try PersonStore.assign(role: .administrator, person: person.id, by: stamp, on: connection)
            }
        }
        try await site.ward.database.write { try SettingStore.askSecondFactor(false, by: stamp, on: $0) }
        return Office(site: site, provider: provider)
    }

    @Test("Without a provider nothing offers it, and its addresses are not found")
    func withoutProvider() async throws {
        let site = try await RealPeople.site()
        let browser = TestBrowser(site.client)
        #expect(try await !browser.get("/sign-in").text.contains("庁内の認証"))
        #expect(try await browser.get("/sign-in/sso").status == .notFound)
        #expect(try await browser.get("/sign-in/sso/callback?code=a&state=b").status == .notFound)
        _ = try await browser.signIn("kanri", RealPeople.password)
        #expect(try await !browser.get("/account").text.contains("庁内の認証"))
        #expect(try await browser.get("/single-sign-on").text.contains("庁内の認証は設定されていません"))
        #expect(try await browser.get("/single-sign-on/groups").text.contains("加えられません"))
        #expect(try await browser.get("/single-sign-on/preview").status == .ok)
    }

    @Test("An account that nobody knows is refused in words, shown, connected by two administrators and let in")
    func wholeWay() async throws {
        let office = try await Self.office(groupsClaim: nil)
        let browser = TestBrowser(office.site.client)
        let page = try await browser.get("/sign-in?to=%2Faccount")
        #expect(page.text.contains("庁内の認証でサインイン"))
        #expect(page.text.contains("href=\"/sign-in/sso?to=%2Faccount\""))
        let refused = try await office.through("u-7", browser)
        #expect(refused.status == .forbidden)
        #expect(refused.text.contains("このアカウント（u-7@city.example.jp）は、並木の利用者とつながっていません"))
        #expect(browser.cookies["namiki-flow"] == nil)

        let yamada = try await office.person("yamada")
        let first = try await office.signedIn("kanri")
        #expect(try await first.get("/").text.contains("庁内の認証のアカウントをつなぐ（1件）"))
        #expect(try await first.get("/single-sign-on").text.contains("u-7@city.example.jp"))
        let newcomer = try #require(
            try await office.site.ward.database.read { try PersonIdentityStore.newcomers(on: $0) }.first)
        let asked = try await first.post(
            "\(yamada.path)/identity", from: yamada.path, [("newcomer", newcomer.id.text)])
        #expect(asked.status == .seeOther)
        #expect(
            try await first.get("/requests").text.contains(
                "山田 花子さんに庁内の認証のアカウント「u-7@city.example.jp（u-7）」をつなぐ"))
        let second = try await office.signedIn("kanri2", Self.other)
        let request = try #require(
            try await office.site.ward.database.read {
                try PersonRequestStore.waiting(at: TestSite.moment, on: $0)
            }.first)
        let confirmed = try await second.post("/requests/\(request.id)/confirm", from: "/requests", [])
        #expect(confirmed.status == .seeOther)

        let entered = try await office.through("u-7", from: "/sign-in/sso?to=%2Faccount", browser)
        #expect(entered.status == .seeOther)
        #expect(entered.headers[.location] == "/account")
        #expect(browser.cookies["namiki-flow"] == nil)
        #expect(try await browser.get("/account").text.contains("山田 花子"))
        // The same answer, once more.
        let token = try #require(browser.cookies["namiki"])
        #expect(!token.isEmpty)

        let identity = try #require(
            try await office.site.ward.database.read { try PersonIdentityStore.current(of: yamada.id, on: $0) }.first)
        let ended = try await first.confirming("\(yamada.path)/identity/\(identity.id)/end", from: yamada.path, [])
        #expect(ended.status == .seeOther)
        #expect(try await browser.get("/account").status == .seeOther)
    }

    @Test("The way to the provider is kept in a cookie that this site alone reads, and goes nowhere else")
    func cookie() async throws {
        let office = try await Self.office()
        let browser = TestBrowser(office.site.client)
        let sent = try await browser.get("/sign-in/sso?to=https%3A%2F%2Felsewhere.example.jp")
        #expect(sent.status == .seeOther)
        let cookie = try #require(browser.setCookies.first { $0.hasPrefix("namiki-flow=") })
        #expect(cookie.contains("; Path=/; HttpOnly; SameSite=Lax"))
        #expect(cookie.contains("; Max-Age=600"))
        let kept = try #require(browser.cookies["namiki-flow"])
        let flow = try #require(SignInFlow(cookie: kept))
        #expect(flow.target == "/")
        // An answer for another browser.
        let stranger = TestBrowser(office.site.client)
        _ = try await stranger.get("/sign-in/sso")
        let query = try office.provider.signIn("u-7", at: try #require(sent.headers[.location]))
        let state = try #require(query["state"])
        let wrong = try await stranger.get("\(ProviderSettings.callbackPath)?code=code-1&state=\(state)")
        #expect(wrong.status == .forbidden)
        #expect(wrong.text.contains("サインインを始めたブラウザーと違うか"))
    }

    @Test(
        "Who came through the provider is shown the way out of it, too, where it has one; who came by a password is not"
    )
    func signingOut() async throws {
        for (endpoint, offered) in [
            ("/logout?tenant=a", "/logout?tenant=a&client_id=namiki&"), ("/logout", "/logout?client_id=namiki&"),
            (nil, nil),
        ] as [(String?, String?)] {
            let office = try await Self.office(groupsClaim: nil)
            if let endpoint {
                office.provider.declare(["end_session_endpoint": .string(ScriptedProvider.issuer + endpoint)])
            }
            let byPassword = try await office.signedIn("yamada")
            let connecting = try await byPassword.post(
                "/account/identity", from: "/account", [("password", RealPeople.password)])
            #expect(connecting.status == .seeOther)
            let page = try await byPassword.get("/account/identity").text
            let address = try #require(
                try MarkupTokenizer.tokens(page).elements("a").compactMap { $0["href"] }
                    .first { $0.hasPrefix(ScriptedProvider.issuer) })
            #expect(try await office.back("u-7", to: address, byPassword).status == .seeOther)
            let left = try await byPassword.post("/sign-out", from: "/account", [])
            #expect(left.headers[.location] == "/sign-in")

            let browser = TestBrowser(office.site.client)
            _ = try await office.through("u-7", browser)
            let out = try await browser.post("/sign-out", from: "/account", [])
            #expect(out.headers[.location] == "/sign-in/ended")
            let ended = try await browser.get("/sign-in/ended")
            guard let offered else {
                #expect(ended.headers[.location] == "/sign-in")
                continue
            }
            #expect(ended.text.contains("庁内の認証では、まだサインインしています"))
            let links = try MarkupTokenizer.tokens(ended.text).elements("a").compactMap { $0["href"] }
            let link = try #require(links.first { $0.hasPrefix(ScriptedProvider.issuer + offered) })
            #expect(link.hasSuffix("post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fsign-in"))
            office.provider.declare([:])
        }
    }

    @Test("An address of the provider without HTTPS is nowhere to go for signing out, and lets people in all the same")
    func signingOutUnsafely() async throws {
        let office = try await Self.office(groupsClaim: nil)
        office.provider.declare(["end_session_endpoint": "http://login.city.example.jp/logout"])
        let browser = TestBrowser(office.site.client)
        #expect(try await browser.get("/sign-in/sso").status == .seeOther)
        #expect(try await browser.get("/sign-in/ended").headers[.location] == "/sign-in")
    }

    @Test("While the provider is away, the page says so, and passwords let in")
    func away() async throws {
        let office = try await Self.office()
        office.provider.isAway = true
        let browser = TestBrowser(office.site.client)
        let away = try await browser.get("/sign-in/sso")
        #expect(away.status == .serviceUnavailable)
        #expect(away.text.contains("庁内の認証に接続できません"))
        let entered = try await browser.signIn("kanri", RealPeople.password)
        #expect(entered.status == .seeOther)
    }

    @Test("A person connects their own account, and ends the connection again")
    func oneself() async throws {
        let office = try await Self.office(groupsClaim: nil)
        let browser = try await office.signedIn("yamada")
        #expect(try await browser.get("/account/identity").headers[.location] == "/account")
        // Who sits at a session that was left open does not know the password.
        let wrong = try await browser.post("/account/identity", from: "/account", [("password", "ちがうパスワードです47")])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("パスワードが正しくありません"))
        #expect(browser.cookies["namiki-flow"] == nil)
        let begun = try await browser.post("/account/identity", from: "/account", [("password", RealPeople.password)])
        #expect(begun.headers[.location] == "/account/identity")
        let page = try await browser.get("/account/identity")
        let links = try MarkupTokenizer.tokens(page.text).elements("a").compactMap { $0["href"] }
        let address = try #require(links.first { $0.hasPrefix(ScriptedProvider.issuer) })
        let connected = try await office.back("u-7", to: address, browser)
        #expect(connected.headers[.location] == "/account")
        let account = try await browser.get("/account")
        #expect(account.text.contains("「u-7@city.example.jp」とつなぎました"))
        let yamada = try await office.person("yamada")
        let identity = try #require(
            try await office.site.ward.database.read { try PersonIdentityStore.current(of: yamada.id, on: $0) }.first)
        // Somebody else's is not found.
        let first = try await office.signedIn("kanri")
        let theirs = try await first.post("/account/identity/\(identity.id)/end", from: "/account", [])
        #expect(theirs.status == .notFound)
        let ended = try await browser.confirming("/account/identity/\(identity.id)/end", from: "/account", [])
        #expect(ended.status == .seeOther)
        #expect(try await browser.get("/account").text.contains("庁内の認証のアカウントとは、つながっていません"))
    }

    @Test("A row of groups is asked for, confirmed by another administrator, gives its role and ends")
    func groups() async throws {
        let office = try await Self.office()
        let yamada = try await office.person("yamada")
        let stamp = office.site.ward.stamp(by: .commandLine)
        try await office.site.ward.database.write { connection in
            _ = try PersonIdentityStore.connect(
                issuer: ScriptedProvider.issuer, subject: "yamada", to: yamada.id, by: stamp, on: connection)
        }
        let first = try await office.signedIn("kanri")
        let path = RoleMappingPage.path
        let powerful = try await first.post(
            path, from: path,
            [("group", "kanri"), ("role", "administrator"), ("target", "ward"), ("from", ""), ("to", "")])
        #expect(powerful.status == .unprocessableContent)
        let asked = try await first.post(
            path, from: path,
            [("group", "/区/企画課"), ("role", "secretariat"), ("target", "ward"), ("from", ""), ("to", "")])
        #expect(asked.status == .seeOther)
        let row = try #require(
            try await office.site.ward.database.read { try RoleMappingStore.list(on: $0) }.first)
        #expect(row.state == .waiting)
        let own = try await first.get(path)
        #expect(own.text.contains("確認を待つ対応（1件）"))
        #expect(!own.text.contains("選んだ対応を確認する"))
        let alone = try await first.post("\(path)/confirm", from: path, [("mapping", row.id.text)])
        #expect(alone.status == .unprocessableContent)

        let second = try await office.signedIn("kanri2", Self.other)
        #expect(try await second.get("/").text.contains("グループと役割の対応を確かめる（1件）"))
        let confirmed = try await second.post("\(path)/confirm", from: path, [("mapping", row.id.text)])
        #expect(confirmed.status == .seeOther)

        office.provider.claims["yamada"] = ["groups": ["/区/企画課", "/区/未登録"]]
        let browser = TestBrowser(office.site.client)
        #expect(try await office.through("yamada", browser).status == .seeOther)
        let account = try await browser.get("/account")
        #expect(account.text.contains("事務局"))
        #expect(account.text.contains("（庁内の認証のグループによる）"))
        let overview = try await first.get("/single-sign-on")
        #expect(overview.text.contains("/区/未登録"))
        #expect(!overview.text.contains("/区/企画課"))
        #expect(try await first.get(row.path).text.contains("この対応で役割が付いている人（1人）"))
        let preview = try await first.get("\(GroupPreviewPage.path)?day=2025-04-01")
        #expect(preview.text.contains("グループ「/区/企画課」"))
        #expect(preview.text.contains("令和7年4月1日"))

        let earlier = try await first.post("\(row.path)/end", from: row.path, [("lastDay", "2020-01-01")])
        #expect(earlier.status == .unprocessableContent)
        let ended = try await first.confirming("\(row.path)/end", from: row.path, [("lastDay", "2024-08-31")])
        #expect(ended.status == .seeOther)
        #expect(try await !browser.get("/account").text.contains("（庁内の認証のグループによる）"))
    }

    @Test("A day that is none is told, and shows no roles")
    func wrongDay() async throws {
        let office = try await Self.office()
        let first = try await office.signedIn("kanri")
        let page = try await first.get("\(GroupPreviewPage.path)?day=2025-02-30")
        #expect(page.text.contains("日付を直してください"))
        #expect(!page.text.contains("<table"))
        let (march, april) = (CivilDate(year: 2025, month: 3, day: 31), CivilDate(year: 2025, month: 4, day: 1))
        #expect(march.map { GroupPreviewPage.nextApril(after: $0).year } == 2025)
        #expect(april.map { GroupPreviewPage.nextApril(after: $0).year } == 2026)
    }

    @Test("Fifty rows stand on one page, each leading to its own")
    func fiftyRows() async throws {
        let office = try await Self.office()
        let stamp = office.site.ward.stamp(by: .commandLine)
        try await office.site.ward.database.write { connection in
            for number in 1...50 {
                _ = try RoleMappingStore.ask(
                    issuer: ScriptedProvider.issuer, claim: "groups", value: "課\(number) <b>", role: .editor, unit: nil,
                    body: nil, from: nil, to: nil, by: stamp, on: connection)
            }
        }
        let first = try await office.signedIn("kanri")
        let page = try await first.get(RoleMappingPage.path)
        #expect(page.text.contains("対応の一覧（50件）"))
        let tokens = try MarkupTokenizer.tokens(page.text)
        try tokens.checkNesting()
        let rows = tokens.elements("a").compactMap { $0["href"] }.filter { $0.hasPrefix(RoleMappingPage.path + "/") }
        #expect(Set(rows).count == 50)
        #expect(page.text.utf8.count < 60_000)
        let json = try await first.get("\(RoleMappingPage.path).json")
        #expect(try JSON(parsing: json.text)["mappings"]?.array?.count == 50)
    }
}
