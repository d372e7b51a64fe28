import Japanese
import RandomTesting
import Testing

@testable import Site

@Suite("What is asked of a list")
struct ListQueryTests {
    struct Row: Sendable, Equatable {
        let id: Int
        let title: String
        let unit: String
        let amount: Int?
        let state: String
    }

    static let rows = [
        Row(id: 1, title: "オープンデータの標準化", unit: "情報管理課", amount: 3, state: "out"),
        Row(id: 2, title: "窓口の予約", unit: "区民課", amount: nil, state: "away"),
        Row(id: 3, title: "データの窓口", unit: "区民課", amount: 10, state: "out"),
        Row(id: 4, title: "福祉の相談", unit: "福祉課", amount: 3, state: "stuck"),
    ]

    static func listing(_ rows: [Row] = rows) -> Listing<Row> {
        Listing(
            "もの", at: "/things", file: "mono", identity: { "\($0.id)" },
            columns: [
                .heading("title", "名前") { .text($0.title) }, ListColumn("unit", "課") { .text($0.unit) },
                .number("amount", "数（個）") { $0.amount.map(ListValue.count) ?? .none },
                ListColumn("state", "状態", isShown: false, isSearched: false) { .text($0.state) },
            ],
            filters: [
                ListFilter("unit", "課", of: rows, spellings: ["u-1": "区民課"], \.unit),
                ListFilter("state", "状態", choices: ["out", "away", "stuck"].map { Choice($0, $0) }) { $0.state == $1 },
            ])
    }

    private static func found(_ query: String) -> [Int] {
        let listing = listing()
        let form = URLEncodedForm.decoded(query.utf8) ?? Form()
        return listing.matching(ListQuery(form, of: listing), in: rows).map(\.id)
    }

    private static func query(_ fields: [(name: String, value: String)]) -> ListQuery {
        ListQuery(Form(fields: fields), of: listing())
    }

    @Test(
        "Words are found whatever their width, kana and hyphens, and one letter is a word",
        arguments: [
            ("ﾃﾞｰﾀ", "オープンデータの標準化"), ("でーた", "データ"), ("データ", "でーた"), ("１２－３", "第12-3号"), ("12-3", "１２－３番"),
            ("標", "標準化"), ("ＡＢＣ", "abc会議"), ("ータ", "データ"), ("㈱", "(株)見本"),
        ])
    func folding(word: String, text: String) {
        #expect(SearchKeys(word).areIn([text]))
    }

    @Test("All words must occur, in whichever columns; what is between them does not matter")
    func words() {
        #expect(Self.found("q=%E3%83%87%E3%83%BC%E3%82%BF+%E7%AA%93%E5%8F%A3") == [3])
        #expect(SearchKeys("データ　区民").areIn(["データの窓口", "区民課"]))
        #expect(!SearchKeys("データ 福祉").areIn(["データの窓口", "区民課"]))
        #expect(SearchKeys("").isEmpty)
        #expect(SearchKeys("　 ").isEmpty)
    }

    @Test("Several answers of one filter widen the list, several filters narrow it")
    func filters() {
        #expect(Self.found("state=out&state=away") == [1, 2, 3])
        #expect(Self.query([("state", "out"), ("state", "away"), ("unit", "区民課")]).filters.count == 2)
        let listing = Self.listing()
        let both = Self.query([("state", "out"), ("state", "away"), ("unit", "区民課")])
        #expect(listing.matching(both, in: Self.rows).map(\.id) == [2, 3])
    }

    @Test("What is not known comes last in both directions, and equal rows stay in the order in which they were read")
    func sorting() {
        #expect(Self.found("sort=amount") == [1, 4, 3, 2])
        #expect(Self.found("sort=-amount") == [3, 1, 4, 2])
    }

