import Japanese

/// Values from quarter to quarter. A quarter without a known value is a gap in the line, never zero.
///
///     LineChart(title: "オンライン申請率", unit: "%", quarters: fiscalYear.quarters, series: [
///         .init("実績", [ChartValue(a), nil, ChartValue(c), nil]), .init("目標", targets),
///     ])
public struct LineChart: Component, Hashable {
    public struct Series: Hashable, Sendable {
        public let name: String
        /// One for each quarter; `nil` when it is not known. Missing ones at the end are not known.
        public let values: [ChartValue?]
        /// The word in place of a value, where it is another than that of the chart.
        public let unknown: String?

        public init(_ name: String, _ values: [ChartValue?], unknown: String? = nil) {
            self.name = name
            self.values = values
            self.unknown = unknown
        }
    }

    public let title: String
    public let unit: String
    public let quarters: [Quarter]
    /// At most four, which can be told apart without colours.
    public let series: [Series]
    public let unknown: String
    /// Drawn as a line where it lies in the quarters.
    public let today: CivilDate?
    /// The last quarter of which values could be known: of later ones they are not missing.
    public let askedUntil: Quarter?
    /// Where a quarter leads in the table.
    public let paths: [Quarter: String]
    /// Whether the table tells how the first series changed.
    public let showsChange: Bool

    public static let seriesMax = 4
    private static let notYet = "まだ"

    public init(
        title: String, unit: String, quarters: [Quarter], series: [Series], unknown: String = "未回答",
        today: CivilDate? = nil, askedUntil: Quarter? = nil, paths: [Quarter: String] = [:], showsChange: Bool = false
    ) {
        self.title = title
        self.unit = unit
        self.quarters = quarters
        self.series = Array(series.prefix(Self.seriesMax))
        self.unknown = unknown
        self.today = today
        self.askedUntil = askedUntil
        self.paths = paths
        self.showsChange = showsChange
    }

    private static let left = 76.0
    private static let top = 44.0
    private static let plotHeight = 220.0
    private static let right = 40.0
    /// Values are written beside the points while there is room for them; they always stand in the table.
    private static let labelledSeriesMax = 2

    private var step: Double { max(56, min(110, 560 / Double(max(quarters.count, 1)))) }
    private var width: Double { Self.left + step * Double(max(quarters.count, 1)) + Self.right }
    private var bottom: Double { Self.top + Self.plotHeight }

    private func x(_ position: Int) -> Double { Self.left + step * (Double(position) + 0.5) }

    public var html: HTML { ChartCache.shared.html(of: self) { frame.html } }

    private var frame: ChartFrame {
        let scale = ChartScale(
            series.flatMap(\.values).compactMap { $0?.drawn }, from: bottom, to: Self.top)
        let lines: [HTML] = series.enumerated().map { drawn($1, number: $0, scale: scale) }
        let now = TodayLine(today, in: quarters).map {
            $0.drawn(x: Self.left + step * $0.place, top: 22, bottom: bottom, right: width)
        }
        return ChartFrame(
            title: title, message: message, description: description, width: width, height: bottom + 58,
            picture: axes(scale) + (now ?? .empty) + lines.reduce(.empty, +), legend: legend, table: data)
    }

