import Japanese
import Storage
import Ward

/// What the desk counts for the plan: in the quarter of the day that is asked for.
enum DeskIndicators {
    static let all: [Indicator] = [
        indicator("counter.cases", "おくやみコーナーの来庁", "件", .activity, .flow) { ExactNumber($0.visits.count) },
        indicator("counter.minutes", "おくやみコーナーの1件当たりの時間（平均）", "分", .activity, .rate) { $0.minutes },
        indicator("counter.sections-saved", "おくやみコーナーで回らずに済んだ窓口", "か所", .outcome, .flow) {
            ExactNumber($0.sectionsSaved)
        },
        indicator("counter.items", "おくやみコーナーの1件当たりの手続き（平均）", "件", .activity, .rate) { $0.items },
        indicator("counter.use-rate", "おくやみコーナーの利用率（亡くなった方に対する割合）", "%", .outcome, .rate) { $0.useRate },
        indicator("counter.late-checks", "期限までに回答がなかった事前確認", "件", .activity, .flow) { ExactNumber($0.late) },
    ]

    private static func indicator(
        _ id: String, _ name: String, _ unit: String, _ kind: Indicator.Kind, _ rule: Indicator.Rule,
        _ value: @escaping @Sendable (DeskFigures) -> ExactNumber?
    ) -> Indicator {
        Indicator(id: id, name: name, unitName: unit, kind: kind, rule: rule) { day, connection in
            let quarter = Quarter(containing: day)
            let figures = DeskFigures(
                visits: try DeskStatistic.list(from: quarter.start, to: day, on: connection),
                deaths: try DeskStatistic.deaths(from: quarter.start, to: day, on: connection))
            if figures.isSuppressed { return .suppressed }
            return IndicatorReading(value: value(figures), records: figures.visits.map(\.path))
        }
    }
}

/// Writes what the desk saved families into the ledger of effects, a month at a time.
enum DeskEffect {
    static let module = "counter"
    static let subject = "おくやみコーナー"

    /// The months that are over and not written yet. Without a measured baseline nothing is written; months with too few
    /// visits are left out.
    static func settle(by stamp: Stamp, on connection: any Connection) throws -> [Effect] {
        let settings = try DeskSettingsStore.get(on: connection)
        guard settings.baselineMinutes > 0 else { return [] }
        let known = Set(try EffectLedger.standing(module, on: connection).map(\.from.monthText))
        let months = try connection.column(
            "SELECT DISTINCT month FROM counter_statistic ORDER BY month", as: String.self)
        var written: [Effect] = []
        for month in months where month < stamp.today.monthText && !known.contains(month) {
            guard let first = CivilDate(iso: month + "-01"),
                let effect = try effect(of: first, settings, stamp, connection)
            else { continue }
            try EffectLedger.append(effect, by: stamp, on: connection)
            written.append(effect)
        }
        return written
    }

    private static func effect(
        of first: CivilDate, _ settings: DeskSettings, _ stamp: Stamp, _ connection: any Connection
    ) throws -> Effect? {
        let visits = try DeskStatistic.list(from: first, to: first, on: connection)
        guard visits.count >= DeskStatistic.visitsMin else { return nil }
        let sections = visits.reduce(0) { $0 + $1.sections }
        let actual = visits.reduce(0) { $0 + $1.actualMinutes }
        func hours(_ baseline: Int) -> ExactNumber {
            ExactNumber(sections * baseline - actual).divided(by: 60, scale: 1) ?? .zero
        }
        let next =
            first.month == 12
            ? CivilDate(year: first.year + 1, month: 1, day: 1)
            : CivilDate(year: first.year, month: first.month + 1, day: 1)
        let low = hours(settings.baselineLow)
        return Effect(
            id: stamp.newID(), module: module, subject: subject, unit: .hours, from: first,
            to: (next ?? first).adding(days: -1), value: hours(settings.baselineMinutes),
            interval: low...max(low, hours(settings.baselineHigh)), grade: .estimated,
            method:
                "回った窓口の数（\(sections)）×コーナーができる前に1つの窓口でかかっていた時間（\(settings.baselineMinutes)分。\(settings.baselineSource ?? "")）から、実際にかかった時間の合計（\(actual)分）を引いた。ご家族の時間。",
            records: visits.map(\.path))
    }
}
