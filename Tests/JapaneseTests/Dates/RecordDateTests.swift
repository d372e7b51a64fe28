import Testing

@testable import Japanese

@Suite("Dates of old systems")
struct RecordDateTests {
    @Test("Every day from 1868 to 2030 goes to text in every form and comes back")
    func everyDay() throws {
        var date = try #require(CivilDate(year: 1868, month: 1, day: 25))
        let last = try #require(CivilDate(year: 2030, month: 12, day: 31))
        let codes: [Era: Int] = [.meiji: 1, .taisho: 2, .showa: 3, .heisei: 4, .reiwa: 5]
        while date <= last {
            let (year, month, day) = date.components
            let era = try #require(Era.of(date))
            let number = year - era.firstYear + 1
            func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
            let expected = RecordDate.day(date, eraIsGhost: false, isLunar: year < 1873)
            let forms = [
                date.description, "\(year)\(two(month))\(two(day))", "\(year)/\(two(month))/\(two(day))",
                "\(codes[era] ?? 0)\(two(number))\(two(month))\(two(day))", "\(era.letter)\(number).\(month).\(day)",
                "\(era.letter)\(two(number))\(two(month))\(two(day))",
                "\(era.rawValue)\(number == 1 ? "元" : "\(number)")年\(month)月\(day)日",
            ]
            // Only the full set of forms for one day of each month: the first forms for all.
            for form in day == 1 || day == 8 ? forms : Array(forms.prefix(4))
            where RecordDate(reading: form) != expected {
                Issue.record("\(form) is \(RecordDate(reading: form))")
                return
            }
            date = date.adding(days: 1)
        }
    }

    @Test(
        "Names of eras that had ended are told; the day decides",
        arguments: [
            ("3640107", 1989, 1, 7, false), ("3640108", 1989, 1, 8, true), ("4010107", 1989, 1, 7, true),
            ("昭和65年3月1日", 1990, 3, 1, true), ("大正16年5月1日", 1927, 5, 1, true), ("令和元年4月30日", 2019, 4, 30, true),
            ("平成31年4月30日", 2019, 4, 30, false), ("Ｈ３１．５．１", 2019, 5, 1, true),
        ])
    func ghosts(_ text: String, _ year: Int, _ month: Int, _ day: Int, _ isGhost: Bool) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(RecordDate(reading: text) == .day(date, eraIsGhost: isGhost, isLunar: false))
    }

    @Test(
        "What is unknown is unknown, and never a made-up day",
        arguments: [
            ("00000000", nil, nil), ("0000/00/00", nil, nil), ("0000000", nil, nil), ("年月日不詳", nil, nil),
            ("不詳", nil, nil),
            ("19450800", 1945, 8), ("1945-08-99", 1945, 8), ("19450000", 1945, nil), ("19459999", 1945, nil),
            ("3200800", 1945, 8), ("S20.08.00", 1945, 8), ("昭和20年8月頃", 1945, 8), ("昭和20年頃", 1945, nil),
            ("昭和20年8月日不詳", 1945, 8), ("99990000", nil, nil),
        ] as [(String, Int?, Int?)])
    func unknown(_ text: String, _ year: Int?, _ month: Int?) {
        guard case .unknown(let foundYear, let foundMonth, _) = RecordDate(reading: text) else {
            Issue.record("\(text) is \(RecordDate(reading: text))")
            return
        }
        #expect(foundYear == year)
        #expect(foundMonth == month)
    }

    @Test("The era that the source wrote stays with an unknown date")
    func era() {
        #expect(RecordDate(reading: "3640000") == .unknown(year: 1989, month: nil, era: .showa))
        #expect(RecordDate(reading: "昭和64年") == .unknown(year: 1989, month: nil, era: .showa))
        #expect(RecordDate(reading: "平成元年") == .unknown(year: 1989, month: nil, era: .heisei))
        #expect(RecordDate(reading: "19890000") == .unknown(year: 1989, month: nil, era: nil))
    }

    @Test(
        "Without an era a small number is no year, and a long run of figures is no date",
        arguments: ["12/25", "03-04", "123456789年5月6日", "5", "1.2", "25日頃"])
    func unreadable(_ text: String) {
        #expect(RecordDate(reading: text) == .unreadable)
    }

    @Test("Days that never were, ends of time, and figures that stand for something else")
    func others() {
        for text in ["20250230", "1990-02-29", "S60.02.30", "19901301", "昭和60年13月1日"] {
            #expect(RecordDate(reading: text) == .impossible, "\(text)")
        }
        for text in ["99991231", "9999-12-31", "99999999", "9999999"] {
            #expect(RecordDate(reading: text) == .openEnd, "\(text)")
        }
        #expect(RecordDate(reading: "0000-01-01") == .openStart)
        #expect(RecordDate(reading: "11111111") == .sentinel)
        for text in ["見本", "8990101", "123456", "令和", "昭和平成1年1月1日", "1.2", "x1990-01-01"] {
            if case .day = RecordDate(reading: text) { Issue.record("\(text) was read as a day") }
        }
        for text in ["", " ", "　　"] { #expect(RecordDate(reading: text) == .empty) }
    }

    @Test(
        "What an unknown date says beyond its year and month is not lost unseen",
        arguments: [
            ("昭和55年4月1日頃", true), ("S20年頃", true), ("20010001", true), ("S99.1.1", true), ("R99.1.1", true),
            ("4990000", false), ("昭和55年4月不詳", false), ("19450800", false), ("S20.99.99", false), ("不詳", false),
            ("19800401", false), ("", false), ("5540415", false),
        ])
    func saysMore(text: String, isMore: Bool) {
        #expect(RecordDate.unknownSaysMore(text) == isMore, "\(RecordDate(reading: text))")
    }
}
