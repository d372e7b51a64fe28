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
    }

    let indicator: PlanIndicator
    let unitName: String
    /// Oldest first.
    let points: [Point]

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
                "\(value.printed(for: indicator))", change,
            ])
        }
        return """
            <h3>\(indicator.name)（\(unitName)）</h3>
            \(LineChart(
                title: "\(indicator.name)の推移", unit: indicator.unitName, quarters: points.map(\.quarter),
                series: [.init("実績", points.map { $0.value.map { ChartValue($0) } })]))
            \(TableView(
                caption: "\(indicator.name)の推移", columns: [.rowHeader("四半期"), .number("値"), .number("前回との差")], rows: rows,
                narrow: .scrolling, isCaptionHidden: true))
            <p>\(total)</p>
            """
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
