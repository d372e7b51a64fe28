import Japanese

/// The head of a column that stands for a fiscal year or a part of one: R6, 令和6(2024)年度, FY2026, 7年度, 7, R7上半期.
struct FiscalYearLabel: Hashable, Sendable {
    /// `nil` where the era is left out.
    let year: FiscalYear?
    /// As printed, where the era is left out: 7.
    let bare: Int?
    /// `nil` for the whole year.
    let part: YearPart?

    init?(_ text: String) {
        let printed = FieldLabel.key(text)
        guard (1...24).contains(printed.unicodeScalars.count) else { return nil }
        let (key, part) = YearPart.ending(printed)
        self.part = part
        guard (1...16).contains(key.unicodeScalars.count) else { return nil }
        if let value = Int(key) {
            if (2000...2099).contains(value) {
                (year, bare) = (FiscalYear(value), nil)
            } else if (1...40).contains(value) {
                (year, bare) = (nil, value)
            } else {
                return nil
            }
            return
        }
        if key.hasPrefix("FY") || key.hasPrefix("fy"), let value = Int(key.dropFirst(2).filter(\.isNumber)) {
            (year, bare) = (FiscalYear(value < 100 ? 2000 + value : value), nil)
            return
        }
        if key.hasSuffix("年度"), let value = Int(key.dropLast(2)), value < 100 {
            (year, bare) = (nil, value)
            return
        }
        var whole = key
        if !key.hasSuffix("度"), !key.hasSuffix("年") { whole += "年度" }
        guard let found = DateReader.expressions(in: whole).first, found.range.lowerBound == 0,
            found.range.upperBound + found.deadlineText.unicodeScalars.count >= whole.unicodeScalars.count - 2,
            found.deadlineClass == .none,
            let period = found.period, found.kind == .fiscalYear || found.kind == .year
        else { return nil }
        (year, bare) = (FiscalYear(period.from.year), nil)
    }

    private init(year: FiscalYear?, bare: Int?, part: YearPart?) {
        (self.year, self.bare, self.part) = (year, bare, part)
    }

    /// 上半期 below 令和7年度.
    func divided(by part: YearPart) -> FiscalYearLabel { FiscalYearLabel(year: year, bare: bare, part: part) }

    /// The days from the first to the last, and what they are called.
    func span(near anchor: FiscalYear?) -> (from: CivilDate, to: CivilDate, words: String)? {
        guard let year = resolved(near: anchor) else { return nil }
        guard let part else { return (year.start, year.end, year.japanese) }
        let days = part.days(of: year)
        return (days.from, days.to, year.japanese + part.words)
    }

    /// The year, the left-out era taken from a year of the document that lies near.
    func resolved(near anchor: FiscalYear?) -> FiscalYear? {
        if let year { return year }
        guard let bare, let anchor else { return nil }
        let candidate = FiscalYear(Era.reiwa.westernYear(bare))
        return abs(candidate.year - anchor.year) <= 12 ? candidate : nil
    }
}
