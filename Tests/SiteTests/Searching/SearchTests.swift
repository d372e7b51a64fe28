import ArgumentParser
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("Searching")
struct SearchTests {
    /// Finds numbered things, and secrets for those who may change samples.
    private struct FindingModule: Module {
        var name: String { "finding" }
        var migrations: [Migration] { [] }
        var commands: [any AsyncParsableCommand.Type] { [] }
        var grants: Grants { Grants([:]) }
        var routes: [Route] { [] }
        var searches: [SearchSource] {
            [
                SearchSource("もの", needs: .readSamples, limit: 3) { query, _, _, _ in
                    (1...9).map { "サンプル第\($0)号<>" }.filter { query.matches($0) }
                        .map { SearchHit($0, "/samples/\($0.utf8.count)", note: "一覧") }
                },
                SearchSource("秘密", needs: .changeSamples) { _, _, _, _ in [SearchHit("秘密のもの", "/samples/new")] },
            ]
        }
    }

    private static func site() async throws -> TestSite {
        try await TestSite(modules: [SampleModule(), FindingModule()])
    }

    private static func found(_ words: String, as role: Role) async throws -> SiteAnswer {
        try await site().client.ask("/search?q=\(PercentCoding.encoded(words))", as: role)
    }

    @Test(
        "Words are found whatever the width of their letters and the kind of their kana, and all of them must be there")
    func folding() async throws {
        let page = try await Self.found("さんぷる　７", as: .editor)
        #expect(page.status == .ok)
        #expect(page.text.contains("サンプル第7号&lt;&gt;"))
        #expect(!page.text.contains("サンプル第6号"))
        #expect(try await Self.found("ｻﾝﾌﾟﾙ", as: .editor).text.contains("サンプル第1号"))
        #expect(try await Self.found("サンプル 無い", as: .editor).text.contains("見つかりませんでした"))
    }

    @Test(
        "A group shows as many as its source says, tells that there are more, and is shown only to those who may see it"
    )
    func groups() async throws {
        let editor = try await Self.found("サンプル", as: .editor).text
        #expect(editor.contains("3件以上"))
        #expect(!editor.contains("サンプル第4号"))
        #expect(!editor.contains("秘密のもの"))
        #expect(try await Self.found("サンプル", as: .secretariat).text.contains("秘密のもの"))
    }

    @Test("Pages are found by their names, by those who may enter them")
    func pages() async throws {
        #expect(try await Self.found("新しい見本", as: .secretariat).text.contains("<a href=\"/samples/new\">新しい見本</a>"))
        #expect(try await Self.found("新しい見本", as: .editor).text.contains("見つかりませんでした"))
    }

    @Test("Nothing to look for is no error, and what was typed stays text")
    func empty() async throws {
        #expect(try await Self.found("　", as: .editor).text.contains("探したい言葉を入力してください"))
        let typed = try await Self.found("<b>\"", as: .editor).text
        #expect(!typed.contains("<b>\""))
        #expect(typed.contains("&lt;b&gt;&quot;"))
        #expect(SearchQuery(String(repeating: "あ", count: 1000))?.text.unicodeScalars.count == SearchQuery.scalarsMax)
    }
}
