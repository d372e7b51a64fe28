extension String {
    /// Whether the letters of another text stand in this one, byte by byte: what is compared here is written in one way only, and
    /// long documents ask it often.
    func contains(_ other: String) -> Bool { utf8.holds(other.utf8) }
}

extension Substring {
    func contains(_ other: String) -> Bool { utf8.holds(other.utf8) }
}

extension Collection<UInt8> {
    fileprivate func holds(_ other: String.UTF8View) -> Bool {
        let found = withContiguousStorageIfAvailable { text in
            other.withContiguousStorageIfAvailable { word in Self.holds(text, word) }
        }
        if let found, let known = found { return known }
        let text = Array(self)
        let word = Array(other)
        return text.withUnsafeBufferPointer { text in word.withUnsafeBufferPointer { Self.holds(text, $0) } }
    }

    private static func holds(_ text: UnsafeBufferPointer<UInt8>, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let last = word.last else { return true }
        guard word.count <= text.count else { return false }
        // The last byte of a Japanese letter differs more than its first.
        var end = word.count - 1
        while end < text.count {
            if text[end] == last {
                let start = end - word.count + 1
                var offset = 0
                while offset < word.count - 1, text[start + offset] == word[offset] { offset += 1 }
                if offset == word.count - 1 { return true }
            }
            end += 1
        }
        return false
    }
}
