import Japanese

/// The way of one number through the last quarters, small enough for a line of a table, with the last value in figures. A
/// quarter without a known value is a gap; what somebody declared is hollow.
///
///     Sparkline(title: "来庁した遺族", quarters: quarters, values: values)
///
/// All of its values are in its name; the whole chart with its table stands where the line of the table leads.
public struct Sparkline: Component, Hashable {
    public let title: String
    public let quarters: [Quarter]
    /// One for each quarter.
    public let values: [ChartValue?]
    public let unknown: String
    /// The largest value of a column whose rows are compared; `nil` for a scale of its own, which the head of the column says.
    public let columnMax: ExactNumber?

    public static let quartersMax = 12

    /// The last quarters are shown, up to ``quartersMax``.
    public init(
        title: String, quarters: [Quarter], values: [ChartValue?], unknown: String = "未回答",
        columnMax: ExactNumber? = nil
    ) {
        self.title = title
        self.quarters = quarters.suffix(Self.quartersMax)
        self.values = Array(
            (values + Array(repeating: nil, count: max(quarters.count - values.count, 0))).prefix(quarters.count)
                .suffix(Self.quartersMax))
        self.unknown = unknown
        self.columnMax = columnMax
    }

    private static let plotWidth = 96.0
    private static let height = 24.0

    public var html: HTML { ChartCache.shared.html(of: self) { drawing } }

    private var drawing: HTML {
        let drawn = values.compactMap { $0?.drawn }
        let last = values.last ?? nil
        let words = last?.text ?? unknown
        let width = Self.plotWidth + 8 + ChartText.width(words) * 14 + 4
        let top = columnMax.map { ChartValue($0, text: "").drawn } ?? 0
        let (lower, upper) = (min(drawn.min() ?? 0, 0), max(drawn.max() ?? 0, top, 0))
        let step = Self.plotWidth / Double(max(values.count, 1))
        var path = ""
        var points = HTML.empty
        var isBroken = true
        for (position, value) in values.enumerated() {
            guard let value else {
                isBroken = true
                continue
            }
            let x = step * (Double(position) + 0.5)
            let y = upper == lower ? Self.height - 5 : 5 + (upper - value.drawn) / (upper - lower) * (Self.height - 10)
            path += (isBroken ? "M" : "L") + SVG.at(x, y)
            isBroken = false
            let isAlone =
                (position == 0 || values[position - 1] == nil)
                && (position + 1 == values.count || values[position + 1] == nil)
            if value.isDeclared || isAlone || position + 1 == values.count {
                points += SVG.path(
                    "M\(SVG.at(x - 3, y))a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z", stroke: SVG.series[0], width: 1.5,
                    fill: value.isDeclared ? SVG.paper : SVG.series[0])
            }
        }
        let line = path.isEmpty ? .empty : SVG.path(path, stroke: SVG.series[0], width: 2)
        return """
            <svg class="sparkline" role="img" width="\(SVG.number(width))" height="\(SVG.number(Self.height))" \
            viewBox="0 0 \(SVG.number(width)) \(SVG.number(Self.height))" font-family="\(SVG.fonts)">\
            <title>\(name)</title>
            \(line)\(points)\(SVG.text(
                words, x: Self.plotWidth + 8, y: 17, fill: last == nil ? SVG.faint : SVG.ink, isBold: last != nil))</svg>
            """
    }

    private var name: String {
        let parts = zip(quarters, values).map { quarter, value in
            "\(quarter.japanese)は\(value.map { "\($0.text)\($0.isDeclared ? "（自己申告）" : "")" } ?? unknown)"
        }
        return "\(title)の推移: \(parts.joined(separator: "、"))"
    }
}
