import Testing

@testable import Site

@Suite("From a list to a record and back")
struct ListPlaceTests {
    private typealias Row = ListQueryTests.Row

    private static func place(_ id: Int, _ address: String, rows: [Row] = ListQueryTests.rows) throws -> ListPlace? {
        let origin = try #require(ListOrigin(address: address))
        return ListPlace(origin, in: ListQueryTests.listing(rows), rows, of: "\(id)") {
            Link($0.title, "/things/\($0.id)")
        }
    }

    @Test("The one before and the one after are those of the list as it was asked for, and carry it on")
    func neighbours() throws {
        let place = try #require(try Self.place(3, "/things?state=out&state=stuck&sort=amount"))
        #expect(place.position == 3)
        #expect(place.count == 3)
        #expect(
            place.previous?.path
                == "/things/4?list=/things?state=out%26state=stuck%26sort=amount")
        #expect(place.next == nil)
        #expect(place.html.text.contains("<li>3/3件</li>"))
        #expect(place.html.text.contains("href=\"/things?state=out&amp;state=stuck&amp;sort=amount\">一覧に戻る"))
    }

    @Test("A record that no longer fits keeps its place between its neighbours")
    func noLongerFitting() throws {
        let place = try #require(try Self.place(2, "/things?state=out"))
        #expect(place.position == nil)
        #expect(place.count == 2)
        #expect(place.previous?.title == "オープンデータの標準化")
        #expect(place.next?.title == "データの窓口")
    }

    @Test("The way back leads to the page of the list on which the record stands")
    func page() throws {
        let rows = (1...120).map { Row(id: $0, title: "\($0)", unit: "課", amount: nil, state: "out") }
        let place = try #require(try Self.place(50, "/things?q=1&page=1", rows: rows))
        #expect(place.position == nil)
        let other = try #require(try Self.place(101, "/things?state=out", rows: rows))
        #expect(other.position == 101)
        #expect(other.back == "/things?state=out&page=3")
    }

    @Test(
        "What could lead to another site, or is no list, is not carried",
        arguments: [
            "//example.org/", "https://example.org/", "/\\example.org", "things", "", "/ things", "/日本",
            "/things?q=" + String(repeating: "a", count: 2_000),
        ])
    func hostile(address: String) {
        #expect(ListOrigin(address: address) == nil)
    }

    @Test("Another list than that of the record gives no neighbours")
    func otherList() throws {
        #expect(try Self.place(1, "/elsewhere?state=out") == nil)
        #expect(try Self.place(99, "/things") == nil)
    }

    @Test(
        "The next that waits comes after the record, then from the beginning, and first among those that were asked for"
    )
    func waiting() throws {
        let rows = ListQueryTests.rows
        let listing = Listing<Row>(
            "もの", at: "/things", file: "mono", identity: { "\($0.id)" },
            columns: ListQueryTests.listing().columns, filters: ListQueryTests.listing().filters,
            isChoosable: { $0.state == "out" })
        func next(_ id: Int, _ address: String?) throws -> Int? {
            let origin = try address.map { try #require(ListOrigin(address: $0)) }
            return listing.nextWaiting(after: "\(id)", in: rows, from: origin)?.id
        }
        #expect(try next(2, nil) == 3)
        #expect(try next(4, nil) == 1)
        #expect(try next(1, "/things?unit=%E6%83%85%E5%A0%B1%E7%AE%A1%E7%90%86%E8%AA%B2") == 3)
        #expect(try next(2, "/things?sort=-amount") == 3)
    }
}
