import Japanese
import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("The first page of staff")
struct FirstPageTests {
    private static func site(_ waiting: Int, steps: [NextStep] = []) async throws -> TestSite {
        try await TestSite(modules: [SampleModule(), BusyModule(waiting: waiting, steps: steps)])
    }

    @Test("Of a kind with 150 things the count, the earliest day and the first five are shown, and none is lost")
    func grouped() async throws {
        let site = try await Self.site(150)
        let page = try await site.client.ask("/", as: .editor).text
        // Two of the sample module and one that is late.
        #expect(page.contains("届いている仕事は153件です。"))
        #expect(page.contains("受け付ける　<span class=\"duty-count\">150件</span>"))
        #expect(page.contains("最も早い期限は令和6年9月11日（水）です。"))
        #expect(page.components(separatedBy: "受け付ける：&lt;").count - 1 == DutyGroup.shownMax)
        #expect(page.contains("<a href=\"/today/busy.accept\">「受け付ける」150件をすべて見る</a>"))
        let all = try await site.client.ask("/today/busy.accept", as: .editor)
        #expect(all.status == .ok)
        #expect(all.text.components(separatedBy: "受け付ける：&lt;").count - 1 == 150)
        #expect(all.text.contains("150件あります。"))
    }

    @Test("Five of a kind are shown one by one, without a way to the rest")
    func few() async throws {
        let page = try await Self.site(5).client.ask("/", as: .editor).text
        #expect(page.components(separatedBy: "受け付ける：&lt;").count - 1 == 5)
        #expect(!page.contains("/today/busy.accept"))
    }

    @Test("What is late stands before everything else, and within a kind the earliest day comes first")
    func order() async throws {
        let page = try await Self.site(8).client.ask("/", as: .editor).text
        let late = try #require(page.range(of: "回答する：遅れたもの"))
        let kind = try #require(page.range(of: "受け付ける　"))
        #expect(late.lowerBound < kind.lowerBound)
        let first = try #require(page.range(of: "受け付ける：&lt;7&gt;"))
        let second = try #require(page.range(of: "受け付ける：&lt;6&gt;"))
        #expect(first.lowerBound < second.lowerBound)
        #expect(!page.contains("受け付ける：&lt;0&gt;"))
    }

    @Test("Programs get every duty under the keys of before, and the kinds beside them")
    func json() async throws {
        let site = try await Self.site(150)
        let answer = try await site.client.ask("/", as: .editor, headers: ["Accept": "application/json"])
        let json = try JSON(parsing: answer.text)
        let duties = try #require(json["duties"]?.array)
        #expect(duties.count == 153)
        for key in ["title", "path", "note", "isOverdue", "kind", "dueOn"] {
            #expect(duties.allSatisfy { $0[key] != nil }, "\(key)")
        }
        let kinds = try #require(json["kinds"]?.array)
        let accept = try #require(kinds.first { $0["kind"]?.string == "busy.accept" })
        #expect(accept["count"] == .integer(150))
        #expect(accept["earliestDueOn"]?.string == "2024-09-11")
        let one = try await site.client.ask("/today/busy.accept.json", as: .editor)
        #expect(try JSON(parsing: one.text)["duties"]?.array?.count == 150)
    }

    @Test("A kind of which nothing is left leads back to the first page, which says so")
    func nothingLeft() async throws {
        let answer = try await Self.site(3).client.ask("/today/busy.accept", as: .auditor)
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == "/")
    }

    @Test("What comes next is shown also when nothing waits, and is gone when all of it is done")
    func steps() async throws {
        func step(_ title: String, isDone: Bool) -> NextStep {
            NextStep(Link(title, "/samples"), isDone: isDone, note: "一言。")
        }
        let begun = try await Self.site(0, steps: [step("一つ目", isDone: true), step("二つ目", isDone: false)])
        let page = try await begun.client.ask("/", as: .auditor).text
        #expect(page.contains("届いている仕事はありません"))
        #expect(page.contains("見本の準備"))
        #expect(try MarkupTokenizer.tokens(page).elements("li").count { $0["aria-current"] == "step" } == 1)
        let next = try #require(page.range(of: "aria-current=\"step\""))
        let second = try #require(page.range(of: "二つ目"))
        #expect(next.lowerBound < second.lowerBound)
        #expect(page[next.upperBound..<second.lowerBound].contains("次にすること"))
        let done = try await Self.site(0, steps: [step("一つ目", isDone: true)])
        #expect(try await !done.client.ask("/", as: .auditor).text.contains("見本の準備"))
    }

    @Test("What is shown at a glance is shown to those who may see it")
    func glances() async throws {
        let page = try await Self.site(0).client.ask("/", as: .auditor).text
        #expect(page.contains("<h2>見本のいま</h2>"))
        #expect(!page.contains("見せないもの"))
    }

    @Test("An administrator of an empty installation sees what to set up, in order")
    func setUp() async throws {
        let site = try await RealPeople.site()
        let browser = TestBrowser(site.client)
        _ = try await browser.signIn("kanri", RealPeople.password)
        let page = try await browser.get("/").text
        var place = page.startIndex
        for title in ["組織を登録する", "利用者を登録する", "管理者を2人以上にする", "認証アプリを登録する", "署名鍵を作る", "控えを毎日取る"] {
            let found = try #require(page.range(of: title, range: place..<page.endIndex), "\(title)")
            place = found.upperBound
        }
        _ = try await browser.post("/units", from: "/units/new", [("code", "0100"), ("name", "総務課")])
        #expect(try await browser.get("/").text.contains("1の組織があります。"))
    }
}

@Suite("The first page of residents")
struct ResidentFrontPageTests {
    private static func site() async throws -> TestSite {
        try await TestSite(modules: [SampleModule(), BusyModule(waiting: 0)])
    }

    @Test("Nobody in particular is asked what they came for, in three languages, with a small way in for staff")
    func languages() async throws {
        let client = try await Self.site().client
        for (path, title, language) in [
            ("/", "見本を見る", "ja"), ("/residents/ja", "見本を見る", "ja"), ("/residents/easy", "みほんを 見る", "easy"),
            ("/residents/en", "See samples", "en"),
        ] {
            let page = try await client.get(path, as: nil)
            #expect(page.status == .ok, "\(path)")
            #expect(page.text.contains("<a href=\"/see/\(language)\">\(title)</a>"), "\(path)")
            #expect(page.text.contains("<a href=\"/sign-in\">"), "\(path)")
            let tokens = try MarkupTokenizer.tokens(page.text)
            try tokens.checkNesting()
            #expect(tokens.elements("html").first?["lang"] == (language == "en" ? "en" : "ja"))
            #expect(tokens.elements("a").count { $0["hreflang"] != nil } == 2, "\(path)")
            #expect(!page.text.contains("class=\"site-nav\""), "\(path)")
            #expect(!page.text.contains("class=\"site-search\""), "\(path)")
        }
        #expect(try await client.get("/residents/fr", as: nil).status == .notFound)
    }

    @Test("Where no module has anything for residents, the page says whom to ask")
    func empty() async throws {
        let page = try await TestSite.sample().client.get("/", as: nil)
        #expect(page.text.contains("区役所の窓口にお尋ねください"))
    }

    @Test("A program without a session is told to sign in, and an address of staff leads there and back")
    func staff() async throws {
        let client = try await Self.site().client
        let program = try await client.get("/", as: nil, headers: ["Accept": "application/json"])
        #expect(program.status == .unauthorized)
        let page = try await client.get("/samples", as: nil)
        #expect(page.headers[.location] == "/sign-in?to=%2Fsamples")
    }
}
