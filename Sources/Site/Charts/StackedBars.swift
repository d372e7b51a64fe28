import Japanese

/// How many there are of each kind, in one bar for each section: counts, never a share, on one scale for all bars.
///
///     StackedBars(title: "部ごとの進捗区分", unit: "件", parts: [.init("A 完了", .reached), .init("D 遅れ", .late)], bars: [
///         .init("総務部", [12, 3]), .init("区民生活部", [8, 0]),
///     ])
public struct StackedBars: Component, Hashable {
    public struct Part: Hashable, Sendable {
        public let name: String
        public let fill: ChartFill

        public init(_ name: String, _ fill: ChartFill) {
            self.name = name
            self.fill = fill
        }
    }

    public struct Bar: Hashable, Sendable {
        public let label: String
        /// One for each part; missing ones at the end are zero.
        public let counts: [Int]
        /// Where its things are listed.
        public let path: String?

        public init(_ label: String, _ counts: [Int], path: String? = nil) {
            self.label = label
            self.counts = counts
            self.path = path
        }

        var total: Int { counts.reduce(0, +) }
    }

    public let title: String
    public let unit: String
    public let parts: [Part]
    public let bars: [Bar]

    public init(title: String, unit: String, parts: [Part], bars: [Bar]) {
        self.title = title
        self.unit = unit
        self.parts = parts
        self.bars = bars
    }

    static let left = 190.0
    static let plotWidth = 420.0
    static let barHeight = 24.0
    /// Between two parts, so that they end where they end also without colours.
    static let gap = 2.0
    private static let totalRoom = 70.0
    private static let labelSize = 14.0

    public var html: HTML { ChartCache.shared.html(of: self) { frame.html } }

    /// The picture with its legend, for a document that stands alone; its numbers are in the picture.
    public var onPaper: HTML { frame.onPaper }

    private var frame: ChartFrame {
        let patterns = ChartPatterns(prefix: ChartFrame.prefix(title, description))
        let scale = Self.plotWidth / Double(max(bars.map(\.total).max() ?? 0, 1))
        var picture = patterns.definitions(of: used.map(\.fill))
        var y = 6.0
        for bar in bars {
            let lines = ChartText.lines(bar.label, widthMax: Self.left / Self.labelSize - 1)
            let height = max(Double(lines.count) * 18, Self.barHeight) + 10
            for (number, line) in lines.enumerated() {
                let middle = y + height / 2 + 5 + (Double(number) - Double(lines.count - 1) / 2) * 18
                picture += SVG.text(line, x: 0, y: middle, size: Self.labelSize)
            }
            picture += drawn(bar, patterns, scale: scale, y: y + (height - Self.barHeight) / 2)
            y += height
        }
        return ChartFrame(
            title: title, message: message, description: description,
            width: Self.left + Self.plotWidth + Self.totalRoom, height: y + 4, picture: picture, legend: legend,
            table: data)
    }

    private func drawn(_ bar: Bar, _ patterns: ChartPatterns, scale: Double, y: Double) -> HTML {
        var html = SVG.line(
            Self.left - 1, y - 4, Self.left - 1, y + Self.barHeight + 4, stroke: SVG.ink, width: 2)
        var x = Self.left
        let textY = y + Self.barHeight - 7
        for (part, count) in zip(parts, bar.counts) where count > 0 {
            let room = Double(count) * scale
            let width = max(room - Self.gap, 1)
            html += patterns.area(part.fill, x: x, y: y, width: width, height: Self.barHeight)
            let label = "\(count)"
            let labelWidth = ChartText.width(label) * Self.labelSize + 6
            if labelWidth <= width {
                if part.fill.pattern != .plain {
                    html += SVG.rectangle(
                        x: x + (width - labelWidth) / 2, y: y + 4, width: labelWidth, height: Self.barHeight - 8,
                        fill: part.fill.color)
                }
                html += SVG.text(
                    label, x: x + width / 2, y: textY, size: Self.labelSize, anchor: .middle,
                    fill: part.fill.labelColor, isBold: true)
            }
            x += room
        }
        return html + SVG.text("\(bar.total)\(unit)", x: x + 6, y: textY, size: Self.labelSize)
    }

    private func count(_ bar: Bar, _ part: Int) -> Int {
        part < bar.counts.count ? bar.counts[part] : 0
    }

    private func total(_ part: Int) -> Int {
        bars.reduce(0) { $0 + count($1, part) }
    }

    /// Those that occur.
    private var used: [Part] {
        parts.enumerated().filter { total($0.offset) > 0 }.map(\.element)
    }

    private var legend: HTML {
        let patterns = ChartPatterns(prefix: ChartFrame.prefix(title, description) + "-legend")
        return ChartFrame.legend(
            used.map { part in
                (
                    patterns.definitions(of: [part.fill])
                        + patterns.area(part.fill, x: 1, y: 3, width: 30, height: 18), 32, part.name
                )
            })
    }

    // MARK: in words

    private var data: TableView {
        TableView(
            caption: title,
            columns: [.rowHeader("項目")] + parts.map { .number("\($0.name)（\(unit)）") } + [.number("計（\(unit)）")],
            rows: bars.map { bar in
                [ChartFrame.label(bar.label, path: bar.path)] + parts.indices.map { "\(count(bar, $0))" }
                    + ["\(bar.total)"]
            }, narrow: .scrolling)
    }

    private var message: String {
        let all = bars.reduce(0) { $0 + $1.total }
        let found = parts.enumerated().filter { total($0.offset) > 0 }.map {
            "\($0.element.name)\(total($0.offset))\(unit)"
        }
        return all == 0 ? "該当するものはありません。" : "全\(all)\(unit)のうち、\(found.joined(separator: "、"))。"
    }

    private var description: String {
        "横に積んだ棒グラフ。"
            + bars.map { bar in
                let counts = parts.indices.filter { count(bar, $0) > 0 }.map {
                    "\(parts[$0].name)\(count(bar, $0))\(unit)"
                }
                return "\(bar.label)は計\(bar.total)\(unit)"
                    + (counts.isEmpty ? "" : "（\(counts.joined(separator: "、"))）")
            }.joined(separator: "。") + "。"
    }
}
