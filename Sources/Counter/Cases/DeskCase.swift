import Japanese
import Site
import Storage
import Ward

/// One family at the desk.
struct DeskCase: Sendable {
    enum State: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
        /// Wants a visit; no time yet.
        case waiting
        case booked
        /// Sections were asked.
        case investigating
        /// Everything is in that will come in.
        case ready
        case visiting
        case followUp
        case archived
        case cancelled

        var title: String {
            switch self {
            case .waiting: "日程待ち"
            case .booked: "予約済み"
            case .investigating: "事前確認中"
            case .ready: "準備完了"
            case .visiting: "来庁中"
            case .followUp: "期限の見守り"
            case .archived: "終了"
            case .cancelled: "取消し"
            }
        }

        var tag: Tag {
            switch self {
            case .waiting: Tag(title, .warning)
            case .booked, .investigating: Tag(title, .active)
            case .ready, .followUp: Tag(title, .done)
            case .visiting: Tag(title, .warning)
            case .archived, .cancelled: Tag(title, .waiting)
            }
        }

        /// What may follow.
        var next: Set<State> {
            switch self {
            case .waiting: [.booked, .visiting, .cancelled]
            case .booked: [.investigating, .ready, .visiting, .waiting, .cancelled]
            case .investigating: [.ready, .visiting, .waiting, .booked, .cancelled]
            case .ready: [.investigating, .visiting, .waiting, .booked, .cancelled]
            case .visiting: [.followUp, .booked]
            case .followUp: [.archived, .booked, .visiting]
            case .archived, .cancelled: []
            }
        }

        /// Whether the family has not come yet.
        var isBeforeVisit: Bool { [.waiting, .booked, .investigating, .ready].contains(self) }

        /// Whether the desk still works on it.
        var isOpen: Bool { self != .archived && self != .cancelled }
    }

    enum Source: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
        case phone, web, sameDay

        var title: String {
            switch self {
            case .phone: "電話"
            case .web: "ウェブ"
            case .sameDay: "当日"
            }
        }
    }

    /// How the family wants to be reminded of deadlines.
    enum Reminders: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
        case letter, sms, none

        var title: Wording {
            switch self {
            case .letter: Wording("手紙", "手紙", "By letter")
            case .sms: Wording("SMS（携帯電話のショートメッセージ）", "SMS（けいたいの みじかい メール）", "By SMS")
            case .none: Wording("知らせは要らない", "いらない", "No reminders")
            }
        }
    }

    let id: ID<DeskCase>
    /// R8-0012
    let number: String
    let event: String
    let edition: Int
    var state: State
    let source: Source
    var deceased: Deceased
    var visitor: Visitor
    var isRelationProved: Bool
    var wishes: Set<VisitWish>
    var language: PageLanguage
    var reminders: Reminders
    var note: String
    let death: ID<ReportedDeath>?
    let openedAt: Timestamp
    let endedOn: CivilDate?
    /// Why it was ended before everything was done; empty where it ran its course.
    let endReason: String
    /// Grows with each correction.
    let revision: Int
    /// Of a booking on the web, for a month.
    let origin: BookingOrigin?
}

extension DeskCase: AddressedRecord, Revised {
    static let parameter = "case"
    var path: String { Self.path(id) }
    static func path(_ id: ID<DeskCase>) -> String { "/desk/cases/\(id)" }
    var link: Link { Link("案件 \(number)", path) }

    static let selection: SQL = "SELECT * FROM counter_case"
    static let key: SQL = "counter_case.id"
    static let title = "案件"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, number, event, edition) = (try row["id"], try row["number"], try row["event"], try row["edition"])
        (state, source, deceased) = (try row["state"], try row["source"], try Deceased(row))
        visitor = Visitor(name: try row["visitor"], relation: try row["relation"], phone: try row["phone"])
        (isRelationProved, wishes) = (try row["is_relation_proved"], VisitWish.read(try row["wishes"]))
        language = PageLanguage(rawValue: try row["language"]) ?? .japanese
        (reminders, note, death) = (try row["reminders"], try row["note"], try row["death"])
        (openedAt, endedOn, endReason) = (try row["opened_at"], try row["ended_on"], try row["end_reason"])
        revision = try row["revision"]
        let client: String? = try row["client_key"]
        origin = (try row["browser_key"] as String?).map { BookingOrigin(browser: $0, client: client) }
    }
}
