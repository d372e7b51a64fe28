extension DateScanner {
    static let eraWords: [(String, Era)] = [
        ("令和", .reiwa), ("平成", .heisei), ("昭和", .showa), ("大正", .taisho), ("明治", .meiji),
        ("㋿", .reiwa), ("㍻", .heisei), ("㍼", .showa), ("㍽", .taisho), ("㍾", .meiji),
    ]

    static let eraLetters: [(String, Era)] = [
        ("R", .reiwa), ("H", .heisei), ("S", .showa), ("T", .taisho), ("M", .meiji),
    ]

    static let relativeYears: [(String, (year: DateWords.Year, unit: DateWords.Unit))] = [
        ("再来年度", (.fiscal(offset: 2), .fiscalYear)), ("一昨年度", (.fiscal(offset: -2), .fiscalYear)),
        ("前々年度", (.fiscal(offset: -2), .fiscalYear)), ("翌々年度", (.afterLeft(offset: 2), .fiscalYear)),
        ("今年度", (.fiscal(offset: 0), .fiscalYear)), ("本年度", (.fiscal(offset: 0), .fiscalYear)),
        ("当年度", (.fiscal(offset: 0), .fiscalYear)), ("来年度", (.fiscal(offset: 1), .fiscalYear)),
        ("次年度", (.fiscal(offset: 1), .fiscalYear)), ("昨年度", (.fiscal(offset: -1), .fiscalYear)),
        ("前年度", (.fiscal(offset: -1), .fiscalYear)), ("翌年度", (.afterLeft(offset: 1), .fiscalYear)),
        ("同年度", (.afterLeft(offset: 0), .fiscalYear)),
        ("再来年", (.calendar(offset: 2), .year)), ("一昨年", (.calendar(offset: -2), .year)),
        ("翌々年", (.afterLeft(offset: 2), .year)),
        ("今年", (.calendar(offset: 0), .year)), ("本年", (.calendar(offset: 0), .year)),
        ("当年", (.calendar(offset: 0), .year)), ("来年", (.calendar(offset: 1), .year)),
        ("昨年", (.calendar(offset: -1), .year)), ("去年", (.calendar(offset: -1), .year)),
        ("前年", (.afterLeft(offset: -1), .year)), ("翌年", (.afterLeft(offset: 1), .year)),
        ("同年", (.afterLeft(offset: 0), .year)),
    ]

    /// 令和6年度, 平成31(2019)年, 令和6.9.1, 昭和64, R6.4.1, H31年度
    func eraYear(at index: Int, linked: Bool) -> DateWords? {
        let isLetter: Bool
        let era: (value: Era, end: Int)
        if let named = first(of: DateScanner.eraWords, at: index) {
            (era, isLetter) = (named, false)
        } else if let letter = first(of: DateScanner.eraLetters, at: index), !isFigureOrLetter(index - 1) {
            (era, isLetter) = (letter, true)
        } else {
            return nil
        }
        guard let number = eraNumber(at: isLetter ? era.end : skippingSpaces(era.end)) else { return nil }
        var words = DateWords(start: index, end: number.end, year: .era(era.value, number.value))
        readBeside(&words)
        if readUnit(&words) {
            readBeside(&words)
            return words
        }
        if readSeparated(&words, separators: "./-", dayNeeded: "") { return words }
        if let unit = unitAhead(words.end) {
            words.unit = unit
            return words
        }
        guard !isLetter, words.beside == nil, standsAlone(words.end) else { return nil }
        words.unit = .year
        return words
    }

    /// 2026年, 2024年度, 2019（平成31）年, 2026/3/31, 2026-03, 二〇二六年
    func westernYear(at index: Int, linked: Bool) -> DateWords? {
        guard linked || !isInsideNumber(index), let number = number(at: index), number.figures >= 4 || !isFigure(index),
            (1868...2200).contains(number.value)
        else { return nil }
        var words = DateWords(start: index, end: number.end, year: .western(number.value))
        readBeside(&words)
        if readUnit(&words) {
            readBeside(&words)
            return words
        }
        guard isFigure(index), words.beside == nil else { return nil }
        if readSeparated(&words, separators: "/-.", dayNeeded: ".") { return words }
        guard let unit = unitAhead(words.end) else { return nil }
        words.unit = unit
        return words
    }

    /// 今年度, 来年, 同年度
    func relativeYear(at index: Int) -> DateWords? {
        guard let found = first(of: DateScanner.relativeYears, at: index) else { return nil }
        // 日本年金, 該当年度, 将来年度: the tail of another word.
        if let previous = self[index], "本当来次前翌同去".has(previous), isKanji(index - 1) || isFigure(index - 1) {
            return nil
        }
        // 前年比, 前年同月: a comparison and no date; 同年代.
        if found.value.unit == .year, let next = self[found.end], "比並代齢".has(next) { return nil }
        if found.value.unit == .year, let next = self[found.end], next == "同", self[index] == "前" { return nil }
        var words = DateWords(start: index, end: found.end, year: found.value.year)
        words.unit = found.value.unit
        return words
    }

    /// 8年度, 元年度, 6年3月, 6~8年度: the era is left out.
    func bareYear(at index: Int, linked: Bool) -> DateWords? {
        guard linked || !isInsideNumber(index), let number = eraNumber(at: index) else { return nil }
        var words = DateWords(start: index, end: number.end, year: .bare(number.value))
        guard readUnit(&words) else {
            guard !linked, rangeConnector(at: words.end) != nil, unitAhead(words.end) == .fiscalYear,
                !DateScanner.eraWords.contains(where: { end(of: $0.0, at: index - 2) == index })
            else { return nil }
            words.unit = .fiscalYear
            return words
        }
        if words.unit == .fiscalYear {
            let isCount = ["目", "連続", "分", "続", "以上", "以内", "ぶ", "ごと", "間"].contains {
                end(of: $0, at: words.end) != nil
            }
            return isCount ? nil : words
        }
        if self[index] == "元" || month(at: skippingParticle(words.end)) != nil { return words }
        if let next = self[words.end], next == "末" { return words }
        guard linked else { return nil }
        let isSpan = "間以生目半後前ぶ程弱強余未超齢代".unicodeScalars.contains { $0 == self[words.end] }
        return isSpan ? nil : words
    }

    func isFigure(_ index: Int) -> Bool {
        self[index].flatMap(DateScanner.figure) != nil
    }

    /// 1…99 or 元.
    private func eraNumber(at index: Int) -> (value: Int, end: Int)? {
        if self[index] == "元" { return (1, index + 1) }
        guard let number = number(at: index), (1...99).contains(number.value), !isFigure(index) || number.figures <= 2
        else { return nil }
        return (number.value, number.end)
    }

    /// 年度 or 年. Spans (30年間) and decades (60年代) are no dates.
    private func readUnit(_ words: inout DateWords) -> Bool {
        guard let unit = unit(at: words.end) else { return false }
        words.unit = unit.value
        words.end = unit.end
        return true
    }

    private func unit(at index: Int) -> (value: DateWords.Unit, end: Int)? {
        if let end = end(of: "年度", afterSpacesAt: index) { return (.fiscalYear, end) }
        guard let end = end(of: "年", afterSpacesAt: index), self[end] != "間", self[end] != "代" else { return nil }
        return (.year, end)
    }

    /// The other notation in parentheses: (2019), （平成31年）.
    private func readBeside(_ words: inout DateWords) {
        guard words.beside == nil else { return }
        var position = skippingSpaces(words.end)
        guard self[position] == "(" else { return }
        position = skippingSpaces(position + 1)
        var year: (year: Int, era: Era?)
        if let era = first(of: DateScanner.eraWords + DateScanner.eraLetters, at: position),
            let number = eraNumber(at: skippingSpaces(era.end))
        {
            year = (era.value.westernYear(number.value), era.value)
            position = number.end
        } else if let number = number(at: position), number.figures == 4 {
            year = (number.value, nil)
            position = number.end
        } else {
            return
        }
        // Two notations of one kind are no dual notation: 令和6（令和5）.
        switch words.year {
        case .western: if year.era == nil { return }
        case .era: if year.era != nil { return }
        default: return
        }
        position = unit(at: position)?.end ?? position
        guard self[skippingSpaces(position)] == ")" else { return }
        words.beside = year
        words.end = skippingSpaces(position) + 1
    }

    /// .4.1 after R6, /3/31 after 2026. Some separators are too common without a day (2026.3).
    private func readSeparated(_ words: inout DateWords, separators: String, dayNeeded: String) -> Bool {
        guard let separator = self[words.end], separators.has(separator),
            let month = number(at: words.end + 1), isFigure(words.end + 1), month.figures <= 2,
            (1...12).contains(month.value)
        else { return false }
        var end = month.end
        var day: Int?
        if self[end] == separator, isFigure(end + 1), let found = number(at: end + 1), found.figures <= 2 {
            day = found.value
            end = found.end
        }
        if day == nil, dayNeeded.has(separator) || separator == "-" && month.figures < 2 { return false }
        if isFigureOrLetter(end) || self[end] == separator && isFigure(end + 1) { return false }
        if let next = self[end], "年月日度".has(next) { return false }
        words.month = month.value
        words.day = day
        words.unit = .year
        words.end = end
        readWeekday(&words)
        return true
    }

    /// The unit that a shortened list or range leaves to its last member: 令和元~3年度, 令和6・7年度.
    private func unitAhead(_ index: Int) -> DateWords.Unit? {
        var position = index
        for _ in 0..<DateScanner.listMembersMax {
            let separated = skippingSpaces(position)
            let separators = ["から", "及び", "または", "又は", "~", "-", "ー", "・", "、", ",", "/", "と"]
            guard let next = separators.lazy.compactMap({ self.end(of: $0, at: separated) }).first else { return nil }
            position = skippingSpaces(next)
            position = first(of: DateScanner.eraWords + DateScanner.eraLetters, at: position)?.end ?? position
            if self[position] == "元" {
                position += 1
            } else if let number = number(at: position) {
                position = number.end
            } else {
                return nil
            }
            if let unit = unit(at: position) { return unit.value }
        }
        return nil
    }

    private static let listMembersMax = 6

    /// 昭和64 counts as a year only where no counter follows (平成30号).
    private func standsAlone(_ index: Int) -> Bool {
        !isKanji(index) && !isFigureOrLetter(index)
            && !(".,-/".unicodeScalars.contains { $0 == self[index] } && isFigure(index + 1))
            && !(self[index].map { Script(of: $0) == .katakana } ?? false)
    }
}
