/// 統一ルール 1-5: no layout by spaces and line breaks.
enum SpaceRules {
    static func check(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        let scalars = value.unicodeScalars
        let hasLineEnd = scalars.contains(where: CharacterRules.isLineEnd)
        let isOutside = scalars.first.map(isSpace) == true || scalars.last.map(isSpace) == true
        if hasLineEnd || isOutside {
            let what = hasLineEnd ? "値の中に改行があります" : "値の前後に空白があります"
            let how = hasLineEnd ? "改行を空白に直し、前後の空白を取り除いてください。" : "空白を取り除いてください。"
            return ValueFlaw(rule: .layoutBySpaces, message: "\(what)。\(how)", replacement: tidy(value))
        }
        var previous: Unicode.Scalar?
        for scalar in scalars {
            if let previous, isSpace(previous), isSpace(scalar) {
                return ValueFlaw(
                    rule: .layoutBySpaces, message: "空白を続けて体裁を整えています。意味のある空白かどうか確かめてください。",
                    replacement: nil)
            }
            previous = scalar
        }
        return nil
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000: true
        default: false
        }
    }

    /// One space for each group of line ends, none at the ends; the text in between as it is.
    private static func tidy(_ value: String) -> String {
        var result = String.UnicodeScalarView()
        var isBroken = false
        for scalar in value.unicodeScalars {
            if CharacterRules.isLineEnd(scalar) {
                isBroken = true
                continue
            }
            if isBroken {
                // The spaces around a line end were layout, too.
                if isSpace(scalar) { continue }
                while let last = result.last, isSpace(last) { result.removeLast() }
                if !result.isEmpty { result.append(" ") }
                isBroken = false
            }
            if result.isEmpty, isSpace(scalar) { continue }
            result.append(scalar)
        }
        while let last = result.last, isSpace(last) { result.removeLast() }
        return String(result)
    }
}
