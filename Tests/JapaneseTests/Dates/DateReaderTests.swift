import Foundation
import RandomTesting
import Testing

@testable import Japanese

private let anchor2024 = DateAnchor(fiscalYear: FiscalYear(2024), calendarYear: 2024)

/// `raw|kind|from..to|class+deadline text` for each expression.
private func digest(_ text: String, _ anchor: DateAnchor = .none) -> [String] {
    DateReader.expressions(in: text, anchor: anchor).map { found in
        let days = found.period.map { $0.from == $0.to ? "\($0.from)" : "\($0.from)..\($0.to)" } ?? "?"
        return "\(found.raw)|\(found.kind.rawValue)|\(days)|\(found.deadlineClass.rawValue)\(found.deadlineText)"
    }
}

@Suite("Reading dates in running text")
struct DateReaderTests {
    @Test(
        "Each way of writing a date is read as the days it means",
        arguments: [
            ("令和6年度の取組", "令和6年度|fiscalYear|2024-04-01..2025-03-31|なし"),
            ("令和6年1月に改定", "令和6年1月|month|2024-01-01..2024-01-31|なし"),
            ("令和6年9月1日", "令和6年9月1日|day|2024-09-01|なし"),
            ("令和 6 年 9 月 1 日", "令和 6 年 9 月 1 日|day|2024-09-01|なし"),
            ("令和６年９月１日", "令和６年９月１日|day|2024-09-01|なし"),
            ("令和六年九月", "令和六年九月|month|2024-09-01..2024-09-30|なし"),
            ("平成三十一年四月三十日", "平成三十一年四月三十日|day|2019-04-30|なし"),
            ("二〇二六年三月末", "二〇二六年三月末|month|2026-03-31|末"),
            ("R6.4.1", "R6.4.1|day|2024-04-01|なし"),
            ("Ｒ６．４．１", "Ｒ６．４．１|day|2024-04-01|なし"),
            ("R6年度", "R6年度|fiscalYear|2024-04-01..2025-03-31|なし"),
            ("H31.4", "H31.4|month|2019-04-01..2019-04-30|なし"),
            ("㋿6年度", "㋿6年度|fiscalYear|2024-04-01..2025-03-31|なし"),
            ("平成31(2019)年3月", "平成31(2019)年3月|month|2019-03-01..2019-03-31|なし"),
            ("平成32（2020）年度", "平成32（2020）年度|fiscalYear|2020-04-01..2021-03-31|なし"),
            ("2019年（平成31年）3月", "2019年（平成31年）3月|month|2019-03-01..2019-03-31|なし"),
            ("2024（令和6）年度", "2024（令和6）年度|fiscalYear|2024-04-01..2025-03-31|なし"),
            ("令和6年度（2024年度）", "令和6年度（2024年度）|fiscalYear|2024-04-01..2025-03-31|なし"),
            ("平成33年度", "平成33年度|fiscalYear|2021-04-01..2022-03-31|なし"),
            ("令和元年度", "令和元年度|fiscalYear|2019-04-01..2020-03-31|なし"),
            ("平成31年度", "平成31年度|fiscalYear|2019-04-01..2020-03-31|なし"),
            ("昭和64", "昭和64|year|1989-01-01..1989-12-31|なし"),
            ("昭和64年1月7日", "昭和64年1月7日|day|1989-01-07|なし"),
            ("明治45年7月30日", "明治45年7月30日|day|1912-07-30|なし"),
            ("令和元~3年度", "令和元~3年度|range|2019-04-01..2022-03-31|なし"),
            ("令和元年度から4年度まで", "令和元年度から4年度|range|2019-04-01..2023-03-31|中まで"),
            ("R6～R8年度", "R6～R8年度|range|2024-04-01..2027-03-31|なし"),
            ("2024~26年度", "2024~26年度|range|2024-04-01..2027-03-31|なし"),
            ("2024-2026年度", "2024-2026年度|range|2024-04-01..2027-03-31|なし"),
            ("令和6年11月から3月まで", "令和6年11月から3月|range|2024-11-01..2025-03-31|中まで"),
            ("令和6年4～6月", "令和6年4～6月|range|2024-04-01..2024-06-30|なし"),
            ("令和6年9月1日〜5日", "令和6年9月1日〜5日|range|2024-09-01..2024-09-05|なし"),
            (
                "令和6年4月1日（月）から翌年3月31日（月）まで",
                "令和6年4月1日（月）から翌年3月31日（月）|range|2024-04-01..2025-03-31|中まで"
            ),
            ("2026年3月末", "2026年3月末|month|2026-03-31|末"),
            ("2024年度", "2024年度|fiscalYear|2024-04-01..2025-03-31|なし"),
            ("2026/3/31", "2026/3/31|day|2026-03-31|なし"),
            ("2026-03-31", "2026-03-31|day|2026-03-31|なし"),
            ("2026.3.31現在", "2026.3.31|day|2026-03-31|なし"),
            ("令和6年度第1四半期", "令和6年度第1四半期|quarter|2024-04-01..2024-06-30|なし"),
            ("令和6年度第4・四半期末", "令和6年度第4・四半期末|quarter|2025-03-31|末"),
            ("令和6年度の上半期に", "令和6年度の上半期|halfYear|2024-04-01..2024-09-30|なし"),
            ("令和6年度下半期", "令和6年度下半期|halfYear|2024-10-01..2025-03-31|なし"),
            ("令和7年度当初", "令和7年度当初|fiscalYear|2025-04-01|なし"),
            ("令和7年9月上旬", "令和7年9月上旬|thirdOfMonth|2025-09-01..2025-09-10|なし"),
            ("令和7年9月中旬から", "令和7年9月中旬|thirdOfMonth|2025-09-11..2025-09-20|からから"),
            ("令和7年2月下旬", "令和7年2月下旬|thirdOfMonth|2025-02-21..2025-02-28|なし"),
            ("令和7年度中の再構築", "令和7年度|fiscalYear|2025-04-01..2026-03-31|中中"),
            ("令和8年度からの改善", "令和8年度|fiscalYear|2026-04-01..2027-03-31|からから"),
            ("令和8年度以降", "令和8年度|fiscalYear|2026-04-01..2027-03-31|から以降"),
            ("令和7年度末までに", "令和7年度末|fiscalYear|2026-03-31|までにまでに"),
            ("令和7年度末日", "令和7年度末日|fiscalYear|2026-03-31|末"),
            ("令和7年12月まで", "令和7年12月|month|2025-12-01..2025-12-31|までにまで"),
            ("令和7年度以内に", "令和7年度|fiscalYear|2025-04-01..2026-03-31|中以内に"),
            ("令和7年度を目途に", "令和7年度|fiscalYear|2025-04-01..2026-03-31|目途を目途に"),
            ("令和7年度中を目処に", "令和7年度|fiscalYear|2025-04-01..2026-03-31|目途中を目処に"),
            ("令和7年度末をめどに", "令和7年度末|fiscalYear|2026-03-31|目途をめどに"),
            ("令和7年9月頃", "令和7年9月|month|2025-09-01..2025-09-30|目途頃"),
            ("令和7年夏頃", "令和7年夏|season|2025-06-01..2025-08-31|目途頃"),
            ("令和7年内に", "令和7年|year|2025-01-01..2025-12-31|中内に"),
            ("順次", "順次|noDate|?|なし"),
            ("R6.4～", "R6.4|month|2024-04-01..2024-04-30|から～"),
            ("R6.4～R7.3", "R6.4～R7.3|range|2024-04-01..2025-03-31|なし"),
            ("平成30～令和2年度", "平成30～令和2年度|range|2018-04-01..2021-03-31|なし"),
            ("平成31年4月1日〜令和元年5月7日", "平成31年4月1日〜令和元年5月7日|range|2019-04-01..2019-05-07|なし"),
            ("令和6年（2024年）4月1日（月曜日）", "令和6年（2024年）4月1日（月曜日）|day|2024-04-01|なし"),
            ("令和6年10月～12月", "令和6年10月～12月|range|2024-10-01..2024-12-31|なし"),
            ("令和6年第1回定例会", "令和6年|year|2024-01-01..2024-12-31|なし"),
            ("令和6年11月中頃", "令和6年11月|month|2024-11-01..2024-11-30|目途中頃"),
            ("令和6年度末時点", "令和6年度末|fiscalYear|2025-03-31|末"),
            ("2030年まで", "2030年|year|2030-01-01..2030-12-31|までにまで"),
            ("平成30年度から3年度まで", "平成30年度から3年度|range|?|中まで"),
            ("6月1日（土）から7月31日（水）まで", "6月1日（土）から7月31日（水）|range|?|中まで"),
            ("令和6年9月23日（月・祝）まで", "令和6年9月23日（月・祝）|day|2024-09-23|までにまで"),
            ("令和6年9月1日（月曜休館）", "令和6年9月1日|day|2024-09-01|なし"),
            ("千九百八十年", "千九百八十年|year|1980-01-01..1980-12-31|なし"),
            ("令和6年⽉", "令和6年|year|2024-01-01..2024-12-31|なし"),
            ("令和6年9⽉1⽇", "令和6年9⽉1⽇|day|2024-09-01|なし"),
        ])
    func reads(text: String, expected: String) {
        #expect(digest(text) == [expected])
    }

