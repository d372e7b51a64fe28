import Japanese

/// The sign before a heading (見出し記号): 第1章, 1, (1), ア, 1-1-1, 取組１, 【1】, 一, ①, ■ …
///
/// A sign is its ``Kind``, which says how it is written, and its ordinal. Which kinds a document uses, and how they nest, is
/// learned from the document (``Numbering``).
struct HeadingSign: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// A number between what stands before and after it: `第` 1 `章`, `(` 1 `)`, `取組` 1, `【` 1 `】`.
        case number(before: String, Figures, after: String)
        /// 1-1-1, 3.1: numbers with the sign between them; how many.
        case path(separator: String, count: Int)
        /// 【概要】: a word in brackets, without number.
        case bracket
        /// # ## ###, where no other sign follows.
        case hash(Int)
        /// ■ ◆ ▼ ▽ and the like: headings without numbers.
        case mark(Unicode.Scalar)
        /// A heading by its style alone, 1…9.
        case style(Int)
        /// The name of a form.
        case unsigned
        /// A short line over text that stands further in, without any sign.
        case line
    }

    /// How the ordinal is written.
    enum Figures: Hashable, Sendable {
        case arabic, kanji, katakana, latinSmall, latinLarge, circled, roman
    }

    let kind: Kind
    /// 1, 2, 3 …; `nil` for marks.
    let ordinal: Int?
    /// Of 1-2-3 what stands before the last: 1, 2.
    var path: [Int] = []
    /// As printed, in half width.
    let printed: String
    /// Scalars of the line up to the title.
    let length: Int
    /// Whether the sign is believed by itself; otherwise only in a series.
    var isSure = true

    /// The sign as it would be printed with another ordinal.
    func printed(as ordinal: Int) -> String {
        switch kind {
        case .number(let before, let figures, let after):
            before + (Self.word(ordinal, figures) ?? "\(ordinal)") + (after == " " ? "" : after)
        case .path(let separator, _):
            (path + [ordinal]).map(String.init).joined(separator: separator)
        default: printed
        }
    }

    private static let katakana = Array("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン".unicodeScalars)
    private static let kanji = Array("一二三四五六七八九".unicodeScalars)
    static let marks: Set<Unicode.Scalar> = [
        "■", "◆", "▼", "▽", "□", "◇", "▲", "△", "★", "☆", "▶", "▷", "◎", "●", "◯", "○", "❖", "◉",
    ]

    private static func word(_ ordinal: Int, _ figures: Figures) -> String? {
        switch figures {
        case .arabic: return "\(ordinal)"
        case .kanji:
            guard (1...99).contains(ordinal) else { return nil }
            let ten = ordinal / 10
            let tens = ten == 0 ? "" : (ten == 1 ? "" : String(Character(kanji[ten - 1]))) + "十"
            return tens + (ordinal % 10 == 0 ? "" : String(Character(kanji[ordinal % 10 - 1])))
        case .katakana: return ordinal <= katakana.count ? String(Character(katakana[ordinal - 1])) : nil
        case .latinSmall: return Unicode.Scalar(UInt32(0x60 + ordinal)).map { String(Character($0)) }
        case .latinLarge: return Unicode.Scalar(UInt32(0x40 + ordinal)).map { String(Character($0)) }
        case .circled: return Unicode.Scalar(UInt32(0x245F + ordinal)).map { String(Character($0)) }
        case .roman: return Unicode.Scalar(UInt32(0x215F + ordinal)).map { String(Character($0)) }
        }
    }

    // MARK: Reading

    /// - Parameter line: a line without leading space.
    static func read(_ line: ArraySlice<Unicode.Scalar>) -> HeadingSign? {
        guard let first = line.first else { return nil }
        let body = Array(line.prefix(24))
        if let sign = counted(body) ?? mixed(body) ?? chain(body) ?? plain(body) ?? enclosed(body) ?? letter(body)
            ?? worded(body)
        {
            return sign.spaced(line)
        }
        if first == "【" || first == "〔" || first == "《" || first == "〈", let end = bracketEnd(body), end > 1 {
            // 【2025年度までに60％】 is a target and no heading.
            let isText = body[1..<end].contains { ":：年％%".unicodeScalars.contains($0) }
            if !isText { return HeadingSign(kind: .bracket, ordinal: nil, printed: "", length: 0) }
        }
        if marks.contains(first) {
            let rest = line.dropFirst().drop { $0.isSpace }
            guard !rest.isEmpty else { return nil }
            // ◆1. names its number itself.
            if let inner = read(rest), inner.ordinal != nil, case .number(let before, .arabic, _) = inner.kind,
                before.isEmpty
            {
                return HeadingSign(
                    kind: .mark(first), ordinal: inner.ordinal, printed: inner.printed,
                    length: rest.startIndex - line.startIndex + inner.length)
            }
            return HeadingSign(
                kind: .mark(first), ordinal: nil, printed: String(Character(first)), length: 1
            ).spaced(line)
        }
        return nil
    }

    /// Whether a text begins with a numbered sign and goes on behind it.
    static func opens(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let sign = read(scalars[...]), sign.ordinal != nil, sign.isSure else { return false }
        return sign.length < scalars.count
    }

    /// A dot and spaces after the sign belong to it.
    private func spaced(_ line: ArraySlice<Unicode.Scalar>) -> HeadingSign {
        let all = Array(line)
        var end = length
        if end < all.count, [".", "．", "、", "，", "：", ":", "_", "＿"].contains(all[end]) { end += 1 }
        while end < all.count, all[end].isSpace { end += 1 }
        var sign = HeadingSign(kind: kind, ordinal: ordinal, path: path, printed: printed, length: end)
        sign.isSure = isSure
        return sign
    }

    /// 第1章, 第一, 第２
    private static func counted(_ body: [Unicode.Scalar]) -> HeadingSign? {
        guard body.first == "第", let number = number(body[1...]) else { return nil }
        var end = 1 + number.count
        var unit = ""
        if end < body.count, "章節部編款項".unicodeScalars.contains(body[end]) {
            unit = String(Character(body[end]))
            end += 1
        }
        guard
            end == body.count || isBreak(body[end])
                || !unit.isEmpty && Script(of: body[end]).isJapanese && !isParticle(body[end])
        else { return nil }
        let kind = Kind.number(before: "第", number.figures == .kanji ? .kanji : .arabic, after: unit)
        var sign = HeadingSign(
            kind: kind, ordinal: number.value, printed: "第" + (word(number.value, number.figures) ?? "") + unit,
            length: end)
        sign.isSure = end == body.count || isBreak(body[end])
        return sign
    }

    /// 1-1-1, 3.1, 2－3
    private static func chain(_ body: [Unicode.Scalar]) -> HeadingSign? {
        var numbers: [Int] = []
        var offset = 0
        var separator: Unicode.Scalar?
        while let number = arabic(body[offset...]) {
            numbers.append(number.value)
            offset += number.count
            guard offset < body.count, "-－‐‑–−ー.．・".unicodeScalars.contains(body[offset]),
                separator.map({ $0 == body[offset] }) ?? true, arabic(body[(offset + 1)...]) != nil
            else { break }
            separator = body[offset]
            offset += 1
        }
        guard let separator, numbers.count >= 2, numbers.allSatisfy({ $0 <= 99 }), let last = numbers.last else {
            return nil
        }
        if offset < body.count, body[offset] == ".", numbers.count < 6 { offset += 1 }
        let next = offset < body.count ? body[offset] : nil
        let narrow = ".．".unicodeScalars.contains(separator) ? "." : separator == "・" ? "・" : "-"
        // A title has letters; a counter after it makes it a quantity.
        if let next, !isBreak(next) {
            guard Script(of: next).isJapanese, !isParticle(next), !counters.contains(next) else { return nil }
        }
        var sign = HeadingSign(
            kind: .path(separator: narrow, count: numbers.count), ordinal: last, path: Array(numbers.dropLast()),
            printed: numbers.map(String.init).joined(separator: narrow), length: offset)
        sign.isSure = next.map(isBreak) ?? false
        if next == nil { return nil }
        return sign
    }

    /// Ⅰ-1, A-2, 1-(1), 1-①: a number below another way of counting.
    private static func mixed(_ body: [Unicode.Scalar]) -> HeadingSign? {
        func isJoint(_ scalar: Unicode.Scalar) -> Bool { "-－‐‑–−".unicodeScalars.contains(scalar) }
        guard body.count > 3, let joint = body.prefix(6).firstIndex(where: isJoint), joint > 0 else { return nil }
        let head = body[..<joint]
        let first: (value: Int, printed: String, key: String)
        if let number = arabic(head), number.count == head.count {
            first = (number.value, "\(number.value)", "1")
        } else if head.count == 1, let scalar = head.first, (0x2160...0x216B).contains(scalar.value) {
            first = (Int(scalar.value) - 0x215F, String(Character(scalar)), "Ⅰ")
        } else if head.count == 1, let scalar = head.first, let letter = letterValue(scalar),
            let printed = word(letter.value, letter.figures)
        {
            first = (letter.value, printed, letter.figures == .katakana ? "ア" : "A")
        } else {
            return nil
        }
        let tail = Array(body[(joint + 1)...])
        var sign: HeadingSign
        if let inner = enclosed(tail), let ordinal = inner.ordinal {
            sign = HeadingSign(
                kind: .path(separator: first.key + "-" + (inner.printed.hasPrefix("(") ? "(" : "①"), count: 2),
                ordinal: ordinal, path: [first.value],
                printed: first.printed + "-" + inner.printed, length: joint + 1 + inner.length)
        } else if first.key != "1", let number = arabic(tail[...]) {
            var length = joint + 1 + number.count
            var path = [first.value]
            var ordinal = number.value
            var printed = "\(first.printed)-\(number.value)"
            if length + 1 < body.count, isJoint(body[length]), let deeper = arabic(body[(length + 1)...]) {
                path.append(ordinal)
                ordinal = deeper.value
                printed += "-\(deeper.value)"
                length += 1 + deeper.count
            }
            sign = HeadingSign(
                kind: .path(separator: first.key + "-", count: path.count + 1), ordinal: ordinal, path: path,
                printed: printed, length: length)
        } else {
            return nil
        }
        guard sign.length < body.count,
            isBreak(body[sign.length]) || Script(of: body[sign.length]).isJapanese && !isParticle(body[sign.length])
        else { return nil }
        sign.isSure = isBreak(body[sign.length])
        return sign
    }

    /// 1 , 1. , 1) , 一　
    private static func plain(_ body: [Unicode.Scalar]) -> HeadingSign? {
        if let number = arabic(body[...]), number.value <= 99 {
            // Nothing behind it: the number of a page.
            guard number.count < body.count else { return nil }
            let next = body[number.count]
            // 2 ) is spread.
            let end = body[number.count...].firstIndex { !$0.isSpace } ?? body.count
            if end < body.count, end - number.count <= 1, body[end] == ")" || body[end] == "）" {
                return HeadingSign(
                    kind: .number(before: "", .arabic, after: ")"), ordinal: number.value, printed: "\(number.value))",
                    length: end + 1)
            }
            let rest = body[number.count...].drop { isBreak($0) }
            guard let title = rest.first, !isAmount(Array(rest)) else { return nil }
            if isBreak(next) {
                return HeadingSign(
                    kind: .number(before: "", .arabic, after: ""), ordinal: number.value, printed: "\(number.value)",
                    length: number.count)
            }
            // 1今年度の取組: only in a series, and no counter follows.
            guard Script(of: title).isJapanese, !isParticle(title), !counters.contains(title) else { return nil }
            var sign = HeadingSign(
                kind: .number(before: "", .arabic, after: ""), ordinal: number.value, printed: "\(number.value)",
                length: number.count)
            sign.isSure = false
            return sign
        }
        if let number = kanjiNumber(body[...]), number.count < body.count, isBreak(body[number.count]) {
            let rest = body[number.count...].drop { isBreak($0) }
            guard !rest.isEmpty else { return nil }
            var sign = HeadingSign(
                kind: .number(before: "", .kanji, after: ""), ordinal: number.value,
                printed: word(number.value, .kanji) ?? "", length: number.count)
            sign.isSure = body[number.count] != "、"
            return sign
        }
        return nil
    }

    /// (1), （一）, (ア), (a), 【1】, [1], ⑴, ①, Ⅰ
    private static func enclosed(_ body: [Unicode.Scalar]) -> HeadingSign? {
        guard let first = body.first else { return nil }
        switch first.value {
        case 0x2460...0x2473: return sign(.circled, Int(first.value) - 0x2460 + 1, String(Character(first)))
        case 0x2776...0x277F: return sign(.circled, Int(first.value) - 0x2776 + 1, String(Character(first)))
        case 0x2474...0x2487:
            let value = Int(first.value) - 0x2474 + 1
            return HeadingSign(
                kind: .number(before: "(", .arabic, after: ")"), ordinal: value, printed: "(\(value))", length: 1)
        case 0x2160...0x216B: return sign(.roman, Int(first.value) - 0x2160 + 1, String(Character(first)))
        default: break
        }
        let pairs: [Unicode.Scalar: (String, String)] = [
            "(": ("(", ")"), "（": ("(", ")"), "【": ("【", "】"), "[": ("[", "]"), "［": ("[", "]"), "〔": ("〔", "〕"),
            "<": ("<", ">"),
            "＜": ("<", ">"), "〈": ("〈", "〉"),
        ]
        guard let (before, after) = pairs[first], let close = bracketEnd(body), close > 1 else { return nil }
        let inside = body[1..<close]
        var found: (value: Int, figures: Figures)?
        if let number = number(inside), number.count == inside.count {
            found = (number.value, number.figures)
        } else if inside.count == 1, let letter = inside.first, let known = letterValue(letter), before == "(" {
            found = known
        } else if let worded = worded(Array(inside) + [" "]), case .number(let word, let figures, _) = worded.kind,
            let ordinal = worded.ordinal, worded.length == inside.count
        {
            // 【取組1】
            return HeadingSign(
                kind: .number(before: before + word, figures, after: after), ordinal: ordinal,
                printed: before + worded.printed + after, length: close + 1)
        }
        guard let found, let printed = word(found.value, found.figures) else { return nil }
        return HeadingSign(
            kind: .number(before: before, found.figures, after: after), ordinal: found.value,
            printed: before + printed + after, length: close + 1)
    }

    private static func sign(_ figures: Figures, _ value: Int, _ printed: String) -> HeadingSign {
        HeadingSign(kind: .number(before: "", figures, after: ""), ordinal: value, printed: printed, length: 1)
    }

    /// ア , a. , A
    private static func letter(_ body: [Unicode.Scalar]) -> HeadingSign? {
        guard body.count > 2, let first = body.first, isBreak(body[1]) || body[1] == ")" || body[1] == "）",
            let known = letterValue(first), let printed = word(known.value, known.figures)
        else { return nil }
        let isClosed = body[1] == ")" || body[1] == "）"
        return HeadingSign(
            kind: .number(before: "", known.figures, after: isClosed ? ")" : ""), ordinal: known.value,
            printed: printed + (isClosed ? ")" : ""), length: isClosed ? 2 : 1)
    }

    /// 取組１, 目標1, 重点項目【1】, 施策2-1, 基本方針Ⅰ: a word and its number.
    private static func worded(_ body: [Unicode.Scalar]) -> HeadingSign? {
        let head = body.prefix { scalar in
            let script = Script(of: scalar)
            return
                (script == .kanji || script == .katakana || script == .hiragana || scalar == "ー" || scalar == "々"
                || scalar == "・")
                && !kanji.contains(scalar)
        }
        if head.isEmpty { return latinWorded(body) }
        guard (1...10).contains(head.count), head.count < body.count else { return nil }
        let before = String(scalars: head)
        guard !notBefore.contains(where: { before.hasSuffix($0) }), !before.hasPrefix("第"),
            let lastLetter = head.last, !isParticle(lastLetter) || lastLetter == "み"
        else { return nil }
        var start = head.count
        while start < body.count, body[start].isSpace, start - head.count < 2 { start += 1 }
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
            guard isBreak(next) || "：:_＿】」)）「".unicodeScalars.contains(next) else { return nil }
        }
        var sign = HeadingSign(
            kind: .number(before: before, figures, after: printed.hasSuffix("】") ? "】" : ""), ordinal: value,
            printed: before + printed, length: after)
        sign.isSure = false
        return sign
    }

    /// Action 1, PROJECT２: a Latin word and its number.
    private static func latinWorded(_ body: [Unicode.Scalar]) -> HeadingSign? {
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

    // MARK: Parts

    private static func bracketEnd(_ body: [Unicode.Scalar]) -> Int? {
        body.firstIndex { ")）】]］〕>＞〉》".unicodeScalars.contains($0) }
    }

    private static func number(_ scalars: ArraySlice<Unicode.Scalar>) -> (value: Int, count: Int, figures: Figures)? {
        if let arabic = arabic(scalars) { return (arabic.value, arabic.count, .arabic) }
        if let kanji = kanjiNumber(scalars) { return (kanji.value, kanji.count, .kanji) }
        return nil
    }

    /// Of one or two digits of either width.
    private static func arabic(_ scalars: ArraySlice<Unicode.Scalar>) -> (value: Int, count: Int)? {
        var value = 0
        var count = 0
        for scalar in scalars {
            let digit: UInt32
            switch scalar.value {
            case 0x30...0x39: digit = scalar.value - 0x30
            case 0xFF10...0xFF19: digit = scalar.value - 0xFF10
            default: return count == 0 ? nil : (value, count)
            }
            guard count < 3 else { return nil }
            value = value * 10 + Int(digit)
            count += 1
        }
        return count == 0 ? nil : (value, count)
    }

    /// 一 … 九十九
    private static func kanjiNumber(_ scalars: ArraySlice<Unicode.Scalar>) -> (value: Int, count: Int)? {
        let run = Array(scalars.prefix { kanji.contains($0) || $0 == "十" })
        guard (1...3).contains(run.count) else { return nil }
        let digits = run.map { kanji.firstIndex(of: $0).map { $0 + 1 } }
        let value: Int
        switch (digits.count, digits.firstIndex(of: nil)) {
        case (1, nil): value = digits[0] ?? 0
        case (1, 0?): value = 10
        case (2, 0?): value = 10 + (digits[1] ?? 0)
        case (2, 1?): value = 10 * (digits[0] ?? 0)
        case (3, 1?): value = 10 * (digits[0] ?? 0) + (digits[2] ?? 0)
        default: return nil
        }
        return (value, run.count)
    }

    private static func letterValue(_ scalar: Unicode.Scalar) -> (value: Int, figures: Figures)? {
        if let place = katakana.firstIndex(of: scalar) { return (place + 1, .katakana) }
        switch scalar.value {
        case 0x61...0x7A: return (Int(scalar.value) - 0x60, .latinSmall)
        case 0x41...0x5A: return (Int(scalar.value) - 0x40, .latinLarge)
        case 0xFF41...0xFF5A: return (Int(scalar.value) - 0xFF40, .latinSmall)
        case 0xFF21...0xFF3A: return (Int(scalar.value) - 0xFF20, .latinLarge)
        default: return nil
        }
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isSpace || scalar == "." || scalar == "．" || scalar == "、" || scalar == "："
            || scalar == ":"
    }

    private static func isParticle(_ scalar: Unicode.Scalar) -> Bool { particles.contains(scalar) }

    /// A number of something and nothing else: 2 億円, 10 月 1 日.
    private static func isAmount(_ rest: [Unicode.Scalar]) -> Bool {
        guard let first = rest.first, counters.contains(first) || "%％".unicodeScalars.contains(first) else {
            return false
        }
        guard rest.count > 1 else { return true }
        let word = String(scalars: rest.prefix(3))
        if titleWords.contains(where: word.hasPrefix) { return false }
        let second = rest[1]
        if "年月日".unicodeScalars.contains(first), "末初上中下度間目以後前にかを".unicodeScalars.contains(second) { return true }
        return second.isSpace || Script(of: second) == .digit || Script(of: second) == .fullwidthDigit
            || counters.contains(second) || isParticle(second) || "円目間以".unicodeScalars.contains(second)
    }

    /// Words of titles that begin with a counter: 1 日時, 3 期間.
    private static let titleWords = ["日時", "日程", "期間", "時間外", "区分", "区間", "回数", "件数", "件名", "人数", "人員", "月間", "年間計"]

    /// No title begins with these.
    private static let particles: Set<Unicode.Scalar> = ["の", "に", "を", "は", "が", "と", "も", "へ", "で", "や", "ー"]

    /// What makes a number at the beginning of a line a quantity and no sign.
    private static let counters: Set<Unicode.Scalar> = [
        "年", "月", "日", "時", "分", "名", "人", "件", "回", "円", "万", "千", "億", "歳", "区", "つ", "個", "台", "校", "か", "ヶ", "カ",
        "割", "倍", "度", "期", "条", "項", "号", "頁", "百", "十", "世",
    ]

    /// Words whose number is no sign of a heading: years, annexes, pages, people.
    private static let notBefore = [
        "令和", "平成", "昭和", "大正", "明治", "年", "月", "日", "約", "計", "全", "各", "別紙", "別表", "資料", "図", "表", "様式", "参考", "頁",
        "ページ",
        "午前", "午後", "委員", "名", "人", "件", "円", "最大", "毎", "のべ", "延べ", "電話", "内線", "合計",
    ]
}
