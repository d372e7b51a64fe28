import Japanese

/// Signs that are a number, with what stands around it: 第1章, 1-1-1, Ⅰ-1, 1., (1), ①, ア.
extension HeadingSign {
    /// 第1章, 第一, 第２
    static func counted(_ body: [Unicode.Scalar]) -> HeadingSign? {
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
    static func chain(_ body: [Unicode.Scalar]) -> HeadingSign? {
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

    /// Ⅰ-1, A-2, 1-A, 1-(1), 1-①: a number below another way of counting.
    static func mixed(_ body: [Unicode.Scalar]) -> HeadingSign? {
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
        } else if (2...3).contains(head.count), head.allSatisfy(isCapital) {
            // AP-1: an abbreviation before the number.
            let word = Width.narrowingDigitsAndLatin(String(scalars: head))
            first = (0, word, word)
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
        } else if first.key == "1", let letter = tail.first.flatMap(letterValue), letter.figures == .latinLarge,
            tail.count > 1, isBreak(tail[1])
        {
            sign = HeadingSign(
                kind: .path(separator: "1-A", count: 2), ordinal: letter.value, path: [first.value],
                printed: first.printed + "-" + (word(letter.value, .latinLarge) ?? ""), length: joint + 2)
        } else {
            return nil
        }
        guard sign.length < body.count,
            isBreak(body[sign.length]) || Script(of: body[sign.length]).isJapanese && !isParticle(body[sign.length])
        else { return nil }
        sign.isSure = isBreak(body[sign.length])
        return sign
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        (0x41...0x5A).contains(scalar.value) || (0xFF21...0xFF3A).contains(scalar.value)
    }

    /// 1 , 1. , 1) , 一　
    static func plain(_ body: [Unicode.Scalar]) -> HeadingSign? {
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

    /// II. , IV. : Roman numbers in Latin letters.
    static func latinRoman(_ body: [Unicode.Scalar]) -> HeadingSign? {
        let head = String(scalars: body.prefix { "IVX".unicodeScalars.contains($0) })
        let numbers = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
        let length = head.unicodeScalars.count
        guard let place = numbers.firstIndex(of: head), length + 1 < body.count,
            ".．".unicodeScalars.contains(body[length]),
            let title = body[(length + 1)...].first(where: { !$0.isSpace }), Script(of: title).isJapanese
        else { return nil }
        return HeadingSign(
            kind: .number(before: "", .roman, after: ""), ordinal: place + 1, printed: head, length: length)
    }

    /// (1), （一）, (ア), (a), 【1】, [1], ⑴, ①, Ⅰ
    static func enclosed(_ body: [Unicode.Scalar]) -> HeadingSign? {
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
        } else if let worded = worded(inside.filter { !$0.isSpace } + [" "]),
            case .number(let word, let figures, _) = worded.kind,
            let ordinal = worded.ordinal, worded.length == inside.count(where: { !$0.isSpace })
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

    static func sign(_ figures: Figures, _ value: Int, _ printed: String) -> HeadingSign {
        HeadingSign(kind: .number(before: "", figures, after: ""), ordinal: value, printed: printed, length: 1)
    }

    /// A：達成　B：遅れ: what letters mean, in one line.
    private static func isLegend(_ body: [Unicode.Scalar]) -> Bool {
        func isColon(_ place: Int) -> Bool { place < body.count && ":：".unicodeScalars.contains(body[place]) }
        guard let first = letterValue(body[0]), isColon(1) else { return false }
        return body.indices.dropFirst(2).contains { place in
            isColon(place + 1) && letterValue(body[place]).map { $0 == (first.value + 1, first.figures) } ?? false
        }
    }

    /// ア , a. , A
    static func letter(_ body: [Unicode.Scalar]) -> HeadingSign? {
        guard body.count > 2, let first = body.first, isBreak(body[1]) || body[1] == ")" || body[1] == "）",
            let known = letterValue(first), let printed = word(known.value, known.figures), !isLegend(body)
        else { return nil }
        let isClosed = body[1] == ")" || body[1] == "）"
        return HeadingSign(
            kind: .number(before: "", known.figures, after: isClosed ? ")" : ""), ordinal: known.value,
            printed: printed + (isClosed ? ")" : ""), length: isClosed ? 2 : 1)
    }
}
