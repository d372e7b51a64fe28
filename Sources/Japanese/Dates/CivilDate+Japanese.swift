extension CivilDate {
    /// 令和6年9月1日; the western year before 1868-01-25.
    public var japanese: String {
        japaneseMonth + "\(day)日"
    }

    /// 令和6年9月
    public var japaneseMonth: String {
        japaneseYear + "\(month)月"
    }

    /// 令和6年
    public var japaneseYear: String {
        EraYear(of: self)?.japanese ?? "\(year)年"
    }

    /// 令和6年9月1日（日）
    public var japaneseWithWeekday: String {
        japanese + "（\(weekday.japanese)）"
    }

    /// R6.9.1, for narrow columns; ISO form before 1868-01-25.
    public var japaneseShort: String {
        guard let year = EraYear(of: self) else { return description }
        return "\(year.era.letter)\(year.number).\(month).\(day)"
    }

    /// The last day of this day's month.
    public var endOfMonth: CivilDate {
        let (year, month, _) = components
        return CivilDate(known: year, month, CivilDate.daysInMonth(year: year, month: month))
    }
}

extension Timestamp {
    /// 令和6年7月1日 9時00分
    public var japanese: String {
        date.japanese + " \(timeOfDay.hour)時" + zeroPadded(timeOfDay.minute, to: 2) + "分"
    }
}
