/// The days on which the ward office works (開庁日).
///
///     let office = OfficeCalendar()
///     office.adding(officeDays: 10, to: day)   // ten working days on
///
/// Closed: Saturdays, Sundays, holidays, and 12-29 to 01-03 (地方自治法4条の2第2項 with the usual ordinance). Days closed
/// beyond these are passed in as data. Today's five-day week is used for the past, too.
public struct OfficeCalendar: Sendable, Hashable {
    /// Further days on which the office is closed.
    public let extraClosedDays: Set<CivilDate>

    /// Without arguments, the calendar by law alone.
    public init(extraClosedDays: Set<CivilDate> = []) {
        self.extraClosedDays = extraClosedDays
    }

    /// Whether the office works on a day.
    public func isOfficeDay(_ day: CivilDate) -> Bool {
        closedReason(day) == nil
    }

    /// Why the office is closed, for people: 元日, 年末年始, 土曜日, 臨時閉庁日; `nil` on office days.
    public func closedReason(_ day: CivilDate) -> String? {
        if let name = Holidays.name(on: day) { return name }
        let (_, month, dayOfMonth) = day.components
        if month == 12 && dayOfMonth >= 29 || month == 1 && dayOfMonth <= 3 { return "年末年始" }
        switch day.weekday {
        case .saturday: return "土曜日"
        case .sunday: return "日曜日"
        default: return extraClosedDays.contains(day) ? "臨時閉庁日" : nil
        }
    }

    /// The office day so many office days after a day, which is not counted itself; before it when negative.
    /// Zero gives the day itself, office day or not.
    public func adding(officeDays: Int, to day: CivilDate) -> CivilDate {
        let step = officeDays < 0 ? -1 : 1
        var current = day
        var left = officeDays.magnitude
        while left > 0 {
            current = current.adding(days: step)
            if isOfficeDay(current) { left -= 1 }
        }
        return current
    }

    /// The day itself when the office works, otherwise the next day it does.
    public func nextOfficeDay(onOrAfter day: CivilDate) -> CivilDate {
        var current = day
        while !isOfficeDay(current) { current = current.adding(days: 1) }
        return current
    }

    /// The day itself when the office works, otherwise the last day before on which it did.
    public func previousOfficeDay(onOrBefore day: CivilDate) -> CivilDate {
        var current = day
        while !isOfficeDay(current) { current = current.adding(days: -1) }
        return current
    }

    /// Office days after one day up to and including another; negative when the other is earlier.
    public func officeDays(from day: CivilDate, to other: CivilDate) -> Int {
        guard day <= other else { return -officeDays(from: other, to: day) }
        var count = 0
        var current = day
        while current < other {
            current = current.adding(days: 1)
            if isOfficeDay(current) { count += 1 }
        }
        return count
    }
}
