import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("Areas and their pages")
struct AreaTests {
    private static func names(_ text: String) throws -> [String] {
        try MarkupTokenizer.tokens(text).elements("nav").compactMap { $0["aria-label"] }
    }

    @Test("The bar holds today's work and the areas that somebody may enter, in the order of the platform")
    func bar() async throws {
        let site = try await TestSite.sample()
        let auditor = try await site.client.ask("/", as: .auditor).text
        #expect(auditor.contains("<a href=\"/\" aria-current=\"page\">今日</a>"))
        let own = try #require(auditor.range(of: "<a href=\"/samples\">見本帳</a>"))
        let administration = try #require(auditor.range(of: ">管理</a>"))
        #expect(own.lowerBound < administration.lowerBound)
        // Who may see no sample does not see the area.
        let administrator = try await site.client.ask("/", as: .administrator).text
        #expect(!administrator.contains("見本帳"))
        #expect(administrator.contains("<a href=\"/people\">管理</a>"))
    }

    @Test("Inside an area its pages stand beside the one that is read, and both are marked")
    func side() async throws {
        let site = try await TestSite.sample()
        let page = try await site.client.ask("/samples", as: .secretariat).text
        #expect(try Self.names(page) == ["領域", "見本帳のページ"])
        #expect(page.contains("<a href=\"/samples\" aria-current=\"true\">見本帳</a>"))
        #expect(page.contains("<a href=\"/samples\" aria-current=\"page\">見本</a>"))
        // A refusal stands where the page would.
        let refused = try await site.client.ask("/samples/new", as: .editor)
        #expect(refused.status == .forbidden)
        #expect(try Self.names(refused.text) == ["領域", "見本帳のページ"])
        #expect(!refused.text.contains("新しい見本"))
    }

    @Test("A page of no area has no list beside it")
    func noArea() async throws {
        let site = try await TestSite.sample()
        for path in ["/help", "/search", "/missing"] {
            let names = try await Self.names(site.client.ask(path, as: .secretariat).text)
            #expect(!names.contains("見本帳のページ"), "\(path)")
        }
    }

    @Test("A trail leads nowhere that is closed to its reader")
    func trail() async throws {
        let site = try await TestSite.sample()
        let own = try await site.client.ask("/samples/7/copy", as: .secretariat).text
        #expect(own.contains("<li><a href=\"/samples/new\">新しい見本</a></li>"))
        let reader = try await site.client.ask("/samples/7/copy", as: .editor).text
        #expect(reader.contains("<li><a href=\"/samples\">見本</a></li><li>新しい見本</li>"))
        #expect(!reader.contains("href=\"/samples/new\""))
    }

    @Test("What can be done on a page is told beside it, to staff and on the page itself only")
    func help() async throws {
        let site = try await TestSite.sample()
        let page = try await site.client.ask("/samples/7", as: .editor).text
        #expect(page.contains("この画面でできること"))
        #expect(page.contains(">見本</a>を&lt;見ます&gt;。"))
        #expect(!(try await site.client.ask("/samples", as: .editor).text.contains("この画面でできること")))
        let refused = try await site.client.ask("/samples/7", as: .administrator)
        #expect(refused.status == .forbidden)
        #expect(!refused.text.contains("この画面でできること"))
    }

    @Test("The glossary holds the words of the platform and of its modules by their readings")
    func words() async throws {
        let page = try await TestSite.sample().client.get("/help/words", as: nil).text
        let trail = try #require(page.range(of: "監査証跡"))
        let samples = try #require(page.range(of: "見本帳"))
        let roles = try #require(page.range(of: ">役割<"))
        #expect(trail.lowerBound < samples.lowerBound)
        #expect(samples.lowerBound < roles.lowerBound)
    }

    @Test("A word of the glossary leads to its meaning where it comes first in the help of a page")
    func linkedWords() throws {
        let own = ModuleHelp(
            purpose: "", steps: [], words: [Word("証跡帳", "しょうせきちょう", "長い方の言葉。"), Word("証跡", "しょうせき", "短い方の言葉。")])
        let glossary = Glossary([own])
        let linked = glossary.linked(["証跡帳と<証跡>を読む。", "証跡帳を閉じる。"]).map(\.text)
        let long = try #require(glossary.words.firstIndex { $0.term == "証跡帳" })
        let short = try #require(glossary.words.firstIndex { $0.term == "証跡" })
        let first = "<a href=\"/help/words#\(Glossary.identifier(long))\">証跡帳</a>"
        let second = "<a href=\"/help/words#\(Glossary.identifier(short))\">証跡</a>"
        #expect(linked == ["\(first)と&lt;\(second)&gt;を読む。", "証跡帳を閉じる。"])
        #expect(WordsPage([own]).page.body.text.contains("<span id=\"\(Glossary.identifier(long))\">証跡帳</span>"))
    }
}
