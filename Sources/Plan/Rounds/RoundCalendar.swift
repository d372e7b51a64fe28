import Japanese

/// The days of a round. A setting, not law: the ward's notice gives no dates.
public struct RoundCalendar: Hashable, Sendable {
    /// The day whose state is asked for (基準日).
    public let asOf: CivilDate
    public let opensOn: CivilDate
    /// The last day for answers.
    public let dueOn: CivilDate
    /// The last day on which late answers are still taken.
    public let closesOn: CivilDate
    /// When the secretariat means to freeze.
    public let freezesOn: CivilDate

    public init(asOf: CivilDate, opensOn: CivilDate, dueOn: CivilDate, closesOn: CivilDate, freezesOn: CivilDate) {
        self.asOf = asOf
        self.opensOn = opensOn
        self.dueOn = dueOn
        self.closesOn = closesOn
        self.freezesOn = freezesOn
    }

    /// Office days after opening.
    static let dueAfterOfficeDays = 7
    static let closesAfterOfficeDays = 10
    static let freezesAfterOfficeDays = 15
    /// Office days from the due day on which a reminder is sent.
    static let reminderOfficeDays = [-5, -1, 1, 3]

    /// The default calendar: opens on the first office day after the quarter, or on the first from `today` when that day
    /// has passed.
    public static func standard(
        for quarter: Quarter, today: CivilDate, in calendar: OfficeCalendar
    ) -> RoundCalendar {
        let natural = calendar.nextOfficeDay(onOrAfter: quarter.end.adding(days: 1))
        let opens = max(natural, calendar.nextOfficeDay(onOrAfter: today))
        let due = calendar.adding(officeDays: dueAfterOfficeDays, to: natural)
        // A round that is opened late gets its full time for answering.
        let begins = due < today ? opens : natural
        return RoundCalendar(
            asOf: quarter.end, opensOn: begins,
            dueOn: calendar.adding(officeDays: dueAfterOfficeDays, to: begins),
            closesOn: calendar.adding(officeDays: closesAfterOfficeDays, to: begins),
            freezesOn: calendar.adding(officeDays: freezesAfterOfficeDays, to: begins))
    }

    /// The days on which sections that have not answered are reminded; none after the close.
    public func reminders(in calendar: OfficeCalendar) -> [CivilDate] {
        Self.reminderOfficeDays.map { calendar.adding(officeDays: $0, to: dueOn) }
            .filter { $0 >= opensOn && $0 <= closesOn }
    }

    /// What is wrong with the days of a round for a quarter, all at once, with how to mend it.
    public func problems(for quarter: Quarter, in calendar: OfficeCalendar) -> [String] {
        let isInside = quarter.start <= asOf && asOf <= quarter.end
        let outside = "基準日は、\(quarter.japanese)（\(quarter.start.japanese)から\(quarter.end.japanese)まで）の日にしてください。"
        return (isInside ? [] : [outside]) + problems(in: calendar)
    }

    /// What is wrong with the order of the days and the office being closed on them.
    public func problems(in calendar: OfficeCalendar) -> [String] {
        order([
            (asOf < opensOn, "照会開始日は、基準日（\(asOf.japanese)）より後の日にしてください。"),
            (opensOn <= dueOn, "回答期限は、照会開始日（\(opensOn.japanese)）以後の日にしてください。"),
        ]) + problemsOnceOpened(in: calendar, with: [("照会開始日", opensOn)])
    }

    /// The same for the days that may still change once the round is open.
    func problemsOnceOpened(
        in calendar: OfficeCalendar, with earlier: [(name: String, day: CivilDate)] = []
    ) -> [String] {
        order([
            (dueOn <= closesOn, "締切日は、回答期限（\(dueOn.japanese)）以後の日にしてください。"),
            (closesOn <= freezesOn, "確定予定日は、締切日（\(closesOn.japanese)）以後の日にしてください。"),
        ])
            + (earlier + [("回答期限", dueOn), ("締切日", closesOn), ("確定予定日", freezesOn)])
            .filter { !calendar.isOfficeDay($0.day) }
            .map { "\($0.name)の\($0.day.japaneseWithWeekday)は閉庁日です。開庁日にしてください。" }
    }

    private func order(_ rules: [(holds: Bool, words: String)]) -> [String] {
        rules.filter { !$0.holds }.map(\.words)
    }
}
