import Japanese
import LifeEvents
import Storage
import Ward

extension DeskDemo {
    /// Visits of the quarters before, whose cases were deleted long ago: what the figures keep of them, and the time that
    /// families saved, in the ledger of effects.
    static func recordHistory(by stamp: Stamp, on connection: any Connection) throws {
        var settings = try DeskSettingsStore.get(on: connection)
        settings.baselineMinutes = 25
        settings.baselineLow = 20
        settings.baselineHigh = 30
        settings.baselineSource = "見本の値。計っていません"
        try DeskSettingsStore.set(settings, by: stamp, on: connection)
        let running = Quarter(containing: stamp.today)
        // The visits of the running quarter are those of the demonstration's own families.
        var quarter = running.previous
        for back in 1...5 {
            for (offset, month) in months(of: quarter).enumerated() {
                // More families each quarter: from 4 to 8 a month at least, and a few more at its end.
                for number in 0..<(9 - back + offset) {
                    try insert(month, number: number, by: stamp, on: connection)
                }
                try connection.execute(
                    """
                    INSERT INTO counter_death_count (month, deaths) VALUES (\(month), \(38 + 2 * offset))
                    ON CONFLICT (month) DO UPDATE SET deaths = counter_death_count.deaths + excluded.deaths
                    """)
            }
            quarter = quarter.previous
        }
        _ = try DeskEffect.settle(by: stamp, on: connection)
    }

    /// 2026-07, 2026-08, 2026-09
    private static func months(of quarter: Quarter) -> [String] {
        (0..<3).compactMap { offset in
            CivilDate(year: quarter.start.year, month: quarter.start.month + offset, day: 1)?.monthText
        }
    }

    private static func insert(
        _ month: String, number: Int, by stamp: Stamp, on connection: any Connection
    ) throws {
        let id: ID<DeskStatistic> = stamp.newID()
        let sections = 4 + number % 3
        let planned = 15 * sections
        try connection.execute(
            """
            INSERT INTO counter_statistic
                (id, case_id, event, month, source, language, planned_minutes, slot_minutes, actual_minutes, lead_days,
                sections, items, unknown_items, checks, checks_in_time, is_repeat)
            VALUES (\(id), NULL, \(BereavementDesk.event), \(month),
                \(number % 3 == 0 ? DeskCase.Source.web : .phone), \(PageLanguage.japanese.rawValue), \(planned),
                \(planned + 15), \(planned * 4 / 5 + number), \(5 + number % 4), \(sections), \(3 * sections), 1,
                \(sections), \(number % 5 == 0 ? sections - 1 : sections), 0)
            """)
    }
}
