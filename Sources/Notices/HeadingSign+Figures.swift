import Japanese

/// The parts of signs: figures of all ways of writing, and what may follow them.
extension HeadingSign {
    static let katakana = Array("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン".unicodeScalars)
    static let kanji = Array("一二三四五六七八九".unicodeScalars)
    static let marks: Set<Unicode.Scalar> = [
        "■", "◆", "▼", "▽", "□", "◇", "▲", "△", "★", "☆", "▶", "▷", "◎", "●", "◯", "○", "❖", "◉",
    ]

    static func word(_ ordinal: Int, _ figures: Figures) -> String? {
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

    static func bracketEnd(_ body: [Unicode.Scalar]) -> Int? {
        body.firstIndex { ")）】]］〕>＞〉》".unicodeScalars.contains($0) }
    }

    static func number(_ scalars: ArraySlice<Unicode.Scalar>) -> (value: Int, count: Int, figures: Figures)? {
        if let arabic = arabic(scalars) { return (arabic.value, arabic.count, .arabic) }
        if let kanji = kanjiNumber(scalars) { return (kanji.value, kanji.count, .kanji) }
        return nil
    }

    /// Of one or two digits of either width.
    static func arabic(_ scalars: ArraySlice<Unicode.Scalar>) -> (value: Int, count: Int)? {
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
    static func kanjiNumber(_ scalars: ArraySlice<Unicode.Scalar>) -> (value: Int, count: Int)? {
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

    static func letterValue(_ scalar: Unicode.Scalar) -> (value: Int, figures: Figures)? {
        if let place = katakana.firstIndex(of: scalar) { return (place + 1, .katakana) }
        switch scalar.value {
        case 0xFF71...0xFF9C: return (Int(scalar.value) - 0xFF70, .katakana)
        case 0x61...0x7A: return (Int(scalar.value) - 0x60, .latinSmall)
        case 0x41...0x5A: return (Int(scalar.value) - 0x40, .latinLarge)
        case 0xFF41...0xFF5A: return (Int(scalar.value) - 0xFF40, .latinSmall)
        case 0xFF21...0xFF3A: return (Int(scalar.value) - 0xFF20, .latinLarge)
        default: return nil
        }
    }

    static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isSpace || scalar == "." || scalar == "．" || scalar == "、" || scalar == "："
            || scalar == ":"
    }

    static func isParticle(_ scalar: Unicode.Scalar) -> Bool { particles.contains(scalar) }

    /// A number of something and nothing else: 2 億円, 10 月 1 日.
    static func isAmount(_ rest: [Unicode.Scalar]) -> Bool {
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
    static let titleWords = ["日時", "日程", "期間", "時間外", "項目", "区分", "区間", "回数", "件数", "件名", "人数", "人員", "月間", "年間計"]

    /// No title begins with these.
    static let particles: Set<Unicode.Scalar> = ["の", "に", "を", "は", "が", "と", "も", "へ", "で", "や", "ー"]

    /// What makes a number at the beginning of a line a quantity and no sign.
    static let counters: Set<Unicode.Scalar> = [
        "年", "月", "日", "時", "分", "名", "人", "件", "回", "円", "万", "千", "億", "歳", "区", "つ", "個", "台", "校", "か", "ヶ", "カ",
        "割", "倍", "度", "期", "条", "項", "号", "頁", "百", "十", "世",
    ]
}
