/// National holidays (国民の祝日に関する法律, 昭和23年法律178号) and the days the law makes holidays beside them.
///
///     Holidays.name(on: day)   // "敬老の日"
///
/// Known from 1955 to 2050, as the law stands after each of its amendments. Years to come follow the law of today.
public enum Holidays {
    /// The years for which the answer is known; outside, `name(on:)` is `nil`.
    public static let years = 1955...2050

    /// The holiday's name, 振替休日 or 国民の休日; `nil` on other days.
    public static func name(on day: CivilDate) -> String? {
        guard years.contains(day.year) else { return nil }
        return nationalHoliday(on: day) ?? (isSubstitute(day) ? "振替休日" : nil)
            ?? (isSandwiched(day) ? "国民の休日" : nil)
    }

    /// 振替休日 (3条2項), from 1973-04-12: the Monday after a holiday on a Sunday; from 2007 the next day that is no holiday itself.
    private static func isSubstitute(_ day: CivilDate) -> Bool {
        guard day >= CivilDate(known: 1973, 4, 12) else { return false }
        var previous = day.adding(days: -1)
        if day.year < 2007 {
            return previous.weekday == .sunday && previous >= CivilDate(known: 1973, 4, 12)
                && nationalHoliday(on: previous) != nil
        }
        while nationalHoliday(on: previous) != nil {
            if previous.weekday == .sunday { return true }
            previous = previous.adding(days: -1)
        }
        return false
    }

    /// 国民の休日 (3条3項), from 1985-12-27: a day between two holidays; Sundays were left out until 2006.
    private static func isSandwiched(_ day: CivilDate) -> Bool {
        guard day >= CivilDate(known: 1985, 12, 27), day.year >= 2007 || day.weekday != .sunday else { return false }
        return nationalHoliday(on: day.adding(days: -1)) != nil && nationalHoliday(on: day.adding(days: 1)) != nil
    }
}
