import RandomTesting
import Testing

@testable import Japanese

@Suite("National holidays")
struct HolidayTests {
    /// Written by hand from the calendars of those years; 振 is a 振替休日, 国 a 国民の休日.
    static let years: [(Int, String)] = [
        (1959, "1/1 1/15 3/21 4/10 4/29 5/3 5/5 9/24 11/3 11/23"),
        (1966, "1/1 1/15 3/21 4/29 5/3 5/5 9/15 9/23 10/10 11/3 11/23"),
        (1967, "1/1 1/15 2/11 3/21 4/29 5/3 5/5 9/15 9/24 10/10 11/3 11/23"),
        (1973, "1/1 1/15 2/11 3/21 4/29 4/30振 5/3 5/5 9/15 9/23 9/24振 10/10 11/3 11/23"),
        (1988, "1/1 1/15 2/11 3/20 3/21振 4/29 5/3 5/4国 5/5 9/15 9/23 10/10 11/3 11/23"),
        (1989, "1/1 1/2振 1/15 1/16振 2/11 2/24 3/21 4/29 5/3 5/4国 5/5 9/15 9/23 10/10 11/3 11/23 12/23"),
        (
            1990,
            "1/1 1/15 2/11 2/12振 3/21 4/29 4/30振 5/3 5/4国 5/5 9/15 9/23 9/24振 10/10 11/3 11/12 11/23 12/23 12/24振"
        ),
        (1992, "1/1 1/15 2/11 3/20 4/29 5/3 5/4振 5/5 9/15 9/23 10/10 11/3 11/23 12/23"),
        (1993, "1/1 1/15 2/11 3/20 4/29 5/3 5/4国 5/5 6/9 9/15 9/23 10/10 10/11振 11/3 11/23 12/23"),
        (1996, "1/1 1/15 2/11 2/12振 3/20 4/29 5/3 5/4国 5/5 5/6振 7/20 9/15 9/16振 9/23 10/10 11/3 11/4振 11/23 12/23"),
        (2000, "1/1 1/10 2/11 3/20 4/29 5/3 5/4国 5/5 7/20 9/15 9/23 10/9 11/3 11/23 12/23"),
        (2003, "1/1 1/13 2/11 3/21 4/29 5/3 5/5 7/21 9/15 9/23 10/13 11/3 11/23 11/24振 12/23"),
        (2007, "1/1 1/8 2/11 2/12振 3/21 4/29 4/30振 5/3 5/4 5/5 7/16 9/17 9/23 9/24振 10/8 11/3 11/23 12/23 12/24振"),
        (2008, "1/1 1/14 2/11 3/20 4/29 5/3 5/4 5/5 5/6振 7/21 9/15 9/23 10/13 11/3 11/23 11/24振 12/23"),
        (2009, "1/1 1/12 2/11 3/20 4/29 5/3 5/4 5/5 5/6振 7/20 9/21 9/22国 9/23 10/12 11/3 11/23 12/23"),
        (2015, "1/1 1/12 2/11 3/21 4/29 5/3 5/4 5/5 5/6振 7/20 9/21 9/22国 9/23 10/12 11/3 11/23 12/23"),
        (2016, "1/1 1/11 2/11 3/20 3/21振 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/22 10/10 11/3 11/23 12/23"),
        (
            2019,
            """
            1/1 1/14 2/11 3/21 4/29 4/30国 5/1 5/2国 5/3 5/4 5/5 5/6振 7/15 8/11 8/12振 9/16 9/23 10/14 10/22 \
            11/3 11/4振 11/23
            """
        ),
        (2020, "1/1 1/13 2/11 2/23 2/24振 3/20 4/29 5/3 5/4 5/5 5/6振 7/23 7/24 8/10 9/21 9/22 11/3 11/23"),
        (2021, "1/1 1/11 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/22 7/23 8/8 8/9振 9/20 9/23 11/3 11/23"),
        (2022, "1/1 1/10 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/23 10/10 11/3 11/23"),
        (
            2024,
            """
            1/1 1/8 2/11 2/12振 2/23 3/20 4/29 5/3 5/4 5/5 5/6振 7/15 8/11 8/12振 9/16 9/22 9/23振 10/14 11/3 11/4振 \
            11/23
            """
        ),
        (2026, "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6振 7/20 8/11 9/21 9/22国 9/23 10/12 11/3 11/23"),
        (2032, "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/21国 9/22 10/11 11/3 11/23"),
    ]

