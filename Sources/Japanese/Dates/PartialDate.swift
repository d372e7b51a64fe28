/// A date of which only some parts are known, with the words it came from.
///
///     PartialDate(reading: "昭和20年8月頃")   // 1945, 8, nil
///     PartialDate(reading: "年月日不詳")       // nothing known, and the words kept
///
/// Unknown parts are `nil`, never 0, 1 or 99.
public struct PartialDate: Hashable, Sendable, Codable {
    /// The western year.
    public let year: Int?
    /// 1…12
    public let month: Int?
    /// 1…31
    public let day: Int?
    /// The words as written.
    public let raw: String

    /// - Returns: `nil` when the known parts cannot belong to one day, such as 31 April.
    public init?(year: Int?, month: Int?, day: Int?, raw: String) {
        if let year, !(1...9999).contains(year) { return nil }
        if let month, !(1...12).contains(month) { return nil }
        if let day {
            // Without a year any February may be meant, leap years included.
            let longest = month.map { CivilDate.daysInMonth(year: year ?? 2000, month: $0) } ?? 31
            guard (1...longest).contains(day) else { return nil }
        }
        self.init(known: year, month, day, raw: raw)
    }

    private init(known year: Int?, _ month: Int?, _ day: Int?, raw: String) {
        self.year = year
        self.month = month
        self.day = day
        self.raw = raw
    }

    /// A day of which everything is known.
    public init(_ date: CivilDate) {
        self.init(known: date.year, date.month, date.day, raw: date.japanese)
    }

    /// What the first date of a text gives; nothing known when there is none or it cannot be resolved.
    public init(reading text: String) {
        let found = DateReader.expressions(in: text).first
        guard let found, let first = found.period?.from, !found.isEdge else {
            self.init(known: nil, nil, nil, raw: text)
            return
        }
        switch found.kind {
        case .day: self.init(known: first.year, first.month, first.day, raw: text)
        case .month, .thirdOfMonth: self.init(known: first.year, first.month, nil, raw: text)
        case .year, .season: self.init(known: first.year, nil, nil, raw: text)
        default: self.init(known: nil, nil, nil, raw: text)
        }
    }

    /// The day, when every part is known.
    public var date: CivilDate? {
        guard let year, let month, let day else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// The days it may be; `nil` when the year is unknown, or when a day is known and its month is not.
    public var period: DatePeriod? {
        if let date { return DatePeriod(date) }
        guard let year, day == nil else { return nil }
        return DatePeriod(months: (month ?? 1)...(month ?? 12), of: year)
    }
}
