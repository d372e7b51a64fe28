import Foundation
import Japanese

/// Characters that other machines show otherwise or not at all.
enum CharacterRules {
    /// U+FFFD, control characters.
    static func broken(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        for scalar in value.unicodeScalars {
            if scalar.value == 0xFFFD {
                return ValueFlaw(
                    rule: .brokenCharacters, message: "文字化けした文字（�）があります。元の資料を見て入れ直してください。", replacement: nil)
            }
            if scalar.value < 0x20 && !isLineEnd(scalar) && scalar != "\t" || scalar.value == 0x7F {
                let kept = value.unicodeScalars.filter {
                    $0.value >= 0x20 && $0.value != 0x7F || isLineEnd($0) || $0 == "\t"
                }
                return ValueFlaw(
                    rule: .brokenCharacters, message: "表示できない制御文字があります。取り除いてください。",
                    replacement: String(String.UnicodeScalarView(kept)))
            }
        }
        return nil
    }

    static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

    /// 統一ルール 1-10.
    static func vendor(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        var found: [Unicode.Scalar] = []
        var hasPrivate = false
        for scalar in value.unicodeScalars where isVendor(scalar) {
            if isPrivate(scalar) { hasPrivate = true }
            if !found.contains(scalar), found.count < 5 { found.append(scalar) }
        }
        guard let first = found.first else { return nil }
        let shown = found.map { isPrivate($0) ? "U+\(String($0.value, radix: 16, uppercase: true))" : String($0) }
            .joined(separator: "、")
        if hasPrivate {
            return ValueFlaw(
                rule: .vendorCharacters, message: "外字（\(shown)）があります。ほかの機器では表示できないため、通常の文字に直してください。",
                replacement: nil)
        }
        let kind = Radicals.unified(first) != nil ? "部首用の文字" : isHalfWidthKana(first) ? "半角カタカナ" : "機種依存文字"
        return ValueFlaw(
            rule: .vendorCharacters, message: "\(kind)（\(shown)）があります。どの機器でも読める文字に直してください。",
            replacement: plain(value))
    }

    static func isVendor(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Roman numerals, circled and parenthesised figures, units and abbreviations in one character; half-width katakana; radicals.
        case 0x2116, 0x2121, 0x2160...0x217F, 0x2460...0x24FF, 0x3220...0x33FF, 0xFF61...0xFF9F: true
        case 0x2E80...0x2FDF: Radicals.unified(scalar) != nil
        default: isPrivate(scalar)
        }
    }

    private static func isPrivate(_ scalar: Unicode.Scalar) -> Bool { (0xE000...0xF8FF).contains(scalar.value) }
    private static func isHalfWidthKana(_ scalar: Unicode.Scalar) -> Bool { (0xFF61...0xFF9F).contains(scalar.value) }

    /// ① → (1), ㈱ → (株), ㎡ → m2, Ⅳ → IV, ｱ → ア; all other characters stay.
    static func plain(_ value: String) -> String {
        let widened = Width.wideningKatakana(value)
        var result = ""
        for scalar in widened.unicodeScalars {
            if let kanji = Radicals.unified(scalar) {
                result.unicodeScalars.append(kanji)
            } else if !isVendor(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                let folded = String(scalar).precomposedStringWithCompatibilityMapping
                // ①…⑳ stay apart from the figures around them.
                result += (0x2460...0x2473).contains(scalar.value) ? "(\(folded))" : folded
            }
        }
        return result
    }
}
