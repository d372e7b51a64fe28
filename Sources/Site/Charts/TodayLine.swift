import Japanese

/// The present day in a picture over quarters.
struct TodayLine {
    /// From the beginning of the first quarter, in quarters.
    let place: Double
    let label: String

    /// `nil` when the day lies in none of the quarters.
    init?(_ day: CivilDate?, in quarters: [Quarter]) {
        guard let day, let position = quarters.firstIndex(of: Quarter(containing: day)) else { return nil }
        let start = quarters[position].start
        place = Double(position) + Double(start.days(to: day)) / Double(start.days(to: quarters[position].next.start))
        label = "今日 \(day.month)月\(day.day)日"
    }

    /// - Parameters:
    ///   - x: of the line.
    ///   - right: the border of the picture, beyond which the words must not go.
    func drawn(x: Double, top: Double, bottom: Double, right: Double) -> HTML {
        let half = ChartText.width(label) * 14 / 2
        return SVG.line(x, top, x, bottom, stroke: SVG.ink, width: 1.5, dash: "6 3")
            + SVG.text(label, x: min(max(x, half + 2), right - half - 2), y: top - 5, anchor: .middle, isBold: true)
    }
}
