import Japanese

/// Signs that are a word with its number: 取組１, 重点項目【1】, 施策2-1, Action 1.
extension HeadingSign {
    /// 取組１, 目標1, 重点項目【1】, 施策2-1, 基本方針Ⅰ: a word and its number.
    static func worded(_ body: [Unicode.Scalar]) -> HeadingSign? {
        // 目 標1: a word for items that is spread.
        if body.count > 4, body[1].isSpace, !body[0].isSpace, !body[2].isSpace,
            itemWords.contains(String(scalars: [body[0], body[2]])),
            let sign = worded([body[0]] + body[2...])
        {
            var spread = HeadingSign(
                kind: sign.kind, ordinal: sign.ordinal, path: sign.path, printed: sign.printed, length: sign.length + 1)
            spread.isSure = sign.isSure
            return spread
        }
        let head = body.prefix { scalar in
            let script = Script(of: scalar)
            return
                (script == .kanji || script == .katakana || script == .hiragana || scalar == "ー" || scalar == "々"
                || scalar == "・")
                && !kanji.contains(scalar)
        }
        // 取組No.1, №2
        let number = numberSign(body[head.count...])
        if head.isEmpty { return number > 0 ? numbered(body, behind: number) : latinWorded(body) }
        guard head.count <= 10, head.count + number < body.count else { return nil }
        let before = String(scalars: head) + (number > 0 ? "No." : "")
        guard !notBefore.contains(where: { before.hasSuffix($0) }) || before.hasSuffix("公約"), !before.hasPrefix("第"),
            let lastLetter = head.last, !isParticle(lastLetter) || lastLetter == "み"
        else { return nil }
        var start = head.count + number
        while start < body.count, body[start].isSpace, start - head.count - number < 2 { start += 1 }
        let rest = body[start...]
        guard let mark = rest.first else { return nil }
        var value: Int
        var figures = Figures.arabic
        var path: [Int] = []
        var count: Int
        var printed: String
        if let chained = chain(Array(rest) + [" ", "題"]), case .path(let separator, let depth) = chained.kind {
            value = chained.ordinal ?? 0
            path = chained.path
            count = chained.length
            while count > 0, count <= rest.count, rest[rest.startIndex + count - 1].isSpace {
                count -= 1
            }
            printed = chained.printed
            let after = start + count
            guard after >= body.count || isBreak(body[after]) || "：:_＿】」)）".unicodeScalars.contains(body[after]) else {
                return nil
            }
            var sign = HeadingSign(
                kind: .path(separator: before + separator, count: depth), ordinal: value, path: path,
                printed: before + printed, length: after)
            sign.isSure = false
            return sign
        } else if let number = arabic(rest), number.value <= 99 {
            (value, count) = (number.value, number.count)
            printed = "\(value)"
        } else if (0x2460...0x2473).contains(mark.value) || (0x2160...0x216B).contains(mark.value) {
            figures = mark.value >= 0x2460 ? .circled : .roman
            value = Int(mark.value) - (figures == .circled ? 0x245F : 0x215F)
            count = 1
            printed = String(Character(mark))
        } else if mark == "【" || mark == "（" || mark == "(", let close = bracketEnd(Array(rest)),
            let inner = arabic(rest.dropFirst()), inner.count == close - 1
        {
            (value, count) = (inner.value, close + 1)
            printed = mark == "【" ? "【\(value)】" : "(\(value))"
        } else {
            return nil
        }
        let after = start + count
        if after < body.count {
            let next = body[after]
            guard isBreak(next) || "：:_＿】」)）「".unicodeScalars.contains(next) || isGlued(before, next) else {
                return nil
            }
        }
        var sign = HeadingSign(
            kind: .number(before: before, figures, after: printed.hasSuffix("】") ? "】" : ""), ordinal: value,
            printed: before + printed, length: after)
        sign.isSure = false
        return sign
    }

    /// Scalars of No., № and the like before a number.
    private static func numberSign(_ body: ArraySlice<Unicode.Scalar>) -> Int {
        if body.first == "№" { return 1 }
        let word = Width.narrowingDigitsAndLatin(String(scalars: body.prefix(3)))
        guard ["No", "NO", "no"].contains(where: word.hasPrefix) else { return 0 }
        return body.dropFirst(2).first.map { ".．".unicodeScalars.contains($0) } ?? false ? 3 : 2
    }

    /// No.1 窓口の予約: no word before it.
    private static func numbered(_ body: [Unicode.Scalar], behind sign: Int) -> HeadingSign? {
        let start = body[sign...].firstIndex { !$0.isSpace } ?? body.count
        guard start - sign <= 1, let number = arabic(body[start...]), (1...99).contains(number.value) else {
            return nil
        }
        let after = start + number.count
        guard after < body.count, isBreak(body[after]) else { return nil }
        var found = HeadingSign(
            kind: .number(before: "No.", .arabic, after: ""), ordinal: number.value, printed: "No.\(number.value)",
            length: after)
        found.isSure = false
        return found
    }

    /// 目標1残業を減らす: after words that name items the title may follow at once.
    private static func isGlued(_ word: String, _ next: Unicode.Scalar) -> Bool {
        itemWords.contains(where: word.hasSuffix) && Script(of: next).isJapanese && !isParticle(next)
            && !counters.contains(next)
    }

    /// 目標 of 目標1 and 【目標1】, where the word names items.
    var itemWord: String? {
        guard case .number(let before, _, _) = kind else { return nil }
        let word = before.replacing("No.", with: "").drop { "【[〔<(".contains($0) }
        return Self.itemWords.first { word == $0 || word.hasSuffix("重点" + $0) || word.hasSuffix("行動" + $0) }
    }

    private static let itemWords = ["目標", "取組", "取り組み", "施策", "重点項目", "プロジェクト", "アクション", "方策", "対策", "公約"]

    /// Action 1, PROJECT２: a Latin word and its number.
    static func latinWorded(_ body: [Unicode.Scalar]) -> HeadingSign? {
        let head = body.prefix { Script(of: $0) == .latin || Script(of: $0) == .fullwidthLatin }
        let word = Width.narrowingDigitsAndLatin(String(scalars: head))
        guard (4...10).contains(head.count), word.first?.isUppercase ?? false else { return nil }
        let start = body[head.count...].firstIndex { !$0.isSpace } ?? body.count
        guard start - head.count <= 1, let number = arabic(body[start...]), (1...99).contains(number.value) else {
            return nil
        }
        let after = start + number.count
        guard after < body.count, isBreak(body[after]) || "」】".unicodeScalars.contains(body[after]) else { return nil }
        var sign = HeadingSign(
            kind: .number(before: word, .arabic, after: ""), ordinal: number.value, printed: "\(word) \(number.value)",
            length: after)
        sign.isSure = false
        return sign
    }

    /// Words whose number is no sign of a heading: years, annexes, pages, people.
    private static let notBefore = [
        "令和", "平成", "昭和", "大正", "明治", "年", "月", "日", "約", "計", "全", "各", "別紙", "別表", "資料", "図", "表", "様式", "参考", "頁",
        "ページ",
        "午前", "午後", "委員", "名", "人", "件", "円", "最大", "毎", "のべ", "延べ", "電話", "内線", "合計",
    ]
}
