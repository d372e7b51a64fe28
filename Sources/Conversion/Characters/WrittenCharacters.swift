import Japanese

/// What a scalar is to a value that a government's system is to hold, whatever its policy of characters.
enum WrittenCharacter {
    /// Its place is in 行政事務標準文字, as far as blocks of Unicode tell: the list itself is not public in full.
    case plain
    /// 〓 and U+FFFD stand for a character that nobody could write.
    case unknown
    case invisible
    /// Emoji, scripts of other languages, radicals that look like characters, marks that join the one before.
    case outside

    init(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) {
        switch scalar.value {
        case 0x3013, 0xFFFD: self = .unknown
        case 0x00A0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800: self = .invisible
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF:
            // A selector chooses the shape of a kanji; alone nobody sees it.
            self = previous.map(WrittenCharacter.isKanji) ?? false ? .plain : .invisible
        case _ where scalar.properties.isDefaultIgnorableCodePoint: self = .invisible
        case _ where WrittenCharacter.blocks.contains { $0.contains(scalar.value) }: self = .plain
        default: self = .outside
        }
    }

    private static func isKanji(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
        default: false
        }
    }

    /// Kanji of all extensions, kana with hentaigana, and the blocks that the signs of JIS X 0213 come from.
    private static let blocks: [ClosedRange<UInt32>] = [
        0x4E00...0x9FFF, 0x3041...0x3096, 0x309B...0x30FF, 0x3000...0x3029, 0x3030...0x303F, 0xFF01...0xFF9F,
        0xFFE0...0xFFEE, 0x20...0x7E, 0xA1...0x2FF, 0x370...0x3FF, 0x400...0x4FF, 0x1E00...0x1FFF, 0x2010...0x2027,
        0x2030...0x205E, 0x2070...0x20CF, 0x2100...0x23FF, 0x2460...0x27BF, 0x2900...0x2BFF, 0x3190...0x319F,
        0x31C0...0x31E3, 0x31F0...0x4DBF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0x1B000...0x1B16F, 0x20000...0x323AF,
    ]

    /// か and a voiced mark of its own → が; `nil` for what Unicode has no single character for.
    static func composed(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        guard mark == "\u{3099}" || mark == "\u{309A}" else { return nil }
        // Hiragana and katakana stand 0x60 apart, in the same order.
        let isKatakana = (0x30A1...0x30FE).contains(base.value)
        let hiragana = isKatakana ? base.value - 0x60 : base.value
        switch hiragana {
        case 0x306F, 0x3072, 0x3075, 0x3078, 0x307B:
            return Unicode.Scalar(base.value + (mark == "\u{3099}" ? 1 : 2))
        case _ where mark == "\u{309A}": return nil
        // か to ち, つ, て and と stand right before their voiced forms, as ゝ does.
        case 0x304B, 0x304D, 0x304F, 0x3051, 0x3053, 0x3055, 0x3057, 0x3059, 0x305B, 0x305D, 0x305F, 0x3061, 0x3064,
            0x3066, 0x3068, 0x309D:
            return Unicode.Scalar(base.value + 1)
        case 0x3046: return isKatakana ? "\u{30F4}" : "\u{3094}"
        case 0x308F...0x3092 where isKatakana: return Unicode.Scalar(base.value + 8)
        default: return nil
        }
    }
}
