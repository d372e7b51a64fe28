import Japanese

/// Bars from left to right, one for each thing that is compared.
///
///     BarChart(title: "取組ごとの削減時間", unit: "時間", bars: [
///         .init("窓口の改善", ChartValue(quantity)), .init("庁内の自動化", nil),   // 未回答: no bar, never zero
///     ])
public struct BarChart: Component {
    public struct Bar: Hashable, Sendable {
        public let label: String
        /// `nil` when it is not known.
        public let value: ChartValue?

        public init(_ label: String, _ value: ChartValue?) {
            self.label = label
            self.value = value
        }
    }

    public let title: String
    public let unit: String
    public let bars: [Bar]
    /// The word in place of a value that is not known.
    public let unknown: String
    public let table: ChartTable

    public init(title: String, unit: String, bars: [Bar], unknown: String = "未回答", table: ChartTable = .folded) {
        self.title = title
        self.unit = unit
        self.bars = bars
        self.unknown = unknown
        self.table = table
    }

    private static let width = 640.0
    private static let barHeight = 20.0
    private static let valueRoom = 150.0

    public var html: HTML {
        let known = bars.compactMap(\.value)
        let hasNegative = known.contains { $0.value.isNegative }
        let scale = ChartScale(
            known.map(\.drawn), from: hasNegative ? Self.valueRoom : 2, to: Self.width - Self.valueRoom)
        var picture = HTML.empty
        var y = 8.0
        for bar in bars {
            for line in ChartText.lines(bar.label, widthMax: Self.width / 15 - 1) {
                picture += SVG.text(line, x: 0, y: y + 15, size: 15)
                y += 21
            }
            picture += drawn(bar, scale: scale, y: y + 3)
            y += Self.barHeight + 18
        }
        return ChartFrame(
            title: title, description: description, width: Self.width, height: y, picture: picture,
            table: TableView(
                caption: title, columns: [.rowHeader("項目"), .number("値（\(unit)）")],
                rows: bars.map { ["\($0.label)", "\($0.value?.text ?? unknown)"] }),
            twin: table
        ).html
    }

    private func drawn(_ bar: Bar, scale: ChartScale, y: Double) -> HTML {
        let zero = scale.place(0)
        let textY = y + Self.barHeight - 5
        let axis = SVG.line(zero, y - 3, zero, y + Self.barHeight + 3, stroke: SVG.ink, width: 2)
        guard let value = bar.value else {
            return axis + SVG.text(unknown, x: zero + 8, y: textY, fill: SVG.faint)
        }
        let end = scale.place(value.drawn)
        let isNegative = end < zero
        return SVG.rectangle(
            x: min(zero, end), y: y, width: abs(end - zero), height: Self.barHeight,
            fill: isNegative ? SVG.paper : SVG.series[0], stroke: SVG.series[0], dash: isNegative ? "4 3" : "")
            + SVG.text(
                value.text, x: end + (isNegative ? -6 : 6), y: textY, anchor: isNegative ? .end : .start, isBold: true)
            + axis
    }

    private var description: String {
        "横の棒グラフ。" + bars.map { "\($0.label)は\($0.value?.text ?? unknown)" }.joined(separator: "、") + "。"
    }
}
