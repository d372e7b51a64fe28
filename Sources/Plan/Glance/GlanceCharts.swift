import Japanese
import Site

/// The pictures of the programme at a glance.
struct GlanceCharts {
    let standing: ProgrammeStanding

    /// How many answers of each section have which mark: a bar of totals, and the table with the sections.
    var marksBySection: HTML {
        guard !standing.sections.isEmpty else { return .empty }
        let all = standing.sections.flatMap(\.marks)
        let occurring = Standing.all.filter(all.contains)
        let bars = BarChart(
            title: "進捗区分ごとの件数", unit: "件",
            bars: occurring.map { mark in
                let count = all.count { $0 == mark }
                return .init(mark.title(isEarlier: false), ChartValue(ExactNumber(count), text: "\(count)件"))
            })
        let rows: [[HTML]] = standing.sections.map { section in
            ["\(section.name)"] + occurring.map { mark in "\(section.marks.count { $0 == mark })" }
                + ["\(section.marks.count)"]
        }
        let table = TableView(
            caption: "課ごとの進捗区分（件）",
            columns: [.rowHeader("課")] + occurring.map { .number($0.title(isEarlier: false)) } + [.number("計")],
            rows: rows, narrow: .scrolling, isCaptionHidden: true)
        return "<h3>進捗区分</h3>\n\(bars)\(Details("課ごとの件数を見る", table.html))"
    }

    /// The last value with its target, and the way to it.
    func trend(_ trend: ProgrammeStanding.Trend) -> HTML {
        let value = trend.values.last.flatMap(\.self)
        let origin = value == nil || trend.isMeasured ? "" : "・自己申告"
        let last: HTML = value.map { "\($0.grouped)\(trend.unitName)" } ?? "値なし"
        let target: HTML? = trend.target.map { "（目標 \($0.grouped)\(trend.unitName)）" }
        return "\(trend.name) \(last)\(target)\(origin)"
    }

    /// The initiatives' indicators as lines, behind a fold.
    func lines(_ shown: [ProgrammeStanding.Line]) -> HTML {
        let charts: [HTML] = shown.compactMap { line in
            guard let trend = line.trend, trend.values.count(where: { $0 != nil }) > 1 else { return nil }
            return """
                <h3>\(line.initiative.heading)</h3>
                \(LineChart(
                    title: "\(line.initiative.number) \(trend.name)の推移", unit: trend.unitName, quarters: standing.quarters.map(\.quarter),
                    series: [.init("実績", trend.values.map { $0.map { ChartValue($0, text: $0.grouped) } })], unknown: "値なし"))
                """
        }
        return charts.isEmpty ? .empty : Details("指標の推移を見る", "\(charts)").html
    }
}
