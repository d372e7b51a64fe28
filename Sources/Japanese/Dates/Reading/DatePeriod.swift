/// The days a date expression covers, both ends included. A single day begins and ends on itself.
public struct DatePeriod: Hashable, Sendable, Codable {
    /// The first day.
    public let from: CivilDate
    /// The last day.
    public let to: CivilDate

    /// - Returns: `nil` when the end lies before the beginning.
    public init?(from: CivilDate, to: CivilDate) {
        guard from <= to else { return nil }
        self.from = from
        self.to = to
    }

    init(_ day: CivilDate) {
        from = day
        to = day
    }

    init(_ year: FiscalYear) {
        from = year.start
        to = year.end
    }

    init(_ quarter: Quarter) {
        from = quarter.start
        to = quarter.end
    }

    /// Whole months of one calendar year, 1…12.
    init(months: ClosedRange<Int>, of year: Int) {
        from = CivilDate(known: year, months.lowerBound, 1)
        to = CivilDate(known: year, months.upperBound, 1).endOfMonth
    }

    /// Whether a day lies in it, ends included.
    public func contains(_ day: CivilDate) -> Bool {
        from <= day && day <= to
    }
}
