/// Turns written dates into days, remembering what stood to the left.
struct DateResolver {
    struct Resolved {
        var kind: DateExpression.Kind
        var period: DatePeriod?
        var notes: [DateExpression.Note] = []
        var isEdge = false
    }

    /// The last date whose year is known.
    private struct Left {
        var year: Int
        var isFiscal: Bool
        /// Written as 2024 and not as 令和6.
        var isWestern: Bool
        var month: Int?
        /// The day the date begins on.
        var first: CivilDate
    }

    let anchor: DateAnchor
    private var left: Left?
    private var era: Era?

    init(anchor: DateAnchor) {
        self.anchor = anchor
    }

    /// - Parameter linked: the words end a range whose beginning was resolved just before.
    mutating func resolve(_ words: DateWords, linked: Bool) -> Resolved {
        var notes: [DateExpression.Note] = []
        let kind = DateResolver.kind(of: words)
        remember(words)
        var writtenEra: Era?
        guard let found = year(of: words, linked: linked, notes: &notes, era: &writtenEra) else {
            return Resolved(kind: kind, notes: notes, isEdge: words.edge != nil)
        }
        if let beside = words.beside, beside.year != found.year {
            notes.append(.dualNotationDisagrees(first: found.year, second: beside.year))
            return Resolved(kind: kind, notes: notes, isEdge: words.edge != nil)
        }
        guard let whole = period(of: words, year: found.year, isFiscal: found.isFiscal, notes: &notes) else {
            return Resolved(kind: kind, notes: notes, isEdge: words.edge != nil)
        }
        for era in [writtenEra, words.beside?.era].compactMap({ $0 }) where !era.covers(from: whole.from, to: whole.to)
        {
            notes.append(.ghostEra(era))
        }
        if let written = words.weekday, written != whole.from.weekday {
            notes.append(.weekdayDisagrees(written: written, actual: whole.from.weekday))
        }
        left = Left(
            year: found.year, isFiscal: found.isFiscal && words.month == nil,
            isWestern: words.isWestern,
            month: words.month ?? (words.day == nil ? nil : left?.month), first: whole.from)
        let narrowed =
            switch words.edge {
            case .start: DatePeriod(whole.from)
            case .end: DatePeriod(whole.to)
            case nil: whole
            }
        if words.edge == .start || words.season != nil { notes.append(.byConvention) }
        return Resolved(kind: kind, period: narrowed, notes: notes, isEdge: words.edge != nil)
    }

    private static func kind(of words: DateWords) -> DateExpression.Kind {
        if words.day != nil { return .day }
        if words.third != nil { return .thirdOfMonth }
        if words.month != nil { return .month }
        if words.quarter != nil { return .quarter }
        if words.half != nil { return .halfYear }
        if words.season != nil { return .season }
        switch words.unit {
        case .fiscalYear: return .fiscalYear
        case .year: return .year
        case nil: return .month
        }
    }

    private mutating func remember(_ words: DateWords) {
        if case .era(let written, _) = words.year { era = written }
        if let beside = words.beside?.era { era = beside }
    }

    private mutating func year(
        of words: DateWords, linked: Bool, notes: inout [DateExpression.Note], era written: inout Era?
    ) -> (year: Int, isFiscal: Bool)? {
        let isFiscal = words.unit == .fiscalYear
        switch words.year {
        case .era(let era, let number):
            written = era
            return (era.westernYear(number), isFiscal)
        case .western(let year):
            return (year, isFiscal)
        case .bare(let number):
            if linked, let left, left.isWestern, left.year / 100 * 100 + number >= left.year {
                // 2024~26年度
                let year = left.year / 100 * 100 + number
                notes.append(.yearInherited(year))
                return (year, isFiscal)
            }
            guard let inherited = era ?? anchor.era ?? anchor.fiscalYear?.era?.era else {
                notes.append(.needsEra)
                return nil
            }
            written = inherited
            notes.append(.eraInherited(inherited))
            return (inherited.westernYear(number), isFiscal)
        case .fiscal(let offset):
            guard let year = anchor.fiscalYear?.year else {
                notes.append(.needsFiscalYear)
                return nil
            }
            return (year + offset, true)
        case .calendar(let offset):
            guard let year = anchor.calendarYear else {
                notes.append(.needsCalendarYear)
                return nil
            }
            return (year + offset, false)
        case .afterLeft(let offset):
            guard let left else {
                notes.append(.needsPredecessor)
                return nil
            }
            let base = isFiscal && !left.isFiscal ? FiscalYear(containing: left.first).year : left.year
            return (base + offset, isFiscal)
        case .unwritten:
            return unwrittenYear(of: words, linked: linked, notes: &notes)
        }
    }

