import Japanese

/// A number as people write it, and as a program reads it.
///
///     NumberText("１，２３４ ")?.plain   // "1234"
///     NumberText("▲5")?.plain           // "-5"
///     NumberText("500円")?.plain         // "500", unit "円"
struct NumberText: Hashable {
    /// ASCII digits, one point, “-” before a negative one.
    let plain: String
    /// What stood behind it: 円, 人, ㎡.
    let unit: String
    let hasGrouping: Bool
    /// 007: a code, which a number would shorten.
    let hasLeadingZero: Bool

    init?(_ raw: String) {
        var text = raw.precomposedNarrow.filter { !$0.isWhitespace }
        var isNegative = false
        if let sign = text.first, "▲△-−‐–—―ー".contains(sign) {
            isNegative = true
            text.removeFirst()
        } else if text.first == "+" {
            text.removeFirst()
        }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") }
        unit = String(text[digits.endIndex...])
        guard !digits.isEmpty, unit.isEmpty || NumberText.units.contains(unit) else { return nil }
        let parts = digits.split(separator: ",", omittingEmptySubsequences: false)
        hasGrouping = parts.count > 1
        if hasGrouping {
            // 1,234,567 only: 3,5 may be two values or a decimal comma.
            guard let first = parts.first, (1...3).contains(first.count),
                parts.dropFirst().dropLast().allSatisfy({ $0.count == 3 && !$0.contains(".") }),
                let last = parts.last, last.prefix(while: { $0 != "." }).count == 3
            else { return nil }
        }
        let joined = parts.joined()
        guard ExactNumber(joined) != nil || joined.utf8.count <= 40 && NumberText.isDecimal(joined) else { return nil }
        hasLeadingZero = joined.count > 1 && joined.hasPrefix("0") && !joined.hasPrefix("0.")
        plain = (isNegative ? "-" : "") + joined
    }

    private static func isDecimal(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
    }

    /// Units that may stand behind a number in a cell.
    private static let units: Set<String> = [
        "円", "千円", "百万円", "億円", "人", "名", "世帯", "件", "台", "基", "箇所", "か所", "ヶ所", "カ所", "個", "本", "回", "棟", "戸", "枚",
        "冊",
        "歳", "才", "年", "月", "日", "時間", "分", "秒", "%", "m", "km", "cm", "mm", "m2", "㎡", "平方メートル", "ha", "kg", "t", "トン",
        "l",
        "m3", "度", "℃", "席", "床", "室", "階", "頭", "羽", "株", "メートル", "キロメートル", "クラス", "組", "校", "園", "団体", "店",
    ]
}

extension String {
    /// Full-width digits, letters and signs in ASCII; other characters as they are.
    var precomposedNarrow: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: result.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0x3000: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
