import Japanese

/// The words of the platform and of its modules, by their readings.
struct Glossary: Sendable {
    let words: [Word]
    /// By their first letter, the longest first: 監査証跡 is one word, not 監査 and a rest.
    private let byLetter: [Character: [(term: String, position: Int)]]

    init(_ help: [ModuleHelp]) {
        words = (AdministrationHelp.words + help.flatMap(\.words)).sorted {
            (TextKey.kana($0.reading), $0.term) < (TextKey.kana($1.reading), $1.term)
        }
        var terms: [Character: [(term: String, position: Int)]] = [:]
        for (position, word) in words.enumerated() {
            guard let letter = word.term.first else { continue }
            terms[letter, default: []].append((word.term, position))
        }
        byLetter = terms.mapValues { $0.sorted { $0.term.count > $1.term.count } }
    }

    /// Of the row of a word on the page of all.
    static func identifier(_ position: Int) -> String { "word-\(position + 1)" }

    /// Sentences in which each word, where it comes first, leads to its meaning.
    func linked(_ sentences: [String]) -> [HTML] {
        var told: Set<Int> = []
        return sentences.map { sentence in
            var html: HTML = ""
            var plain = ""
            var rest = sentence[...]
            while let letter = rest.first {
                let word = byLetter[letter]?.first { rest.hasPrefix($0.term) }
                guard let word else {
                    plain.append(rest.removeFirst())
                    continue
                }
                if told.insert(word.position).inserted {
                    html =
                        "\(html)\(plain)<a href=\"\(WordsPage.path)#\(Self.identifier(word.position))\">\(word.term)</a>"
                    plain = ""
                } else {
                    plain += word.term
                }
                rest = rest.dropFirst(word.term.count)
            }
            return "\(html)\(plain)"
        }
    }
}
