import Japanese

/// The plan over the years as arrows from quarter to quarter (年次計画), whose ends tell what the words bind.
///
///     QuarterArrows(title: "年次計画", fiscalYears: [FiscalYear(2024), FiscalYear(2025)], rows: [
///         .init("窓口の改善", [.init(promise.deadline, text: promise.text)]),
///     ])
public struct QuarterArrows: Component, Hashable {
    public struct Arrow: Hashable, Sendable {
        /// `nil`: from before the years that are shown.
        public let from: Quarter?
        /// `nil`: no end is promised.
        public let to: Quarter?
        public let deadlineClass: DeadlineClass
        public let text: String

        public init(from: Quarter?, to: Quarter?, _ deadlineClass: DeadlineClass, text: String) {
            self.from = from
            self.to = to
            self.deadlineClass = deadlineClass
            self.text = text
        }

        /// From the first to the last day a deadline may mean.
        public init(_ deadline: Deadline, text: String) {
            self.init(
                from: deadline.from.map(Quarter.init(containing:)), to: deadline.to.map(Quarter.init(containing:)),
                deadline.deadlineClass, text: text)
        }

        /// No day is known at all.
        var isOpen: Bool { from == nil && to == nil }
    }

    public struct Row: Hashable, Sendable {
        public let label: String
        public let arrows: [Arrow]

        public init(_ label: String, _ arrows: [Arrow]) {
            self.label = label
            self.arrows = arrows
        }
    }

    public let title: String
    public let quarters: [Quarter]
    public let rows: [Row]
    /// Drawn as a line where it lies in the years.
    public let today: CivilDate?

    public init(title: String, fiscalYears: [FiscalYear], rows: [Row], today: CivilDate? = nil) {
        self.title = title
        self.quarters = fiscalYears.sorted().flatMap(\.quarters)
        self.rows = rows
        self.today = today
    }

    static let left = 210.0
    static let arrowHeight = 46.0

    var step: Double { max(44, min(72, 640 / Double(max(quarters.count, 1)))) }
    var width: Double { Self.left + step * Double(quarters.count) + 24 }

    private var now: TodayLine? { TodayLine(today, in: quarters) }
    /// With room for the words of the present day.
    private var headHeight: Double { now == nil ? 56 : 78 }

    public var html: HTML { ChartCache.shared.html(of: self) { frame.html } }

    private var frame: ChartFrame {
        var picture = HTML.empty
        var y = headHeight
        for row in rows {
            let labels = ChartText.lines(row.label, widthMax: Self.left / 15 - 1.5, linesMax: 4)
            let height = max(Double(labels.count) * 20 + 14, Double(max(row.arrows.count, 1)) * Self.arrowHeight + 8)
            for (line, text) in labels.enumerated() {
                picture += SVG.text(text, x: 4, y: y + 24 + Double(line) * 20, size: 15)
            }
            if row.arrows.isEmpty {
                picture += SVG.text("期限の記載なし", x: Self.left + 8, y: y + 28, fill: SVG.faint)
            }
            for (position, arrow) in row.arrows.enumerated() {
                picture += drawn(arrow, y: y + Double(position) * Self.arrowHeight + 34)
            }
            y += height
            picture += SVG.line(0, y, width, y)
        }
        let line = now.map {
            $0.drawn(x: Self.left + step * $0.place, top: headHeight - 4, bottom: y, right: width)
        }
        return ChartFrame(
            title: title, message: message, description: description, width: width, height: y + 2,
            picture: head(height: y) + (line ?? .empty) + picture, legend: legend, table: data)
    }

    private func head(height: Double) -> HTML {
        var html = SVG.line(0, headHeight, width, headHeight, stroke: SVG.faint)
        for (position, quarter) in quarters.enumerated() {
            let x = Self.left + Double(position) * step
            html += SVG.text("第\(quarter.number)", x: x + step / 2, y: 48, anchor: .middle, fill: SVG.faint)
            html += SVG.line(
                x, quarter.number == 1 ? 4 : 34, x, height, stroke: quarter.number == 1 ? SVG.faint : SVG.grid)
            if quarter.number == 1 {
                html += SVG.text(quarter.fiscalYear.japanese, x: x + 8, y: 22, size: 15, isBold: true)
            }
        }
        return html
    }

    private var data: TableView {
        TableView(
            caption: title, columns: [.rowHeader("取組"), .text("内容"), .text("期間"), .text("期限の書き方")],
            rows: rows.flatMap { row -> [[HTML]] in
                row.arrows.isEmpty
                    ? [["\(row.label)", "", "記載なし", ""]]
                    : row.arrows.map { arrow in
                        ["\(row.label)", "\(arrow.text)", "\(span(arrow))", "\(arrow.deadlineClass.meaning)"]
                    }
            })
    }

    private func span(_ arrow: Arrow) -> String {
        switch (arrow.from, arrow.to) {
        case (nil, nil): "記載なし"
        case (let from?, nil): "\(from.japanese)から"
        case (nil, let to?): "\(to.japanese)まで"
        case (let from?, let to?): from == to ? from.japanese : "\(from.japanese)から\(to.japanese)まで"
        }
    }

    private var message: String {
        let arrows = rows.flatMap(\.arrows)
        let open = arrows.count(where: \.isOpen)
        let empty = rows.count { $0.arrows.isEmpty }
        return "\(rows.count)項目の時期\(arrows.count)件"
            + (open == 0 ? "" : "、うち時期の記載のないもの\(open)件") + (empty == 0 ? "" : "、期限の記載のない項目\(empty)件") + "。"
    }

    private var description: String {
        "年次計画の矢印図。"
            + rows.map { row in
                row.arrows.isEmpty
                    ? "\(row.label)は期限の記載なし。"
                    : row.arrows.map { "\(row.label)「\($0.text)」は\(span($0))（\($0.deadlineClass.meaning)）。" }.joined()
            }.joined()
    }
}
