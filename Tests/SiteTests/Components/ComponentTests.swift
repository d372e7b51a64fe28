import Foundation
import Japanese
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
