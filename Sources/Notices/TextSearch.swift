extension Unicode.Scalar {
    /// White space of any kind; letters of Japanese are told without asking Unicode's tables.
    var isSpace: Bool {
        switch value {
        case 0x20, 0x09...0x0D, 0x3000: true
        case 0x21...0x7E, 0x3001...0xD7FF, 0xFF01...0xFF9F: false
        default: properties.isWhitespace
        }
    }

    /// A letter of ordinary Japanese or ASCII, at which there is nothing to find.
    var isOrdinary: Bool {
        switch value {
        case 0x20...0x7E, 0x3000...0x301B, 0x301D...0x3098, 0x309B...0x30FF, 0x4E00...0x9FFF, 0xFF01...0xFF5D: true
        default: false
        }
    }
}

extension String {
    /// Byte by byte, as ``contains(_:)`` is.
    func hasPrefix(_ prefix: String) -> Bool { utf8.begins(with: prefix.utf8) }
    func hasSuffix(_ suffix: String) -> Bool { utf8.ends(with: suffix.utf8) }

    /// Whether the letters of another text stand in this one, byte by byte: what is compared here is written in one way only, and
    /// long documents ask it often.
    func contains(_ other: String) -> Bool { utf8.place(of: other.utf8) != nil }

    /// Without any of these letters.
    func without(_ letters: String) -> String {
        let left = letters.unicodeScalars
        guard unicodeScalars.contains(where: left.contains) else { return self }
        return String(scalars: unicodeScalars.filter { !left.contains($0) })
    }

    /// Where they stand first.
    func firstRange(of other: String) -> Range<Index>? { utf8.range(of: other.utf8) }

    /// All places at which they stand, none within another.
    func ranges(of other: String) -> [Range<Index>] { self[...].ranges(of: other) }
}

extension Substring {
    func hasPrefix(_ prefix: String) -> Bool { utf8.begins(with: prefix.utf8) }
    func hasSuffix(_ suffix: String) -> Bool { utf8.ends(with: suffix.utf8) }

    func contains(_ other: String) -> Bool { utf8.place(of: other.utf8) != nil }
    func firstRange(of other: String) -> Range<Index>? { utf8.range(of: other.utf8) }

    func ranges(of other: String) -> [Range<Index>] {
        var found: [Range<Index>] = []
        var rest = self
        while !other.isEmpty, let range = rest.firstRange(of: other) {
            found.append(range)
            rest = self[range.upperBound...]
        }
        return found
    }
}

extension BidirectionalCollection<UInt8> {
    fileprivate func begins(with word: String.UTF8View) -> Bool {
        var place = startIndex
        for byte in word {
            guard place < endIndex, self[place] == byte else { return false }
            formIndex(after: &place)
        }
        return true
    }

    fileprivate func ends(with word: String.UTF8View) -> Bool {
        var place = endIndex
        var left = word.endIndex
        while left > word.startIndex {
            guard place > startIndex else { return false }
            formIndex(before: &place)
            word.formIndex(before: &left)
            guard self[place] == word[left] else { return false }
        }
        return true
    }
}

extension Collection<UInt8> {
    fileprivate func range(of other: String.UTF8View) -> Range<Index>? {
        place(of: other).map { place in
            let start = index(startIndex, offsetBy: place)
            return start..<index(start, offsetBy: other.count)
        }
    }

    /// How many bytes stand before the first place.
    fileprivate func place(of other: String.UTF8View) -> Int? {
        let found = withContiguousStorageIfAvailable { text in
            other.withContiguousStorageIfAvailable { word in Self.place(of: word, in: text) }
        }
        if let found, let known = found { return known }
        let text = Array(self)
        let word = Array(other)
        return text.withUnsafeBufferPointer { text in word.withUnsafeBufferPointer { Self.place(of: $0, in: text) } }
    }

    private static func place(
        of word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        guard let last = word.last else { return 0 }
        guard word.count <= text.count else { return nil }
        // The last byte of a Japanese letter differs more than its first.
        var end = word.count - 1
        while end < text.count {
            if text[end] == last {
                let start = end - word.count + 1
                var offset = 0
                while offset < word.count - 1, text[start + offset] == word[offset] { offset += 1 }
                if offset == word.count - 1 { return start }
            }
            end += 1
        }
        return nil
    }
}
