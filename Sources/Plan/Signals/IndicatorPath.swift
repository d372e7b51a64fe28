import Japanese

/// The straight way of an indicator from its baseline (基準値) to its targets (目標値), in exact numbers.
///
///     let path = IndicatorPath([Anchor(FiscalYear(2021), 0), Anchor(FiscalYear(2025), 9000)])
///     path.value(on: CivilDate(iso: "2023-09-30")!)      // between FY2022's 2,250 and FY2023's 4,500
///
/// The value of a fiscal year is that of its last day. Between two known years the line is straight, day by day; after the
/// last target it stays level; before the baseline there is none.
public struct IndicatorPath: Hashable, Sendable {
    /// A year for which a value is known: the baseline, or a target.
    public struct Anchor: Hashable, Sendable {
        public let year: FiscalYear
        public let value: ExactNumber

        public init(_ year: FiscalYear, _ value: ExactNumber) {
            self.year = year
            self.value = value
        }
    }

    /// By year, each year once.
    public let anchors: [Anchor]

    /// - Returns: `nil` when fewer than two years are known, so that there is no line.
    public init?(_ anchors: [Anchor]) {
        let byYear = Dictionary(anchors.map { ($0.year, $0) }, uniquingKeysWith: { _, last in last })
        guard byYear.count > 1 else { return nil }
        self.anchors = byYear.values.sorted { $0.year < $1.year }
    }

    /// The line on a day, as numerator over denominator days; `nil` before the baseline.
    private func fraction(on day: CivilDate) -> (numerator: ExactNumber, denominator: ExactNumber)? {
        guard let first = anchors.first, let last = anchors.last, first.year.end <= day else { return nil }
        guard day < last.year.end else { return (last.value, 1) }
        for (from, to) in zip(anchors, anchors.dropFirst()) where day <= to.year.end {
            let span = ExactNumber(from.year.end.days(to: to.year.end))
            let gone = ExactNumber(from.year.end.days(to: day))
            return (from.value * span + (to.value - from.value) * gone, span)
        }
        return nil
    }

    /// Digits after the point that the line's value is shown with, beyond those of the values it joins.
    private static let extraDigits = 1

    /// The line's value on a day, rounded half away from zero for showing; `nil` before the baseline.
    public func value(on day: CivilDate) -> ExactNumber? {
        let digits = (anchors.map(\.value.scale).max() ?? 0) + Self.extraDigits
        return fraction(on: day).flatMap { $0.numerator.divided(by: $0.denominator, scale: digits) }
    }

    /// Whether a value lies on the wrong side of the line; exact, not of the rounded value. `nil` before the baseline.
    public func isBehind(_ value: ExactNumber, on day: CivilDate, direction: PlanIndicator.Direction) -> Bool? {
        fraction(on: day).map { line in
            let scaled = value * line.denominator
            return direction == .up ? scaled < line.numerator : line.numerator < scaled
        }
    }
}
