import SiteTesting
import Storage
import Testing
import Ward

@testable import Site

@Suite("Side actions inside a form")
struct SideActionTests {
    private static func form(_ state: PageState, files: [String]) -> String {
        FormView(
            "/answers/1", state, submit: "提出する", beside: ["/answers/1/files/remove"],
            fields: [.text("done", "実施したこと", max: 100)]
                + files.map { .button("「\($0)」を外す", to: "/answers/1/files/remove", choice: $0) }
        ).html.text
    }

    @Test("Enter in a line of text presses the form's own button, never one that takes a file off")
    func enter() throws {
        let buttons = try MarkupTokenizer.tokens(Self.form(PageState(csrfToken: "t"), files: ["a", "b"]))
            .elements("button")
        #expect(buttons.count == 4)
        #expect(buttons[0]["formaction"] == nil)
        #expect(buttons[0]["hidden"] != nil)
        #expect(buttons[1]["value"] == "a")
        #expect(buttons[2]["formaction"] == "/answers/1/files/remove")
        let plain = try MarkupTokenizer.tokens(Self.form(PageState(csrfToken: "t"), files: [])).elements("button")
        #expect(plain.count == 1)
    }

    @Test("What was typed is there again after the last file was taken off, when its button is gone")
    func lastFile() {
        let state = PageState(csrfToken: "t").answering(
            "/answers/1/files/remove", errors: .none, sent: Form(fields: [("done", "書きかけの文")]))
        #expect(Self.form(state, files: []).contains("書きかけの文"))
    }

    @Test("What a side action was made with is settled, everything else stays")
    func settled() async throws {
        let database = try await openDatabase(at: ":memory:")
        let request = PageRequest(
            ward: Ward(database: database, clock: .system, random: .system), signedIn: nil, path: "/answers/1",
            form: Form(fields: [("done", "文"), ("title", "集計表")]))
        let sent = request.redrawn(with: .none, without: ["title"]).state.sent(to: "/answers/1")
        #expect(sent?["done"] == "文")
        #expect(sent?["title"] == nil)
    }
}