    private func unwrittenYear(
        of words: DateWords, linked: Bool, notes: inout [DateExpression.Note]
    ) -> (year: Int, isFiscal: Bool)? {
        if linked, let left {
            if words.unit == .fiscalYear {
                let year = left.isFiscal ? left.year : FiscalYear(containing: left.first).year
                notes.append(.yearInherited(year))
                return (year, true)
            }
            if let month = words.month ?? left.month {
                // A range never runs backwards: 11月から3月 ends in the year after.
                let year = left.first.year + (month < left.first.month ? 1 : 0)
                notes.append(.yearInherited(year))
                return (year, false)
            }
        }
        switch words.unit {
        case .fiscalYear:
            guard let year = anchor.fiscalYear else {
                notes.append(.needsFiscalYear)
                return nil
            }
            notes.append(.fiscalYearInherited(year))
            return (year.year, true)
        case .year:
            guard let year = anchor.calendarYear else {
                notes.append(.needsCalendarYear)
                return nil
            }
            return (year, false)
        case nil:
            notes.append(.needsYear)
            return nil
        }
    }

    private func period(
        of words: DateWords, year: Int, isFiscal: Bool, notes: inout [DateExpression.Note]
    ) -> DatePeriod? {
        guard (1868...2200).contains(year) else {
            notes.append(.noSuchDay)
            return nil
        }
        if let month = words.month ?? (words.day == nil ? nil : left?.month) {
            guard (1...12).contains(month) else {
                notes.append(.noSuchDay)
                return nil
            }
            return days(of: words, year: isFiscal && month <= 3 ? year + 1 : year, month: month, notes: &notes)
        }
        if let number = words.quarter {
            guard isFiscal else {
                notes.append(.quarterOfCalendarYear)
                return nil
            }
            return Quarter(FiscalYear(year), number).map(DatePeriod.init)
        }
        if let half = words.half {
            guard isFiscal else { return DatePeriod(months: half == 0 ? 1...6 : 7...12, of: year) }
            let start = FiscalYear(year)
            return half == 0
                ? DatePeriod(months: 4...9, of: year) : DatePeriod(from: CivilDate(known: year, 10, 1), to: start.end)
        }
        if let season = words.season {
            guard season == 3 else { return DatePeriod(months: (season * 3 + 3)...(season * 3 + 5), of: year) }
            return DatePeriod(
                from: CivilDate(known: year, 12, 1), to: CivilDate(known: year + 1, 2, 1).endOfMonth)
        }
        return isFiscal ? DatePeriod(FiscalYear(year)) : DatePeriod(months: 1...12, of: year)
    }

    private func days(
        of words: DateWords, year: Int, month: Int, notes: inout [DateExpression.Note]
    ) -> DatePeriod? {
        let first = CivilDate(known: year, month, 1)
        if let day = words.day {
            guard let date = CivilDate(year: year, month: month, day: day) else {
                notes.append(.noSuchDay)
                return nil
            }
            return DatePeriod(date)
        }
        switch words.third {
        case 0: return DatePeriod(from: first, to: first.adding(days: 9))
        case 1: return DatePeriod(from: first.adding(days: 10), to: first.adding(days: 19))
        case 2: return DatePeriod(from: first.adding(days: 20), to: first.endOfMonth)
        default: return DatePeriod(from: first, to: first.endOfMonth)
        }
    }
}
