import Japanese

extension QuarterArrows {
    /// One arrow: its text above, its ends after the class of its deadline.
    func drawn(_ arrow: Arrow, y: Double) -> HTML {
        guard !arrow.isOpen, let first = quarters.first, let last = quarters.last else {
            return SVG.text(
                fitted("\(arrow.text)（時期の記載なし）", from: Self.left + 8), x: Self.left + 8, y: y - 6, fill: SVG.faint)
        }
        let isBefore = arrow.to.map { $0 < first } ?? false
        let isAfter = arrow.from.map { last < $0 } ?? false
        if isBefore || isAfter {
            let words = arrow.text + (isBefore ? "（表の期間より前）" : "（表の期間より後）")
            return SVG.text(fitted(words, from: Self.left + 8), x: Self.left + 8, y: y - 6, fill: SVG.faint)
        }
        let start = arrow.from.map { max($0, first) } ?? first
        let runsOn = arrow.to.map { last < $0 } ?? true
        let end = runsOn ? last : (arrow.to ?? last)
        let x1 = place(start) + 4
        let x2 = place(end) + step - 6 + (runsOn ? 16 : 0)
        let label = fitted(arrow.text, from: x1)
        // A text that begins near the right border is moved to the left, as far as it needs.
        let room = width - 6 - ChartText.width(label) * 14
        return SVG.text(label, x: max(Self.left + 6, min(x1, room)), y: y - 13)
            + ends(arrow.deadlineClass, x1: x1, x2: x2, y: y, runsOn: runsOn)
    }

    private func place(_ quarter: Quarter) -> Double {
        Self.left + Double(quarters.firstIndex(of: quarter) ?? 0) * step
    }

    private func fitted(_ text: String, from x: Double) -> String {
        ChartText.lines(text, widthMax: (width - Self.left - 12) / 14, linesMax: 1).first ?? ""
    }

    private func ends(_ deadlineClass: DeadlineClass, x1: Double, x2: Double, y: Double, runsOn: Bool) -> HTML {
        let color = SVG.series[0]
        let body = SVG.line(x1, y, x2 - (runsOn ? 8 : 0), y, stroke: color, width: 4, dash: deadlineClass.dash)
        let begin = SVG.line(x1, y - 7, x1, y + 7, stroke: color, width: 3)
        if runsOn { return begin + body + head(x2, y, color) }
        switch deadlineClass {
        // The whole span counts: closed on both sides.
        case .within: return begin + body + SVG.line(x2, y - 7, x2, y + 7, stroke: color, width: 3)
        // The last day counts: a diamond on it.
        case .atEnd:
            return body + SVG.path("M\(SVG.at(x2, y - 8))l8 8l-8 8l-8 -8Z", stroke: color, fill: color)
        // Up to a day: an arrow against a wall.
        case .by:
            return body + head(x2 - 3, y, color) + SVG.line(x2, y - 9, x2, y + 9, stroke: color, width: 3)
        case .around:
            return body
                + SVG.path("M\(SVG.at(x2 - 7, y))a7 7 0 1 0 14 0a7 7 0 1 0 -14 0Z", stroke: color, fill: SVG.paper)
        case .from, .none: return begin + body + head(x2, y, color)
        }
    }

    private func head(_ x: Double, _ y: Double, _ color: String) -> HTML {
        SVG.path("M\(SVG.at(x, y))l-12 -7v14Z", stroke: color, width: 1, fill: color)
    }

    /// The classes that occur, each with its picture.
    var legend: HTML {
        let used = Set(rows.flatMap(\.arrows).filter { !$0.isOpen }.map(\.deadlineClass))
        return ChartFrame.legend(
            DeadlineClass.allCases.filter(used.contains).map { kind in
                (ends(kind, x1: 4, x2: kind == .from ? 58 : 52, y: 12, runsOn: kind == .from), 64, kind.meaning)
            })
    }
}

extension DeadlineClass {
    /// What the word binds, for a legend.
    var meaning: String {
        switch self {
        case .within: "中（期間内に実施）"
        case .atEnd: "末（期間の最終日）"
        case .from: "から（開始の時期）"
        case .by: "までに（期限の日まで）"
        case .around: "目途（目安の時期）"
        case .none: "時期のみ"
        }
    }

    fileprivate var dash: String {
        switch self {
        case .around: "3 4"
        case .none: "8 5"
        default: ""
        }
    }
}
