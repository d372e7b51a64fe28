import Japanese
import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("Several rows of a list at once")
struct ListBulkTests {
    private typealias Fields = [(name: String, value: String)]

    private static func mark(_ thing: Thing) -> String { "\(thing.id)@\(thing.revision)" }

    private static func away(in site: TestSite) async throws -> Int {
        try await site.things().count { $0.state == "away" }
    }

    /// Sends rows, and confirms what the page that names them says.
    private static func confirm(_ client: SiteClient, _ fields: Fields) async throws -> SiteAnswer {
        let asked = try await client.ask(.post, "/shelf/away", form: fields)
        let mark = try #require(asked.confirmation, "\(asked.text)")
        return try await client.ask(.post, "/shelf/away", form: fields + [("confirmed", mark)])
    }

    @Test("None chosen is told in words, on the same page of the list with the same conditions")
    func none() async throws {
        let site = try await Shelf.site()
        try await site.test { client in
            let refused = try await client.ask(
                .post, "/shelf/away", form: [("list", "unit=%E5%8C%BA%E6%B0%91%E8%AA%B2&page=2"), ("rows", "chosen")])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("行を選んでください。"))
            #expect(refused.text.contains("80件中 51–80"))
            #expect(try await Self.away(in: site) == 0)
        }
    }

    @Test("What is wrong with a field keeps the ticks and what was typed")
    func wrongField() async throws {
        let site = try await Shelf.site()
        let things = try await site.things()
        try await site.test { client in
            let refused = try await client.ask(
                .post, "/shelf/away",
                form: [("row", Self.mark(things[1])), ("reason", "十文字では足りない長い理由"), ("rows", "chosen")])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("value=\"\(Self.mark(things[1]))\" aria-labelledby=\"list-row-1\" checked"))
            #expect(refused.text.contains("十文字では足りない長い理由"))
            #expect(try await Self.away(in: site) == 0)
        }
    }

    @Test("A page names the rows before anything is done, and what was read there must still be true")
    func confirmation() async throws {
        let site = try await Shelf.site()
        let things = try await site.things()
        let fields: Fields = [("row", Self.mark(things[0])), ("row", Self.mark(things[3])), ("reason", "棚卸し")]
        try await site.test { client in
            let asked = try await client.ask(.post, "/shelf/away", form: fields)
            #expect(asked.status == .ok)
            #expect(asked.text.contains("2件をしまう"))
            #expect(asked.text.contains("もの1（区民課）"))
            #expect(asked.text.contains("もの4（区民課）"))
            #expect(asked.text.contains("鍵を掛けます。"))
            #expect(try await Self.away(in: site) == 0)

            let mark = try #require(asked.confirmation)
            try await site.set(things[3].id, isRevised: true)
            let again = try await client.ask(.post, "/shelf/away", form: fields + [("confirmed", mark)])
            #expect(again.text.contains("表示した後に状況が変わりました"))
            #expect(again.text.contains("対象外: もの4（区民課）。表示した後に変わりました。"))
            #expect(try await Self.away(in: site) == 0)

            let now = try #require(again.confirmation)
            let done = try await client.ask(.post, "/shelf/away", form: fields + [("confirmed", now)])
            #expect(done.status == .seeOther)
        }
        let after = try await site.things()
        #expect(after.filter { $0.state == "away" }.map(\.title) == ["もの1"])
        #expect(after[0].reason == "棚卸し")
    }

    @Test("The page that was shown is what is done with, not what has moved onto it since")
    func shownPage() async throws {
        let site = try await Shelf.site()
        try await site.test { client in
            let page = try await client.ask("/shelf?state=out").text
            let shown = try #require(page.firstMatch(of: /name="shown" value="([^"]+)"/).map { String($0.1) })
            #expect(shown.split(separator: " ").count == 50)
            // Somebody else puts three of them away, so that three others stand on the first page.
            for thing in try await site.things().prefix(3) { try await site.set(thing.id, state: "away") }
            let fields: Fields = [("list", "state=out"), ("rows", "page"), ("shown", shown)]
            let done = try await Self.confirm(client, fields)
            #expect(done.status == .seeOther)
            #expect(done.headers[.location] == "/shelf?state=out")
        }
        let things = try await site.things()
        #expect(things.prefix(50).allSatisfy { $0.state == "away" })
        #expect(things[50...].allSatisfy { $0.state == "out" })
        #expect(things.prefix(3).allSatisfy { $0.reason == nil })
    }

    @Test("All that fit are counted again, and the page says when they are not as many as before")
    func allMatching() async throws {
        let site = try await Shelf.site()
        let fields: Fields = [("list", "unit=%E7%A6%8F%E7%A5%89%E8%AA%B2"), ("rows", "matching"), ("count", "40")]
        try await site.test { client in
            let things = try await site.things()
            try await site.set(things[2].id, state: "away")
            let asked = try await client.ask(.post, "/shelf/away", form: fields)
            #expect(asked.text.contains("39件をしまう"))
            #expect(asked.text.contains("表示したときは40件でしたが、今は39件です。"))
            #expect(try await Self.confirm(client, fields).status == .seeOther)
        }
        let things = try await site.things()
        #expect(things.filter { $0.unit == "福祉課" }.allSatisfy { $0.state == "away" })
        #expect(things.filter { $0.unit != "福祉課" }.allSatisfy { $0.state == "out" })
    }

    @Test("A row that a rule refuses is left and named, and the others are done")
    func refusedRow() async throws {
        let site = try await Shelf.site()
        let things = try await site.things()
        try await site.set(things[1].id, state: "stuck")
        try await site.set(things[2].id, state: "away")
        let fields: Fields = things.prefix(3).map { ("row", Self.mark($0)) }
        try await site.test { client in
            let asked = try await client.ask(.post, "/shelf/away", form: fields)
            #expect(asked.text.contains("対象外: もの2（区民課）。動きません。"))
            #expect(asked.text.contains("対象外: もの3（福祉課）。今の状態では、対象になりません。"))
            #expect(try await Self.confirm(client, fields).status == .seeOther)
            let alone = try await client.ask(.post, "/shelf/away", form: [("row", Self.mark(things[1]))])
            #expect(alone.status == .unprocessableContent)
            #expect(alone.text.contains("動きません。"))
        }
        let after = try await site.things()
        #expect(after.prefix(3).map(\.state) == ["away", "stuck", "away"])
        #expect(after[2].reason == nil)
    }

    @Test("An identifier that is not in the list of the person reaches nothing, and its row is not named")
    func forged() async throws {
        let site = try await Shelf.site(5)
        let things = try await site.things()
        try await site.set(things[4].id, state: "hidden", title: "秘密のもの")
        try await site.test { client in
            let forged = try await client.ask(.post, "/shelf/away", form: [("row", Self.mark(things[4]))])
            #expect(forged.status == .unprocessableContent)
            #expect(!forged.text.contains("秘密のもの"))
            let fields: Fields = [("row", Self.mark(things[0])), ("row", Self.mark(things[4])), ("row", "何でもない")]
            let asked = try await client.ask(.post, "/shelf/away", form: fields)
            #expect(asked.text.contains("選んだうち2件は、この一覧にありません。"))
            #expect(!asked.text.contains("秘密のもの"))
            #expect(try await Self.confirm(client, fields).status == .seeOther)
            let all: Fields = [("rows", "matching"), ("count", "3")]
            #expect(try await Self.confirm(client, all).status == .seeOther)
            let unreadable = try await client.ask(.post, "/shelf/away", form: [("rows", "everything")])
            #expect(unreadable.status == .unprocessableContent)
        }
        #expect(try await site.things().map(\.state) == ["away", "away", "away", "away", "hidden"])
    }

    @Test("Who may only read is refused what is sent, and so is a form without the word of the session")
    func roles() async throws {
        let site = try await Shelf.site(5)
        let things = try await site.things()
        try await site.test { client in
            let sent = try await client.ask(
                .post, "/shelf/away", as: .editor, form: [("row", Self.mark(things[0]))])
            #expect(sent.status == .forbidden)
            #expect(try await client.ask(.post, "/shelf/away", form: [], csrf: nil).status == .forbidden)
        }
        #expect(try await Self.away(in: site) == 0)
    }
}
