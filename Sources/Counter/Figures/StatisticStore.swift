import Storage
import Ward

/// What a visit leaves behind for good: no name, no address, no day.
enum StatisticStore {
    /// Written when a visit ends.
    static func record(
        _ visit: DeskVisit, of deskCase: DeskCase, items: [DeskItem], by stamp: Stamp, on connection: any Connection
    ) throws {
        let served = items.filter { !$0.isByItself && $0.state?.isServed ?? false }
        let checks = try PriorCheckStore.checks(of: deskCase.id, on: connection)
        let since = visit.day.adding(days: -90)
        let earlier: Int =
            try connection.value(
                """
                SELECT COUNT(*) FROM counter_visit JOIN counter_case ON counter_case.id = counter_visit.case_id
                WHERE counter_case.kana_key = \(deskCase.deceased.kanaKey)
                    AND counter_case.born_on = \(deskCase.deceased.bornOn) AND counter_visit.state = 'done'
                    AND counter_visit.id <> \(visit.id) AND counter_visit.day >= \(since)
                """) ?? 0
        let id: ID<DeskStatistic> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO counter_statistic
                (id, case_id, event, month, source, language, planned_minutes, slot_minutes, actual_minutes, lead_days,
                sections, items, unknown_items, checks, checks_in_time, is_repeat)
            VALUES (\(id), \(deskCase.id), \(deskCase.event), \(visit.day.monthText), \(deskCase.source),
                \(deskCase.language.rawValue), \(visit.plannedMinutes), \(visit.slot.minutes),
                \(visit.actualMinutes ?? visit.slot.minutes),
                \(max(0, visit.day.dayNumber - deskCase.openedAt.date.dayNumber)),
                \(Set(served.map(\.procedure.section)).count), \(served.count),
                \(items.count { $0.result.state == .unknown && $0.state == nil }), \(checks.count),
                \(checks.count(where: \.isInTime)), \(earlier > 0))
            """)
    }
}
