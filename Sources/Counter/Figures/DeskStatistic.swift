import Japanese
import Storage
import Ward

/// One visit as it stays in the figures: without name, address or day.
struct DeskStatistic: Sendable {
    let id: ID<DeskStatistic>
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
        try list("WHERE month >= \(day.monthText) AND month <= \(last.monthText) ORDER BY month, id", on: connection)
    }

    /// Deaths of these months as the daily lists told them.
    static func deaths(from day: CivilDate, to last: CivilDate, on connection: any Connection) throws -> Int {
        try connection.column(
            "SELECT deaths FROM counter_death_count WHERE month >= \(day.monthText) AND month <= \(last.monthText)",
            as: Int.self
        ).reduce(0, +)
    }
}

extension DeskStatistic: Record {
    static let selection: SQL = "SELECT * FROM counter_statistic"
    static let key: SQL = "counter_statistic.id"
    static let title = "集計の記録"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, month, source) = (try row["id"], try row["month"], try row["source"])
        (plannedMinutes, slotMinutes, actualMinutes) = (
            try row["planned_minutes"], try row["slot_minutes"], try row["actual_minutes"]
        )
        (leadDays, sections, items) = (try row["lead_days"], try row["sections"], try row["items"])
        (unknownItems, checks, checksInTime) = (
            try row["unknown_items"], try row["checks"], try row["checks_in_time"]
        )
        isRepeat = try row["is_repeat"]
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
