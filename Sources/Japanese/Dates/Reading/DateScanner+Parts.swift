extension DateScanner {
    /// The date whose words begin here. `link` is the beginning of a range that this would end, from which a year or month may
    /// be inherited.
    func words(at index: Int, link: DateWords? = nil) -> DateWords? {
        let linked = link != nil
        guard
            var words = eraYear(at: index, linked: linked) ?? relativeYear(at: index)
                ?? westernYear(at: index, linked: linked) ?? bareYear(at: index, linked: linked)
        else {
            return bareMonth(at: index, linked: linked) ?? bareDay(at: index, link: link) ?? withoutYear(at: index)
        }
        if words.month == nil {
            // 2026年3月期 is the name of a business year.
            if words.unit == .year, let number = number(at: words.end), end(of: "月期", at: number.end) != nil {
                return nil
            }
            readTail(&words)
        }
        return words
    }

    /// 9月1日, 4~6月
    private func bareMonth(at index: Int, linked: Bool) -> DateWords? {
        // 毎年9月 is every September.
        if ["毎年", "例年", "各年", "隔年"].contains(where: { end(of: $0, at: index - 2) != nil }) { return nil }
        guard linked || !isInsideNumber(index) || self[index - 1] == "-", let month = month(at: index) else {
            return nil
        }
        var words = DateWords(start: index, end: month.end, year: .unwritten)
        words.month = month.value
        readMonthTail(&words)
        return words
    }

    /// 5日 at the end of a range within a month.
    private func bareDay(at index: Int, link: DateWords?) -> DateWords? {
        guard let link, link.day != nil, let day = day(at: index) else { return nil }
        var words = DateWords(start: index, end: day.end, year: .unwritten)
        words.day = day.value
        readWeekday(&words)
        return words
    }

    /// 年度末, 年内, 月末, 今月, 第1四半期, 上半期
    private func withoutYear(at index: Int) -> DateWords? {
        var words = DateWords(start: index, end: index, year: .unwritten)
        words.unit = .fiscalYear
        if readQuarter(&words, at: index) || readHalf(&words, at: index) {
            readEdge(&words)
            return words
        }
        guard !isKanji(index - 1), !isFigure(index - 1) else { return nil }
        if let end = end(of: "年度", at: index) {
            words.end = end
            return readEdge(&words) || deadlineWord(at: end)?.value == .within ? words : nil
        }
        for month in ["今月", "来月", "先月", "本月", "当月", "翌月"] {
            guard let end = end(of: month, at: index) else { continue }
            words.unit = nil
            words.end = end
            readEdge(&words)
            return words
        }
        let isYear = self[index] == "年"
        guard isYear || self[index] == "月" else { return nil }
        if ["年末年始", "年末調整", "年始年末", "月末月初"].contains(where: { end(of: $0, at: index) != nil }) { return nil }
        words.unit = isYear ? .year : nil
        words.end = index + 1
        if readEdge(&words) { return words }
        return isYear && self[index + 1] == "内" && deadlineWord(at: index + 1)?.value == .within ? words : nil
    }

    private func readTail(_ words: inout DateWords) {
        let next = skippingParticle(words.end)
        if let month = month(at: next) {
            words.month = month.value
            words.end = month.end
            readMonthTail(&words)
            return
        }
        if readQuarter(&words, at: next) || readHalf(&words, at: next) {
            readEdge(&words)
            return
        }
        if words.unit == .year { readSeason(&words, at: next) }
        if words.season == nil { readEdge(&words, at: next) }
    }

    private func readMonthTail(_ words: inout DateWords) {
        if let day = day(at: skippingSpaces(words.end)) {
            words.day = day.value
            words.end = day.end
            readWeekday(&words)
            return
        }
        let thirds = [("上旬", 0), ("初旬", 0), ("中旬", 1), ("下旬", 2)]
        if let third = first(of: thirds, at: skippingParticle(words.end)) {
            words.third = third.value
            words.end = third.end
            return
        }
        readEdge(&words, at: skippingParticle(words.end))
    }

    /// A month with 月, or in 4~6月 without it. 3月期, 6月間, 1月当たり are no months of a year.
    func month(at index: Int) -> (value: Int, end: Int)? {
        guard let number = number(at: index), number.figures <= 2, number.value <= 19 else { return nil }
        if let end = end(of: "月", afterSpacesAt: number.end) {
            let denied = ["期", "間", "号", "曜", "額", "給", "謝", "刊", "当たり", "あたり", "平均", "例"]
            return denied.contains { self.end(of: $0, at: end) != nil } ? nil : (number.value, end)
        }
        guard
            let connected = ["~", "-", "ー", "・", "、", ","].lazy.compactMap({ self.end(of: $0, at: number.end) }).first,
            let next = self.number(at: connected), next.figures <= 2, (1...12).contains(next.value),
            (1...12).contains(number.value), end(of: "月", at: next.end) != nil, month(at: connected) != nil
        else { return nil }
        return (number.value, number.end)
    }

    private func day(at index: Int) -> (value: Int, end: Int)? {
        guard let number = number(at: index), number.figures <= 3, number.value <= 99,
            let end = end(of: "日", afterSpacesAt: number.end), self[end] != "間", self[end] != "目"
        else { return nil }
        return (number.value, end)
    }

    /// （日）, (月・祝), （火曜日）
    func readWeekday(_ words: inout DateWords) {
        let open = skippingSpaces(words.end)
        guard self[open] == "(", let name = self[open + 1],
            let weekday = Weekday.allCases.first(where: { $0.japanese.unicodeScalars.first == name })
        else { return }
        var close = end(of: "曜日", at: open + 2) ?? end(of: "曜", at: open + 2) ?? open + 2
        // （月・祝）
        for mark in ["・祝日", "・祝", "・休日", "・休", "、祝日", "、祝"] {
            if let end = end(of: mark, at: close) { close = end }
        }
        guard self[close] == ")" else { return }
        words.weekday = weekday
        words.end = close + 1
    }

    private func readQuarter(_ words: inout DateWords, at index: Int) -> Bool {
        guard let number = number(at: end(of: "第", at: index) ?? index), (1...4).contains(number.value),
            self[index] == "第" || !isInsideNumber(index)
        else { return false }
        let counted = end(of: "・", at: number.end) ?? end(of: "/", at: number.end) ?? number.end
        guard let end = end(of: "四半期", afterSpacesAt: counted) else { return false }
        words.quarter = number.value
        words.end = end
        return true
    }

    private func readHalf(_ words: inout DateWords, at index: Int) -> Bool {
        var halves = [("上半期", 0), ("下半期", 1), ("上期", 0), ("下期", 1)]
        if case .unwritten = words.year {} else { halves += [("前半", 0), ("後半", 1)] }
        guard let half = first(of: halves, at: index) else { return false }
        words.half = half.value
        words.end = half.end
        return true
    }

    private func readSeason(_ words: inout DateWords, at index: Int) {
        let seasons = [("春", 0), ("夏", 1), ("秋", 2), ("冬", 3)]
        guard let season = first(of: seasons, at: index) else { return }
        let named = first(of: [("季", 0), ("期", 0)], at: season.end)?.end ?? season.end
        guard !isKanji(named) || "頃以".unicodeScalars.contains(where: { $0 == self[named] }) else { return }
        words.season = season.value
        words.end = named
    }

    /// 末, 末日, 当初, 初頭 …
    @discardableResult
    private func readEdge(_ words: inout DateWords, at start: Int? = nil) -> Bool {
        let index = start ?? words.end
        let edges: [(String, DateWords.Edge)] = [
            ("末日", .end), ("末", .end), ("当初", .start), ("初頭", .start), ("初め", .start), ("はじめ", .start),
            ("冒頭", .start), ("初日", .start), ("初", .start),
        ]
        guard let edge = first(of: edges, at: index) else { return false }
        // 当初予算, 末端, 初夏, 初回: other words.
        if let next = self[edge.end], "予算端満尾夏回年春秋冬".has(next) { return false }
        words.edge = edge.value
        words.end = edge.end
        return true
    }

    func skippingParticle(_ index: Int) -> Int {
        let spaced = skippingSpaces(index)
        return self[spaced] == "の" ? skippingSpaces(spaced + 1) : spaced
    }

    /// から, ~ and their kin between the two ends of a range.
    func rangeConnector(at index: Int) -> Int? {
        let spaced = skippingSpaces(index)
        guard let end = ["から", "より", "~", "-", "ー", "→"].lazy.compactMap({ self.end(of: $0, at: spaced) }).first
        else { return nil }
        return skippingSpaces(self[end] == "、" ? end + 1 : end)
    }
}
