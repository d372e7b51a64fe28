import Japanese
import Site
import Ward

/// The values of an indicator over the frozen quarters, as a line with its table.
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

    /// The series of each indicator and unit over all sealed quarters, gaps kept.
    static func all(
        of indicators: [PlanIndicator], targets: [ID<PlanIndicator>: [IndicatorTarget]], entries: [Entry],
        rounds: [Round], units: [ID<OfficeUnit>: String]
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
                    }, targets: targets[indicator.id] ?? [])
            }
        }
    }

    /// What was to be reached by the end of a quarter; the last quarter also ends its year.
    private func target(of quarter: Quarter) -> ExactNumber? {
        let own = targets.filter { $0.period.year == quarter.fiscalYear }
        return own.first { $0.period.quarter == quarter.number }?.value
            ?? (quarter.number == 4 ? own.first { $0.period.quarter == nil }?.value : nil)
    }

    var html: HTML {
        guard points.contains(where: { $0.value != nil }) else { return .empty }
        let known = points.compactMap { point in point.value.map { (point, $0) } }
        var rows: [[HTML]] = []
        for (position, (point, value)) in known.enumerated() {
            let change: HTML =
                position == 0
                ? "―" : "\((value.value - known[position - 1].1.value).signed)"
            rows.append([
                "<a href=\"\(EntryPage.path(point.entry))\">\(point.quarter.japanese)</a>",
                shown(value, point), change,
            ])
        }
        return """
            <h3>\(indicator.name)（\(unitName)）</h3>
            \(LineChart(
                title: "\(indicator.name)の推移", unit: indicator.unitName, quarters: points.map(\.quarter),
                series: lines))
            \(TableView(
                caption: "\(indicator.name)の推移", columns: [.rowHeader("四半期"), .number("値"), .number("前回との差")], rows: rows,
                narrow: .scrolling, isCaptionHidden: true))
            <p>\(total)</p>
            """
    }

    /// A counted value leads to its records.
    private func shown(_ value: Quantity, _ point: Point) -> HTML {
        guard let round = point.countedIn else { return "\(value.printed(for: indicator))" }
        let path = CountedValue.path(round.text, indicator.id.text)
        return "<a href=\"\(path)\">\(value.printed(for: indicator))</a>（計測値）"
    }

    private var lines: [LineChart.Series] {
        let goals = points.map { target(of: $0.quarter).map { ChartValue($0, text: $0.grouped) } }
        return [.init("実績", points.map { $0.value.map { ChartValue($0) } })]
            + (goals.contains { $0 != nil } ? [.init("目標", goals)] : [])
    }

    /// The total where the rule allows one, or why there is none (V7).
    private var total: String {
        do throws(AggregationRefusal) {
            let sum = try Aggregation.total(of: points.compactMap { $0.value?.value }, rule: indicator.rule)
            return "合計　\(sum.grouped)\(indicator.unitName)"
        } catch {
            return error.words
        }
    }
}

extension ExactNumber {
    /// With its sign, as changes are printed: +1,700, ▲300, ±0.
    var signed: String {
        isZero ? "±0" : isNegative ? "▲\(magnitude.grouped)" : "+\(grouped)"
    }
}
