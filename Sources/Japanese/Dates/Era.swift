/// A Japanese era (元号) from 明治 on.
///
///     Era.of(date)?.letter                  // "R"
///     Era.heisei.westernYear(33)            // 2021, a ghost year: 平成 ended in 31
///
/// Borders: 明治 counts from its retroactive first day, 1868-01-25 (明治元年布告). 大正 and 昭和 began on the very day of the
/// accession (1912-07-30, 1926-12-25); 平成 and 令和 on the day after the ordinance (昭和64年政令1号, 平成31年政令143号).
/// Before 1873 documents counted by the lunisolar calendar; dates here are always Gregorian.
public enum Era: String, Sendable, Hashable, CaseIterable, Codable {
    case meiji = "明治"
    case taisho = "大正"
    case showa = "昭和"
    case heisei = "平成"
    case reiwa = "令和"

    /// 明治
    public var japanese: String { rawValue }

    /// M T S H R, as on forms.
    public var letter: String {
        switch self {
        case .meiji: "M"
        case .taisho: "T"
        case .showa: "S"
        case .heisei: "H"
        case .reiwa: "R"
        }
    }

    /// The first day that bears the era's name.
    public var start: CivilDate {
        switch self {
        case .meiji: CivilDate(known: 1868, 1, 25)
        case .taisho: CivilDate(known: 1912, 7, 30)
        case .showa: CivilDate(known: 1926, 12, 25)
        case .heisei: CivilDate(known: 1989, 1, 8)
        case .reiwa: CivilDate(known: 2019, 5, 1)
        }
    }

    /// The last day on which the era's name was in use, `nil` while it lasts. For 明治 and 大正 that is also the first day
    /// of the era that follows: papers of that day bear either name.
    public var lastDay: CivilDate? {
        switch self {
        case .meiji: Era.taisho.start
        case .taisho: Era.showa.start
        case .showa: CivilDate(known: 1989, 1, 7)
        case .heisei: CivilDate(known: 2019, 4, 30)
        case .reiwa: nil
        }
    }

    /// The western year of 元年.
    public var firstYear: Int { start.year }

    /// The western year of the era's year `number` (元年 is 1), also for ghost years after its end.
    public func westernYear(_ number: Int) -> Int {
        firstYear + number - 1
    }

    /// The era's year number in a western year, or `nil` before its 元年.
    public func number(ofWesternYear year: Int) -> Int? {
        year >= firstYear ? year - firstYear + 1 : nil
    }

    /// Whether the era's name was in use on some day of a period. Names used outside are ghosts (平成33年度).
    public func covers(from first: CivilDate, to last: CivilDate) -> Bool {
        if last < start { return false }
        guard let lastDay else { return true }
        return first <= lastDay
    }

    /// The era of a day; `nil` before 1868-01-25.
    public static func of(_ date: CivilDate) -> Era? {
        allCases.last { $0.start <= date }
    }
}

/// A year counted in an era: 令和6年.
public struct EraYear: Hashable, Sendable {
    /// The era counted in.
    public let era: Era
    /// 元年 is 1.
    public let number: Int

    /// Any number, ghost years included.
    public init(_ era: Era, _ number: Int) {
        self.era = era
        self.number = number
    }

    /// The year a day lies in; `nil` before 1868-01-25.
    public init?(of date: CivilDate) {
        guard let era = Era.of(date) else { return nil }
        self.init(era, date.year - era.firstYear + 1)
    }

    /// 令和6年 → 2024
    public var westernYear: Int { era.westernYear(number) }

    /// 令和6年; the first year is 令和元年.
    public var japanese: String { era.japanese + digits + "年" }

    /// 6, or 元 for the first year.
    public var digits: String { number == 1 ? "元" : String(number) }
}
