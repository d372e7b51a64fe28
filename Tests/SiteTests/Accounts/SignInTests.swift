import HTTPTypes
import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("Signing in")
struct SignInTests {
    @Test("Somebody signs in, comes where they wanted to go, and is out after signing out")
    func wholeWay() async throws {
        let site = try await RealPeople.site()
        try await site.test { client in
            let browser = TestBrowser(client)
            let first = try await browser.get("/account")
            #expect(first.headers[.location] == "/sign-in?to=%2Faccount")
            let wrong = try await browser.signIn("kanri", "ちがうパスワードです47")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("正しくありません"))
            #expect(wrong.text.contains("value=\"kanri\""))
            #expect(!wrong.text.contains("ちがうパスワード"))
            let entered = try await browser.post(
                "/sign-in", from: "/sign-in",
                [("loginName", "ＫＡＮＲＩ"), ("password", RealPeople.password), ("to", "/account")])
            #expect(entered.status == .seeOther)
            #expect(entered.headers[.location] == "/account")
            let account = try await browser.get("/account")
            #expect(account.status == .ok)
            #expect(account.text.contains("管理 太郎"))
            #expect(account.text.contains("この画面"))
            let again = try await browser.get("/sign-in")
            #expect(again.status == .seeOther)
            let token = try #require(browser.cookies["namiki"])
            let out = try await browser.post("/sign-out", from: "/account", [])
            #expect(out.headers[.location] == "/sign-in")
            #expect(browser.cookies["namiki"] == nil)
            let stale = try await client.ask(.get, "/account", as: nil, headers: ["Cookie": "namiki=\(token)"])
            #expect(stale.status == .seeOther)
        }
    }

    @Test("Nobody is led to another site after signing in")
    func openRedirect() async throws {
        let site = try await RealPeople.site()
        try await site.test { client in
            let entered = try await TestBrowser(client).post(
                "/sign-in", from: "/sign-in",
                [("loginName", "kanri"), ("password", RealPeople.password), ("to", "//example.org/")])
            #expect(entered.headers[.location] == "/")
        }
    }

    @Test(
        "Cookies are kept from scripts and other sites, and behind HTTPS from everything unencrypted",
        arguments: [false, true])
    func cookies(isSecure: Bool) async throws {
        let site = try await RealPeople.site(settings: SiteSettings(isSecure: isSecure))
        try await site.test { client in
            let browser = TestBrowser(client)
            _ = try await browser.get("/sign-in")
            var seen = browser.setCookies
            _ = try await browser.signIn("kanri", RealPeople.password)
            seen += browser.setCookies
            #expect(seen.count >= 3)
            for cookie in seen {
                #expect(cookie.contains("; Path=/; HttpOnly; SameSite=Lax"), "\(cookie)")
                #expect(cookie.contains("; Secure") == isSecure, "\(cookie)")
                #expect(cookie.hasPrefix("__Host-namiki") == isSecure, "\(cookie)")
                #expect(!cookie.contains("Domain"), "\(cookie)")
            }
            let page = try await browser.get("/account")
            #expect((page.headers[.strictTransportSecurity] != nil) == isSecure)
        }
    }

    @Test("Changing the password asks for the present one, and goes on with a new token")
    func changePassword() async throws {
        let site = try await RealPeople.site()
        try await site.test { client in
            let browser = TestBrowser(client)
            _ = try await browser.signIn("kanri", RealPeople.password)
            let before = browser.cookies["namiki"]
            let next = "あさぎりのやまばとがなく58"
            func change(_ current: String, _ new: String, _ again: String) async throws -> SiteAnswer {
                try await browser.post(
                    "/account/password", from: "/account", [("current", current), ("new", new), ("again", again)])
            }
            let unequal = try await change(RealPeople.password, next, next + "x")
            #expect(unequal.text.contains("一致しません"))
            let short = try await change(RealPeople.password, "みじかい", "みじかい")
            #expect(short.text.contains("4文字です"))
            let wrong = try await change("ちがうパスワードです47", next, next)
            #expect(wrong.text.contains("現在のパスワードが正しくありません"))
            let right = try await change(RealPeople.password, next, next)
            #expect(right.status == .seeOther)
            #expect(browser.cookies["namiki"] != before)
            let page = try await browser.get("/account?changed=1")
            #expect(page.text.contains("パスワードを変更しました"))
        }
    }

    @Test("A message is shown on the next page once, and not lost to a file in between")
    func flash() async throws {
        let site = try await RealPeople.site()
        try await site.test { client in
            let browser = TestBrowser(client)
            _ = try await browser.signIn("kanri", RealPeople.password)
            _ = try await browser.post("/units", from: "/units/new", [("code", "0100"), ("name", "総務課")])
            _ = try await browser.get("/units.json")
            _ = try await browser.get("/health")
            let shown = try await browser.get("/units")
            #expect(shown.text.contains("「総務課」を追加しました。"))
            let again = try await browser.get("/units")
            #expect(!again.text.contains("「総務課」を追加しました。"))
        }
    }

    @Test("The first page lists duties, what is late first, and is friendly when there are none")
    func duties() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let editor = try await client.ask("/", as: .editor)
            let late = try #require(editor.text.range(of: "古い報告"))
            let open = try #require(editor.text.range(of: "第1四半期の報告"))
            #expect(late.lowerBound < open.lowerBound)
            let json = try await client.ask("/", as: .editor, headers: ["Accept": "application/json"])
            #expect(json.text.contains("\"isOverdue\": true"))
            let auditor = try await client.ask("/", as: .auditor)
            #expect(auditor.text.contains("届いている仕事はありません"))
        }
    }

    @Test("Help is there for everybody, with one's own role opened")
    func help() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let nobody = try await client.get("/help", as: nil)
            #expect(nobody.status == .ok)
            #expect(!nobody.text.contains("あなたの役割）"))
            let auditor = try await client.ask("/help", as: .auditor)
            #expect(auditor.text.contains("監査（あなたの役割）"))
        }
    }
}
