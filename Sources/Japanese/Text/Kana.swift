/// Hiragana and katakana of the same sound.
public enum Kana {
    /// カタカナ → ひらがな. The prolonged sound mark and ヷヸヹヺ, which have no hiragana, stay; one scalar stays one scalar.
    public static func hiragana(_ text: String) -> String {
        mapping(text) { scalar in
            switch scalar.value {
            case 0x30A1...0x30F6, 0x30FD...0x30FE: Unicode.Scalar(scalar.value - 0x60)
            default: nil
            }
        }
    }

    /// ひらがな → カタカナ; one scalar stays one scalar.
    public static func katakana(_ text: String) -> String {
        mapping(text) { scalar in
            switch scalar.value {
            case 0x3041...0x3096, 0x309D...0x309E: Unicode.Scalar(scalar.value + 0x60)
            default: nil
            }
        }
    }

    private static func mapping(_ text: String, _ change: (Unicode.Scalar) -> Unicode.Scalar?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(change(scalar) ?? scalar)
        }
        return String(result)
    }
}
