extension Holidays {
    /// The holidays of 2条 as amended, and the single days made holidays by their own acts.
    static func nationalHoliday(on date: CivilDate) -> String? {
        let (year, month, day) = date.components
        if let single = singleDay(year, month, day) { return single }
        switch month {
        case 1: return january(year, day, date)
        case 2: return february(year, day)
        case 3: return day == Equinox.vernalDay(year) ? "春分の日" : nil
        case 4: return april(year, day)
        case 5: return may(year, day)
        case 7, 8: return summer(year, month, day, date)
        case 9: return september(year, day, date)
        case 10: return october(year, day, date)
        case 11: return day == 3 ? "文化の日" : day == 23 ? "勤労感謝の日" : nil
        // 平成元年法律5号 to 平成29年法律63号; there was no 天皇誕生日 in 2019.
        case 12: return day == 23 && (1989...2018).contains(year) ? "天皇誕生日" : nil
        default: return nil
        }
    }

    /// Days made holidays by an act for them alone.
    private static func singleDay(_ year: Int, _ month: Int, _ day: Int) -> String? {
        switch (year, month, day) {
        case (1959, 4, 10): "皇太子明仁親王の結婚の儀"  // 昭和34年法律16号
        case (1989, 2, 24): "昭和天皇の大喪の礼"  // 平成元年法律4号
        case (1990, 11, 12): "即位礼正殿の儀"  // 平成2年法律24号
        case (1993, 6, 9): "皇太子徳仁親王の結婚の儀"  // 平成5年法律32号
        case (2019, 5, 1): "天皇の即位の日"  // 平成30年法律99号
        case (2019, 10, 22): "即位礼正殿の儀"  // 同
        default: nil
        }
    }

    private static func january(_ year: Int, _ day: Int, _ date: CivilDate) -> String? {
        if day == 1 { return "元日" }
        // 平成10年法律141号 moved it to the second Monday from 2000.
        return (year < 2000 ? day == 15 : isMonday(2, date)) ? "成人の日" : nil
    }

    private static func february(_ year: Int, _ day: Int) -> String? {
        // 昭和41年法律86号, first kept in 1967.
        if day == 11, year >= 1967 { return "建国記念の日" }
        return day == 23 && year >= 2020 ? "天皇誕生日" : nil
    }

    private static func april(_ year: Int, _ day: Int) -> String? {
        guard day == 29 else { return nil }
        return year < 1989 ? "天皇誕生日" : year < 2007 ? "みどりの日" : "昭和の日"
    }

    private static func may(_ year: Int, _ day: Int) -> String? {
        switch day {
        case 3: "憲法記念日"
        // 平成17年法律43号 moved みどりの日 here from 2007.
        case 4: year >= 2007 ? "みどりの日" : nil
        case 5: "こどもの日"
        default: nil
        }
    }

    private static func summer(_ year: Int, _ month: Int, _ day: Int, _ date: CivilDate) -> String? {
        // 2020 and 2021: 平成三十二年東京オリンピック競技大会等特別措置法, as amended.
        switch (year, month, day) {
        case (2020, 7, 23), (2021, 7, 22): return "海の日"
        case (2020, 7, 24), (2021, 7, 23): return "スポーツの日"
        case (2020, 8, 10), (2021, 8, 8): return "山の日"
        case (2020...2021, _, _): return nil
        default: break
        }
        if month == 8 { return day == 11 && year >= 2016 ? "山の日" : nil }
        // 平成7年法律22号, first kept in 1996; the third Monday from 2003.
        return (year < 2003 ? year >= 1996 && day == 20 : isMonday(3, date)) ? "海の日" : nil
    }

    private static func september(_ year: Int, _ day: Int, _ date: CivilDate) -> String? {
        if day == Equinox.autumnalDay(year) { return "秋分の日" }
        // 昭和41年法律86号; the third Monday from 2003.
        return (year < 2003 ? year >= 1966 && day == 15 : isMonday(3, date)) ? "敬老の日" : nil
    }

    private static func october(_ year: Int, _ day: Int, _ date: CivilDate) -> String? {
        // 昭和41年法律86号; the second Monday from 2000; renamed from 2020; elsewhere in 2020 and 2021.
        guard year != 2020, year != 2021, year < 2000 ? year >= 1966 && day == 10 : isMonday(2, date) else {
            return nil
        }
        return year < 2020 ? "体育の日" : "スポーツの日"
    }

    private static func isMonday(_ number: Int, _ date: CivilDate) -> Bool {
        date.weekday == .monday && (date.day - 1) / 7 + 1 == number
    }
}
