/// A text as letters, and the letters as words: a number is one letter, since 12 and 15 share nothing that a reader sees.
struct TextLetters {
    /// What is never divided, by its scalars.
    struct Letter: Hashable, Sendable {
        let scalars: [Unicode.Scalar]
        fileprivate let kind: Kind

        var isLineBreak: Bool { scalars == ["\n"] }
    }

    fileprivate enum Kind: Hashable, Sendable {
        case number, kanji, hiragana, katakana, latin
        /// Each stands for itself.
        case other
    }

    let letters: [Letter]

    init(_ text: String) {
        var letters: [Letter] = []
        for character in text {
            let scalars = Array(character.unicodeScalars)
            let kind = Self.kind(of: scalars[0])
            if kind == .number, let last = letters.last, last.kind == .number {
                letters[letters.count - 1] = Letter(scalars: last.scalars + scalars, kind: .number)
            } else {
                letters.append(Letter(scalars: scalars, kind: kind))
            }
        }
        self.letters = letters
    }

    /// Letters of one script in a row. Hiragana after kanji begins a new word: 再構築 and する.
    var words: [[Letter]] {
        letters.reduce(into: []) { words, letter in
            if letter.kind != .other, letter.kind != .number, words.last?.last?.kind == letter.kind {
                words[words.count - 1].append(letter)
            } else {
                words.append([letter])
            }
        }
    }

    static func text(_ letters: [Letter]) -> String {
        var text = String.UnicodeScalarView()
        for letter in letters { text.append(contentsOf: letter.scalars) }
        return String(text)
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x30...0x39, 0xFF10...0xFF19: .number
        case 0x41...0x5A, 0x61...0x7A, 0xFF21...0xFF3A, 0xFF41...0xFF5A: .latin
        case 0x3041...0x309F: .hiragana
        // With the mark that lengthens: サーバ
        case 0x30A1...0x30FA, 0x30FC...0x30FF, 0xFF66...0xFF9F: .katakana
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF, 0x3005: .kanji
        default: .other
        }
    }
}
