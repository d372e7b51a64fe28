import HTTPTypes
import SiteTesting
import NIOCore
import Testing
import Ward

@testable import Site

@Suite("Forms from elsewhere")
struct CSRFTests {
    @Test("A form without the word of the session, or with another one, changes nothing")
    func token() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let right = try await client.ask(.post, "/samples/1/change", form: [])
            #expect(right.status == .seeOther)
            for wrong in [nil, "", "another", TestSite.csrf + " ", TestSite.csrf.uppercased()] {
                let response = try await client.ask(.post, "/samples/1/change", form: [], csrf: wrong)
                #expect(response.status == .forbidden, "\(wrong ?? "none")")
                #expect(response.text.contains("変更は保存されていません"))
            }
            let noBody = try await client.ask(.post, "/samples/1/change")
            #expect(noBody.status == .forbidden)
            let inQuery = try await client.ask(.post, "/samples/1/change?csrf=\(TestSite.csrf)", form: [], csrf: nil)
            #expect(inQuery.status == .forbidden)
        }
    }

    @Test("The browser's word about where a form comes from is heeded")
    func origin() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            func status(_ headers: [String: String]) async throws -> HTTPResponse.Status {
                try await client.ask(.post, "/samples/1/change", form: [], headers: headers).status
            }
            let answer1 = try await status(["Sec-Fetch-Site": "same-origin"])
            #expect(answer1 == .seeOther)
            for site in ["cross-site", "same-site", "strange"] {
                let answer2 = try await status(["Sec-Fetch-Site": site])
                #expect(answer2 == .forbidden, "\(site)")
            }
            for origin in ["null", "https://example.org", "http://localhost.example.org", ""] {
                let answer3 = try await status(["Origin": origin])
                #expect(answer3 == .forbidden, "\(origin)")
            }
        }
    }

    @Test("What was typed for an hour is shown again when the session ran out, but never a password")
    func keptText() async throws {
        let site = try await TestSite.sample()
        let long = "長い文章を一時間かけて書きました。<b>とても長い文章です。</b>"
        try await site.test { client in
            for person in [nil, TestPerson(.secretariat)] {
                let response = try await client.ask(
                    .post, "/samples/1/change", as: person,
                    form: [("note", long), ("password", "a-very-long-password-indeed")], csrf: "old")
                #expect(response.status == (person == nil ? .unauthorized : .forbidden))
                #expect(response.text.contains(HTML.escaping(long).text))
                #expect(!response.text.contains("a-very-long-password"))
            }
            // Another site puts no words into ours.
            let foreign = try await client.ask(
                .post, "/samples/1/change", as: nil, form: [("note", long)], headers: ["Sec-Fetch-Site": "cross-site"])
            #expect(!foreign.text.contains("一時間かけて"))
        }
    }

    @Test("The sign-in form is bound to the browser that opened it")
    func signInForm() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let page = try await client.get("/sign-in", as: nil)
            let setCookie = try #require(page.headers[.setCookie])
            let cookie = String(try #require(setCookie.split(separator: ";").first))
            let tokens = try MarkupTokenizer.tokens(page.text)
            let word = try #require(tokens.elements("input").first { $0["name"] == "csrf" }?["value"])
            func post(_ cookie: String?, _ word: String) async throws -> HTTPResponse.Status {
                try await client.ask(
                    .post, "/sign-in", as: nil, form: [("loginName", ""), ("password", "")], csrf: word,
                    headers: cookie.map { ["Cookie": $0] } ?? [:]
                ).status
            }
            let answer4 = try await post(cookie, word)
            #expect(answer4 == .unprocessableContent)
            let answer5 = try await post(nil, word)
            #expect(answer5 == .forbidden)
            let answer6 = try await post(cookie, "another")
            #expect(answer6 == .forbidden)
            let answer7 = try await post("namiki-visitor=" + String(repeating: "0", count: 64), word)
            #expect(answer7 == .forbidden)
            let answer8 = try await post("namiki-visitor=short", word)
            #expect(answer8 == .forbidden)
            let again = try await client.get("/sign-in", as: nil, headers: ["Cookie": cookie])
            #expect(again.headers[.setCookie] == nil)
        }
    }
}