    private func axes(_ scale: ChartScale) -> HTML {
        var html = SVG.text("（\(unit)）", x: Self.left - 8, y: 18, anchor: .end, fill: SVG.faint)
        for tick in scale.ticks {
            let y = scale.place(tick)
            html += SVG.line(
                Self.left, y, width - Self.right, y, stroke: tick == 0 ? SVG.faint : SVG.grid,
                width: tick == 0 ? 1.5 : 1)
            html += SVG.text(ChartScale.label(tick), x: Self.left - 8, y: y + 5, anchor: .end, fill: SVG.faint)
        }
        for (position, quarter) in quarters.enumerated() {
            html += SVG.text("第\(quarter.number)", x: x(position), y: bottom + 22, anchor: .middle)
            if position == 0 || quarter.number == 1 {
                html += SVG.text(quarter.fiscalYear.japanese, x: x(position) - 16, y: bottom + 44)
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
        let widest = self.series.flatMap(\.values).compactMap { $0.map { ChartText.width($0.text) * 14 } }.max() ?? 0
        for (position, value) in series.values.prefix(quarters.count).enumerated() {
            guard let value else {
                isBroken = true
                continue
            }
            let y = scale.place(value.drawn)
            path += (isBroken ? "M" : "L") + SVG.at(x(position), y)
            isBroken = false
            points += SVG.marker(number, x: x(position), y: y, color: color, isHollow: value.isDeclared)
            if isLabelled(series, position, widest: widest) {
                let labelY = y + (isHighest(number, at: position) ? -11 : 22)
                points += SVG.text(value.text, x: x(position), y: labelY, anchor: .middle, fill: color, isBold: true)
            }
        }
        return SVG.path(path, stroke: color, width: 2.5, dash: SVG.dashes[number]) + points
    }

    /// All values of a picture, or where they would run into each other the last of each series.
    /// - Parameter widest: of the labels of all series.
    private func isLabelled(_ series: Series, _ position: Int, widest: Double) -> Bool {
        guard self.series.count <= Self.labelledSeriesMax else { return false }
        return widest < step - 4 || position == series.values.prefix(quarters.count).lastIndex { $0 != nil }
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
        var items: [(sample: HTML, width: Double, words: String)] = []
        if series.count > 1 {
            items = series.enumerated().map { number, series in
                let sample =
                    SVG.line(2, 12, 38, 12, stroke: SVG.series[number], width: 2.5, dash: SVG.dashes[number])
                    + SVG.marker(number, x: 20, y: 12, color: SVG.series[number])
                return (sample, 40, series.name)
            }
        }
        for (number, series) in series.enumerated() where series.values.contains(where: { $0?.isDeclared == true }) {
            let name = self.series.count > 1 ? "\(series.name)のうち自己申告の値" : "自己申告の値"
            items.append((SVG.marker(number, x: 12, y: 12, color: SVG.series[number], isHollow: true), 24, name))
        }
        return ChartFrame.legend(items)
    }

    // MARK: in words

    private var data: TableView {
        TableView(
            caption: title,
            columns: [.rowHeader("四半期")] + series.map { .number($0.name) } + (showsChange ? [.number("前回との差")] : []),
            rows: quarters.enumerated().map { position, quarter in
                [ChartFrame.label(quarter.japanese, path: paths[quarter])]
                    + series.map { value($0, position)?.cell ?? "\(unknown($0, at: position))" }
                    + (showsChange ? ["\(change(position))"] : [])
            }, narrow: .scrolling)
    }

    private func value(_ series: Series, _ position: Int) -> ChartValue? {
        position < series.values.count ? series.values[position] : nil
    }

    private func unknown(_ series: Series, at position: Int) -> String {
        if let own = series.unknown { return own }
        guard let askedUntil, askedUntil < quarters[position] else { return unknown }
        return Self.notYet
    }

    /// Since the value before, however many quarters ago it was.
    private func change(_ position: Int) -> String {
        guard let first = series.first, let now = value(first, position)?.value,
            let before = (0..<position).reversed().lazy.compactMap({ value(first, $0)?.value }).first
        else { return "―" }
        return (now - before).signed
    }

    private func text(_ series: Series, _ position: Int) -> String {
        value(series, position)?.text ?? unknown(series, at: position)
    }

    private var message: String {
        guard let main = series.first,
            let last = quarters.indices.last(where: { value(main, $0) != nil }), let now = value(main, last)
        else { return "値はまだありません。" }
        let others = series.dropFirst().compactMap { series in
            value(series, last).map { "、\(series.name)は\($0.text)" }
        }
        let start = quarters.indices.first { value(main, $0) != nil } ?? last
        let began = start == last ? "" : "（\(quarters[start].japanese)は\(text(main, start))）"
        return "\(quarters[last].japanese)の\(main.name)は\(now.text)\(others.joined())\(began)。"
    }

    private var description: String {
        "折れ線グラフ。"
            + series.map { series in
                "\(series.name): "
                    + quarters.enumerated().map { "\($1.japanese)は\(text(series, $0))" }.joined(separator: "、")
            }.joined(separator: "。") + "。"
    }
}