    @Test("An address has its parts in one order, whatever order they came in, and leaves out what is as always")
    func address() {
        let query = Self.query([
            ("page", "3"), ("cols", "state"), ("cols", "title"), ("sort", "-unit"), ("state", "stuck"),
            ("state", "out"),
            ("unit", "福祉課"), ("q", "相談"),
        ])
        #expect(
            query.path(of: Self.listing())
                == "/things?q=%E7%9B%B8%E8%AB%87&unit=%E7%A6%8F%E7%A5%89%E8%AA%B2&state=out&state=stuck&sort=-unit&page=3&cols=title%20state"
        )
        let plain = Self.query([
            ("q", ""), ("unit", ""), ("state", ""), ("sort", ""), ("page", "1"), ("cols", "unit"), ("cols", "amount"),
        ])
        #expect(plain.path(of: Self.listing()) == "/things")
        #expect(plain.unknown.isEmpty)
    }

    @Test("What an address asks for and the list does not know is told, each by itself, and not used")
    func unknown() {
        let query = Self.query([
            ("unit", "ない課"), ("state", "out"), ("sort", "colour"), ("page", "0"), ("cols", "shape"), ("format", "pdf"),
        ])
        #expect(
            query.unknown == [
                "「課」に「ない課」はありません。", "並び順「colour」はありません。", "ページ「0」はありません。", "列「shape」はありません。",
                "「pdf」というファイルにはできません。CSVかExcelを選んでください。",
            ])
        #expect(query.filters == ["state": ["out"]])
        #expect(query.order == nil)
        #expect(query.page == 1)
        #expect(query.columns == nil)
    }

    @Test("Another spelling of a value is understood and becomes the one that people read")
    func spelling() {
        #expect(Self.query([("unit", "u-1")]).filters == ["unit": ["区民課"]])
        #expect(Self.query([("unit", "u-1")]).unknown.isEmpty)
    }

    @Test("A page beyond the end is the last one, and a list without rows has one page")
    func pages() {
        let rows = (1...120).map { Row(id: $0, title: "\($0)", unit: "課", amount: nil, state: "out") }
        #expect(ListView<Row>.slice(rows, page: 99).page == 3)
        #expect(ListView<Row>.slice(rows, page: 99).rows.map(\.id) == Array(101...120))
        #expect(ListView<Row>.slice([], page: 7).page == 1)
        #expect(ListView<Row>.slice([], page: 7).rows.isEmpty)
    }

    @Test("The pages of any query, one after the other, are the rows that fit, and its address asks for the same again")
    func property() throws {
        let seed = TestSeed.fresh
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let rows = (0..<Int.random(in: 0...170, using: &random)).map { number in
                Row(
                    id: number, title: "もの\(Int.random(in: 0...30, using: &random))",
                    unit: ["区民課", "福祉課", "情報管理課"].randomElement(using: &random) ?? "",
                    amount: random.chance(1, in: 4) ? nil : Int.random(in: -5...5, using: &random),
                    state: ["out", "away", "stuck"].randomElement(using: &random) ?? "")
            }
            let listing = Self.listing(rows)
            var fields: [(name: String, value: String)] = []
            if random.chance(1, in: 2) { fields.append(("q", "\(Int.random(in: 0...9, using: &random))")) }
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                fields.append(("state", ["out", "away", "stuck", "?"].randomElement(using: &random) ?? ""))
            }
            if random.chance(1, in: 2), let unit = rows.randomElement(using: &random)?.unit {
                fields.append(("unit", unit))
            }
            fields.append(("sort", ["", "amount", "-amount", "title", "-state"].randomElement(using: &random) ?? ""))
            let query = ListQuery(Form(fields: fields), of: listing)
            let matching = listing.matching(query, in: rows)
            let pages = max(1, (matching.count + 49) / 50)
            let joined = (1...pages).flatMap { ListView<Row>.slice(matching, page: $0).rows }
            #expect(joined == matching, "seed \(seed)")
            #expect(Set(matching.map(\.id)).count == matching.count, "seed \(seed)")
            let text = query.text(of: listing)
            let again = ListQuery(try #require(URLEncodedForm.decoded(text.utf8)), of: listing)
            #expect(again.text(of: listing) == text, "seed \(seed)")
            #expect(listing.matching(again, in: rows) == matching, "seed \(seed)")
        }
    }
}
