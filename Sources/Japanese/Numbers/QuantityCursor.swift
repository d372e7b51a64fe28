/// Walks over the scalars of a text that should be one quantity, with widths narrowed.
struct QuantityCursor {
    private let text: [Unicode.Scalar]
    private var index = 0
    /// The number was written in kanji throughout.
    private(set) var isKanjiNumber = false

    init(_ text: String) {
        self.text = text.unicodeScalars.map(QuantityCursor.folded)
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "，": ","
        case "．": "."
        case "％": "%"
        case "－", "−", "‐", "–": "-"
        case "＋": "+"
        case "△", "▲": "▲"
        case "\u{3000}", "\u{A0}", "\t", "\n", "\r": " "
        default: Radicals.unified(scalar) ?? Width.narrowed(scalar)
        }
    }

    private var current: Unicode.Scalar? { index < text.count ? text[index] : nil }

    private mutating func skipSpaces() {
        while current == " " { index += 1 }
    }

    var isAtEnd: Bool { text[index...].allSatisfy { $0 == " " } }

    mutating func take<Value>(_ words: [(String, Value)]) -> Value? {
        skipSpaces()
        for (word, value) in words {
            let scalars = Array(word.unicodeScalars)
            if text[index...].starts(with: scalars) {
                index += scalars.count
                return value
            }
        }
        return nil
    }

    /// ▲ △ − マイナス; a plus sign is passed over.
    mutating func takeSign() -> Bool {
        if take([("+", true)]) != nil { return false }
        return take([("▲", true), ("マイナス", true), ("-", true)]) ?? false
    }

    /// 6,500 · 6500.5 · 1億2,000万 · 3千 · 二千五百
    mutating func takeNumber() -> ExactNumber? {
        skipSpaces()
        guard let first = current else { return nil }
        if KanjiNumeral.isNumeral(first) {
            guard let kanji = KanjiNumeral.read(text, at: index) else { return nil }
            index = kanji.end
            isKanjiNumber = true
            return ExactNumber(kanji.value)
        }
        var total = ExactNumber.zero
        var smallest = QuantityReader.valueMax
        var parts = 0
        while let part = takeFigures() {
            parts += 1
            let factor = takeScale()
            guard factor < smallest, let scaled = QuantityReader.product(part, factor) else { return nil }
            total += scaled
            smallest = factor
            if factor == 1 { break }
        }
        return parts > 0 && total < QuantityReader.valueMax ? total : nil
    }

    /// Figures with commas in groups of three, and a fraction.
    private mutating func takeFigures() -> ExactNumber? {
        var digits = ""
        var sinceComma: Int?
        var position = index
        while position < text.count {
            let scalar = text[position]
            if ("0"..."9").contains(scalar) {
                digits.unicodeScalars.append(scalar)
                sinceComma = sinceComma.map { $0 + 1 }
            } else if scalar == ",", !digits.isEmpty, sinceComma.map({ $0 == 3 }) ?? (digits.utf8.count <= 3) {
                sinceComma = 0
            } else {
                break
            }
            position += 1
        }
        guard !digits.isEmpty, sinceComma.map({ $0 == 3 }) ?? true else { return nil }
        if position + 1 < text.count, text[position] == ".", ("0"..."9").contains(text[position + 1]) {
            digits += "."
            position += 1
            while position < text.count, ("0"..."9").contains(text[position]) {
                digits.unicodeScalars.append(text[position])
                position += 1
            }
        }
        guard let number = ExactNumber(digits) else { return nil }
        index = position
        return number
    }

    private mutating func takeScale() -> ExactNumber {
        for (word, factor) in QuantityReader.scales {
            let scalars = Array(word.unicodeScalars)
            if text[index...].starts(with: scalars) {
                index += scalars.count
                return ExactNumber(factor)
            }
        }
        return 1
    }

    /// Everything up to a qualifier or the end; `nil` when it cannot be a unit.
    mutating func takeUnit() -> String? {
        skipSpaces()
        var unit = String.UnicodeScalarView()
        while let scalar = current, scalar != " " {
            let startsQualifier = QuantityReader.suffixes.contains { text[index...].starts(with: $0.0.unicodeScalars) }
            if startsQualifier, !unit.isEmpty { break }
            // 十弱億: a scale cannot follow its qualifier.
            if unit.isEmpty, KanjiNumeral.isNumeral(scalar) { return nil }
            guard QuantityCursor.mayStandInUnit(scalar), unit.count < QuantityCursor.unitScalarsMax else { return nil }
            unit.append(scalar)
            index += 1
        }
        return String(unit)
    }

    private static let unitScalarsMax = 12

    private static func mayStandInUnit(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "%" || scalar == "/" || scalar == "・" || scalar == "㎡" || scalar == "℃" { return true }
        switch Script(of: scalar) {
        case .latin, .kanji, .hiragana, .katakana, .halfwidthKatakana: return true
        default: return false
        }
    }
}
