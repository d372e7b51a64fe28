extension FiscalYear {
    /// The era and number the year is called by: the era of its 1 April.
    ///
    /// FY2019 began in 平成31年 and is called 令和元年度, as the government named its budget from 1 May 2019 on.
    /// `nil` before 明治.
    public var era: EraYear? {
        year == 2019 ? EraYear(.reiwa, 1) : EraYear(of: start)
    }

    /// 令和6年度
    public var japanese: String {
        (era.map { $0.era.japanese + $0.digits } ?? String(year)) + "年度"
    }

    /// 6年度: the era left out, as in tables whose heading names it.
    public var japaneseElided: String {
        (era?.digits ?? String(year)) + "年度"
    }

    /// R6, for narrow columns.
    public var japaneseShort: String {
        era.map { $0.era.letter + String($0.number) } ?? String(year)
    }

    /// Whether the day lies in it.
    public func contains(_ date: CivilDate) -> Bool {
        start <= date && date <= end
    }

    /// 第1 to 第4四半期 of the year.
    public var quarters: [Quarter] {
        (1...4).compactMap { Quarter(self, $0) }
    }
}

extension Quarter {
    /// 令和6年度第1四半期
    public var japanese: String {
        fiscalYear.japanese + japaneseElided
    }

    /// 第1四半期
    public var japaneseElided: String {
        "第\(number)四半期"
    }

    /// Whether the day lies in it.
    public func contains(_ date: CivilDate) -> Bool {
        start <= date && date <= end
    }
}
