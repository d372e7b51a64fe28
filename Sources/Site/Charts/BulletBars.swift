import Japanese

/// Values beside what they were to reach: a thin bar on ranges of one hue, with the target as a tick.
///
///     BulletBars(title: "来庁した遺族", unit: "件", bars: [
///         .init("令和6年度第1四半期", ChartValue(12, text: "12件"), target: ChartValue(20, text: "20件")),
///     ], ranges: [.init("基準（令和5年度）", ChartValue(8, text: "8件"))])
public struct BulletBars: Component, Hashable {
    public struct Bar: Hashable, Sendable {
        public let label: String
        /// `nil` when it is not known.
        public let value: ChartValue?
        /// `nil` where nothing was to be reached.
        public let target: ChartValue?
        public let path: String?

        public init(_ label: String, _ value: ChartValue?, target: ChartValue?, path: String? = nil) {
            self.label = label
            self.value = value
            self.target = target
            self.path = path
        }
    }

    /// What is behind the bars, from zero to a value.
    public struct Range: Hashable, Sendable {
        public let name: String
        public let end: ChartValue

        public init(_ name: String, _ end: ChartValue) {
            self.name = name
            self.end = end
        }
    }

    public let title: String
    public let unit: String
    public let bars: [Bar]
    /// From nearer to farther, at most two.
    public let ranges: [Range]
    public let isLessBetter: Bool
    public let unknown: String

    public static let rangesMax = 2

    public init(
        title: String, unit: String, bars: [Bar], ranges: [Range] = [], isLessBetter: Bool = false,
        unknown: String = "未回答"
    ) {
        self.title = title
        self.unit = unit
        self.bars = bars
        self.ranges = Array(ranges.prefix(Self.rangesMax))
        self.isLessBetter = isLessBetter
        self.unknown = unknown
    }

    static let left = 170.0
    static let rangeHeight = 24.0
    /// A third of the ranges behind it.
    static let barHeight = 8.0
    private static let width = 640.0
    private static let valueRoom = 120.0
    private static let rowHeight = 36.0

    public var html: HTML { ChartCache.shared.html(of: self) { frame.html } }

    private var frame: ChartFrame {
        let values = bars.flatMap { [$0.value, $0.target] } + ranges.map(\.end)
        let scale = ChartScale(
            values.compactMap { $0?.drawn }, from: Self.left, to: Self.width - Self.valueRoom)
        var picture = HTML.empty
        for (position, bar) in bars.enumerated() {
            picture += drawn(bar, scale: scale, y: Double(position) * Self.rowHeight + 6)
        }
        return ChartFrame(
            title: isLessBetter ? "\(title)（少ないほど良い）" : title, message: message, description: description,
            width: Self.width, height: Double(bars.count) * Self.rowHeight + 6, picture: picture, legend: legend,
            table: data)
    }

    private func drawn(_ bar: Bar, scale: ChartScale, y: Double) -> HTML {
        let zero = scale.place(0)
        let middle = y + Self.rangeHeight / 2
        var html = SVG.text(
            ChartText.lines(bar.label, widthMax: Self.left / 14 - 1, linesMax: 1).first ?? "", x: 0, y: middle + 5)
        var last = zero
        for (number, range) in ranges.enumerated() {
            let end = scale.place(range.end.drawn)
            // The farther range begins where the nearer one ends.
            if last < end {
                html += SVG.rectangle(
                    x: last, y: y, width: end - last, height: Self.rangeHeight, fill: SVG.ranges[number])
            }
            last = max(last, end)
        }
        if let value = bar.value {
            let end = scale.place(value.drawn)
            html += SVG.rectangle(
                x: min(zero, end), y: middle - Self.barHeight / 2, width: abs(end - zero), height: Self.barHeight,
                fill: value.isDeclared ? SVG.paper : SVG.series[0], stroke: value.isDeclared ? SVG.series[0] : "none")
        }
        if let target = bar.target {
            let x = scale.place(target.drawn)
            html += SVG.line(x, y + 2, x, y + Self.rangeHeight - 2, stroke: SVG.ink, width: 3)
        }
        return html + SVG.line(zero, y - 2, zero, y + Self.rangeHeight + 2, stroke: SVG.faint, width: 1.5)
            + SVG.text(
                bar.value?.text ?? unknown, x: Self.width - Self.valueRoom + 14, y: middle + 5,
                fill: bar.value == nil ? SVG.faint : SVG.ink, isBold: bar.value != nil)
    }

    private var legend: HTML {
        var items: [(sample: HTML, width: Double, words: String)] = []
        if bars.contains(where: { $0.value?.isDeclared == false }) {
            items.append((SVG.rectangle(x: 0, y: 8, width: 30, height: 8, fill: SVG.series[0]), 32, "値"))
        }
        if bars.contains(where: { $0.value?.isDeclared == true }) {
            items.append(
                (
                    SVG.rectangle(x: 1, y: 8, width: 30, height: 8, fill: SVG.paper, stroke: SVG.series[0]), 32,
                    "自己申告の値"
                ))
        }
        if bars.contains(where: { $0.target != nil }) {
            items.append((SVG.line(4, 2, 4, 22, stroke: SVG.ink, width: 3), 10, "目標"))
        }
        for (number, range) in ranges.enumerated() {
            items.append(
                (
                    SVG.rectangle(x: 0, y: 2, width: 30, height: 20, fill: SVG.ranges[number]), 32,
                    "\(range.name) \(range.end.text)まで"
                ))
        }
        return ChartFrame.legend(items)
    }

    // MARK: in words

    private var data: TableView {
        TableView(
            caption: title, columns: [.rowHeader("項目"), .number("値（\(unit)）"), .number("目標（\(unit)）")],
            rows: bars.map { bar in
                [
                    ChartFrame.label(bar.label, path: bar.path), bar.value?.cell ?? "\(unknown)",
                    bar.target?.cell ?? "なし",
                ]
            } + ranges.map { ["\($0.name)", $0.end.cell, ""] }, narrow: .scrolling)
    }

    private var message: String {
        guard let bar = bars.last else { return "値はまだありません。" }
        return words(bar) + (isLessBetter ? "。少ないほど良い指標。" : "。")
    }

    private func words(_ bar: Bar) -> String {
        "\(bar.label)は\(bar.value?.text ?? unknown)" + (bar.target.map { "（目標\($0.text)）" } ?? "")
    }

    private var description: String {
        "目標と並べた横の棒グラフ。" + bars.map(words).joined(separator: "、")
            + ranges.map { "。\($0.name)は\($0.end.text)" }.joined() + "。"
    }
}
