/// Numbers written in kanji: 二千二十四, 二〇二四, 拾五, 壱万.
///
///     KanjiNumeral.value(of: "二千二十四")   // 2024
///     KanjiNumeral.value(of: "二〇二四")     // 2024, by position
///     KanjiNumeral.value(of: "二三十")       // nil: neither way
public enum KanjiNumeral {
    /// The value of a text that is a kanji numeral from end to end; `nil` otherwise or above 9,999兆.
    public static func value(of text: String) -> Int? {
        let scalars = Array(text.unicodeScalars)
        guard let found = read(scalars, at: 0), found.end == scalars.count else { return nil }
        return found.value
    }

    /// The numeral that begins at an index, as long as numeral characters go on.
    static func read(_ scalars: [Unicode.Scalar], at start: Int) -> (value: Int, end: Int)? {
        var end = start
        while end < scalars.count, end - start < lengthMax, isNumeral(scalars[end]) { end += 1 }
        guard end > start else { return nil }
        let run = scalars[start..<end]
        let value = run.allSatisfy({ digit($0) != nil }) ? positional(run) : multiplicative(run)
        return value.map { ($0, end) }
    }

    static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        digit(scalar) != nil || smallUnit(scalar) != nil || largeUnit(scalar) != nil
    }

    /// 〇 to 九, and the formal forms of deeds (大字).
    static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "〇", "零": 0
        case "一", "壱", "壹": 1
        case "二", "弐", "貳": 2
        case "三", "参", "參": 3
        case "四", "肆": 4
        case "五", "伍": 5
        case "六", "陸": 6
        case "七", "漆": 7
        case "八", "捌": 8
        case "九", "玖": 9
        default: nil
        }
    }

    static func smallUnit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "十", "拾": 10
        case "百", "佰": 100
        case "千", "仟": 1000
        default: nil
        }
    }

    static func largeUnit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "万", "萬": 10_000
        case "億": 100_000_000
        case "兆": 1_000_000_000_000
        default: nil
        }
    }

    private static let lengthMax = 40

    private static func positional(_ run: ArraySlice<Unicode.Scalar>) -> Int? {
        guard run.count <= 16 else { return nil }
        return run.reduce(0) { $0 * 10 + (digit($1) ?? 0) }
    }

    private static func multiplicative(_ run: ArraySlice<Unicode.Scalar>) -> Int? {
        var total = 0
        var section = 0
        var pending: Int?
        var smallest = Int.max
        var smallestLarge = Int.max
        for scalar in run {
            if let value = digit(scalar) {
                guard pending == nil, value > 0 else { return nil }
                pending = value
            } else if let unit = smallUnit(scalar) {
                guard unit < smallest else { return nil }
                section += (pending ?? 1) * unit
                pending = nil
                smallest = unit
            } else if let unit = largeUnit(scalar) {
                let counted = section + (pending ?? 0)
                guard counted > 0, unit < smallestLarge else { return nil }
                total += counted * unit
                section = 0
                pending = nil
                smallest = .max
                smallestLarge = unit
            }
        }
        return total + section + (pending ?? 0)
    }
}
