/// How a part of a stack is filled: a colour, a label that can be read on it, and where the colour alone would not tell it
/// from the others a pattern. Named after what it stands for, from well to badly known.
///
/// The colours are told apart with the three kinds of colour blindness, too; in grey some are alike, and only those have
/// different patterns (`ChartColorTests`).
public enum ChartFill: String, CaseIterable, Sendable {
    /// 完了
    case reached
    /// 予定どおり
    case onCourse
    /// やや遅れ
    case slipping
    /// 遅れ
    case late
    /// 中止
    case ended
    /// 未着手
    case notBegun
    /// 判定できない: known, and nothing to be said of it.
    case undetermined
    /// 未回答
    case unanswered

    enum Pattern: Hashable, Sendable {
        case plain, diagonal, crossed, dots, lines
        /// Only its outline is dashed.
        case dashed
    }

    var color: String {
        switch self {
        case .reached: "#083872"
        case .onCourse: "#3b84d6"
        case .slipping: "#d96b00"
        case .late: "#8b2a00"
        case .ended: SVG.ink
        case .notBegun: "#8c8c8c"
        case .undetermined, .unanswered: SVG.paper
        }
    }

    /// Of numbers on it.
    var labelColor: String {
        switch self {
        case .reached, .late, .ended: SVG.paper
        case .onCourse, .slipping, .notBegun, .undetermined, .unanswered: SVG.ink
        }
    }

    /// Around what would not stand out from the paper.
    var outline: String? {
        switch self {
        case .undetermined, .unanswered: SVG.outline
        default: nil
        }
    }

    var pattern: Pattern {
        switch self {
        case .reached, .onCourse, .undetermined: .plain
        case .slipping: .diagonal
        case .late: .crossed
        case .ended: .dots
        case .notBegun: .lines
        case .unanswered: .dashed
        }
    }
}

/// The patterns of one picture, each defined once.
struct ChartPatterns {
    /// Begins the identifiers: of the content of the picture, so that several pictures stand on one page and the same picture
    /// is the same bytes wherever it is drawn.
    let prefix: String

    /// The definitions of those that are used.
    func definitions(of fills: some Collection<ChartFill>) -> HTML {
        let used = ChartFill.allCases.filter(fills.contains)
        let patterns: [HTML] = used.compactMap { fill in
            tile(fill.pattern).map { tile in
                """
                <pattern id="\(prefix)-\(fill.rawValue)" width="8" height="8" patternUnits="userSpaceOnUse">\
                <rect width="8" height="8" fill="\(fill.color)"/>\(tile)</pattern>

                """
            }
        }
        return patterns.isEmpty ? .empty : "<defs>\n\(patterns)</defs>\n"
    }

    /// The value of `fill`, with the colour for readers of SVG that know no patterns.
    func paint(_ fill: ChartFill) -> String {
        tile(fill.pattern) == nil ? fill.color : "url(#\(prefix)-\(fill.rawValue)) \(fill.color)"
    }

    func area(_ fill: ChartFill, x: Double, y: Double, width: Double, height: Double) -> HTML {
        guard let outline = fill.outline else {
            return SVG.rectangle(x: x, y: y, width: width, height: height, fill: paint(fill))
        }
        // The line stands inside: the area is as wide as it says.
        return SVG.rectangle(
            x: x + 0.5, y: y + 0.5, width: max(width - 1, 0.5), height: height - 1, fill: fill.color, stroke: outline,
            dash: fill.pattern == .dashed ? "4 3" : "")
    }

    private func tile(_ pattern: ChartFill.Pattern) -> HTML? {
        switch pattern {
        case .plain, .dashed: nil
        case .diagonal: "<path d=\"M-2 2l4 -4M0 8l8 -8M6 10l4 -4\" stroke=\"#ffffff\" stroke-width=\"1.5\"/>"
        case .crossed:
            """
            <path d="M-2 2l4 -4M0 8l8 -8M6 10l4 -4M-2 6l4 4M0 0l8 8M6 -2l4 4" stroke="#ffffff" stroke-width="1"/>
            """
        case .dots:
            "<circle cx=\"2\" cy=\"2\" r=\"1.2\" fill=\"#ffffff\"/><circle cx=\"6\" cy=\"6\" r=\"1.2\" fill=\"#ffffff\"/>"
        case .lines: "<path d=\"M0 4h8\" stroke=\"#ffffff\" stroke-width=\"1.5\"/>"
        }
    }
}
