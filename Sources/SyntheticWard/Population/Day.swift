import Japanese

extension SyntheticWard {
    /// The day as of which the register is written.
    static let asOf = day(2026, 3, 31)

    /// Days since 1970-01-01 of a day that is known to exist.
    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        Int32(truncatingIfNeeded: CivilDate(year: year, month: month, day: day)?.dayNumber ?? 0)
    }

    static func date(_ day: Int32) -> CivilDate { CivilDate(dayNumber: Int(day)) }

    /// The day on which somebody born on `birth` is `years` old; 1 March where there is no 29 February.
    static func anniversary(of birth: Int32, years: Int) -> Int32 {
        let (year, month, dayOfMonth) = date(birth).components
        return CivilDate(year: year + years, month: month, day: dayOfMonth).map {
            Int32(truncatingIfNeeded: $0.dayNumber)
        }
            ?? day(year + years, 3, 1)
    }

    /// Full years of age on a day.
    static func age(_ birth: Int32, on day: Int32) -> Int {
        let (year, month, dayOfMonth) = date(birth).components
        let (nowYear, nowMonth, nowDay) = date(day).components
        return nowYear - year - ((nowMonth, nowDay) < (month, dayOfMonth) ? 1 : 0)
    }
}
