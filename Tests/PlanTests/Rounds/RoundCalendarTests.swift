import Japanese
import Testing

@testable import Plan

@Suite("The days of a round")
struct RoundCalendarTests {
    private static func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
        try #require(CivilDate(year: year, month: month, day: day))
    }

    /// Counts office days one by one, the slow way: the named count of days on which the office works, after a day.
    private static func counting(_ count: Int, after start: CivilDate, in office: OfficeCalendar) -> CivilDate {
        var day = start
        var left = count
        while left > 0 {
            day = day.adding(days: 1)
            if office.isOfficeDay(day) { left -= 1 }
        }
        return day
    }

    @Test("Over a hundred years of quarters the default days agree with counting day by day")
    func oracle() throws {
        let office = OfficeCalendar(extraClosedDays: [try Self.day(2024, 7, 2)])
        for year in 1956..<2050 {
            for number in 1...4 {
                let quarter = try #require(Quarter(FiscalYear(year), number))
                let calendar = RoundCalendar.standard(for: quarter, today: quarter.end, in: office)
                var opens = quarter.end.adding(days: 1)
                while !office.isOfficeDay(opens) { opens = opens.adding(days: 1) }
                #expect(calendar.asOf == quarter.end)
                #expect(calendar.opensOn == opens)
                #expect(calendar.dueOn == Self.counting(7, after: opens, in: office))
                #expect(calendar.closesOn == Self.counting(10, after: opens, in: office))
                #expect(calendar.freezesOn == Self.counting(15, after: opens, in: office))
                #expect(calendar.problems(in: office).isEmpty)
            }
        }
    }

    @Test("The first quarter of 令和6年度 opens on 1 July 2024 and is due on 10 July")
    func firstQuarter() throws {
        let quarter = try #require(Quarter(FiscalYear(2024), 1))
        let calendar = RoundCalendar.standard(
            for: quarter, today: try Self.day(2024, 7, 1), in: OfficeCalendar())
        #expect(calendar.opensOn == (try Self.day(2024, 7, 1)))
        #expect(calendar.dueOn == (try Self.day(2024, 7, 10)))
        #expect(calendar.closesOn == (try Self.day(2024, 7, 16)), "15 July is 海の日")
        #expect(
            calendar.reminders(in: OfficeCalendar())
                == [
                    try Self.day(2024, 7, 3), try Self.day(2024, 7, 9), try Self.day(2024, 7, 11),
                    try Self.day(2024, 7, 16),
                ])
    }

    @Test("The third quarter opens after the new year holidays")
    func thirdQuarter() throws {
        let quarter = try #require(Quarter(FiscalYear(2024), 3))
        let calendar = RoundCalendar.standard(for: quarter, today: quarter.end, in: OfficeCalendar())
        #expect(calendar.opensOn == (try Self.day(2025, 1, 6)), "4 January 2025 is a Saturday")
    }

    @Test("A round prepared late still gives the full time for answering")
    func late() throws {
        let office = OfficeCalendar()
        let quarter = try #require(Quarter(FiscalYear(2024), 1))
        let today = try Self.day(2024, 9, 14)
        let calendar = RoundCalendar.standard(for: quarter, today: today, in: office)
        #expect(calendar.opensOn == (try Self.day(2024, 9, 17)), "14 and 15 are a weekend, 16 is 敬老の日")
        #expect(calendar.dueOn == Self.counting(7, after: calendar.opensOn, in: office))
    }

    @Test("Days in the wrong order or on closed days are all named at once")
    func problems() throws {
        let calendar = RoundCalendar(
            asOf: try Self.day(2024, 6, 30), opensOn: try Self.day(2024, 6, 30), dueOn: try Self.day(2024, 6, 29),
            closesOn: try Self.day(2024, 7, 15), freezesOn: try Self.day(2024, 7, 12))
        let problems = calendar.problems(in: OfficeCalendar())
        #expect(problems.contains { $0.contains("照会開始日は、基準日") })
        #expect(problems.contains { $0.contains("回答期限は、照会開始日") })
        #expect(problems.contains { $0.contains("確定予定日は、締切日") })
        #expect(problems.contains { $0.contains("照会開始日の令和6年6月30日") && $0.contains("閉庁日") })
        #expect(problems.contains { $0.contains("回答期限の令和6年6月29日") })
        #expect(problems.contains { $0.contains("締切日の令和6年7月15日") })
        #expect(problems.count == 6)
    }

    @Test("The as-of date of a round lies in its quarter")
    func asOfInQuarter() throws {
        let quarter = try #require(Quarter(FiscalYear(2024), 1))
        let other = RoundCalendar.standard(for: quarter.next, today: quarter.next.end, in: OfficeCalendar())
        #expect(other.problems(for: quarter, in: OfficeCalendar()).contains { $0.contains("基準日") })
        #expect(other.problems(for: quarter.next, in: OfficeCalendar()).isEmpty)
    }
}