    @Test("令和6年3月 lies in the fourth quarter of 令和5年度")
    func quarterOfMarch() throws {
        let found = try #require(DateReader.expressions(in: "令和6年3月から").first)
        let period = try #require(found.period)
        #expect(Quarter(containing: period.from) == Quarter(FiscalYear(2023), 4))
        #expect(Quarter(containing: period.to).japanese == "令和5年度第4四半期")
    }

    @Test("A relative year is resolved by the anchor and by nothing else")
    func relativeYears() {
        #expect(digest("今年9月の開設", anchor2024) == ["今年9月|month|2024-09-01..2024-09-30|なし"])
        #expect(digest("今年9月の開設") == ["今年9月|month|?|なし"])
        #expect(
            DateReader.expressions(in: "今年9月", anchor: DateAnchor(fiscalYear: FiscalYear(2024)))[0].notes == [
                .needsCalendarYear
            ])
        #expect(digest("昨年12月", anchor2024) == ["昨年12月|month|2023-12-01..2023-12-31|なし"])
        #expect(digest("来年3月末", anchor2024) == ["来年3月末|month|2025-03-31|末"])
        #expect(digest("本年", anchor2024) == ["本年|year|2024-01-01..2024-12-31|なし"])
        for (word, year) in [
            ("今年度", 2024), ("本年度", 2024), ("来年度", 2025), ("次年度", 2025), ("昨年度", 2023), ("前年度", 2023), ("再来年度", 2026),
        ] {
            let found = DateReader.expressions(in: word, anchor: anchor2024)
            #expect(found.map(\.fiscalYear) == [FiscalYear(year)], "\(word)")
            let open = DateReader.expressions(in: word, anchor: DateAnchor(calendarYear: 2024))
            #expect(open.map(\.notes) == [[.needsFiscalYear]], "\(word)")
            #expect(open[0].needsAnchor)
            #expect(open[0].period == nil)
        }
        #expect(digest("年度末までに", anchor2024) == ["年度末|fiscalYear|2025-03-31|までにまでに"])
        #expect(digest("、第3四半期に", anchor2024) == ["第3四半期|quarter|2024-10-01..2024-12-31|なし"])
        #expect(digest("今年度末", anchor2024) == ["今年度末|fiscalYear|2025-03-31|末"])
        #expect(digest("今年度中", anchor2024) == ["今年度|fiscalYear|2024-04-01..2025-03-31|中中"])
        #expect(digest("今年度3月", anchor2024) == ["今年度3月|month|2025-03-01..2025-03-31|なし"])
        #expect(digest("年内に", anchor2024) == ["年|year|2024-01-01..2024-12-31|中内に"])
        #expect(digest("月末") == ["月末|month|?|末"])
    }

    @Test("An elided era comes from the left neighbour or the anchor, and is noted")
    func elidedEra() {
        let inherited = DateReader.expressions(in: "令和6年度に検討し、8年度末に終える。")
        #expect(inherited.map(\.raw) == ["令和6年度", "8年度末"])
        #expect(inherited[1].period?.to == CivilDate(year: 2027, month: 3, day: 31))
        #expect(inherited[1].notes == [.eraInherited(.reiwa)])
        #expect(DateReader.expressions(in: "8年度末")[0].notes == [.needsEra])
        #expect(DateReader.expressions(in: "8年度末", anchor: anchor2024)[0].notes == [.eraInherited(.reiwa)])
        let list = DateReader.expressions(in: "令和6・7年度")
        #expect(list.map(\.raw) == ["令和6", "7年度"])
        #expect(list.map(\.fiscalYear) == [FiscalYear(2024), FiscalYear(2025)])
    }

    @Test("Ghost eras are read and noted, real border years are not ghosts")
    func ghosts() {
        func notes(_ text: String) -> [DateExpression.Note] { DateReader.expressions(in: text)[0].notes }
        #expect(notes("平成33年度") == [.ghostEra(.heisei)])
        #expect(notes("平成32(2020)年度") == [.ghostEra(.heisei)])
        #expect(notes("平成31年5月") == [.ghostEra(.heisei)])
        #expect(notes("令和元年4月") == [.ghostEra(.reiwa)])
        #expect(notes("昭和64年度") == [.ghostEra(.showa)])
        for text in ["平成31年度", "令和元年度", "平成31年4月30日", "昭和64年1月7日", "昭和64年", "大正15年12月25日", "昭和元年12月25日"] {
            #expect(notes(text).isEmpty, "\(text)")
        }
    }

    @Test("Two notations or a weekday that disagree are noted, and the year stays open")
    func disagreement() {
        let found = DateReader.expressions(in: "平成31(2018)年3月")[0]
        #expect(found.period == nil)
        #expect(found.notes == [.dualNotationDisagrees(first: 2019, second: 2018)])
        let weekday = DateReader.expressions(in: "令和6年9月1日（月）")[0]
        #expect(weekday.notes == [.weekdayDisagrees(written: .monday, actual: .sunday)])
        #expect(DateReader.expressions(in: "令和7年2月29日")[0].notes == [.noSuchDay])
        #expect(DateReader.expressions(in: "令和8年度から令和6年度")[0].notes == [.runsBackwards])
    }

    @Test(
        "Spans, counts and names are no dates",
        arguments: [
            "6年間", "30年以上", "第6年度", "2026年3月期", "3月期決算", "6年生", "2年目", "3か年計画", "24時間", "1,000円", "昭和60年代",
            "平成30年間", "毎年度", "四半期ごと", "3か月", "9ヶ月", "日本年金機構", "該当年度", "03-3312-2111", "第1-2-11", "1-2-11", "12026年5",
            "年末年始", "年末調整", "一月曜", "月曜日", "3年以内", "約6年", "数十年度", "各年度", "S3.25.4.1a", "H2.64", "v2026.3", "将来年度",
            "令和", "令和の時代", "10年物", "毎月", "今後", "5人", "平成30号", "100年人生", "三年生", "前年比", "毎年9月", "例年4月1日", "1980年代", "3年後",
            "月曜日から金曜日", "午前9時から午後5時", "千代田区", "一部修正", "二十歳",
        ])
    func isNoDate(text: String) {
        #expect(digest(text, anchor2024) == [])
    }

    @Test("Deadline words that only look like one are left alone")
    func falseDeadlines() {
        #expect(digest("令和6年度中間報告") == ["令和6年度|fiscalYear|2024-04-01..2025-03-31|なし"])
        #expect(digest("令和6年度当初予算") == ["令和6年度|fiscalYear|2024-04-01..2025-03-31|なし"])
        #expect(digest("令和6年度内訳") == ["令和6年度|fiscalYear|2024-04-01..2025-03-31|なし"])
    }

    @Test("Deadlines keep class, days and words")
    func deadlines() {
        let within = Deadline(reading: "令和7年度中の再構築に向けて")
        #expect(within.deadlineClass == .within)
        #expect(within.raw == "令和7年度中")
        #expect(within.to == CivilDate(year: 2026, month: 3, day: 31))
        let from = Deadline(reading: "令和8年度からの改善")
        #expect(from.from == CivilDate(year: 2026, month: 4, day: 1))
        #expect(from.to == nil)
        #expect(from.dueDay == from.from)
        let end = Deadline(reading: "令和7年度末")
        #expect(end.deadlineClass == .atEnd)
        #expect(end.from == end.to)
        #expect(end.to == within.to)
        #expect(Deadline(reading: "令和7年度を目途に").deadlineClass == .around)
        let open = Deadline(reading: "今年9月までに")
        #expect(open.needsAnchor)
        #expect(open.dueDay == nil)
        #expect(open.deadlineClass == .by)
        let none = Deadline(reading: "順次")
        #expect(none == Deadline(deadlineClass: .none, from: nil, to: nil, raw: "順次"))
        #expect(Deadline(reading: "未定").raw == "未定")
    }

    @Test("The ward's own notice holds eight dates by era and four relative ones")
    func notice() throws {
        let samples = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Samples/令和6年度の区のデジタル化に関する取組について.txt")
        let text = try String(contentsOf: samples, encoding: .utf8)
        let scalars = Array(text.unicodeScalars)
        let all = DateReader.expressions(in: text, anchor: anchor2024)
        for found in all {
            #expect(Array(found.raw.unicodeScalars) == Array(scalars[found.range]))
        }
        let dates = all.filter { $0.kind != .noDate }
        #expect(
            dates.map(\.deadline.raw) == [
                "令和6年度", "令和6年1月", "今年度", "今年度", "令和7年度", "令和7年度中", "令和7年度中", "今年9月", "令和8年度から", "令和6年3月から",
                "平成24年度から", "今年度",
            ])
        #expect(dates.allSatisfy { $0.period != nil })
        #expect(dates[7].period == DatePeriod(months: 9...9, of: 2024))
        #expect(dates[10].fiscalYear == FiscalYear(2012))
        #expect(dates[8].deadline.from == CivilDate(year: 2026, month: 4, day: 1))
        #expect(all.filter { $0.kind == .noDate }.map(\.raw) == ["適宜"])
        let unanchored = DateReader.expressions(in: text).filter(\.needsAnchor)
        #expect(unanchored.map(\.raw) == ["今年度", "今年度", "今年9月", "今年度"])
    }

    @Test("A day typed into a form is read in every usual way, and nothing else is")
    func typedDays() {
        for text in [
            "令和6年9月1日", " R6.9.1 ", "2024/9/1", "2024-09-01", "令和六年九月一日", "２０２４年９月１日", "令和6年9月1日（日）",
        ] {
            #expect(CivilDate(reading: text) == CivilDate(year: 2024, month: 9, day: 1), "\(text)")
        }
        for text in [
            "", "令和6年9月", "9月1日", "令和6年9月31日", "令和6年9月1日（月）", "令和6年9月1日から", "ほか令和6年9月1日", "平成36年9月1日", "令和6(2025)年9月1日",
        ] {
            #expect(CivilDate(reading: text) == nil, "\(text)")
        }
        #expect(FiscalYear(reading: "R6年度") == FiscalYear(2024))
        #expect(FiscalYear(reading: "令和6年度末") == nil)
    }

    @Test("Every day from 明治 to 2050 is read back from its Japanese form")
    func roundTrip() throws {
        var day = Era.meiji.start
        let last = try #require(CivilDate(year: 2050, month: 12, day: 31))
        while day <= last {
            guard CivilDate(reading: day.japanese) == day, CivilDate(reading: day.japaneseWithWeekday) == day,
                CivilDate(reading: day.japaneseShort) == day, CivilDate(reading: day.description) == day
            else {
                Issue.record("\(day) is not read back")
                return
            }
            day = day.adding(days: 1)
        }
        for year in 1868...2050 {
            #expect(FiscalYear(reading: FiscalYear(year).japanese) == FiscalYear(year))
        }
    }

    @Test("No text crashes the reader, and every range holds its words")
    func fuzz() {
        let pieces = [
            "令和", "平成", "昭和", "R", "H", "元", "6", "１２", "31", "2024", "九", "十", "年", "年度", "月", "日", "(", "（", ")", "~",
            "から", "まで",
            "中", "末", "第", "四半期", "上半期", "今", "来", "同", "翌年", "今年度", "の", ".", "/", "-", "、", "・", " ", "　", "間", "期",
            "火", "9999", "年末",
            "⽉", "й", "\u{306}", "\u{200B}", "👨‍👩‍👧", "\u{E000}", "𠮷", "順次", "頃", "を目途に", "夏", "\n", "9223372036854775807",
        ]
        let seed: UInt64 = 20_240_901
        var random = SeededGenerator(seed: seed)
        for round in 0..<100_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...14, using: &random) {
                if Int.random(in: 0..<8, using: &random) == 0 {
                    let value = UInt32.random(in: 0...0x2FFFF, using: &random)
                    Unicode.Scalar(value).map { text.unicodeScalars.append($0) }
                } else {
                    text += pieces.randomElement(using: &random) ?? ""
                }
            }
            let scalars = Array(text.unicodeScalars)
            var end = 0
            for found in DateReader.expressions(in: text, anchor: round % 2 == 0 ? .none : anchor2024) {
                let whole = found.range.upperBound + found.deadlineText.unicodeScalars.count
                guard found.range.lowerBound >= end, whole <= scalars.count, !found.range.isEmpty,
                    Array((found.raw + found.deadlineText).unicodeScalars)
                        == Array(scalars[found.range.lowerBound..<whole])
                else {
                    Issue.record("seed \(seed), round \(round): \(text.debugDescription) → \(found)")
                    return
                }
                end = whole
            }
        }
    }
}
