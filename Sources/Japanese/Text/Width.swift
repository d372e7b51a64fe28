/// Full-width and half-width forms (全角・半角).
public enum Width {
    /// ０–９ Ａ–Ｚ ａ–ｚ → ASCII; everything else stays, and one scalar stays one scalar.
    public static func narrowingDigitsAndLatin(_ text: String) -> String {
        String(scalars: text.unicodeScalars.lazy.map(narrowed))
    }

    static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        default: scalar
        }
    }

    /// ｱ → ア, ｶﾞ → ガ, ﾊﾟ → パ, ｡｢｣､･ｰ → 。「」、・ー. A lone ﾞ or ﾟ becomes ゛ or ゜.
    public static func wideningKatakana(_ text: String) -> String {
        var result: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if let last = result.last, let joined = voiced(last, by: scalar) {
                result[result.count - 1] = joined
            } else {
                result.append(widened(scalar))
            }
        }
        return String(scalars: result)
    }

    /// U+FF61…U+FF9F in their order.
    private static let wideForms: [Unicode.Scalar] = Array(
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
            .unicodeScalars)

    private static func widened(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF61...0xFF9F).contains(scalar.value) else { return scalar }
        return wideForms[Int(scalar.value - 0xFF61)]
    }

    private static func voiced(_ base: Unicode.Scalar, by mark: Unicode.Scalar) -> Unicode.Scalar? {
        switch (mark.value, base.value) {
        case (0xFF9E, 0x30A6): Unicode.Scalar(0x30F4)
        // カ…ト: the voiced form is the next scalar, and the plain ones alternate (ッ stands between チ and ツ).
        case (0xFF9E, 0x30AB...0x30C1) where base.value % 2 == 1: Unicode.Scalar(base.value + 1)
        case (0xFF9E, 0x30C4), (0xFF9E, 0x30C6), (0xFF9E, 0x30C8): Unicode.Scalar(base.value + 1)
        // ハヒフヘホ stand three apart: plain, voiced, half-voiced.
        case (0xFF9E, 0x30CF...0x30DB) where base.value % 3 == 0: Unicode.Scalar(base.value + 1)
        case (0xFF9F, 0x30CF...0x30DB) where base.value % 3 == 0: Unicode.Scalar(base.value + 2)
        case (0xFF9E, 0x30EF): Unicode.Scalar(0x30F7)
        case (0xFF9E, 0x30F2): Unicode.Scalar(0x30FA)
        default: nil
        }
    }
}
