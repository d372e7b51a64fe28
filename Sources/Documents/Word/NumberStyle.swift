/// How a word processor writes a counter (ECMA-376 Part 1, 17.18.59 ST_NumberFormat).
struct NumberStyle {
    /// - Parameter format: `decimalFullWidth`, `aiueo` and the like; an unknown one is written in ASCII digits, as Word does.
    static func text(_ value: Int, format: String) -> String {
        switch format {
        case "none", "bullet": ""
        case "decimalZero": value < 10 ? "0\(value)" : "\(value)"
        case "decimalFullWidth", "decimalFullWidth2": fullWidth(value)
        case "numberInDash": "- \(value) -"
        case "upperRoman": roman(value) ?? "\(value)"
        case "lowerRoman": roman(value)?.lowercased() ?? "\(value)"
        case "upperLetter": letters(value, from: 0x41)
        case "lowerLetter": letters(value, from: 0x61)
        case "aiueo": cycled(value, halfAiueo)
        case "aiueoFullWidth": cycled(value, aiueo)
        case "iroha": cycled(value, halfIroha)
        case "irohaFullWidth": cycled(value, iroha)
        case "japaneseCounting", "chineseCounting", "chineseCountingThousand", "taiwaneseCounting",
            "taiwaneseCountingThousand":
            KanjiCounter.counting(value) ?? "\(value)"
        case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2":
            KanjiCounter.positional(value)
        case "japaneseLegal", "ideographLegalTraditional", "chineseLegalSimplified":
            KanjiCounter.legal(value) ?? "\(value)"
        case "ideographTraditional": listed(value, "甲乙丙丁戊己庚辛壬癸")
        case "ideographZodiac": listed(value, "子丑寅卯辰巳午未申酉戌亥")
        case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": circled(value) ?? "\(value)"
        case "decimalEnclosedFullstop": enclosed(value, from: 0x2488) ?? "\(value)."
        case "decimalEnclosedParen": enclosed(value, from: 0x2474) ?? "(\(value))"
        case "ideographEnclosedCircle": listed(value, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")
        default: "\(value)"
        }
    }

    static func fullWidth(_ value: Int) -> String {
        String(
            String.UnicodeScalarView(
                "\(value)".unicodeScalars.map {
                    (0x30...0x39).contains($0.value) ? Unicode.Scalar($0.value + 0xFEE0) ?? $0 : $0
                }))
    }

    /// ⓪①…⑳㉑…㊿
    static func circled(_ value: Int) -> String? {
        let scalar: UInt32? =
            switch value {
            case 0: 0x24EA
            case 1...20: 0x2460 + UInt32(value - 1)
            case 21...35: 0x3251 + UInt32(value - 21)
            case 36...50: 0x32B1 + UInt32(value - 36)
            default: nil
            }
        return scalar.flatMap(Unicode.Scalar.init).map { String($0) }
    }

    /// ⑴…⒇, ⒈…⒛
    private static func enclosed(_ value: Int, from first: UInt32) -> String? {
        guard (1...20).contains(value) else { return nil }
        return Unicode.Scalar(first + UInt32(value - 1)).map { String($0) }
    }

    static func roman(_ value: Int) -> String? {
        guard (1...3_999).contains(value) else { return nil }
        let steps = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var rest = value
        var result = ""
        for (step, sign) in steps {
            while rest >= step {
                result += sign
                rest -= step
            }
        }
        return result
    }

    /// a…z, then aa, bb: the same letter again, as Word counts.
    static func letters(_ value: Int, from first: UInt32) -> String {
        guard value >= 1, value <= 780, let scalar = Unicode.Scalar(first + UInt32((value - 1) % 26)) else {
            return "\(value)"
        }
        return String(repeating: String(scalar), count: (value - 1) / 26 + 1)
    }

    private static func cycled(_ value: Int, _ signs: [Character]) -> String {
        value >= 1 ? String(signs[(value - 1) % signs.count]) : "\(value)"
    }

    private static func listed(_ value: Int, _ signs: String) -> String {
        let signs = Array(signs)
        return signs.indices.contains(value - 1) ? String(signs[value - 1]) : "\(value)"
    }

    private static let aiueo = Array("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン")
    private static let halfAiueo = Array("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ")
    private static let iroha = Array("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン")
    private static let halfIroha = Array("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳｲﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼｴﾋﾓｾｽﾝ")
}

/// Counters in kanji.
enum KanjiCounter {
    private static let digits = Array("〇一二三四五六七八九")
    private static let legalDigits = Array("零壱弐参四伍六七八九")

    /// 二〇二六
    static func positional(_ value: Int) -> String {
        value < 0 ? "\(value)" : String("\(value)".compactMap(\.wholeNumberValue).map { digits[$0] })
    }

    /// 一, 十, 二十三, 百五
    static func counting(_ value: Int) -> String? {
        spelled(value, digits, units: ["", "十", "百", "千"], saysOne: false)
    }

    /// 壱, 壱拾, 弐拾参
    static func legal(_ value: Int) -> String? {
        spelled(value, legalDigits, units: ["", "拾", "百", "阡"], saysOne: true)
    }

    private static func spelled(_ value: Int, _ digits: [Character], units: [String], saysOne: Bool) -> String? {
        guard (1...9_999).contains(value) else { return value == 0 ? String(digits[0]) : nil }
        var result = ""
        for (power, unit) in zip([1000, 100, 10, 1], units.reversed()) {
            let digit = value / power % 10
            guard digit > 0 else { continue }
            if digit > 1 || power == 1 || saysOne { result.append(digits[digit]) }
            result += unit
        }
        return result
    }
}
