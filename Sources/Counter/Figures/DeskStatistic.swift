import Japanese
import Storage
import Ward

/// One visit as it stays in the figures: without name, address or day.
struct DeskStatistic: Sendable {
    let id: ID<StatisticStore>
    /// 2026-11
    let month: String
    let source: DeskCase.Source
    let plannedMinutes: Int
    let slotMinutes: Int
    let actualMinutes: Int
    let leadDays: Int
    let sections: Int
    let items: Int
    let unknownItems: Int
    let checks: Int
    let checksInTime: Int
    let isRepeat: Bool

    var path: String { "desk/figures/\(id)" }

    /// With fewer visits a figure is not told: it could be somebody's own.
    static let visitsMin = 5

    static func list(from day: CivilDate, to last: CivilDate, on connection: any Connection) throws -> [DeskStatistic] {
        try connection.rows(
            "\(columns) WHERE month >= \(day.monthText) AND month <= \(last.monthText) ORDER BY month, id"
        ).map(statistic)
    }

    static func find(_ id: ID<StatisticStore>, on connection: any Connection) throws -> DeskStatistic? {
        try connection.row("\(columns) WHERE id = \(id)").map(statistic)
    }

    /// Deaths of these months as the daily lists told them.
    static func deaths(from day: CivilDate, to last: CivilDate, on connection: any Connection) throws -> Int {
        try connection.rows(
            "SELECT deaths FROM counter_death_count WHERE month >= \(day.monthText) AND month <= \(last.monthText)"
        ).reduce(0) { $0 + (try $1[0] as Int) }
    }

    private static let columns: SQL = """
        SELECT id, month, source, planned_minutes, slot_minutes, actual_minutes, lead_days, sections, items,
            unknown_items, checks, checks_in_time, is_repeat
        FROM counter_statistic
        """

    private static func statistic(_ row: SQLRow) throws -> DeskStatistic {
        DeskStatistic(
            id: try row[0], month: try row[1], source: try row[2], plannedMinutes: try row[3],
            slotMinutes: try row[4], actualMinutes: try row[5], leadDays: try row[6], sections: try row[7],
            items: try row[8], unknownItems: try row[9], checks: try row[10], checksInTime: try row[11],
            isRepeat: try row[12] as Int == 1)
    }
}

/// What several visits come to.
struct DeskFigures: Sendable {
    let visits: [DeskStatistic]
    let deaths: Int

    /// So few that nothing is told.
    var isSuppressed: Bool { !visits.isEmpty && visits.count < DeskStatistic.visitsMin }

    var minutes: ExactNumber? { mean(\.actualMinutes) }
    var items: ExactNumber? { mean(\.items) }
    var sections: ExactNumber? { mean(\.sections) }

    /// Ways to other counters that were spared: of each visit all its sections but one.
    var sectionsSaved: Int { visits.reduce(0) { $0 + max(0, $1.sections - 1) } }
    var late: Int { visits.reduce(0) { $0 + $1.checks - $1.checksInTime } }
    var repeats: Int { visits.count(where: \.isRepeat) }

    /// In percent: families that came, once each, of all deaths. Unknown while the lists of deaths are not whole, which
    /// shows in more families than deaths.
    var useRate: ExactNumber? {
        let families = visits.count - repeats
        guard deaths > 0, families <= deaths else { return nil }
        return ExactNumber(100 * families).divided(by: ExactNumber(deaths), scale: 1)
    }

    private func mean(_ path: KeyPath<DeskStatistic, Int>) -> ExactNumber? {
        guard !visits.isEmpty else { return nil }
        return ExactNumber(visits.reduce(0) { $0 + $1[keyPath: path] }).divided(by: ExactNumber(visits.count), scale: 1)
    }
}
