import Japanese

/// The head of a column that stands for a fiscal year: R6, 令和6(2024)年度, FY2026, 7年度, 7.
struct FiscalYearLabel: Hashable, Sendable {
    /// `nil` where the era is left out.
    let year: FiscalYear?
    /// As printed, where the era is left out: 7.
    let bare: Int?

    init?(_ text: String) {
        let key = FieldLabel.key(text)
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

    /// The year, the left-out era taken from a year of the document that lies near.
    func resolved(near anchor: FiscalYear?) -> FiscalYear? {
        if let year { return year }
        guard let bare, let anchor else { return nil }
        let candidate = FiscalYear(Era.reiwa.westernYear(bare))
        return abs(candidate.year - anchor.year) <= 12 ? candidate : nil
    }
}
