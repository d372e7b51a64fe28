import Foundation
import Japanese
import RandomTesting
import SiteTesting
import Testing

@testable import Site

@Suite("Components")
struct ComponentTests {
    @Test("All components together are well-formed, name everything once and need no inline style or script")
    func gallery() throws {
        let document = Gallery.document
        let markup = Gallery.layout.html(Gallery.page, for: Gallery.viewer).text
        let tokens = try MarkupTokenizer.tokens(markup)
        try tokens.checkNesting()
        var identifiers: Set<String> = []
        for case .open(let name, let attributes) in tokens {
            #expect(attributes["style"] == nil, "\(name)")
            #expect(!attributes.keys.contains { $0.hasPrefix("on") }, "\(name)")
            #expect(name != "script")
            if let identifier = attributes["id"] {
                #expect(identifiers.insert(identifier).inserted, "\(identifier) twice")
            }
        }
        for case .open(let name, let attributes) in tokens {
            for reference in [attributes["for"], attributes["aria-describedby"]].compactMap(\.self) {
                for identifier in reference.split(separator: " ") {
                    #expect(identifiers.contains(String(identifier)), "\(name) points to \(identifier)")
                }
            }
            if let target = attributes["href"], target.hasPrefix("#") {
                #expect(identifiers.contains(String(target.dropFirst())), "a link to \(target)")
            }
        }
        if let path = ProcessInfo.processInfo.environment["NAMIKI_GALLERY"] {
            try document.write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    @Test("A state is told by a word and a shape of its own")
    func tags() {
        let shapes = Set(Tag.Kind.allCases.map { $0.shape.text })
        #expect(shapes.count == Tag.Kind.allCases.count)
        #expect(Tag("<未回答>", .waiting).html.text.contains("&lt;未回答&gt;"))
    }

    @Test("An empty table says so, and a short row keeps its columns")
    func tables() throws {
        let empty = TableView(caption: "取組", columns: [.rowHeader("名称")], rows: [], empty: "まだありません。")
        #expect(empty.html.text.contains("まだありません。"))
        #expect(!empty.html.text.contains("<table"))
        let short = TableView(caption: "取組", columns: [.rowHeader("名称"), .text("課"), .number("件数")], rows: [["一"]])
        let tokens = try MarkupTokenizer.tokens(short.html.text)
        #expect(tokens.elements("td").count == 2)
        #expect(tokens.elements("th").map { $0["scope"] } == ["col", "col", "col", "row"])
    }

    @Test(
        "A short head stays whole; a longer one is broken between words, never inside",
        arguments: [
            ("状態", ["状態"]), ("回答の期限", ["回答の期限"]), ("読んだレコード", ["読んだ", "レコード"]), ("C やや遅れ（件）", ["C やや遅れ", "（件）"]),
            ("稼働を止めている件数（全体）", ["稼働を止めている", "件数（全体）"]),
            ("値（時間、令和5年度比）", ["値（時間、", "令和5年度比）"]), ("進捗区分の基準日", ["進捗区分の", "基準日"]),
        ])
    func heads(title: String, lines: [String]) throws {
        #expect(ColumnHead(title).lines == lines)
        let tokens = try MarkupTokenizer.tokens(
            TableView(caption: "表", columns: [.rowHeader(title)], rows: [["一"]], isCaptionHidden: true).html.text)
        #expect(tokens.tableRows[0] == [title])
        #expect(tokens.elements("wbr").count == lines.count - 1)
    }

    @Test("Heads of any words keep all their letters, in at most as many lines as they need")
    func anyHead() {
        let seed: UInt64 = 77
        var generator = SeededGenerator(seed: seed)
        let letters = Array("課題標準化のをにカタログー（）「」、AB12件数").map(String.init)
        for _ in 0..<500 {
            let title = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                letters[.random(in: 0..<letters.count, using: &generator)]
            }.joined()
            let lines = ColumnHead(title).lines
            #expect(lines.joined() == title, "seed \(seed)")
            #expect(lines.allSatisfy { !$0.isEmpty }, "seed \(seed): \(title)")
            #expect(lines.count <= max(2, (title.count + ColumnHead.lineMax - 1) / ColumnHead.lineMax), "seed \(seed)")
        }
    }

    @Test("A name is marked so that it is not broken, and numbers so that they stand below each other")
    func kinds() throws {
        let table = TableView(
            caption: "表", columns: [.rowHeader("取組"), .name("状態"), .number("件数"), .text("理由")],
            rows: [["一", "B 予定どおり", "3", "長い文"]])
        let cells = try MarkupTokenizer.tokens(table.html.text).elements("td").map { $0["class"] }
        #expect(cells == ["whole", "number", nil])
    }

    @Test("The buttons of a long form are in its bar, and what explains a section stands before its fields")
    func longForm() throws {
        let state = PageState(csrfToken: "t")
        let fields: [FormField] = [.section("実績", hint: "期間に行ったこと。", [.text("done", "実施したこと", max: 80)])]
        let long = FormView("/a", state, submit: "提出する", isLong: true, fields: fields).html.text
        let bar = try #require(long.range(of: "<div class=\"form-actions sticky-bar\">"))
        #expect(long[bar.upperBound...].contains("提出する"))
        let hint = try #require(long.range(of: "期間に行ったこと。"))
        #expect(long[hint.upperBound...].contains("実施したこと"))
        #expect(long.contains("form-guided"))
        let short = FormView("/a", state, submit: "提出する", fields: [.text("done", "実施したこと", max: 80)]).html.text
        #expect(!short.contains("sticky-bar"))
        #expect(!short.contains("form-guided"))
    }

    @Test("The pager leads to the neighbours, the ends and back")
    func pager() {
        let text = Pager(page: 6, pages: 12) { "/p\($0)" }.html.text
        for path in ["/p1", "/p4", "/p5", "/p7", "/p8", "/p12"] { #expect(text.contains("\"\(path)\""), "\(path)") }
        #expect(!text.contains("\"/p6\""))
        #expect(!text.contains("\"/p2\""))
        #expect(text.contains("<span aria-current=\"page\">6</span>"))
        #expect(Pager(page: 1, pages: 1) { "/p\($0)" }.html.isEmpty)
        #expect(Pager(newer: nil, older: "/x?before=1&a=2").html.text.contains("before=1&amp;a=2"))
    }

    @Test("Text of several paragraphs keeps its lines and stays text")
    func prose() {
        #expect(
            Prose("一\r\n二\n\n\n<三>").html.text
                == "<div class=\"prose\"><p>一<br>二</p>\n<p>&lt;三&gt;</p>\n</div>\n")
    }

    @Test("A page has one title that names the site, and no identifier of a person in its head")
    func titles() throws {
        let tokens = try MarkupTokenizer.tokens(Gallery.document.replacing(StyleSheet.text, with: ""))
        let place = try #require(tokens.firstIndex(of: .open(name: "title", attributes: [:])))
        #expect(tokens[place + 1] == .text("部品の見本帳 | 並木"))
        #expect(tokens.elements("h1").count == 1)
    }

    @Test("The 見本 band stands on every page of a demonstration, and on no other")
    func band() {
        let real = Layout(settings: SiteSettings(), map: SiteMap([]))
        #expect(Gallery.document.contains("<span class=\"sample-word\">見本</span>"))
        #expect(!real.html(Page("表題", body: .empty), for: Gallery.viewer).text.contains("sample-word"))
    }
}

@Suite("Style sheet")
struct StyleSheetTests {
    @Test("Documents that stand alone need no custom properties, and nothing is loaded from elsewhere")
    func resolved() {
        #expect(StyleSheet.text.contains("var(--accent)"))
        #expect(!StyleSheet.resolved.contains("var(--"))
        for word in ["url(", "@import", "http:", "https:"] { #expect(!StyleSheet.text.contains(word), "\(word)") }
    }
}
