import Japanese

/// Words and their spaces in documents that draw columns with spaces and spread letters over a column (委　員　長).
enum BodyText {
    /// Longer lines are running text: no row of a roster has so many bytes.
    static let rowBytesMax = 4_000
    /// Labels, remarks and heads of columns are words: longer texts are none.
    static let wordBytesMax = 200

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\u{3000}" || scalar == "\t" || scalar.isSpace
    }

    /// A line of running text: its end is no row's.
    static func isSentence(_ text: String) -> Bool { text.unicodeScalars.last == "。" }

    /// Without any space.
    static func tight(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isSpace) else { return text }
        return String(scalars: text.unicodeScalars.filter { !isSpace($0) })
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        let end = scalars.index(after: last)
        return first == scalars.startIndex && end == scalars.endIndex ? String(text) : String(text[first..<end])
    }

    /// In half width where a form has one, without spaces: what words are compared by.
    static func key(_ text: String) -> String {
        // Most words are in their one form already.
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            (0x21...0x7E).contains(scalar.value) || (0x3001...0x30FF).contains(scalar.value)
                || (0x4E00...0x9FFF).contains(scalar.value)
        }
        if isPlain { return text }
        var key = String.UnicodeScalarView()
        for scalar in Width.narrowingDigitsAndLatin(text).unicodeScalars where !isSpace(scalar) {
            switch scalar.value {
            // （）－．／：［］ and the like.
            case 0xFF01...0xFF5E: key.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0xFF65: key.append("・")
            default: key.append(scalar)
            }
        }
        let narrow = String(key)
        return narrow.unicodeScalars.contains { (0xFF61...0xFF9F).contains($0.value) }
            ? Width.wideningKatakana(narrow) : narrow
    }

    /// Fields of a line: cells between tabs or bars, empty ones too, or words between spaces.
    static func fields(_ text: String) -> (fields: [String], isGrid: Bool) {
        let text = withoutEdge(text)
        let scalars = text.unicodeScalars
        if scalars.contains("\t") {
            return (split(text, keepsEmpty: true) { $0 == "\t" }.map(joiningSpread), true)
        }
        if scalars.lazy.filter({ $0 == "|" || $0 == "｜" || $0 == "│" }).count >= 2 {
            var cells = split(text, keepsEmpty: true) { $0 == "|" || $0 == "｜" || $0 == "│" }
            // Bars at both edges frame the row.
            if cells.first?.isEmpty == true { cells.removeFirst() }
            if cells.last?.isEmpty == true { cells.removeLast() }
            return (cells.map(joiningSpread), true)
        }
        return (words(text), false)
    }

    /// 副市長、教育長 | : the edge of a table's only cell is none of its text.
    private static func withoutEdge(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let last = scalars.last(where: { !isSpace($0) }), last == "|" || last == "｜",
            scalars.count(where: { $0 == "|" || $0 == "｜" }) == 1
        else { return text }
        return trimmed(String(scalars[..<(scalars.lastIndex(of: last) ?? scalars.endIndex)]))
    }

    /// Words between spaces; letters that stand alone are one word again.
    static func words(_ text: String) -> [String] {
        let wide = coarse(text)
        guard wide.count > 1 || wide.first.map({ $0.unicodeScalars.contains(where: isSpace) }) == true else {
            return wide
        }
        var words: [String] = []
        for field in wide {
            words += narrowWords(joiningSpread(field))
        }
        return joiningSingles(words)
    }

    /// Between spaces outside brackets.
    private static func narrowWords(_ text: String) -> [String] {
        var depth = 0
        let opens = text.unicodeScalars.count(where: { $0 == "(" || $0 == "（" })
        let isBalanced = opens == text.unicodeScalars.count(where: { $0 == ")" || $0 == "）" })
        return split(text, keepsEmpty: false) { scalar in
            if scalar == "(" || scalar == "（" { depth += 1 }
            if scalar == ")" || scalar == "）" { depth = max(0, depth - 1) }
            return isSpace(scalar) && (depth == 0 || !isBalanced)
        }
    }

    /// 委 員 長 → 委員長, where every part is a letter; brackets and longer words leave the text as it is.
    static func joiningSpread(_ text: String) -> String {
        let parts = split(text, keepsEmpty: false, by: isSpace)
        // 所 属 ・ 職 名
        guard parts.count > 1, parts.allSatisfy({ isLetter($0) || $0 == "・" }) else { return trimmed(text) }
        return parts.joined()
    }

    /// Fields between wide spaces or several narrow ones.
    private static func coarse(_ text: String) -> [String] {
        var fields: [String] = []
        var field = String.UnicodeScalarView()
        var spaces = 0
        var isWide = false
        var depth = 0
        // A bracket that nothing closes holds nothing together.
        let isBalanced =
            text.unicodeScalars.count(where: { "(（".unicodeScalars.contains($0) })
            == text.unicodeScalars.count(where: { ")）".unicodeScalars.contains($0) })
        for scalar in text.unicodeScalars {
            if scalar == "(" || scalar == "（" { depth += 1 }
            if scalar == ")" || scalar == "）" { depth = max(0, depth - 1) }
            if isSpace(scalar), depth == 0 || !isBalanced {
                spaces += 1
                if scalar != " " { isWide = true }
                continue
            }
            if spaces > 0, !field.isEmpty {
                if isWide || spaces > 1 {
                    fields.append(String(field))
                    field = .init()
                } else {
                    field.append(" ")
                }
            }
            (spaces, isWide) = (0, false)
            field.append(scalar)
        }
        if !field.isEmpty { fields.append(String(field)) }
        return fields
    }

    /// 委, 員, 総務部長 → 委員, 総務部長. A run that holds a label or a rank and a name as well is divided behind it.
    private static func joiningSingles(_ words: [String]) -> [String] {
        var joined: [String] = []
        var run = ""
        var runCount = 0
        func flush() {
            guard runCount > 0 else { return }
            let key = key(run)
            // 教育委員会教 育 長: the first letter of a spread rank stuck to the word before.
            if let before = joined.last, let letter = before.last, PostWord.isSection(String(before.dropLast())),
                let cut = (1...min(4, runCount)).reversed().first(where: {
                    PostWord.ranks.contains(String(letter) + run.prefix($0))
                })
            {
                joined[joined.count - 1] = String(before.dropLast())
                joined.append(String(letter) + run.prefix(cut))
                if cut < runCount { joined.append(String(run.dropFirst(cut))) }
                (run, runCount) = ("", 0)
                return
            }
            if runCount > 3, let heads = heads(of: run) {
                joined += heads
                (run, runCount) = ("", 0)
                return
            }
            // 委　員　　林　　直人
            if runCount == 3, SeatLabel(key) == nil, SeatLabel(String(run.prefix(2))) != nil, let last = run.last,
                !"会長員等班".contains(last)
            {
                joined += [String(run.prefix(2)), String(last)]
            } else if runCount > 3, SeatLabel(key) == nil,
                let cut = (2...min(6, runCount - 1)).reversed().first(where: {
                    let head = String(run.prefix($0))
                    return SeatLabel(head) != nil || PostWord.ranks.contains(head)
                })
            {
                joined += [String(run.prefix(cut)), String(run.dropFirst(cut))]
            } else {
                joined.append(run)
            }
            (run, runCount) = ("", 0)
        }
        for word in words {
            if isLetter(word) {
                run += word
                runCount += 1
            } else {
                flush()
                joined.append(word)
            }
        }
        flush()
        return joined
    }

    /// 職名氏名役職 → the heads 職名, 氏名 and 役職, whose letters were spread as wide as the columns.
    private static func heads(of run: String) -> [String]? {
        guard SeatColumns.kind(of: run) == nil || run.count >= 4 else { return nil }
        let heads = heads(in: run[...])
        return heads.count > 1 ? heads : nil
    }

    /// The shortest heads first; none where letters are left over.
    private static func heads(in run: Substring) -> [String] {
        for length in 2...5 where length <= run.count {
            let head = String(run.prefix(length))
            guard let kind = SeatColumns.kind(of: head), kind != .postWithName else { continue }
            if length == run.count { return [head] }
            let rest = heads(in: run.dropFirst(length))
            if !rest.isEmpty { return [head] + rest }
        }
        return []
    }

    private static func isLetter(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let scalar = scalars.first, scalars.count == 1 else { return false }
        return Script(of: scalar).isJapanese || scalar == "ー"
    }

    static func split(
        _ text: String, keepsEmpty: Bool, by isSeparator: (Unicode.Scalar) -> Bool
    ) -> [String] {
        text.unicodeScalars.split(omittingEmptySubsequences: !keepsEmpty, whereSeparator: isSeparator)
            .map { trimmed(String($0)) }
    }
}
