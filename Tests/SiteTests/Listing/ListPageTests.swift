import Japanese
import NIOCore
import SiteTesting
import Tabular
import Testing
import Ward

@testable import Site

@Suite("A list on its page")
struct ListPageTests {
    @Test("A list says how many there are and which are shown, and its pages, heads and files keep what was asked")
    func page() async throws {
        let site = try await Shelf.site()
        try await site.test { client in
            let whole = try await client.ask("/shelf").text
            #expect(whole.contains("120件中 1–50"))
            #expect(whole.contains("href=\"/shelf?page=3\""))
            let narrowed = try await client.ask("/shelf?sort=-amount&unit=first").text
            #expect(narrowed.contains("80件中 1–50"))
            #expect(narrowed.contains("（全120件から）"))
            #expect(narrowed.contains("課: 区民課"))
            #expect(narrowed.contains("aria-sort=\"descending\""))
            let kept = "/shelf?unit=%E5%8C%BA%E6%B0%91%E8%AA%B2&amp;sort=-amount"
            #expect(narrowed.contains("href=\"\(kept)&amp;page=2\""))
            #expect(narrowed.contains("href=\"\(kept)&amp;format=csv\""))
            #expect(narrowed.contains("href=\"/shelf?sort=-amount\""), "the way to take the condition away")
            _ = try MarkupTokenizer.tokens(narrowed)
        }
    }

    @Test("The state of a list is its address alone: what one window asks changes nothing for another")
    func windows() async throws {
        let site = try await Shelf.site()
        try await site.test { client in
            let before = try await client.ask("/shelf?unit=first&page=2").text
            _ = try await client.ask("/shelf?q=7&sort=title&cols=unit")
            #expect(try await client.ask("/shelf?unit=first&page=2").text == before)
            #expect(try await client.ask("/shelf").text.contains("120件中 1–50"))
        }
    }

    @Test("Columns are chosen, and what a row is about always stays")
    func columns() async throws {
        let site = try await Shelf.site(3)
        try await site.test { client in
            let usual = try await client.ask("/shelf").text
            #expect(usual.contains("data-label=\"課\""))
            #expect(!usual.contains("data-label=\"状態\""))
            let chosen = try await client.ask("/shelf?cols=state").text
            #expect(chosen.contains("data-label=\"名前\""))
            #expect(chosen.contains("data-label=\"状態\""))
            #expect(!chosen.contains("data-label=\"課\""))
        }
    }

    @Test("What the list does not know is told on the page, and rows are shown all the same")
    func told() async throws {
        let site = try await Shelf.site(3)
        try await site.test { client in
            let page = try await client.ask("/shelf?unit=nowhere&format=pdf")
            #expect(page.status == .ok)
            #expect(page.isPage)
            #expect(page.text.contains("「課」に「nowhere」はありません。"))
            #expect(page.text.contains("「pdf」というファイルにはできません。"))
            #expect(page.text.contains("もの1"))
            let none = try await client.ask("/shelf?q=%E3%81%AA%E3%81%84").text
            #expect(none.contains("条件に合うものはありません。"))
            #expect(none.contains("<a href=\"/shelf\">条件をすべて外す</a>"))
        }
    }

    @Test(
        "A file has every row that fits in the order that was asked for, the shown columns, the conditions, count and moment"
    )
    func csv() async throws {
        let site = try await Shelf.site()
        let first = try await site.things()[0]
        try await site.set(first.id, title: "=1+1")
        try await site.test { client in
            let answer = try await client.ask("/shelf?unit=first&sort=-title&cols=amount&format=csv&page=2")
            #expect(answer.headers[.contentType]?.hasPrefix("text/csv") == true)
            let lines = answer.text.split(whereSeparator: \.isNewline).map(String.init)
            #expect(lines[0].hasSuffix("名前,数（個）"))
            let border = try #require(lines.firstIndex { $0.hasPrefix("課: 区民課") })
            #expect(lines[border...].contains("80件"))
            #expect(lines.last?.hasSuffix("現在") == true)
            let rows = lines[1..<border].filter { !$0.isEmpty && $0 != "\"\"" }
            #expect(rows.count == 80)
            #expect(rows.last == "'=1+1,1", "a formula stays text")
            #expect(rows.contains("もの7,"), "what is not known is an empty cell")
        }
    }

    @Test("The same as a workbook")
    func excel() async throws {
        let site = try await Shelf.site()
        try await site.test { client in
            let answer = try await client.ask("/shelf?unit=first&format=xlsx")
            #expect(answer.headers[.contentType] == PageResponse.excel)
            let sheet = try #require(try WorkbookReader.read(Array(answer.body.readableBytesView)).sheets.first)
            // A title, condition, count and moment, the heads, and the rows.
            #expect(sheet.rows.count == 5 + 80)
        }
    }

    @Test("Programs get all rows that fit, and nobody gets a list without its permission")
    func programs() async throws {
        let site = try await Shelf.site()
        try await site.test { client in
            let answer = try await client.ask("/shelf.json?unit=first&page=2")
            #expect(try JSON(parsing: answer.text)["things"]?.array?.count == 80)
            #expect(try await client.ask("/shelf", as: .editor).status == .ok)
            #expect(try await client.ask("/shelf?format=csv", as: .administrator).status == .forbidden)
        }
    }
}
