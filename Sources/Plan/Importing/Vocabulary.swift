import Japanese

/// The document's own words, from which a repair may be offered: never a dictionary from outside.
struct Vocabulary {
    struct Repair: Hashable {
        let broken: String
        let whole: String
        /// Lines in which the whole word stands.
        let lines: [Int]
    }

    /// Words of kanji, katakana and Latin letters, with the lines they stand in.
    private var words: [[Unicode.Scalar]: Set<Int>] = [:]

    init(_ text: NoticeText) {
        for line in text.lines {
            var word: [Unicode.Scalar] = []
            for scalar in line.scalars + ["\n"] {
                if Self.isWordScalar(scalar) {
                    word.append(scalar)
                } else {
                    if word.count >= 3 { words[word, default: []].insert(line.number) }
                    word = []
                }
            }
        }
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch Script(of: scalar) {
        case .kanji, .katakana: true
        default: scalar == "ー" || scalar == "々"
        }
    }

    /// The word around a foreign run, and the nearest word of the same length that the document spells out.
    func repair(of run: Range<Int>, in line: NoticeText.Line) -> Repair? {
        var start = run.lowerBound
        var end = run.upperBound
        func belongs(_ scalar: Unicode.Scalar) -> Bool {
            let script = Script(of: scalar)
            return Self.isWordScalar(scalar) || script == .cyrillic || script == .greek || script == .hangul
        }
        while start > 0, belongs(line.scalars[start - 1]) { start -= 1 }
        while end < line.scalars.count, belongs(line.scalars[end]) { end += 1 }
        // The foreign letters may stand in a part of a longer word: compare parts of that length too.
        let broken = Array(line.scalars[start..<end])
        let hole = run.lowerBound - start..<run.upperBound - start
        var best: (whole: [Unicode.Scalar], lines: Set<Int>, length: Int)?
        for (word, lines) in words {
            guard let match = Self.match(broken, hole: hole, in: word) else { continue }
            if let known = best {
                let better = (match.length, lines.count) > (known.length, known.lines.count)
                let equal = match.whole == known.whole
                if equal {
                    best = (known.whole, known.lines.union(lines), max(known.length, match.length))
                } else if better {
                    best = (match.whole, lines, match.length)
                } else if match.length == known.length, lines.count == known.lines.count,
                    String(String.UnicodeScalarView(match.whole)) < String(String.UnicodeScalarView(known.whole))
                {
                    best = (match.whole, lines, match.length)
                }
            } else {
                best = (match.whole, lines, match.length)
            }
        }
        guard let best else { return nil }
        let support = words.filter { Self.contains($0.key, Array(best.whole[best.whole.startIndex...]), around: hole) }
            .reduce(into: best.lines) { $0.formUnion($1.value) }
        return Repair(
            broken: String(String.UnicodeScalarView(broken)), whole: String(String.UnicodeScalarView(best.whole)),
            lines: support.sorted())
    }

    /// The broken word with its hole filled from a word that agrees around it: at least three scalars, longer is better.
    private static func match(
        _ broken: [Unicode.Scalar], hole: Range<Int>, in word: [Unicode.Scalar]
    ) -> (whole: [Unicode.Scalar], length: Int)? {
        var best: (whole: [Unicode.Scalar], length: Int)?
        for shift in -broken.count...word.count {
            // word[position + shift] stands over broken[position].
            guard hole.lowerBound + shift >= 0, hole.upperBound + shift <= word.count else { continue }
            var left = 0
            while hole.lowerBound - left - 1 >= 0, hole.lowerBound - left - 1 + shift >= 0,
                broken[hole.lowerBound - left - 1] == word[hole.lowerBound - left - 1 + shift]
            { left += 1 }
            var right = 0
            while hole.upperBound + right < broken.count, hole.upperBound + right + shift < word.count,
                broken[hole.upperBound + right] == word[hole.upperBound + right + shift]
            { right += 1 }
            guard left + right >= 3, left > 0 || hole.lowerBound == 0, right > 0 || hole.upperBound == broken.count else {
                continue
            }
            var whole = broken
            for position in hole { whole[position] = word[position + shift] }
            if left + right > (best?.length ?? 0) { best = (whole, left + right) }
        }
        return best
    }

    /// Whether a word holds the mended part with its neighbours.
    private static func contains(_ word: [Unicode.Scalar], _ whole: [Unicode.Scalar], around hole: Range<Int>) -> Bool {
        let start = max(0, hole.lowerBound - 2)
        let end = min(whole.count, hole.upperBound + 1)
        let part = Array(whole[start..<end])
        guard part.count <= word.count else { return false }
        return (0...word.count - part.count).contains { Array(word[$0..<$0 + part.count]) == part }
    }
}
