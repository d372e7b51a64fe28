/// A date as it is written, before it is known which days it means.
struct DateWords {
    /// Where the year comes from.
    enum Year {
        case era(Era, Int)
        case western(Int)
        /// 8年度: the era is left out.
        case bare(Int)
        /// 今年度 0, 来年度 +1
        case fiscal(offset: Int)
        /// 今年 0, 昨年 −1
        case calendar(offset: Int)
        /// 同年 0, 翌年度 +1: counted from the date to the left.
        case afterLeft(offset: Int)
        /// 9月, 年度末: no year at all.
        case unwritten
    }

    enum Unit {
        case year, fiscalYear
    }

    enum Edge {
        case start, end
    }

    var start: Int
    var end: Int
    var year: Year
    /// `nil` when neither 年 nor 年度 is written (R6.4.1, 9月).
    var unit: Unit?
    /// The western year and the era of the notation in parentheses.
    var beside: (year: Int, era: Era?)?
    var month: Int?
    var day: Int?
    /// 0 上旬, 1 中旬, 2 下旬
    var third: Int?
    var quarter: Int?
    /// 0 the first, 1 the second
    var half: Int?
    /// 0 春 … 3 冬
    var season: Int?
    var edge: Edge?
    var weekday: Weekday?

    init(start: Int, end: Int, year: Year) {
        self.start = start
        self.end = end
        self.year = year
    }

    /// Only the western year is written.
    var isWestern: Bool {
        if case .western = year { return beside?.era == nil }
        return false
    }
}
