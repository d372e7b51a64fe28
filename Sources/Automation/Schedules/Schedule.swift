import Japanese
import Storage
import Ward

/// When a robot runs by itself (実行の予定): on which days and between which times, with a file that arrived or with work that was ordered.
struct Schedule: Record {
    enum Rhythm: String, CaseIterable, SQLBindable, SQLDecodable {
        case daily, weekly, monthly
        /// Each time something is there to be worked off.
        case arrival

        var title: String {
            switch self {
            case .daily: "毎日"
            case .weekly: "毎週"
            case .monthly: "毎月"
            case .arrival: "届いたとき"
            }
        }
    }

    let id: ID<Schedule>
    let robot: ID<Robot>
    let rhythm: Rhythm
    /// Of the week from Monday, 1; of the month, 31 for its last day.
    let dayNumber: Int?
    /// Minutes of the day in Japan; may pass midnight.
    let minuteFrom: Int
    let minuteTo: Int
    let officeDaysOnly: Bool
    /// What it works off; `nil` for files that arrived.
    let orders: Orders?
    /// Below it readings of an AI-OCR are laid before a person.
    let confidencePercent: Int?
    let lastOn: CivilDate?
    let lastNote: String?
    let endedOn: CivilDate?

    /// Work of a kind that other modules ordered of the robot's section.
    struct Orders: Hashable, Sendable {
        let kind: String
        /// As people call it.
        let title: String
    }

    static let selection: SQL = "SELECT * FROM automation_schedule"
    static let key: SQL = "automation_schedule.id"
    static let title = "実行の予定"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, robot, rhythm, dayNumber) = (
            try row["id"], try row["robot"], try row["rhythm"], try row["day_number"]
        )
        (minuteFrom, minuteTo) = (try row["minute_from"], try row["minute_to"])
        (officeDaysOnly, lastOn) = (try row["office_days_only"], try row["last_on"])
        (lastNote, endedOn) = (try row["last_note"], try row["ended_on"])
        confidencePercent = try row["confidence_percent"]
        let kind: String? = try row["order_kind"]
        orders = try kind.map { Orders(kind: $0, title: try row["order_title"]) }
    }

    static func of(_ robot: ID<Robot>, on connection: any Connection) throws -> [Schedule] {
        try list("WHERE robot = \(robot) AND ended_on IS NULL ORDER BY minute_from, id", on: connection)
    }

    /// 毎週月曜日 18:00～23:00（開庁日だけ）
    var words: String {
        let day: String
        switch (rhythm, dayNumber) {
        case (.weekly, let number?): day = "\(["月", "火", "水", "木", "金", "土", "日"][min(max(number, 1), 7) - 1])曜日"
        case (.monthly, let number?): day = number >= 31 ? "末日" : "\(number)日"
        default: day = ""
        }
        let work = orders.map { "　引き渡された仕事「\($0.title)」" } ?? ""
        let sure = confidencePercent.map { "　確信度\($0)％以上" } ?? ""
        return
            "\(rhythm.title)\(day) \(Self.clock(minuteFrom))～\(Self.clock(minuteTo))\(officeDaysOnly ? "（開庁日だけ）" : "")\(work)\(sure)"
    }

    static func clock(_ minute: Int) -> String {
        let rest = minute % 60
        return "\(minute / 60):\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The day whose window is open at a moment: one that passes midnight belongs to the day on which it opened.
    func window(at moment: Timestamp) -> CivilDate? {
        let (hour, minute, _) = moment.timeOfDay
        let now = hour * 60 + minute
        if minuteFrom <= minuteTo { return minuteFrom <= now && now < minuteTo ? moment.date : nil }
        if now < minuteTo { return moment.date.adding(days: -1) }
        return minuteFrom <= now ? moment.date : nil
    }

    /// Whether it is to begin at a moment: within its window, on one of its days, and not begun on that day yet, unless it begins each time.
    func isDue(at moment: Timestamp, _ calendar: OfficeCalendar) -> Bool {
        guard let day = window(at: moment) else { return false }
        return falls(on: day, calendar) && (rhythm == .arrival || lastOn.map { $0 < day } ?? true)
    }

    /// A day on which the office is closed moves the monthly run to the next open one; other runs are left out.
    func falls(on day: CivilDate, _ calendar: OfficeCalendar) -> Bool {
        if officeDaysOnly, !calendar.isOfficeDay(day) { return false }
        switch rhythm {
        case .daily, .arrival: return true
        case .weekly: return dayNumber == (day.dayNumber - Self.monday) % 7 + 1
        case .monthly:
            let target = min(dayNumber ?? 1, day.endOfMonth.day)
            if !officeDaysOnly { return day.day == target }
            // The first office day from the target on.
            guard let planned = CivilDate(year: day.year, month: day.month, day: target) else { return false }
            if calendar.nextOfficeDay(onOrAfter: planned) == day { return true }
            // A target at the month's end may move into this one.
            let before = day.adding(days: -day.day)
            let earlier = min(dayNumber ?? 1, before.day)
            guard let last = CivilDate(year: before.year, month: before.month, day: earlier) else { return false }
            return calendar.nextOfficeDay(onOrAfter: last) == day
        }
    }

    /// 1969-12-29, a Monday, before all days that are asked for.
    private static let monday = CivilDate(year: 1969, month: 12, day: 29)?.dayNumber ?? 0

    /// - Throws: ``AutomationRefusal`` when nobody owns the robot: it cannot be scheduled.
    @discardableResult
    static func write(
        _ rhythm: Rhythm, day: Int?, from: Int, to: Int, officeDaysOnly: Bool, orders: Orders? = nil,
        confidencePercent: Int? = nil, for robot: Robot,
        by stamp: Stamp, on connection: any Connection
    ) throws -> Schedule {
        try robot.check(startOn: stamp.today, on: connection)
        let id: ID<Schedule> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO automation_schedule
                (id, robot, rhythm, day_number, minute_from, minute_to, office_days_only, order_kind, order_title,
                confidence_percent, revision)
            VALUES (\(id), \(robot.id), \(rhythm), \(day), \(from), \(to), \(officeDaysOnly), \(orders?.kind),
                \(orders?.title), \(confidencePercent), 0)
            """)
        let made = try known(id, on: connection)
        try stamp.note("automation.schedule.write", "robot/\(robot.id)", ["when": .string(made.words)], on: connection)
        return made
    }

    func end(by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute("UPDATE automation_schedule SET ended_on = \(stamp.today) WHERE id = \(id)")
        try stamp.note("automation.schedule.end", "robot/\(robot)", ["when": .string(words)], on: connection)
    }

    func mark(_ day: CivilDate?, _ note: String?, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE automation_schedule SET last_on = COALESCE(\(day), last_on), last_note = \(note) WHERE id = \(id)")
    }
}
