import Japanese

/// Values from quarter to quarter. A quarter without a known value is a gap in the line, never zero.
///
///     LineChart(title: "オンライン申請率", unit: "%", quarters: fiscalYear.quarters, series: [
///         .init("実績", [ChartValue(a), nil, ChartValue(c), nil]), .init("目標", targets),
///     ])
public struct LineChart: Component {
    public struct Series: Hashable, Sendable {
        public let name: String
        /// One for each quarter; `nil` when it is not known. Missing ones at the end are not known.
        public let values: [ChartValue?]

        public init(_ name: String, _ values: [ChartValue?]) {
            self.name = name
            self.values = values
        }
    }

    public let title: String
    public let unit: String
    public let quarters: [Quarter]
    /// At most four, which can be told apart without colours.
    public let series: [Series]
    public let unknown: String
    public let table: ChartTable

    public static let seriesMax = 4

    public init(
        title: String, unit: String, quarters: [Quarter], series: [Series], unknown: String = "未回答",
        table: ChartTable = .folded
    ) {
        self.title = title
        self.unit = unit
        self.quarters = quarters
        self.series = Array(series.prefix(Self.seriesMax))
        self.unknown = unknown
        self.table = table
    }

    private static let left = 76.0
    private static let top = 36.0
    private static let plotHeight = 220.0
    private static let right = 40.0
    /// Values are written beside the points while there is room for them; they always stand in the table.
    private static let labelledQuartersMax = 12
    private static let labelledSeriesMax = 2

    private var step: Double { max(52, min(110, 560 / Double(max(quarters.count, 1)))) }
    private var width: Double { Self.left + step * Double(max(quarters.count, 1)) + Self.right }
    private var bottom: Double { Self.top + Self.plotHeight }

    private func x(_ position: Int) -> Double { Self.left + step * (Double(position) + 0.5) }

    public var html: HTML {
        let scale = ChartScale(
            series.flatMap(\.values).compactMap { $0?.drawn }, from: bottom, to: Self.top)
        let lines: [HTML] = series.enumerated().map { drawn($1, number: $0, scale: scale) }
        return ChartFrame(
            title: title, description: description, width: width, height: bottom + 58,
            picture: axes(scale) + lines.reduce(.empty, +), legend: legend, table: data, twin: table
        ).html
    }

    private func axes(_ scale: ChartScale) -> HTML {
        var html = SVG.text("（\(unit)）", x: Self.left - 8, y: 18, size: 13, anchor: .end, fill: SVG.faint)
        for tick in scale.ticks {
            let y = scale.place(tick)
            html += SVG.line(
                Self.left, y, width - Self.right, y, stroke: tick == 0 ? SVG.faint : SVG.grid,
                width: tick == 0 ? 1.5 : 1)
            html += SVG.text(
                ChartScale.label(tick), x: Self.left - 8, y: y + 5, size: 13, anchor: .end, fill: SVG.faint)
        }
        for (position, quarter) in quarters.enumerated() {
            html += SVG.text("第\(quarter.number)", x: x(position), y: bottom + 22, size: 13, anchor: .middle)
            if position == 0 || quarter.number == 1 {
                html += SVG.text(quarter.fiscalYear.japanese, x: x(position) - 16, y: bottom + 44, size: 13)
            }
            if position > 0, quarter.number == 1 {
                let border = x(position) - step / 2
                html += SVG.line(border, Self.top, border, bottom + 48, stroke: SVG.faint, dash: "2 3")
            }
        }
        return html
    }

    private func drawn(_ series: Series, number: Int, scale: ChartScale) -> HTML {
        let color = SVG.series[number]
        var path = ""
        var isBroken = true
        var points = HTML.empty
        for (position, value) in series.values.prefix(quarters.count).enumerated() {
            guard let value else {
                isBroken = true
                continue
            }
            let y = scale.place(value.drawn)
            path += (isBroken ? "M" : "L") + SVG.at(x(position), y)
            isBroken = false
            points += SVG.marker(number, x: x(position), y: y, color: color)
            if quarters.count <= Self.labelledQuartersMax, self.series.count <= Self.labelledSeriesMax {
                let labelY = y + (isHighest(number, at: position) ? -11 : 22)
                points += SVG.text(
                    value.text, x: x(position), y: labelY, size: 13, anchor: .middle, fill: color, isBold: true)
            }
        }
        return SVG.path(path, stroke: color, width: 2.5, dash: SVG.dashes[number]) + points
    }

    /// Its label stands above the point, those of the others below.
    private func isHighest(_ number: Int, at position: Int) -> Bool {
        let values = series.map { position < $0.values.count ? $0.values[position]?.value : nil }
        guard let own = values[number] else { return false }
        return values.enumerated().allSatisfy { other, value in
            guard let value, other != number else { return true }
            return value < own || value == own && number < other
        }
    }

    private var legend: HTML {
        guard series.count > 1 else { return .empty }
        let items: [HTML] = series.enumerated().map { number, series in
            let sample =
                SVG.line(2, 9, 38, 9, stroke: SVG.series[number], width: 2.5, dash: SVG.dashes[number])
                + SVG.marker(number, x: 20, y: 9, color: SVG.series[number])
            return """
                <li><svg width="40" height="18" viewBox="0 0 40 18" aria-hidden="true" focusable="false">\(sample)</svg>\
                \(series.name)</li>
                """
        }
        return "<ul class=\"chart-legend\">\(items)</ul>\n"
    }

    private var data: TableView {
        TableView(
            caption: title,
            columns: [.rowHeader("四半期")] + series.map { .number($0.name) },
            rows: quarters.enumerated().map { position, quarter in
                ["\(quarter.japanese)"] + series.map { "\(text($0, position))" }
            }, narrow: .scrolling)
    }

    private func text(_ series: Series, _ position: Int) -> String {
        position < series.values.count ? series.values[position]?.text ?? unknown : unknown
    }

    private var description: String {
        "折れ線グラフ。"
            + series.map { series in
                "\(series.name): "
                    + quarters.enumerated().map { "\($1.japanese)は\(text(series, $0))" }.joined(separator: "、")
            }.joined(separator: "。") + "。"
    }
}
