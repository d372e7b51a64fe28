import Japanese

/// The sign before a heading (見出し記号): 第1 / 1 / (1) / ア / (ア) / a / (a), ①, Ⅰ, 【】, ■.
///
/// The order of the kinds in 公用文作成の考え方 is an example only: the document's own order decides the levels.
struct HeadingSign: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case dai, number, parenthesisedNumber, katakana, parenthesisedKatakana, latin, parenthesisedLatin, circled,
            roman
        case bracket
        /// # ## ###, where no other sign follows.
        case hash(Int)
        /// ■ ◆ ▼ ▽ and the like: headings without numbers.
        case mark(Unicode.Scalar)
    }

    let kind: Kind
    /// 1, 2, 3 …; `nil` for marks.
    let ordinal: Int?
    /// As printed, in half width.
    let printed: String
    /// Scalars of the line up to the title.
    let length: Int

    private static let katakana = Array("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン".unicodeScalars)
    private static let marks: Set<Unicode.Scalar> = ["■", "◆", "▼", "▽", "□", "◇", "▲", "△", "★", "☆"]

    /// - Parameters:
    ///   - scalars: a line without leading space.
    ///   - expected: ordinals that would continue a running numbering: only these are believed where nothing separates the
    ///     number from the title.
    static func read(_ scalars: ArraySlice<Unicode.Scalar>, expected: Set<Int>) -> HeadingSign? {
        guard let first = scalars.first else { return nil }
        let body = Array(scalars.prefix(12))
        func sign(_ kind: Kind, _ ordinal: Int?, _ printed: String, _ length: Int) -> HeadingSign {
            // A dot and spaces after the sign belong to it.
            var end = length
            let all = Array(scalars.prefix(length + 6))
            if end < all.count, [".", "．", "、", "，"].contains(all[end]) { end += 1 }
            while end < all.count, all[end].properties.isWhitespace { end += 1 }
            return HeadingSign(kind: kind, ordinal: ordinal, printed: printed, length: end)
        }
        if first == "第", let (value, count) = number(body.dropFirst()) {
            var end = 1 + count
            if end < body.count, ["章", "節", "部", "編"].contains(body[end]) { end += 1 }
            if end == body.count || isBreak(body[end]) { return sign(.dai, value, "第\(value)", end) }
            return nil
        }
        if let (value, count) = number(body[...]), value <= 99 {
            let next = count < body.count ? body[count] : " "
            if isBreak(next) { return sign(.number, value, "\(value)", count) }
            // 1今年度の取組: believed only when it continues a numbering, and no counter follows.
            let isWord = Script(of: next).isJapanese && !particles.contains(next)
            if expected.contains(value), isWord, !counters.contains(next) {
                return sign(.number, value, "\(value)", count)
            }
            return nil
        }
        if first == "(" || first == "（" {
            guard let close = body.firstIndex(where: { $0 == ")" || $0 == "）" }), close > 1 else { return nil }
            let inside = body[1..<close]
            if let (value, count) = number(inside), count == inside.count {
                return sign(.parenthesisedNumber, value, "(\(value))", close + 1)
            }
            if inside.count == 1, let value = inside.first.flatMap({ katakana.firstIndex(of: $0) }) {
                return sign(.parenthesisedKatakana, value + 1, "(\(katakana[value]))", close + 1)
            }
            if inside.count == 1, let letter = inside.first, let value = latin(letter) {
                return sign(.parenthesisedLatin, value, "(\(letter))", close + 1)
            }
            return nil
        }
        switch first.value {
        case 0x2460...0x2473:
            return sign(.circled, Int(first.value) - 0x2460 + 1, String(Character(first)), 1)
        case 0x2474...0x2487:
            let value = Int(first.value) - 0x2474 + 1
            return sign(.parenthesisedNumber, value, "(\(value))", 1)
        case 0x2160...0x216B:
            return sign(.roman, Int(first.value) - 0x2160 + 1, String(Character(first)), 1)
        default: break
        }
        if body.count > 1, isBreak(body[1]) || body[1] == "．" {
            if let value = katakana.firstIndex(of: first) {
                return sign(.katakana, value + 1, String(Character(first)), 1)
            }
            if let value = latin(first) { return sign(.latin, value, String(Character(first)), 1) }
        }
        if first == "【", let (value, count) = number(body.dropFirst()), 1 + count < body.count, body[1 + count] == "】" {
            return sign(.bracket, value, "【\(value)】", count + 2)
        }
        if first == "【" { return HeadingSign(kind: .bracket, ordinal: nil, printed: "", length: 0) }
        if marks.contains(first) {
            // ◆1. names its number itself.
            let rest = scalars.dropFirst().drop { $0.properties.isWhitespace }
            if let inner = read(rest, expected: []), inner.kind == .number {
                return HeadingSign(
                    kind: .mark(first), ordinal: inner.ordinal, printed: inner.printed,
                    length: rest.startIndex - scalars.startIndex + inner.length)
            }
            return sign(.mark(first), nil, String(Character(first)), 1)
        }
        return nil
    }

    /// A number of one or two digits of either width, and how many scalars it takes.
    private static func number(_ scalars: ArraySlice<Unicode.Scalar>) -> (value: Int, count: Int)? {
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

    private static func latin(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x61...0x7A: Int(scalar.value) - 0x60
        case 0x41...0x5A: Int(scalar.value) - 0x40
        default: nil
        }
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "." || scalar == "．" || scalar == "、" || scalar == "："
    }

    /// No title begins with these.
    private static let particles: Set<Unicode.Scalar> = ["の", "に", "を", "は", "が", "と", "も", "へ", "で", "や", "ー"]

    /// What makes a number at the beginning of a line a quantity and no sign.
    private static let counters: Set<Unicode.Scalar> = [
        "年", "月", "日", "時", "分", "名", "人", "件", "回", "円", "万", "千", "億", "歳", "区", "つ", "個", "台", "校", "か", "ヶ", "カ",
        "割", "倍", "度", "期", "条", "項", "号", "頁", "百", "十", "世",
    ]
}