    @Test("The holidays of a year are those of its printed calendar", arguments: years)
    func printedCalendar(year: Int, expected: String) throws {
        var found: [String] = []
        var day = try #require(CivilDate(year: year, month: 1, day: 1))
        while day.year == year {
            if let name = Holidays.name(on: day) {
                found.append("\(day.month)/\(day.day)" + (name == "振替休日" ? "振" : name == "国民の休日" ? "国" : ""))
            }
            day = day.adding(days: 1)
        }
        #expect(found.joined(separator: " ") == expected)
    }

    @Test("Holidays bear the name of their year")
    func names() {
        func name(_ year: Int, _ month: Int, _ day: Int) -> String? {
            CivilDate(year: year, month: month, day: day).flatMap(Holidays.name)
        }
        #expect(name(1988, 4, 29) == "天皇誕生日")
        #expect(name(1989, 4, 29) == "みどりの日")
        #expect(name(2007, 4, 29) == "昭和の日")
        #expect(name(2007, 5, 4) == "みどりの日")
        #expect(name(2018, 12, 23) == "天皇誕生日")
        #expect(name(2019, 12, 23) == nil)
        #expect(name(2020, 2, 23) == "天皇誕生日")
        #expect(name(2019, 10, 14) == "体育の日")
        #expect(name(2020, 7, 24) == "スポーツの日")
        #expect(name(2019, 5, 1) == "天皇の即位の日")
        #expect(name(1954, 1, 1) == nil)
    }
}

@Suite("Office days")
struct OfficeCalendarTests {
    @Test("Adding, rolling and counting agree with a list of office days written out in order")
    func counting() throws {
        let closed = try #require(CivilDate(year: 2024, month: 6, day: 14))
        let office = OfficeCalendar(extraClosedDays: [closed])
        let start = try #require(CivilDate(year: 2018, month: 1, day: 1))
        let end = try #require(CivilDate(year: 2031, month: 12, day: 31))
        var days: [CivilDate] = []
        var day = start
        while day <= end {
            let isWeekend = day.weekday == .saturday || day.weekday == .sunday
            let isYearEnd = day.month == 12 && day.day > 28 || day.month == 1 && day.day < 4
            let isOpen = !isWeekend && !isYearEnd && Holidays.name(on: day) == nil && day != closed
            #expect(office.isOfficeDay(day) == isOpen, "\(day)")
            if isOpen { days.append(day) }
            day = day.adding(days: 1)
        }
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let from = start.adding(days: Int.random(in: 400...4000, using: &random))
            let steps = Int.random(in: -60...60, using: &random)
            let later = days.filter { $0 > from }
            let earlier = days.filter { $0 < from }
            let expected =
                steps == 0 ? from : steps > 0 ? later[steps - 1] : earlier[earlier.count + steps]
            #expect(office.adding(officeDays: steps, to: from) == expected, "seed \(seed): \(from) \(steps)")
            #expect(office.nextOfficeDay(onOrAfter: from) == days.first { $0 >= from })
            #expect(office.previousOfficeDay(onOrBefore: from) == days.last { $0 <= from })
            let other = from.adding(days: Int.random(in: 0...300, using: &random))
            #expect(office.officeDays(from: from, to: other) == days.filter { $0 > from && $0 <= other }.count)
            #expect(office.officeDays(from: other, to: from) == -office.officeDays(from: from, to: other))
        }
    }

    @Test("A closed day says why")
    func reasons() {
        let office = OfficeCalendar()
        func reason(_ month: Int, _ day: Int) -> String? {
            CivilDate(year: 2024, month: month, day: day).flatMap(office.closedReason)
        }
        #expect(reason(1, 1) == "元日")
        #expect(reason(1, 2) == "年末年始")
        #expect(reason(12, 29) == "年末年始")
        #expect(reason(12, 28) == "土曜日")
        #expect(reason(9, 23) == "振替休日")
        #expect(reason(1, 4) == nil)
    }
}
