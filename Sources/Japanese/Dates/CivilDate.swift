/// A day of the proleptic Gregorian calendar, without time or time zone.
///
///     let due = CivilDate(year: 2026, month: 3, day: 31)
///     due?.adding(days: 1).description   // "2026-04-01"
///
/// Stored as the number of days since 1970-01-01, so that comparing and adding are integer arithmetic.
/// The algorithm is the usual conversion over 400-year cycles of 146,097 days with the year beginning on 1 March.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    public let dayNumber: Int

    /// From days since 1970-01-01.
    public init(dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    /// - Returns: `nil` when there is no such day, such as 2025-02-29.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.daysInMonth(year: year, month: month)
        else { return nil }
        self.init(known: year, month, day)
    }

    /// For a day that is known to exist.
    init(known year: Int, _ month: Int, _ day: Int) {
        let shiftedYear = month <= 2 ? year - 1 : year
        let cycle = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfCycle = shiftedYear - cycle * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        dayNumber = cycle * 146_097 + dayOfCycle - 719_468
    }

    /// Year, month and day at once.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let cycle = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfCycle = shifted - cycle * 146_097
        let yearOfCycle =
            (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
        return (year, month, day)
    }

    /// The western year.
    public var year: Int { components.year }
    /// 1…12
    public var month: Int { components.month }
    /// 1…31
    public var day: Int { components.day }

    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.dayNumber < right.dayNumber
    }

    /// So many days on; back when negative.
    public func adding(days: Int) -> CivilDate {
        CivilDate(dayNumber: dayNumber + days)
    }

    /// Days from this day to another; negative when the other is earlier.
    public func days(to other: CivilDate) -> Int {
        other.dayNumber - dayNumber
    }

    /// By the Gregorian rule, for every year.
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days in a month, 28…31.
    public static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// Days of the week, Sunday first as in Japanese office calendars.
public enum Weekday: Int, Sendable, CaseIterable, Hashable {
    case sunday, monday, tuesday, wednesday, thursday, friday, saturday

    /// 日…土
    public var japanese: String {
        ["日", "月", "火", "水", "木", "金", "土"][rawValue]
    }
}

extension CivilDate {
    /// The day of the week.
    public var weekday: Weekday {
        let remainder = (dayNumber + 4) % 7
        return Weekday.allCases[remainder < 0 ? remainder + 7 : remainder]
    }
}

extension CivilDate: CustomStringConvertible, Codable {
    /// `YYYY-MM-DD`, the form used in the database, in JSON and in file names.
    public var description: String {
        let (year, month, day) = components
        return zeroPadded(year, to: 4) + "-" + zeroPadded(month, to: 2) + "-" + zeroPadded(day, to: 2)
    }

    /// Reads `YYYY-MM-DD` and nothing else; for text written by people use the era-aware reader.
    public init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = CivilDate(iso: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date: \(text)")
        }
        self = date
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A number with leading zeros, without Foundation's formatters.
func zeroPadded(_ value: Int, to width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
