import Japanese
import Storage
import Ward

/// One meeting (開催) of a body: its day, what it dealt with and what was written down.
struct Meeting: Hashable, Sendable {
    struct AgendaItem: Hashable, Sendable {
        let id: ID<AgendaItem>
        let title: String
    }

    /// What was put right after the record was closed.
    struct Correction: Hashable, Sendable {
        let content: String
        let reason: String
        let at: Timestamp
        let actor: String
    }

    let id: ID<Meeting>
    let body: ID<Body>
    let bodyName: String
    /// Counted for each body: 第n回.
    let number: Int
    let heldOn: CivilDate
    let place: String
    let minutes: String
    let state: MeetingState
    let cancelReason: String?
    let revision: Int
    /// Editions sealed so far; 0 before the record is confirmed.
    let edition: Int
    let agenda: [AgendaItem]

    /// 第3回 働き方改革検討グループ
    var title: String { "第\(number)回 \(bodyName)" }
}

/// Whether a seat's holder came. People are never named: the seat is a post's.
enum AttendanceStatus: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    case present, absent, deputy

    var title: String {
        switch self {
        case .present: "出席"
        case .absent: "欠席"
        case .deputy: "代理出席"
        }
    }
}

/// The attendance of one seat, by value: the post's title as it was on the day.
struct Attendance: Hashable, Sendable {
    let seat: ID<Seat>
    let role: SeatRole
    let label: String
    /// People in the seat; more than one for a category.
    let count: Int
    let status: AttendanceStatus
    /// How many of them came, deputies included.
    let presentCount: Int
    /// The post of who came instead; empty without a deputy.
    let deputy: String

    /// 出席, 代理出席（情報管理課係長）, 出席 2名（3名中）
    var words: String {
        if status == .deputy { return "\(status.title)（\(deputy)）" }
        if count > 1, status == .present { return "\(status.title) \(presentCount)名（\(count)名中）" }
        return status.title
    }
}

/// What a form says of one seat.
struct AttendanceDraft: Hashable, Sendable {
    let seat: ID<Seat>
    let status: AttendanceStatus
    /// For a category, how many came.
    var presentCount: Int?
    var deputy = ""
}

/// One decision (決定事項) of a meeting.
struct Decision: Hashable, Sendable {
    let id: ID<Decision>
    let meeting: ID<Meeting>
    let number: Int
    let content: String
    let agenda: ID<Meeting.AgendaItem>?
    let initiatives: [ID<Initiative>]
    let round: ID<Round>?
    let report: ID<Report>?
}

/// Limits of what the record of a meeting holds, in Unicode scalars and in numbers.
enum MeetingLimits {
    static let placeScalarsMax = 100
    static let minutesScalarsMax = 20_000
    static let agendaItemsMax = 30
    static let agendaScalarsMax = 200
    static let decisionsMax = 100
    static let decisionScalarsMax = 1000
    static let deputyScalarsMax = 60
    static let correctionScalarsMax = 2000
    static let reasonScalarsMax = 500
    static let numberMax = 9999
}
