import HTTPTypes
import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("The first sign-in")
struct FirstPasswordTests {
    private static let own = "あさぎりのやまばとがなく58"

    /// Somebody whom the administrator has just registered, signed in with the password they were told.
    private static func newcomer(_ body: (TestBrowser) async throws -> Void) async throws {
        let site = try await RealPeople.site()
        let administrator = TestBrowser(site.client)
        _ = try await administrator.signIn("kanri", RealPeople.password)
        let created = try await administrator.post(
            "/people", from: "/people/new",
            [("loginName", "yamada"), ("name", "山田 花子"), ("password", "つたえられたことばです12")])
        #expect(created.status == .seeOther)
        let browser = TestBrowser(site.client)
        let entered = try await browser.signIn("yamada", "つたえられたことばです12")
        #expect(entered.status == .seeOther)
        try await body(browser)
    }

    @Test("Before an own password is chosen, every other page leads there, and nothing is changed")
    func gate() async throws {
        try await Self.newcomer { browser in
            for path in ["/", "/account", "/units", "/account/second-factor"] {
                let answer = try await browser.get(path)
                #expect(answer.status == .seeOther, "\(path)")
                #expect(answer.headers[.location] == FirstPasswordPage.path, "\(path)")
            }
            let json = try await browser.get("/units.json")
            #expect(json.status == .forbidden)
            #expect(json.text.contains("ownPasswordNeeded"))
            let changed = try await browser.post("/account/password", from: FirstPasswordPage.path, [("current", "x")])
            #expect(changed.status == .forbidden)
            #expect(changed.text.contains("先に自分のパスワードを決めてください"))
            // What everybody may read stays open, and so does the way out.
            #expect(try await browser.get("/help").status == .ok)
            let out = try await browser.post("/sign-out", from: FirstPasswordPage.path, [])
            #expect(out.headers[.location] == "/sign-in")
        }
    }

    @Test("The own password is another one, and opens the other pages")
    func choosing() async throws {
        try await Self.newcomer { browser in
            func choose(_ current: String, _ new: String) async throws -> SiteAnswer {
                try await browser.post(
                    FirstPasswordPage.path, from: FirstPasswordPage.path,
                    [("current", current), ("new", new), ("again", new)])
            }
            let same = try await choose("つたえられたことばです12", "つたえられたことばです12")
            #expect(same.status == .unprocessableContent)
            #expect(same.text.contains("今のものと同じです"))
            let wrong = try await choose("ちがうパスワードです47", Self.own)
            #expect(wrong.text.contains("現在のパスワードが正しくありません"))
            let right = try await choose("つたえられたことばです12", Self.own)
            #expect(right.headers[.location] == "/")
            #expect(try await browser.get("/").status == .ok)
        }
    }
}
