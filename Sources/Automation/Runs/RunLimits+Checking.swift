import Japanese
import Scenarios
import Ward

extension RunLimits {
    /// Whether a run may send anything at a moment: within the hours of the scenario, and on one of its days.
    /// - Throws: ``AutomationRefusal/wrongState(_:)`` with when it may.
    func check(at moment: Timestamp, _ calendar: OfficeCalendar) throws(AutomationRefusal) {
        switch hindrance(at: moment, calendar) {
        case nil: return
        case .hours(let hours):
            throw .wrongState("シナリオで決めた時間（\(hours)）の外です。その時間に、実行の画面で残りを続けてください。")
        case .day: throw .wrongState("シナリオで決めた日（開庁日）ではありません。次の開庁日に、実行の画面で残りを続けてください。")
        }
    }

    /// Whether a run may begin by itself then: one that would stop at once is not begun.
    /// - Throws: ``AutomationRefusal/wrongState(_:)``.
    func checkBeginning(at moment: Timestamp, _ calendar: OfficeCalendar) throws(AutomationRefusal) {
        switch hindrance(at: moment, calendar) {
        case nil: return
        case .hours(let hours): throw .wrongState("シナリオで決めた時間（\(hours)）を待っています。")
        case .day: throw .wrongState("シナリオで決めた日（開庁日）を待っています。")
        }
    }

    private enum Hindrance {
        case hours(String)
        case day
    }

    private func hindrance(at moment: Timestamp, _ calendar: OfficeCalendar) -> Hindrance? {
        let (hour, minute, _) = moment.timeOfDay
        let now = hour * 60 + minute
        var day = moment.date
        if let window {
            guard window.contains(minute: now) else {
                return .hours("\(Schedule.clock(window.minuteFrom))から\(Schedule.clock(window.minuteTo))まで")
            }
            // After midnight it is still the night of the day before.
            if window.minuteFrom > window.minuteTo, now < window.minuteTo { day = day.adding(days: -1) }
        }
        return days == .every || calendar.isOfficeDay(day) ? nil : .day
    }
}
