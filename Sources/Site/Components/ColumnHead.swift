/// The words of a column's head, so that they do not make the column wider than what stands below them: short ones in one
/// line, longer ones in two lines that are broken between words.
///
///     ColumnHead("稼働を止めている件数（全体）").html   // 稼働を止めている | 件数（全体）
struct ColumnHead: Component {
    let title: String
    /// Of as even a length as words allow.
    let lines: [String]

    init(_ title: String) {
        self.title = title
        lines = Self.lines(of: title)
    }

    /// Letters that always stay in one line.
    static let wholeMax = 6
    /// Letters of a line; a title that needs more than two such lines gets more lines.
    static let lineMax = 14

    var html: HTML {
        guard lines.count > 1 else { return "\(title)" }
        let parts: [HTML] = lines.enumerated().map { position, line in
            "\(position == 0 ? "" : "<wbr>" as HTML)<span class=\"head-line\">\(line)</span>"
        }
        return "\(parts)"
    }

    /// Letters of a name and of its unit in brackets, which then has the second line for itself.
    private static let nameMax = 8.0
    private static let unitMax = 4.0

    private static func lines(of title: String) -> [String] {
        guard ChartText.width(title) > Double(wholeMax) else { return [title] }
        let words = words(title)
        if let unit = words.lastIndex(where: { $0.hasPrefix("（") }) {
            let (name, unit) = (words[..<unit].joined(), words[unit...].joined())
            if !name.isEmpty, ChartText.width(name) <= nameMax, ChartText.width(unit) <= unitMax {
                return [name, unit]
            }
        }
        let wanted = max(2, Int((ChartText.width(title) / Double(lineMax)).rounded(.up)))
        let length = ChartText.width(title) / Double(wanted)
        var lines: [String] = []
        var line = ""
        for word in words {
            let (now, then) = (ChartText.width(line), ChartText.width(line + word))
            // The word goes where the line ends nearer to its share.
            if !line.isEmpty, lines.count + 1 < wanted, abs(now - length) <= abs(then - length) {
                lines.append(line)
                line = ""
            }
            line += word
        }
        return lines + [line]
    }

    private enum Script {
        case kanji, hiragana, katakana, latin, opening, closing, other
    }

    /// Pieces between which a line may end: before the next word, which begins where hiragana give way to other letters, and
    /// before a bracket with a unit in it.
    static func words(_ title: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var last: Script?
        for scalar in title.unicodeScalars {
            let now = script(scalar)
            if let last, !word.isEmpty, begins(now, after: last) {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
            word.append(scalar)
            last = now
        }
        return word.isEmpty ? words : words + [String(word)]
    }

    private static func begins(_ now: Script, after last: Script) -> Bool {
        switch (last, now) {
        case (.opening, _), (_, .closing), (_, .hiragana): false
        case (_, .opening), (.closing, _): true
        case (.hiragana, _): true
        case (.kanji, .katakana), (.katakana, .kanji): true
        default: false
        }
    }

    private static func script(_ scalar: Unicode.Scalar) -> Script {
        switch scalar {
        case "（", "「", "(": .opening
        case "）", "」", ")", "、", "。", "・": .closing
        case "ー", "々": .other
        case "\u{3041}"..."\u{309F}": .hiragana
        case "\u{30A1}"..."\u{30FF}": .katakana
        case "\u{4E00}"..."\u{9FFF}": .kanji
        case "0"..."9", "A"..."Z", "a"..."z": .latin
        default: .other
        }
    }
}
