import Japanese
import Site
import Ward

/// The values of an indicator over the frozen quarters, as a picture with its table.
struct IndicatorSeries {
    struct Point: Hashable, Sendable {
        let quarter: Quarter
        /// `nil`: not answered, or no value given. Never zero in its place.
        let value: Quantity?
        let entry: ID<Entry>
        /// The round it was counted in; `nil` where the section declared it.
        let countedIn: ID<Round>?
    }

    let indicator: PlanIndicator
    let unitName: String
    /// Oldest first.
    let points: [Point]
    let targets: [IndicatorTarget]
    let today: CivilDate

    /// The series of each indicator and unit over all sealed quarters, gaps kept.
    static func all(
        of indicators: [PlanIndicator], targets: [ID<PlanIndicator>: [IndicatorTarget]], entries: [Entry],
        rounds: [Round], units: [ID<OfficeUnit>: String], today: CivilDate
    ) -> [IndicatorSeries] {
        let sealed = rounds.filter { $0.state.isSealed && $0.limitedTo == nil }.sorted { $0.quarter < $1.quarter }
        let answering = entries.reduce(into: [ID<OfficeUnit>]()) { if !$0.contains($1.unit) { $0.append($1.unit) } }
        return indicators.flatMap { indicator in
            answering.map { unit in
                IndicatorSeries(
                    indicator: indicator, unitName: units[unit] ?? "",
                    points: sealed.compactMap { round in
                        entries.first { $0.round == round.id && $0.unit == unit }.map { entry in
                            Point(
                                quarter: round.quarter,
                                value: entry.reported(indicator.id), entry: entry.id,
                                countedIn: entry.counted[indicator.id] == nil ? nil : round.id)
                        }
                    }, targets: targets[indicator.id] ?? [], today: today)
            }
        }
    }

    /// What was to be reached by the end of a quarter; the last quarter also ends its year.
    private func target(of quarter: Quarter) -> ExactNumber? {
        let own = targets.filter { $0.period.year == quarter.fiscalYear }
        return own.first { $0.period.quarter == quarter.number }?.value
            ?? (quarter.number == 4 ? own.first { $0.period.quarter == nil }?.value : nil)
    }

    /// Fewer points are no line: they are drawn as bars beside what was to be reached.
    private static let linePointsMin = 3
    /// Quarters that are shown after the last known one, for what is to be reached in them.
    private static let upcomingMax = 4

    private var title: String { "\(indicator.name)の推移（\(unitName)）" }

    private var unit: String {
        indicator.unitName + (indicator.baselineYear.map { "、\($0.japanese)比" } ?? "")
    }

    var html: HTML {
        let known = points.count { $0.value != nil }
        guard known > 0 else { return .empty }
        return "\(known < Self.linePointsMin ? bars.html : line.html)<p>\(total)</p>\n"
    }

    /// In a line of a table; `nil` without a known value.
    var sparkline: Sparkline? {
        guard points.contains(where: { $0.value != nil }) else { return nil }
        return Sparkline(
            title: "\(indicator.name)（\(unitName)）", quarters: points.map(\.quarter), values: points.map(drawn))
    }

    /// A counted value leads to its records.
    private func drawn(_ point: Point) -> ChartValue? {
        point.value.map { value in
            ChartValue(
                value.value, text: value.japanese + (value.unit == nil ? indicator.unitName : ""),
                origin: point.countedIn == nil ? .declared : .counted,
                path: point.countedIn.map { CountedValue.path($0.text, indicator.id.text) })
        }
    }

    private func goal(of quarter: Quarter) -> ChartValue? {
        target(of: quarter).map { ChartValue($0, text: "\($0.grouped)\(indicator.unitName)") }
    }

    private var bars: BulletBars {
        BulletBars(
            title: title, unit: unit,
            bars: points.map { point in
                .init(
                    point.quarter.japanese, drawn(point), target: goal(of: point.quarter),
                    path: EntryPage.path(point.entry))
            },
            ranges: indicator.baselineYear.flatMap { year in
                indicator.baselineValue.map { value in
                    [.init("基準（\(year.japanese)）", ChartValue(value, text: "\(value.grouped)\(indicator.unitName)"))]
                }
            } ?? [], isLessBetter: indicator.direction == .down)
    }

    private var line: LineChart {
        let quarters = points.map(\.quarter) + upcoming
        let goals = quarters.map(goal)
        return LineChart(
            title: indicator.direction == .down ? "\(title)、少ないほど良い" : title, unit: unit, quarters: quarters,
            series: [.init("実績", points.map(drawn))]
                + (goals.contains { $0 != nil } ? [.init("目標", goals, unknown: "なし")] : []),
            today: today, askedUntil: points.last?.quarter,
            paths: points.reduce(into: [:]) { $0[$1.quarter] = EntryPage.path($1.entry) }, showsChange: true)
    }

    /// Up to the present one, and to the last of which something is to be reached.
    private var upcoming: [Quarter] {
        guard let last = points.last?.quarter else { return [] }
        let next = (1...Self.upcomingMax).reduce(into: [Quarter]()) { found, _ in
            found.append((found.last ?? last).next)
        }
        let present = Quarter(containing: today)
        let end = next.lastIndex { $0 == present || target(of: $0) != nil }
        return end.map { Array(next[...$0]) } ?? []
    }

    /// What the quarters come to where the rule of the indicator allows it, or why they come to nothing.
    private var total: String {
        let periods = points.map { point in
            Aggregation.PeriodValue(
                period: point.quarter.japanese,
                value: point.value.map {
                    Quantity(
                        value: $0.value, qualifiers: $0.qualifiers, unit: $0.unit ?? indicator.unitName, raw: $0.raw)
                })
        }
        do throws(AggregationRefusal) {
            let whole = try Aggregation.aggregate(periods, rule: indicator.rule)
            let unknown = whole.unknownPeriods
            let left = unknown.isEmpty ? "" : "（値のない\(unknown.joined(separator: "、"))を除く）"
            return "\(whole.meaning.title)　\(whole.value.japanese)\(left)"
        } catch {
            return error.words
        }
    }
}
