import Japanese

/// The words somebody looks for, as they are compared: width, case, kana and hyphens folded.
///
///     SearchKeys("ﾃﾞｰﾀ 標準").areIn(["オープンデータの標準化"])   // true
///
/// All words must occur, anywhere and in any order; one letter is a word too.
public struct SearchKeys: Hashable, Sendable {
    /// For each word the keys of which one must occur.
    private let words: [[[UInt8]]]

    public init(_ text: String) {
        var seen: Set<Substring> = []
        var keys: Set<String> = []
        words = text.split(whereSeparator: \.isWhitespace).compactMap { word in
            guard seen.insert(word).inserted else { return nil }
            let key = TextKey.kana(String(word)).text
            // A word that is said twice is looked for once.
            guard !key.isEmpty, keys.insert(key).inserted else { return nil }
            // At the beginning of a word nothing tells a prolonged sound mark from a hyphen.
            let other = key.utf8.first == UInt8(ascii: "-") ? "ー" + key.dropFirst() : nil
            return [key, other].compactMap { $0.map { Array($0.utf8) } }
        }
    }

    public var isEmpty: Bool { words.isEmpty }
    /// Words, each counted once.
    public var count: Int { words.count }

    /// Whether each word occurs in one of the texts.
    public func areIn(_ texts: [String]) -> Bool {
        let folded = texts.map(Self.folded)
        return words.allSatisfy { keys in
            keys.contains { key in
                folded.contains { text in text.withUnsafeBufferPointer { Self.occurs(key, in: $0) } }
            }
        }
    }

    /// A text as it is compared, for those who look through the same texts again and again.
    public static func folded(_ text: String) -> [UInt8] { Array(TextKey.kana(text).text.utf8) }

    /// The same as ``areIn(_:)`` for folded texts that lie one behind the other with a NUL between them.
    public func areIn(folded texts: UnsafeBufferPointer<UInt8>) -> Bool {
        words.allSatisfy { keys in keys.contains { Self.occurs($0, in: texts) } }
    }

    /// Bytes of UTF-8 never agree in the middle of a letter.
    private static func occurs(_ key: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = key.first, text.count >= key.count else { return key.isEmpty }
        return key.withUnsafeBufferPointer { key in
            for start in 0...(text.count - key.count) where text[start] == first {
                var length = 1
                while length < key.count, text[start + length] == key[length] { length += 1 }
                if length == key.count { return true }
            }
            return false
        }
    }
}
