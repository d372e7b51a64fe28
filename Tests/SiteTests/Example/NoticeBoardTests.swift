import Japanese
import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("The smallest whole module")
struct NoticeBoardTests {
    private static let told = [(name: "title", value: "休業の案内"), (name: "content", value: "年末は閉まります。")]

    @Test("A form that is refused is drawn again with everything that was sent, and only that form tells what is wrong")
    func refusedForm() async throws {
        let site = try await Self.site()
        try await site.test { client async throws in
            let answer = try await client.ask(
                .post, "/notices", form: [("title", ""), ("content", "書きかけの本文"), ("until", "平成32年13月")])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("書きかけの本文"))
            #expect(answer.text.contains("「題名」を入力してください。"))
            #expect(answer.text.contains("「掲載の終わり」の「平成32年13月」を日付として読めません。"))
        }
        #expect(try await site.ward.database.read { try Notice.list("", on: $0).count } == 0)
    }

    @Test("Who did not see the newest revision, or does not say which, overwrites nothing")
    func revision() async throws {
        let site = try await Self.site()
        let notice = try await Self.written(in: site)
        try await site.test { client async throws in
            let first = try await client.ask(.post, notice.path, form: Self.told + [("revision", "0")])
            #expect(first.status == .seeOther)
            let second = try await client.ask(
                .post, notice.path, form: [("title", "別の題名"), ("content", "別の本文"), ("revision", "0")])
            #expect(second.status == .conflict)
            #expect(second.text.contains("別の本文"))
            #expect(second.text.contains("ほかの人が内容を変えました"))
            #expect(try await client.ask(.post, notice.path, form: Self.told).status == .conflict)
        }
        let stands = try await site.ward.database.read { try Notice.known(notice.id, on: $0) }
        #expect(stands.title == "休業の案内")
        #expect(stands.revision == 1)
    }

    @Test("What cannot be undone is done only after a page has said so, and what was read there must still be true")
    func confirmation() async throws {
        let site = try await Self.site()
        let notice = try await Self.written(in: site)
        try await site.test { client async throws in
            let asked = try await client.ask(.post, notice.path + "/publish", form: [])
            #expect(asked.status == .ok)
            #expect(asked.text.contains("公表したお知らせは直せません。"))
            #expect(try await client.ask(notice.path + "/editions/1").status == .notFound)
            let mark = try #require(asked.confirmation)
            _ = try await client.ask(
                .post, notice.path, form: [("title", "直した題名"), ("content", "本文"), ("revision", "0")])
            let again = try await client.ask(.post, notice.path + "/publish", form: [("confirmed", mark)])
            #expect(again.text.contains("表示した後に状況が変わりました"))
            let now = try #require(again.confirmation)
            let done = try await client.ask(.post, notice.path + "/publish", form: [("confirmed", now)])
            #expect(done.status == .seeOther)
            #expect(try await client.ask(notice.path + "/editions/1").text.contains("<h1>直した題名</h1>"))
            #expect(try await client.ask(.post, notice.path + "/publish", form: []).status == .conflict)
        }
        let reading = try await site.ward.database.read { try Notice.published.measure(TestSite.moment.date, $0) }
        #expect(reading.value == ExactNumber(1))
        let report = try await site.ward.database.read {
            try Verification.run(renderers: NoticeBoard().renderers, on: $0)
        }
        #expect(report.failures == [])
        #expect(report.redrawn == 1)
    }

    @Test(
        "Whatever is asked about first has the one look of what cannot be undone: where it begins, inside a form, where it is confirmed"
    )
    func irreversible() async throws {
        let site = try await Self.site()
        let notice = try await Self.written(in: site)
        func look(_ page: String, _ words: String) throws -> String? {
            let tokens = try MarkupTokenizer.tokens(page)
            let place = try #require(tokens.lastIndex(of: .text(words)))
            guard case .open("button", let attributes) = tokens[place - 1] else { return nil }
            return attributes["class"]
        }
        try await site.test { client async throws in
            let page = try await client.ask(notice.path).text
            #expect(try look(page, "公表する") == "button button-irreversible")
            #expect(try look(page, "直す") == "button button-primary")
            let asked = try await client.ask(.post, notice.path + "/publish", form: []).text
            #expect(try look(asked, "公表する") == "button button-irreversible")
            // A refused form is drawn again with the same looks.
            let refused = try await client.ask(
                .post, notice.path, form: [("title", ""), ("content", ""), ("revision", "0")])
            #expect(try look(refused.text, "公表する") == "button button-irreversible")
        }
        var state = PageState(csrfToken: "t")
        state.asksFirst = { $0.hasSuffix("/publish") }
        let form = FormView(
            "/notices/1", state, submit: "直す",
            fields: [
                .section("公表", [.button("直さずに公表する", to: "/notices/1/publish"), .button("写す", to: "/notices/1/copy")])
            ]
        ).html.text
        #expect(try look(form, "直さずに公表する") == "button button-irreversible")
        #expect(try look(form, "写す") == "button button-secondary")
        #expect(
            try look(FormView("/notices/1/publish", state, submit: "公表する", fields: []).html.text, "公表する")
                == "button button-irreversible")
    }

    @Test("A record that is not there is not found, whoever asks")
    func unknown() async throws {
        let site = try await Self.site()
        try await site.test { client async throws in
            #expect(try await client.ask("/notices/01J00000000000000000000009").status == .notFound)
            #expect(try await client.ask(.post, "/notices/01J00000000000000000000009", form: []).status == .notFound)
            #expect(try await client.ask("/notices", as: .editor).status == .forbidden)
        }
    }

    private static func site() async throws -> TestSite { try await TestSite(modules: [NoticeBoard()]) }

    private static func written(in site: TestSite) async throws -> Notice {
        let stamp = site.ward.stamp(by: .system)
        return try await site.ward.database.write {
            try Notice.write((title: "案内", content: "本文", until: nil), by: stamp, on: $0)
        }
    }
}
