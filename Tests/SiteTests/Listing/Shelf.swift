import ArgumentParser
import Japanese
import SiteTesting
import Storage
import Ward

@testable import Site

/// A module with one list: things on a shelf that can be put away, several at once.
struct Shelf: Module {
    let name = "shelf"
    var routes: [Route] { ShelfRoutes.all }
    var migrations: [Migration] { Migration.numbered("shelf", [Array(Self.table.utf8)]) }
    var grants: Grants { Grants([.secretariat: [.readShelf, .tidyShelf], .editor: [.readShelf]]) }
    var navigation: [NavigationEntry] { [] }
    var duties: [DutySource] { [] }
    var commands: [any AsyncParsableCommand.Type] { [] }
    var indicators: [Indicator] { [] }
    var renderers: [String: SealRenderer] { [:] }
    var auditTitles: [String: String] { ["shelf.away": "しまう"] }

    private static let table = """
        CREATE TABLE thing (
            id TEXT NOT NULL PRIMARY KEY, position BIGINT NOT NULL, title TEXT NOT NULL, unit TEXT NOT NULL,
            amount BIGINT, due TEXT, revision BIGINT NOT NULL, state TEXT NOT NULL, reason TEXT
        );
        """
}

extension Permission {
    static let readShelf = Permission("shelf.read", "棚を見る")
    static let tidyShelf = Permission("shelf.tidy", "棚を片付ける")
}

struct Thing: Record, Revised {
    let id: ID<Thing>
    let title: String
    let unit: String
    let amount: Int?
    let due: CivilDate?
    let revision: Int
    /// out, away, stuck, or hidden from who may not tidy.
    let state: String
    let reason: String?

    static let selection: SQL = "SELECT id, title, unit, amount, due, revision, state, reason FROM thing"
    static let key: SQL = "thing.id"
    static let title = "もの"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, title, unit) = (try row["id"], try row["title"], try row["unit"])
        (amount, due, revision) = (try row["amount"], try row["due"], try row["revision"])
        (state, reason) = (try row["state"], try row["reason"])
    }

    struct Stuck: Refusal {
        var words: String { "動きません。" }
    }

    func putAway(_ reason: String, by stamp: Stamp, on connection: any Connection) throws {
        guard state != "stuck" else { throw Stuck() }
        try connection.execute("UPDATE thing SET state = 'away', reason = \(reason) WHERE id = \(id)")
        try stamp.note("shelf.away", "thing/\(id)", on: connection)
    }
}

struct ShelfPage: ProgramView {
    let list: ListView<Thing>

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ShelfPage {
        let things = try seen(by: request.person, on: connection)
        return ShelfPage(list: ListView(listing(things), things, request))
    }

    /// Everything but what is hidden from the person.
    static func seen(by person: SignedIn, on connection: any Connection) throws -> [Thing] {
        try Thing.list("ORDER BY position", on: connection).filter { $0.state != "hidden" }
    }

    static func listing(_ things: [Thing]) -> Listing<Thing> {
        Listing(
            "もの", at: "/shelf", file: "mono", identity: \.id.text, revision: \.revision,
            columns: [
                .heading("title", "名前", { .text($0.title) }) { "<a href=\"/shelf/\($0.id)\">\($0.title)</a>" },
                ListColumn("unit", "課") { .text($0.unit) },
                .number("amount", "数（個）") { $0.amount.map(ListValue.count) ?? .none },
                ListColumn("due", "期限") { .day($0.due) },
                ListColumn("state", "状態", isShown: false) { .text($0.state) },
            ],
            filters: [
                ListFilter("unit", "課", of: things, spellings: ["first": "区民課"], \.unit),
                ListFilter("state", "状態", choices: ["out", "away", "stuck"].map { Choice($0, $0) }) { $0.state == $1 },
            ],
            actions: [BulkAction("しまう", to: "/shelf/away", fields: [reason.orEmpty()])],
            isChoosable: { $0.state != "away" }, name: { "\($0.title)（\($0.unit)）" })
    }

    static let reason = Field.text("reason", "理由", max: 10)

    static let program = Route.ProgramSide("棚", answer: ["things": .list(.text)])
    var json: JSON { ["things": .array(list.matching.map { .string($0.title) })] }
    var export: ListExport? { list.export }
    var page: Page { Page("棚", body: list.html) }
}

enum ShelfRoutes {
    static let all: [Route] = [
        .page("shelf", needs: .readShelf, ShelfPage.load),
        .bulk(
            "shelf/away", on: WholeSite.self, needs: .tidyShelf, page: ShelfPage.load,
            rows: { _, change in
                let things = try ShelfPage.seen(by: change.person, on: change.connection)
                return (ShelfPage.listing(things), things)
            }, words: BulkWords(verb: "しまう", past: "しまいました。", consequences: ["鍵を掛けます。"])
        ) { thing, form, change in
            let reason = form.value(ShelfPage.reason.orEmpty) ?? ""
            try form.check()
            try thing.putAway(reason, by: change.stamp, on: change.connection)
        },
    ]
}

extension Shelf {
    /// A site with so many things; every third belongs to another section, every seventh has no amount.
    static func site(_ count: Int = 120) async throws -> TestSite {
        let site = try await TestSite(modules: [Shelf()])
        let stamp = site.ward.stamp(by: .system)
        try await site.ward.database.write { connection in
            for number in 1...count {
                let unit = number % 3 == 0 ? "福祉課" : "区民課"
                let amount: Int? = number % 7 == 0 ? nil : number % 10
                let due: CivilDate? = number % 5 == 0 ? nil : TestSite.moment.date.adding(days: number)
                let id: ID<Thing> = stamp.newID()
                try connection.execute(
                    """
                    INSERT INTO thing (id, position, title, unit, amount, due, revision, state)
                    VALUES (\(id), \(number), \("もの\(number)"), \(unit), \(amount), \(due), 0, 'out')
                    """)
            }
        }
        return site
    }
}

extension TestSite {
    func things() async throws -> [Thing] {
        try await ward.database.read { try Thing.list("ORDER BY position", on: $0) }
    }

    func set(_ id: ID<Thing>, state: String? = nil, title: String? = nil, isRevised: Bool = false) async throws {
        try await ward.database.write { connection in
            if let state { try connection.execute("UPDATE thing SET state = \(state) WHERE id = \(id)") }
            if let title { try connection.execute("UPDATE thing SET title = \(title) WHERE id = \(id)") }
            if isRevised { try connection.execute("UPDATE thing SET revision = revision + 1 WHERE id = \(id)") }
        }
    }
}
