/// The writing system of one Unicode scalar, as coarse as the checks on official documents need it.
///
///     Script(of: "デ")   // .katakana
///     Script(of: "й")   // .cyrillic
///     Script(of: "⽥")   // .kangxiRadical
///
/// Swift's scalar properties carry no script value, so the ranges are a small table after Unicode's Scripts.txt.
/// Compatibility forms that betray a damaged or converted text (full-width, half-width, radicals) are kept apart.
public enum Script: String, Sendable, Hashable, CaseIterable, Codable {
    case latin, greek, cyrillic, hangul
    case hiragana, katakana, kanji
    /// ０…９
    case fullwidthDigit
    /// Ａ…Ｚ ａ…ｚ
    case fullwidthLatin
    /// ｱ…ﾝ with ｰ ﾞ ﾟ
    case halfwidthKatakana
    /// 康熙部首 U+2F00–2FD5, which look like kanji and are not.
    case kangxiRadical
    /// CJK部首補助 U+2E80–2EF3, likewise.
    case radicalSupplement
    /// CJK互換漢字 U+F900–FAFF and U+2F800–2FA1F.
    case compatibilityKanji
    /// 0…9
    case digit
    /// Spaces, tabs and line ends.
    case space
    /// Zero-width and other invisible scalars that take no room.
    case invisible
    /// Punctuation, symbols and marks used by several scripts.
    case common
    /// 外字: private-use scalars.
    case privateUse
    /// Every other script, and unassigned scalars.
    case other

    /// The script a scalar belongs to.
    public init(of scalar: Unicode.Scalar) {
        self = Script.lookUp(scalar.value) ?? Script.byProperties(of: scalar)
    }

    /// Scripts a Japanese official document is written in, in their proper form.
    public var isJapanese: Bool {
        switch self {
        case .hiragana, .katakana, .kanji: true
        default: false
        }
    }

    private static func lookUp(_ value: UInt32) -> Script? {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].last < value { low = middle + 1 } else { high = middle }
        }
        guard low < ranges.count, ranges[low].first <= value else { return nil }
        return ranges[low].script
    }

    private static func byProperties(of scalar: Unicode.Scalar) -> Script {
        let properties = scalar.properties
        if properties.isWhitespace { return .space }
        if properties.isDefaultIgnorableCodePoint { return .invisible }
        switch properties.generalCategory {
        case .privateUse: return .privateUse
        case .control, .format: return .invisible
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .unassigned, .surrogate, .decimalNumber, .letterNumber:
            return .other
        default: return .common
        }
    }
}
