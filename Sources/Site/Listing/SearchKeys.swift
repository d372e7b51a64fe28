import Japanese

/// The words somebody looks for, as they are compared: width, case, kana and hyphens folded.
///
///     SearchKeys("ﾃﾞｰﾀ 標準").areIn(["オープンデータの標準化"])   // true
///
/// All words must occur, anywhere and in any order; one letter is a word too.
public struct SearchKeys: Hashable, Sendable {
    let keys: [String]

    public init(_ text: String) {
        keys = text.split(whereSeparator: \.isWhitespace).map { TextKey.kana(String($0)).text }.filter { !$0.isEmpty }
    }

    public var isEmpty: Bool { keys.isEmpty }

    /// Whether each word occurs in one of the texts.
    public func areIn(_ texts: [String]) -> Bool {
        let folded = texts.map { TextKey.kana($0).text }
        return keys.allSatisfy { key in folded.contains { $0.utf8.contains(key.utf8) } }
    }
}

extension String.UTF8View {
    /// Bytes of UTF-8 never agree in the middle of a letter.
    fileprivate func contains(_ other: String.UTF8View) -> Bool {
        let (text, sought) = (Array(self), Array(other))
        guard let first = sought.first, text.count >= sought.count else { return sought.isEmpty }
        return (0...text.count - sought.count).contains { start in
            text[start] == first && text[start..<start + sought.count].elementsEqual(sought)
        }
    }
}
