/// What “this year” means in a document: known from its date, never guessed from its text.
public struct DateAnchor: Hashable, Sendable {
    /// What 今年度 is; also the year of 年度末 or 第1四半期 when the text names none.
    public let fiscalYear: FiscalYear?
    /// What 今年 is.
    public let calendarYear: Int?
    /// The era of years written without one (8年度末) when nothing to the left of them names it.
    public let era: Era?

    /// What is left out stays unknown.
    public init(fiscalYear: FiscalYear? = nil, calendarYear: Int? = nil, era: Era? = nil) {
        self.fiscalYear = fiscalYear
        self.calendarYear = calendarYear
        self.era = era
    }

    /// Of a document written on a known day.
    public init(writtenOn day: CivilDate) {
        self.init(fiscalYear: FiscalYear(containing: day), calendarYear: day.year, era: Era.of(day))
    }

    /// Nothing is known.
    public static let none = DateAnchor()
}
