import Japanese
import Site
import Storage
import Ward

/// A catalogue of others from which datasets are taken over (取込み元).
struct HarvestSource: AddressedRecord, Revised {
    enum Kind: String, CaseIterable, SQLBindable, SQLDecodable {
        case ckan, dcat

        var title: String {
            switch self {
            case .ckan: "CKAN（Action API）"
            case .dcat: "DCAT（JSON-LD、Turtle）"
            }
        }
    }

    let id: ID<HarvestSource>
    let title: String
    let kind: Kind
    let address: String
    /// Whose catalogue it is.
    let organisation: String
    /// From one reading to the next.
    let hours: Int
    /// Since when it is not read any more.
    let endedOn: CivilDate?
    let revision: Int
    let createdAt: Timestamp

    static let parameter = "source"
    static let selection: SQL = "SELECT * FROM opendata_source"
    static let key: SQL = "opendata_source.id"
    static let title = "取込み元"

    /// Datasets of one source.
    static let recordsMax = 20_000

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, title, kind, address) = (try row["id"], try row["title"], try row["kind"], try row["address"])
        (organisation, hours, endedOn) = (try row["organisation"], try row["hours"], try row["ended_on"])
        (revision, createdAt) = (try row["revision"], try row["created_at"])
    }

    var path: String { "\(HarvestSourcesPage.path)/\(id)" }

    /// Those that are still read.
    static func open(on connection: any Connection) throws -> [HarvestSource] {
        try list("WHERE ended_on IS NULL ORDER BY title, id", on: connection)
    }

    /// By its identifier or its title, as commands name it.
    static func named(_ text: String, on connection: any Connection) throws -> HarvestSource? {
        try list("WHERE id = \(text) OR title = \(text)", on: connection).first
    }

    // MARK: verbs

    /// What people write about it.
    struct Description: Sendable {
        var title: String
        var kind: Kind
        var address: String
        var organisation: String
        var hours = 24

        fileprivate var facts: JSON {
            [
                "title": .string(title), "kind": .string(kind.rawValue), "address": .string(address),
                "organisation": .string(organisation), "hours": JSON(hours),
            ]
        }
    }

    /// - Throws: ``HarvestRefusal/titleTaken(_:)``
    static func create(_ told: Description, by stamp: Stamp, on connection: any Connection) throws -> HarvestSource {
        try check(told.title, own: nil, on: connection)
        let id: ID<HarvestSource> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO opendata_source (id, title, kind, address, organisation, hours, revision, created_at)
            VALUES (\(id), \(told.title), \(told.kind), \(told.address), \(told.organisation), \(told.hours), 0,
                \(stamp.at))
            """)
        try stamp.note("opendata.source.write", "harvest-source/\(id)", told.facts, on: connection)
        return try known(id, on: connection)
    }

    /// - Throws: ``HarvestRefusal/titleTaken(_:)`` or ``HarvestRefusal/ended``
    func rewrite(_ told: Description, by stamp: Stamp, on connection: any Connection) throws {
        guard endedOn == nil else { throw HarvestRefusal.ended }
        try Self.check(told.title, own: id, on: connection)
        try connection.execute(
            """
            UPDATE opendata_source SET title = \(told.title), kind = \(told.kind), address = \(told.address),
                organisation = \(told.organisation), hours = \(told.hours), revision = revision + 1
            WHERE id = \(id)
            """)
        try stamp.note("opendata.source.write", "harvest-source/\(id)", told.facts, on: connection)
    }

    /// What was taken over stays, and is marked as no longer brought up to date.
    func end(by stamp: Stamp, on connection: any Connection) throws {
        guard endedOn == nil else { throw HarvestRefusal.ended }
        try connection.execute(
            "UPDATE opendata_source SET ended_on = \(stamp.today), revision = revision + 1 WHERE id = \(id)")
        try stamp.note("opendata.source.end", "harvest-source/\(id)", on: connection)
    }

    private static func check(_ title: String, own: ID<HarvestSource>?, on connection: any Connection) throws {
        let other = try list("WHERE title = \(title)", on: connection).first
        if let other, other.id != own { throw HarvestRefusal.titleTaken(title) }
    }
}

/// Why a verb on a source is refused.
enum HarvestRefusal: Refusal, Hashable {
    case titleTaken(String)
    case ended
    case unknownSource(String)
    case hidden
    case notHidden

    var words: String {
        switch self {
        case .titleTaken(let title): "「\(title)」という取込み元があります。別の題名にしてください。"
        case .ended: "この取込み元は、終えています。もう一度取り込むときは、新しく登録してください。"
        case .hidden: "このデータセットは、すでに見せないことにしています。画面を開き直してください。"
        case .notHidden: "このデータセットは、見せています。画面を開き直してください。"
        case .unknownSource(let name): "取込み元「\(name)」はありません。題名か識別子を確かめてください。"
        }
    }
}
