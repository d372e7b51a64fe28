import Japanese

/// The visits of the desk and where another one fits: one table for phone and web.
struct SlotTable: Sendable {
    /// A time that is taken.
    struct Taken: Hashable, Sendable {
        let day: CivilDate
        let lane: Int
        /// Minutes after midnight.
        let starts: Int
        let minutes: Int
        let wishes: Set<VisitWish>
        /// A family booked it on the web.
        var isWeb = false
    }

    struct Slot: Hashable, Sendable {
        let day: CivilDate
        let lane: Int
        let starts: Int
        let minutes: Int

        /// As it is sent in a form: `2026-11-30T0900`.
        var code: String { "\(day)T\(TimeOfDay.compact(starts))" }
    }

    let settings: DeskSettings
    let office: OfficeCalendar
    let taken: [Taken]

    /// The first day that may be booked on a day.
    func firstDay(on today: CivilDate, isSameDay: Bool = false) -> CivilDate {
        isSameDay
            ? office.nextOfficeDay(onOrAfter: today)
            : office.adding(officeDays: settings.leadDays, to: today)
    }

    /// Free starts in order, each in the first lane that is free; at most one for each start.
    /// - Parameters:
    ///   - minutes: how long the visit is to last.
    ///   - wishes: what must be free as well.
    ///   - isSameDay: today, too: for families who stand at the desk.
    ///   - isWeb: leaves the share of each day that is kept for those who call.
    func free(
        minutes: Int, wishes: Set<VisitWish>, on today: CivilDate, from now: Int = 0, isSameDay: Bool = false,
        isWeb: Bool = false
    ) -> [Slot] {
        let first = firstDay(on: today, isSameDay: isSameDay)
        let last = today.adding(days: isSameDay ? 0 : settings.horizonDays)
        guard first <= last, minutes > 0 else { return [] }
        var found: [Slot] = []
        var day = first
        while day <= last {
            if office.isOfficeDay(day), !isWeb || webMinutes(on: day) + minutes <= settings.webMinutesMax {
                found += free(on: day, minutes: minutes, wishes: wishes).filter { day > today || $0.starts >= now }
            }
            day = day.adding(days: 1)
        }
        return found
    }

    /// What the web has taken of a day.
    private func webMinutes(on day: CivilDate) -> Int {
        taken.filter { $0.day == day && $0.isWeb }.reduce(0) { $0 + $1.minutes }
    }

    private func free(on day: CivilDate, minutes: Int, wishes: Set<VisitWish>) -> [Slot] {
        let today = taken.filter { $0.day == day }
        let last = settings.closes - minutes
        guard settings.opens <= last, settings.stepMinutes > 0 else { return [] }
        return stride(from: settings.opens, through: last, by: settings.stepMinutes).compactMap { start in
            let end = start + minutes
            guard end <= settings.breakFrom || start >= settings.breakTo || settings.breakFrom == settings.breakTo
            else { return nil }
            let overlapping = today.filter { $0.starts < end && start < $0.starts + $0.minutes }
            let lanes = Set(overlapping.map(\.lane))
            guard let lane = (0..<settings.lanes).first(where: { !lanes.contains($0) }),
                wishes.allSatisfy({ wish in
                    Self.most(overlapping.filter { $0.wishes.contains(wish) }) < settings.capacity(of: wish)
                })
            else { return nil }
            return Slot(day: day, lane: lane, starts: start, minutes: minutes)
        }
    }

    /// How many of these run at the same time at most.
    private static func most(_ visits: [Taken]) -> Int {
        visits.map { visit in
            visits.count { $0.starts <= visit.starts && visit.starts < $0.starts + $0.minutes }
        }.max() ?? 0
    }
}

extension SlotTable.Slot {
    var japanese: String {
        "\(day.japaneseWithWeekday)\(TimeOfDay.japanese(starts))から\(TimeOfDay.japanese(starts + minutes))まで"
    }
}
