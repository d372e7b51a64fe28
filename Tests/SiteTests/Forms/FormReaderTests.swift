import Japanese
import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("Reading forms")
struct FormReaderTests {
    private func reader(_ fields: [(name: String, value: String)]) -> FormReader {
        FormReader(Form(fields: fields))
    }

    private enum Mark: String {
        case onTrack, late
    }

    @Test("All errors are found at once, in the order of the fields, each with its field")
    func everything() {
        var reader = reader([
            ("title", "  "), ("due", "令和6年6月31日"), ("hours", "たくさん"), ("mark", "unknown"),
            ("note", String(repeating: "あ", count: 11)),
        ])
        #expect(reader.text("title", "件名", max: 10) == nil)
        #expect(reader.date("due", "期限") == nil)
        #expect(reader.number("hours", "時間") == nil)
        #expect(reader.choice("mark", "状況", as: Mark.self) == nil)
        #expect(reader.textArea("note", "説明", max: 10) == nil)
        #expect(reader.password("password", "パスワード") == nil)
        #expect(reader.file("file", "根拠資料") == nil)
        #expect(reader.errors.entries.map(\.field) == ["title", "due", "hours", "mark", "note", "password", "file"])
        #expect(reader.errors["note"] == ["「説明」は10文字以内にしてください（現在11文字、1文字超過）。"])
        #expect(reader.errors["due"].first?.contains("令和6年6月31日") == true)
    }

    @Test("What is right comes out as it was meant")
    func values() {
        var reader = reader([
            ("title", " 　並木\u{3000}通り "), ("note", "一\r\n二\r三"), ("due", "Ｒ６．９．３０"), ("hours", "約６，５００時間"),
            ("count", "１２"),
            ("mark", "late"), ("unit", "b"), ("unit", "a"), ("unit", "b"),
        ])
        #expect(reader.text("title", "件名", max: 10) == "並木\u{3000}通り")
        #expect(reader.textArea("note", "説明", max: 10) == "一\n二\n三")
        #expect(reader.date("due", "期限") == CivilDate(iso: "2024-09-30"))
        #expect(reader.quantity("hours", "時間", unit: "時間")?.japanese == "約6,500時間")
        #expect(reader.integer("count", "回数", in: 1...12) == 12)
        #expect(reader.choice("mark", "状況", as: Mark.self) == .late)
        #expect(reader.choices("unit", "組織", of: ["a", "b"]) == ["b", "a"])
        #expect(reader.text("missing", "なし", max: 10, isRequired: false) == nil)
        #expect(reader.errors.isEmpty)
    }

    @Test(
        "Characters that nobody sees or that turn the writing round are refused",
        arguments: ["a\u{0}b", "a\u{1B}b", "a\u{202E}b", "a\u{FFFF}b"])
    func hidden(text: String) {
        var reader = reader([("title", text)])
        #expect(reader.text("title", "件名", max: 10) == nil)
        #expect(reader.errors["title"].count == 1)
    }

    @Test("A one-line field refuses lines, a number refuses 約, a wrong unit and what is out of range")
    func refusals() {
        var reader = reader([
            ("title", "一\n二"), ("hours", "約10"), ("yen", "10時間"), ("count", "13"), ("half", "1.5"), ("day", "令和6年4月1日"),
        ])
        #expect(reader.text("title", "件名", max: 10) == nil)
        #expect(reader.number("hours", "時間") == nil)
        #expect(reader.quantity("yen", "金額", unit: "円") == nil)
        #expect(reader.integer("count", "回数", in: 1...12) == nil)
        #expect(reader.integer("half", "回数", in: 1...12) == nil)
        #expect(reader.date("day", "日付", from: CivilDate(iso: "2024-04-02")) == nil)
        #expect(reader.errors.entries.count == 6)
        #expect(reader.errors["yen"].first?.contains("「円」") == true)
    }

