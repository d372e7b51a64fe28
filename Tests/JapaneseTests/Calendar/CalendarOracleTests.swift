import Testing

@testable import Japanese

/// A calendar that only counts: one day after the other, with its own leap rule and its own era borders.
private struct CountingCalendar {
    var year = 1868
    var month = 1
    var day = 25
    /// 1868-01-25 was a Saturday.
    var weekday = 6
    var era = "明治"
    var eraYear = 1
    /// 1868-01-25 lies in the fiscal year that would have begun in April 1867.
    var fiscalYear = 1867

    private func monthLength() -> Int {
        if month == 2 {
            var leap = false
            if year % 4 == 0 { leap = true }
            if year % 100 == 0 { leap = false }
            if year % 400 == 0 { leap = true }
            return leap ? 29 : 28
        }
        return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    mutating func step() {
        day += 1
        weekday = weekday == 6 ? 0 : weekday + 1
        if day > monthLength() {
            day = 1
            month += 1
        }
        if month > 12 {
            month = 1
            year += 1
            eraYear += 1
        }
        if month == 4, day == 1 { fiscalYear += 1 }
        switch (year, month, day) {
        case (1912, 7, 30): (era, eraYear) = ("大正", 1)
        case (1926, 12, 25): (era, eraYear) = ("昭和", 1)
        case (1989, 1, 8): (era, eraYear) = ("平成", 1)
        case (2019, 5, 1): (era, eraYear) = ("令和", 1)
        default: break
        }
    }

    var quarter: Int {
        switch month {
        case 4, 5, 6: 1
        case 7, 8, 9: 2
        case 10, 11, 12: 3
        default: 4
        }
    }

    var japanese: String {
        "\(era)\(eraYear == 1 ? "元" : String(eraYear))年\(month)月\(day)日"
    }
}

@Suite("The calendar against counting")
struct CalendarOracleTests {
    @Test(
        "Every day from 1868-01-25 to 2050-12-31 has the parts, weekday, era, fiscal year and quarter that counting gives"
    )
    func everyDay() throws {
        var counted = CountingCalendar()
        var date = Era.meiji.start
        let last = try #require(CivilDate(year: 2050, month: 12, day: 31))
        var epochSeen = false
        var days = 0
        while date <= last {
            let parts = date.components
            let quarter = Quarter(containing: date)
            let agrees =
                parts.year == counted.year && parts.month == counted.month && parts.day == counted.day
                && CivilDate(year: counted.year, month: counted.month, day: counted.day) == date
                && date.weekday.rawValue == counted.weekday && date.japanese == counted.japanese
                && FiscalYear(containing: date).year == counted.fiscalYear
                && quarter.number == counted.quarter && quarter.fiscalYear.year == counted.fiscalYear
                && quarter.start <= date && date <= quarter.end
                && FiscalYear(containing: date).start <= date && date <= FiscalYear(containing: date).end
            guard agrees else {
                Issue.record("\(date) is not \(counted)")
                return
            }
            if date.dayNumber == 0 {
                #expect(counted.year == 1970)
                #expect(counted.month == 1)
                #expect(counted.day == 1)
                epochSeen = true
            }
            date = date.adding(days: 1)
            counted.step()
            days += 1
        }
        #expect(epochSeen)
        #expect(days == 66_816)
    }

    @Test("Eras end and begin on the days their ordinances name")
    func eraBorders() {
        func japanese(_ year: Int, _ month: Int, _ day: Int) -> String? {
            CivilDate(year: year, month: month, day: day)?.japanese
        }
        #expect(japanese(1912, 7, 29) == "明治45年7月29日")
        #expect(japanese(1912, 7, 30) == "大正元年7月30日")
        #expect(japanese(1926, 12, 24) == "大正15年12月24日")
        #expect(japanese(1926, 12, 25) == "昭和元年12月25日")
        #expect(japanese(1989, 1, 7) == "昭和64年1月7日")
        #expect(japanese(1989, 1, 8) == "平成元年1月8日")
        #expect(japanese(2019, 4, 30) == "平成31年4月30日")
        #expect(japanese(2019, 5, 1) == "令和元年5月1日")
        #expect(japanese(1868, 1, 24) == "1868年1月24日")
        #expect(Era.heisei.westernYear(33) == 2021)
    }

    @Test("Fiscal years, quarters and moments have their Japanese names")
    func names() {
        #expect(FiscalYear(2024).japanese == "令和6年度")
        #expect(FiscalYear(2019).japanese == "令和元年度")
        #expect(FiscalYear(1989).japanese == "平成元年度")
        #expect(FiscalYear(1988).japanese == "昭和63年度")
        #expect(FiscalYear(2024).japaneseElided == "6年度")
        #expect(FiscalYear(2024).japaneseShort == "R6")
        #expect(FiscalYear(2024).quarters.map(\.japanese).first == "令和6年度第1四半期")
        #expect(CivilDate(year: 2024, month: 7, day: 1).map { Timestamp($0, hour: 9).japanese } == "令和6年7月1日 9時00分")
    }
}
