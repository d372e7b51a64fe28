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

    static func path(_ id: ID<DeskCase>) -> String { "/desk/cases/\(id)" }
    var path: String { Self.path(id) }
}

/// The person who died, as booking and the list of deaths tell it.
struct Deceased: Hashable, Sendable {
    var name: String
    /// Full-width katakana.
    var kana: String
    var bornOn: CivilDate
    var diedOn: CivilDate
    var address: ProtectedAddress
    /// 支援措置: no paper and no page shows where anybody lives.
    var isRestricted: Bool { address.isRestricted }

    /// By which people are compared, whatever the width and the kind of kana.
    var kanaKey: String { ReadingKey.of(kana) }
}

/// An address that cannot be shown by accident: of people under 支援措置 nothing is told, whoever asks.
struct ProtectedAddress: Hashable, Sendable {
    /// As it is stored; for comparing people, never for showing.
    let stored: String
    let isRestricted: Bool

    init(_ stored: String, isRestricted: Bool) {
        self.stored = stored
        self.isRestricted = isRestricted
    }

    /// As pages and papers show it.
    var shown: String { isRestricted ? "（表示しません）" : stored }
}

/// Who comes.
struct Visitor: Hashable, Sendable {
    var name: String
    /// 配偶者, 子, 代理人…
    var relation: String
    var phone: String

    static let relations = ["配偶者", "子", "父母", "兄弟姉妹", "孫", "そのほかの親族", "同居人", "代理人", "成年後見人など", "そのほか"]
}

/// What a family agrees to, each by itself.
enum ConsentPurpose: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    case sections, share, papers, reminders

    var title: Wording {
        switch self {
        case .sections:
            Wording(
                "担当の課が、手続きの有無を調べるために区の記録を確かめること", "区の 課が、手つづきの ために 記録を 見る こと",
                "The sections may look at their own records to find out which procedures there are")
        case .share:
            Wording(
                "確かめた結果（はい・いいえ）を、おくやみコーナーに伝えること", "見た けっかを、おくやみコーナーに つたえる こと",
                "The sections may tell the desk the result (yes or no)")
        case .papers:
            Wording(
                "申請書などに、氏名などをあらかじめ印字すること", "書類に 名前などを いんさつ して おく こと",
                "Forms may be filled in with names and so on in advance")
        case .reminders:
            Wording("手続きの期限が近づいたときに、お知らせをすること", "きげんの 前に、おしらせする こと", "You may be reminded of deadlines")
        }
    }
}
