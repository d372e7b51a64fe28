/// A fiscal year (年度): 1 April to 31 March, named after the year in which it begins (地方自治法208条).
public struct FiscalYear: Hashable, Comparable, Sendable, Codable {
    /// The western year of its 1 April.
    public let year: Int

    /// Named by the western year of its 1 April.
    public init(_ year: Int) {
        self.year = year
    }

    /// The one a day lies in.
    public init(containing date: CivilDate) {
        let (year, month, _) = date.components
        self.year = month >= 4 ? year : year - 1
    }

    /// Its first day.
    public var start: CivilDate { CivilDate(known: year, 4, 1) }
    /// Its last day.
    public var end: CivilDate { CivilDate(known: year + 1, 3, 31) }
    /// The one after.
    public var next: FiscalYear { FiscalYear(year + 1) }
    /// The one before.
    public var previous: FiscalYear { FiscalYear(year - 1) }

    public static func < (left: FiscalYear, right: FiscalYear) -> Bool {
        left.year < right.year
    }
}

/// A quarter of a fiscal year: 第1 Apr–Jun, 第2 Jul–Sep, 第3 Oct–Dec, 第4 Jan–Mar.
///
/// 令和6年3月 lies in the fourth quarter of 令和5年度.
public struct Quarter: Hashable, Comparable, Sendable, Codable {
    /// The year it is a quarter of.
    public let fiscalYear: FiscalYear
    /// 1…4
    public let number: Int

    /// - Returns: `nil` unless the number is 1…4.
    public init?(_ fiscalYear: FiscalYear, _ number: Int) {
        guard (1...4).contains(number) else { return nil }
        self.fiscalYear = fiscalYear
        self.number = number
    }

    private init(known fiscalYear: FiscalYear, _ number: Int) {
        self.fiscalYear = fiscalYear
        self.number = number
    }

    /// The one a day lies in.
    public init(containing date: CivilDate) {
        fiscalYear = FiscalYear(containing: date)
        number = (date.month + 8) % 12 / 3 + 1
    }

    /// Its first day.
    public var start: CivilDate {
        number == 4
            ? CivilDate(known: fiscalYear.year + 1, 1, 1) : CivilDate(known: fiscalYear.year, 1 + number * 3, 1)
    }

    /// Its last day.
    public var end: CivilDate { next.start.adding(days: -1) }

    /// The one after.
    public var next: Quarter {
        number == 4 ? Quarter(known: fiscalYear.next, 1) : Quarter(known: fiscalYear, number + 1)
    }

    /// The one before.
    public var previous: Quarter {
        number == 1 ? Quarter(known: fiscalYear.previous, 4) : Quarter(known: fiscalYear, number - 1)
    }

    /// `2026-2`: as programs, forms and commands write it.
    public var code: String { "\(fiscalYear.year)-\(number)" }

    /// Reads ``code``; `nil` for anything else.
    public init?(code: String) {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Int(parts[0]), (1900...2100).contains(year), let number = Int(parts[1])
        else { return nil }
        self.init(FiscalYear(year), number)
    }

    public static func < (left: Quarter, right: Quarter) -> Bool {
        (left.fiscalYear.year, left.number) < (right.fiscalYear.year, right.number)
    }
}
