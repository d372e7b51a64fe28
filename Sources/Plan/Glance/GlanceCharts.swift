import Japanese
import Site

/// The pictures of the programme at a glance.
struct GlanceCharts {
    let standing: ProgrammeStanding
    /// Where the marks of every section stand, for the person who looks.
    let sectionsPath: String?

    /// Bars for sections; the others are one bar, those that need attention least.
    static let sectionsMax = 10

    /// How many answers of each section have which mark, side by side: never one share for everything.
    var marksBySection: HTML {
        guard !standing.sections.isEmpty else { return .empty }
        let all = standing.sections.flatMap(\.marks)
        let occurring = Standing.all.filter(all.contains)
        func bar(_ name: String, _ marks: [Standing]) -> StackedBars.Bar {
            StackedBars.Bar(name, occurring.map { mark in marks.count { $0 == mark } })
        }
        let ordered = standing.sections.enumerated().sorted { left, right in
            let (first, second) = (left.element.marks.attention, right.element.marks.attention)
            return first == second ? left.offset < right.offset : first > second
        }.map(\.element)
        let isWhole = ordered.count <= Self.sectionsMax
        let shown = isWhole ? standing.sections : Array(ordered.prefix(Self.sectionsMax))
        let rest = isWhole ? [] : ordered.dropFirst(Self.sectionsMax)
        let bars =
            [bar("全体", all)] + shown.map { bar($0.name, $0.marks) }
            + (rest.isEmpty ? [] : [bar("ほか\(rest.count)課", rest.flatMap(\.marks))])
        let chart = StackedBars(
            title: "主管課ごとの進捗区分", unit: "件",
            parts: occurring.map { .init($0.title(isEarlier: false), $0.fill) }, bars: bars)
        let more: HTML? =
            rest.isEmpty
            ? nil
            : sectionsPath.map { "<p><a href=\"\($0)\">ほかの\(rest.count)課を含む、すべての主管課を見る（\(ordered.count)課）</a></p>\n" }
        return "<h3>進捗区分</h3>\n\(chart)\(more)"
    }

    /// The last values with the target, and where they come from.
    func trend(_ trend: ProgrammeStanding.Trend) -> HTML {
        let value = trend.values.last.flatMap(\.self)
        let origin = value == nil || trend.isMeasured ? "" : "（自己申告）"
        let target: HTML? = trend.target.map { "<br>目標 \($0.grouped)\(trend.unitName)" }
        let line = Sparkline(
            title: trend.name, quarters: standing.quarters.map(\.quarter),
            values: trend.values.map { value in
                value.map {
                    ChartValue(
                        $0, text: "\($0.grouped)\(trend.unitName)", origin: trend.isMeasured ? .counted : .declared)
                }
            }, unknown: "値なし")
        return "\(trend.name)\(origin)<br>\(line)\(target)"
    }
}

extension Standing {
    fileprivate var fill: ChartFill {
        switch self {
        case .mark(let canonical): canonical.fill
        case .unanswered, .absent: .unanswered
        }
    }
}

extension [Standing] {
    /// How many of them somebody should look at.
    fileprivate var attention: Int {
        count { [.unanswered, .mark(.late), .mark(.slightlyLate)].contains($0) }
    }
}
