/// A period as a law sets it: 14日, 3か月, 2年.
///
///     LegalPeriod("3m")?.lastDay(from: CivilDate(iso: "2025-02-28")!)   // 2025-05-31
///
/// The last day by 民法139–143条: periods of days and weeks are counted in days; periods of months and years by the
/// calendar, ending on the eve of the day that answers to the first (143条2項), or at the end of the month that has no such
/// day. Whether the last day moves past a holiday is another law's matter: see `OfficeCalendar`.
public struct LegalPeriod: Hashable, Sendable {
    public enum Unit: String, Hashable, Sendable {
        case days = "d"
        case weeks = "w"
        case months = "m"
        case years = "y"

        var japanese: String {
            switch self {
            case .days: "日"
            case .weeks: "週間"
            case .months: "か月"
            case .years: "年"
            }
        }
    }

    /// The first day of a period.
    public enum Counting: String, Hashable, Sendable, CaseIterable {
        /// From the day after (民法140条): the rule; 「翌日から」 says the same.
        case nextDay = "next_day"
        /// From the day itself (戸籍法43条1項).
        case firstDay = "first_day"
    }

    /// At least 1.
    public let amount: Int
    public let unit: Unit

    /// - Returns: `nil` below 1 and beyond 999.
    public init?(_ amount: Int, _ unit: Unit) {
        guard (1...999).contains(amount) else { return nil }
        self.amount = amount
        self.unit = unit
    }

    /// Reads `14d`, `2w`, `3m`, `10y`.
    public init?(_ text: some StringProtocol) {
        guard let last = text.last, let unit = Unit(rawValue: String(last)), let amount = Int(text.dropLast()) else {
            return nil
        }
        self.init(amount, unit)
    }

    /// A quarter of a year.
    public static let quarter = LegalPeriod(known: 3, .months)

    private init(known amount: Int, _ unit: Unit) {
        self.amount = amount
        self.unit = unit
    }

    /// The day on which the period ends.
    public func lastDay(from anchor: CivilDate, counting: Counting = .nextDay) -> CivilDate {
        let first = counting == .nextDay ? anchor.adding(days: 1) : anchor
        switch unit {
        case .days: return first.adding(days: amount - 1)
        case .weeks: return first.adding(days: amount * 7 - 1)
        case .months: return eve(of: first, months: amount)
        case .years: return eve(of: first, months: amount * 12)
        }
    }

    private func eve(of first: CivilDate, months: Int) -> CivilDate {
        let (year, month, day) = first.components
        let index = month - 1 + months
        let (endYear, endMonth) = (year + index / 12, index % 12 + 1)
        if let answering = CivilDate(year: endYear, month: endMonth, day: day) { return answering.adding(days: -1) }
        return CivilDate(known: endYear, endMonth, CivilDate.daysInMonth(year: endYear, month: endMonth))
    }

    /// 14日, 3か月
    public var japanese: String { "\(amount)\(unit.japanese)" }
}

extension LegalPeriod: CustomStringConvertible {
    /// `14d`
    public var description: String { "\(amount)\(unit.rawValue)" }
}

extension CivilDate {
    /// Full years lived on a day: a year of life is complete on the eve of the birthday (年齢計算ニ関スル法律, 民法143条).
    /// - Returns: `nil` before the birth.
    public static func legalAge(bornOn birth: CivilDate, on day: CivilDate) -> Int? {
        guard birth <= day else { return nil }
        let (birthYear, birthMonth, birthDay) = birth.components
        let (year, month, dayOfMonth) = day.adding(days: 1).components
        return year - birthYear - ((month, dayOfMonth) < (birthMonth, birthDay) ? 1 : 0)
    }
}