    @Test("An identifier is accepted only when it is one of those offered")
    func identifiers() {
        let known: ID<OfficeUnit> = ID("01J00000000000000000000000")
        var right = reader([("unit", known.text)])
        #expect(right.id("unit", "組織", of: [known]) == known)
        var wrong = reader([("unit", "01J00000000000000000000009")])
        #expect(wrong.id("unit", "組織", of: [known]) == nil)
        #expect(!wrong.errors.isEmpty)
    }
}

@Suite("Showing forms")
struct FormViewTests {
    private let fields: [FormField] = [
        .text("title", "件名", value: "前の値", max: 200),
        .textArea("note", "説明", value: "\n前の説明", max: 10, isRequired: false),
        .radios("mark", "状況", [Choice("a", "甲"), Choice("b", "乙")], value: "a"),
        .checkboxes("unit", "課", [Choice("1", "一課"), Choice("2", "二課")], values: ["1"]),
        .checkbox("isDone", "終わった", isOn: true), .password("password", "パスワード"), .hidden("edition", "7"),
    ]

    private func tokens(errors: FormErrors = .none, sent: Form? = nil) throws -> [MarkupTokenizer.Token] {
        try MarkupTokenizer.tokens(
            FormView(action: "/a?b=<c>", csrfToken: "w\"ord", submit: "送る", errors: errors, sent: sent, fields: fields)
                .html.text)
    }

    @Test("What was entered is kept after an error, a password never")
    func kept() throws {
        let sent = Form(fields: [
            ("csrf", "x"), ("title", "<新しい>"), ("note", "\n二行"), ("mark", "b"), ("unit", "2"), ("password", "secret"),
            ("edition", "9"),
        ])
        let tokens = try tokens(sent: sent)
        let inputs = tokens.elements("input")
        #expect(inputs.first { $0["name"] == "title" }?["value"] == "<新しい>")
        #expect(inputs.filter { $0["checked"] != nil }.map { $0["value"] } == ["b", "2"])
        #expect(inputs.first { $0["name"] == "password" }?["value"] == "")
        #expect(inputs.first { $0["name"] == "edition" }?["value"] == "7")
        #expect(inputs.first { $0["name"] == "csrf" }?["value"] == "w\"ord")
        // The browser swallows one line break after the tag, so that the one which was entered stays.
        let area = try #require(tokens.firstIndex { if case .open("textarea", _) = $0 { true } else { false } })
        #expect(tokens[area + 1] == .text("\n\n二行"))
    }

    @Test("An error stands beside its field, is described by it, and is linked from the top")
    func errors() throws {
        var errors = FormErrors()
        errors.add("title", "件名の<誤り>")
        errors.add("mark", "状況の誤り")
        errors.addGeneral("全体の誤り")
        let tokens = try tokens(errors: errors)
        let title = try #require(tokens.elements("input").first { $0["name"] == "title" })
        #expect(title["aria-invalid"] == "true")
        let described = try #require(title["aria-describedby"])
        #expect(tokens.elements("p").contains { $0["id"] == described && $0["class"] == "field-error" })
        let summary = try #require(tokens.elements("div").first { $0["role"] == "alert" })
        #expect(summary["tabindex"] == "-1")
        let links = tokens.elements("a").compactMap { $0["href"] }
        #expect(
            links == [
                "#\(title["id"] ?? "")", "#\(tokens.elements("input").first { $0["name"] == "mark" }?["id"] ?? "")",
            ])
        #expect(tokens.text.contains("全体の誤り"))
    }

    @Test("Required and optional are told in words")
    func need() throws {
        let text = try tokens().text
        #expect(text.contains("件名必須"))
        #expect(text.contains("説明任意"))
    }

    @Test("Only a form with a file is sent in parts")
    func encoding() throws {
        #expect(try tokens().elements("form").first?["enctype"] == nil)
        let upload = FormView(
            action: "/u", csrfToken: "w", submit: "送る", fields: [.section("資料", [.file("file", "資料")])])
        #expect(upload.html.text.contains("enctype=\"multipart/form-data\""))
    }
}
