/// A text compared byte by byte: words of documents are written in one way only, and are looked up often.
struct LetterKey: Hashable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: LetterKey, right: LetterKey) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    func hash(into hasher: inout Hasher) {
        let isHashed: Void? = text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if isHashed == nil { Array(text.utf8).withUnsafeBytes { hasher.combine(bytes: $0) } }
    }
}

/// Words that a text may be.
struct WordSet: ExpressibleByArrayLiteral, Sendable {
    private let words: Set<LetterKey>

    init(_ words: some Sequence<String>) { self.words = Set(words.map(LetterKey.init)) }
    init(arrayLiteral words: String...) { self.init(words) }

    func contains(_ word: String) -> Bool { words.contains(LetterKey(word)) }
}
