extension DateScanner {
    private static let deadlineWords: [(String, DeadlineClass)] = [
        ("を目途に", .around), ("を目途", .around), ("目途に", .around), ("目途", .around), ("を目処に", .around),
        ("を目処", .around), ("目処に", .around), ("目処", .around), ("をめどに", .around), ("をめど", .around),
        ("めどに", .around), ("めど", .around), ("を目標に", .around), ("頃", .around), ("ごろ", .around), ("ころ", .around),
        ("までに", .by), ("まで", .by), ("迄に", .by), ("迄", .by),
        ("以降", .from), ("以後", .from), ("から", .from),
        ("中に", .within), ("中", .within), ("以内に", .within), ("以内", .within), ("内に", .within), ("内", .within),
    ]

    /// Words that begin like a deadline word and are none: 中間, 中期, 中学校, 内訳, までも.
    private static let otherWords = [
        "中間", "中期", "中旬", "中央", "中心", "中核", "中学", "中小", "中途", "中身", "中長期", "中高", "中野", "内容", "内訳", "内部", "内閣",
        "内示", "内外", "内定", "ころか", "中国", "中止",
    ]

    static let wordsWithoutDate = [
        "早期に", "早急に", "速やかに", "すみやかに", "順次", "適宜", "随時", "逐次", "当面", "将来的に",
    ]

    /// R6.4～ and a space: the sign belongs to the date before it.
    func isOpenEnd(at index: Int) -> Bool { self[index] == "~" && self[index + 1] == " " }

    /// One word that binds the date before it.
    func deadlineWord(at index: Int) -> (value: DeadlineClass, end: Int)? {
        // R6.4～ with nothing after it is how tables write から.
        // 4月～資料を作る: no second date follows, or it would be a range.
        if self[index] == "~", self[index + 1].map({ Script(of: $0).isJapanese }) ?? false { return (.from, index + 1) }
        if self[index] == "~", self[index + 1].map({ " )\n\r\t、。,:：".has($0) }) ?? true { return (.from, index + 1) }
        if DateScanner.otherWords.contains(where: { end(of: $0, at: index) != nil }) { return nil }
        // 4月より開始する, but not 5年より多い.
        if let end = end(of: "より", at: index), self[end].map({ !"多少増減高低大小上下も前後早遅良悪長短".has($0) }) ?? true {
            return (.from, end)
        }
        return first(of: DateScanner.deadlineWords, at: index)
    }

    /// All words that bind it, such as 中を目途に: an aim is softer than a promise, and a limit narrower than a period.
    func deadline(at index: Int) -> (value: DeadlineClass, end: Int) {
        var found = DeadlineClass.none
        var end = index
        for _ in 0..<3 {
            guard let word = deadlineWord(at: end) else { break }
            end = word.end
            found = DateScanner.stronger(found, word.value)
            if word.value == .from { break }
        }
        return (found, end)
    }

    private static func stronger(_ first: DeadlineClass, _ second: DeadlineClass) -> DeadlineClass {
        let order: [DeadlineClass] = [.around, .by, .from, .within, .atEnd, .none]
        return order.first { $0 == first || $0 == second } ?? .none
    }

    /// 順次, 早期に and other words that promise without a day.
    func wordWithoutDate(at index: Int) -> Int? {
        DateScanner.wordsWithoutDate.lazy.compactMap { self.end(of: $0, at: index) }.first
    }
}
