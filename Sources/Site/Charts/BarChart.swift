import Japanese

/// Bars from left to right, one for each thing that is compared, with its name and value above it: on a narrow screen all of it is in
/// view at once.
///
///     BarChart(title: "取組ごとの削減時間", unit: "時間", bars: [
///         .init("窓口の改善", ChartValue(quantity)), .init("庁内の自動化", nil),   // 未回答: no bar, never zero
///     ])
public struct BarChart: Component, Hashable {
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

    public init(title: String, unit: String, bars: [Bar], unknown: String = "未回答") {
        self.title = title
        self.unit = unit
        self.bars = bars
        self.unknown = unknown
    }

    /// Of a picture that is shrunk to 288 points its words can still be read.
    private static let width = 420.0
    private static let textSize = 16.0
    private static let lineHeight = 22.0
    private static let barHeight = 20.0
    /// Of a name's line, in letters.
    private static let nameMin = 6.0

    public var html: HTML { ChartCache.shared.html(of: self) { frame.html } }

    private var frame: ChartFrame {
        let known = bars.compactMap(\.value)
        let scale = ChartScale(known.map(\.drawn), from: 2, to: Self.width - 2)
        var picture = HTML.empty
        var y = 8.0
        for bar in bars {
            let value = bar.value?.text ?? unknown
            let room = Self.width / Self.textSize - ChartText.width(value) - 1
            for line in ChartText.lines(bar.label, widthMax: max(room, Self.nameMin)) {
                picture += SVG.text(line, x: 0, y: y + Self.textSize, size: Self.textSize)
                y += Self.lineHeight
            }
            // A value so long that it leaves no room has a line of its own.
            if room < Self.nameMin { y += Self.lineHeight }
            picture += SVG.text(
                value, x: Self.width, y: y + Self.textSize - Self.lineHeight, size: Self.textSize, anchor: .end,
                fill: bar.value == nil ? SVG.faint : SVG.ink, isBold: bar.value != nil)
            picture += drawn(bar, scale: scale, y: y + 3)
            y += Self.barHeight + 18
        }
        return ChartFrame(
            title: title, message: message, description: description, width: Self.width, height: y, picture: picture,
            isFluid: true,
            table: TableView(
                caption: title, columns: [.rowHeader("項目"), .number("値（\(unit)）")],
                rows: bars.map { ["\($0.label)", $0.value?.cell ?? "\(unknown)"] }))
    }

    private func drawn(_ bar: Bar, scale: ChartScale, y: Double) -> HTML {
        let zero = scale.place(0)
        let axis = SVG.line(zero, y - 3, zero, y + Self.barHeight + 3, stroke: SVG.ink, width: 2)
        guard let value = bar.value else { return axis }
        let end = scale.place(value.drawn)
        let isNegative = end < zero
        return SVG.rectangle(
            x: min(zero, end), y: y, width: abs(end - zero), height: Self.barHeight,
            fill: isNegative ? SVG.paper : SVG.series[0], stroke: SVG.series[0], dash: isNegative ? "4 3" : "") + axis
    }

    private var message: String {
        let known = bars.compactMap { bar in bar.value.map { (bar.label, $0) } }
        guard let most = known.max(by: { $0.1.value < $1.1.value }) else { return "値は、どれも\(unknown)です。" }
        let missing = bars.count - known.count
        return "\(bars.count)項目のうち、最も大きいのは\(most.0)の\(most.1.text)"
            + (missing == 0 ? "。" : "。\(unknown)は\(missing)項目。")
    }

    private var description: String {
        "横の棒グラフ。" + bars.map { "\($0.label)は\($0.value?.text ?? unknown)" }.joined(separator: "、") + "。"
    }
}
