/// A text as the date reader sees it: an array of scalars of the same length as the source, with full-width forms narrowed and
/// radicals unified, so that every index is an offset in the source.
struct DateScanner {
    let source: [Unicode.Scalar]
    let text: [Unicode.Scalar]

    init(_ text: String) {
        source = Array(text.unicodeScalars)
        self.text = source.map(DateScanner.folded)
    }

    var count: Int { text.count }

    subscript(_ index: Int) -> Unicode.Scalar? {
        index >= 0 && index < text.count ? text[index] : nil
    }

    func raw(_ range: Range<Int>) -> String {
        String(scalars: source[range])
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        // Nearly all letters of a text, which have one form.
        if (0x3041...0x30FF).contains(scalar.value) || (0x4E00...0x9FFF).contains(scalar.value) { return scalar }
        return switch scalar {
        case "（", "〔", "［", "[": "("
        case "）", "〕", "］", "]": ")"
        case "．": "."
        case "／": "/"
        case "－", "‐", "‑", "–", "—", "―", "−", "─": "-"
        case "〜", "～", "∼": "~"
        case "，": ","
        case "\u{3000}", "\u{A0}": " "
        default: Radicals.unified(scalar) ?? Width.narrowed(scalar)
        }
    }

    /// The index after a word, when it stands here.
    func end(of word: String, at index: Int) -> Int? {
        var position = index
        for scalar in word.unicodeScalars {
            guard self[position] == scalar else { return nil }
            position += 1
        }
        return position
    }

    /// The first of some words that stands here, with the index after it. Longer words must come first.
    func first<Value>(of words: [(String, Value)], at index: Int) -> (value: Value, end: Int)? {
        for (word, value) in words {
            if let end = end(of: word, at: index) { return (value, end) }
        }
        return nil
    }

    /// Converters put spaces between figures and units: 令和 6 年. More than three are a column break.
    func skippingSpaces(_ index: Int) -> Int {
        var position = index
        while position - index < DateScanner.spacesMax, self[position] == " " { position += 1 }
        return position
    }

    private static let spacesMax = 3

    /// The index after a word that may stand after spaces.
    func end(of word: String, afterSpacesAt index: Int) -> Int? {
        end(of: word, at: skippingSpaces(index))
    }

    /// A number of at most four figures, in ASCII or kanji.
    func number(at index: Int) -> (value: Int, end: Int, figures: Int)? {
        var position = index
        var value = 0
        while let scalar = self[position], let figure = DateScanner.figure(scalar) {
            guard position - index < 4 else { return nil }
            value = value * 10 + figure
            position += 1
        }
        if position > index { return (value, position, position - index) }
        guard let kanji = KanjiNumeral.read(text, at: index), kanji.value <= 9999 else { return nil }
        return (kanji.value, kanji.end, kanji.end - index)
    }

    static func figure(_ scalar: Unicode.Scalar) -> Int? {
        ("0"..."9").contains(scalar) ? Int(scalar.value - 0x30) : nil
    }

    /// Whether what begins here is the tail of a longer number, or a count and no date (第6年度, 約3年, 数十年).
    func isInsideNumber(_ index: Int) -> Bool {
        guard let previous = self[index - 1] else { return false }
        if DateScanner.figure(previous) != nil || KanjiNumeral.isNumeral(previous) || "第数何毎約各計".has(previous) {
            return true
        }
        return ".,-/".has(previous) && (self[index - 2].flatMap(DateScanner.figure) != nil)
    }

    func isKanji(_ index: Int) -> Bool {
        self[index].map { Script(of: $0) == .kanji } ?? false
    }

    func isFigureOrLetter(_ index: Int) -> Bool {
        guard let scalar = self[index] else { return false }
        switch Script(of: scalar) {
        case .digit, .latin: return true
        default: return false
        }
    }
}

extension String {
    /// Whether a scalar is one of this string's.
    func has(_ scalar: Unicode.Scalar) -> Bool {
        unicodeScalars.contains(scalar)
    }
}
