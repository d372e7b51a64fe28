extension TextDecoder {
    /// Strict UTF-8 (RFC 3629): checked, counted and copied.
    func decodeUTF8(_ base: UnsafePointer<UInt8>, _ count: Int, _ writer: inout UTF8Writer) {
        var offset = 0
        while offset < count {
            let byte = base[offset]
            if byte < 0x80 {
                writer.put(ascii: byte)
                offset += 1
                continue
            }
            writer.notes.insert(.beyondASCII)
            let (value, length) = TextDecoder.scalar(base + offset, count - offset)
            offset += length
            guard value != UInt32.max else {
                counts?.countMalformed(byte)
                writer.putMalformed()
                continue
            }
            put(scalar: value, &writer)
        }
    }

    /// What is to be noticed about bytes that are text in UTF-8 as they stand, without a copy and without counting.
    /// - Returns: `nil` when they are not strict UTF-8.
    public static func notes(ofUTF8 bytes: UnsafeBufferPointer<UInt8>) -> DecodingNotes? {
        guard let base = bytes.baseAddress else { return [] }
        let count = bytes.count
        var notes: DecodingNotes = []
        var offset = 0
        while offset < count {
            let lead = base[offset]
            if lead < 0x80 {
                if lead < 0x20 || lead == 0x7F { notes.insert(.control) }
                offset += 1
            } else if lead >= 0xE1, lead <= 0xEC, offset + 2 < count {
                // U+1000–CFFF: kana and most kanji, none of them private.
                guard base[offset + 1] & 0xC0 == 0x80, base[offset + 2] & 0xC0 == 0x80 else { return nil }
                notes.insert(.beyondASCII)
                offset += 3
            } else {
                let (value, length) = scalar(base + offset, count - offset)
                guard value != UInt32.max else { return nil }
                notes.insert(.beyondASCII)
                if value < 0xA0 { notes.insert(.control) }
                if Gaiji.isPrivateUse(value) { notes.insert(.user) }
                if value == 0xFFFD { notes.insert(.unmapped) }
                offset += length
            }
        }
        return notes
    }

    /// UTF-16: a code unit is two bytes, `low` says which of them is the lower.
    func decodeUTF16(_ base: UnsafePointer<UInt8>, _ count: Int, low: Int, _ writer: inout UTF8Writer) {
        var offset = 0
        func unit(_ offset: Int) -> UInt32 { UInt32(base[offset + low]) | UInt32(base[offset + 1 - low]) << 8 }
        while offset + 1 < count {
            let first = unit(offset)
            offset += 2
            if (0xD800...0xDBFF).contains(first), offset + 1 < count, (0xDC00...0xDFFF).contains(unit(offset)) {
                put(scalar: 0x1_0000 + (first - 0xD800) << 10 + (unit(offset) - 0xDC00), &writer)
                offset += 2
            } else if (0xD800...0xDFFF).contains(first) {
                counts?.countMalformed(UInt8(truncatingIfNeeded: first >> 8))
                writer.putMalformed()
            } else {
                put(scalar: first, &writer)
            }
        }
        if offset < count { writer.putMalformed() }
    }

    /// - Returns: the scalar and its bytes; `UInt32.max` and 1 for a byte that begins nothing.
    @inline(__always)
    private static func scalar(_ base: UnsafePointer<UInt8>, _ count: Int) -> (UInt32, Int) {
        let bad = (UInt32.max, 1)
        let lead = UInt32(base[0])
        func next(_ position: Int) -> UInt32 {
            position < count && base[position] & 0xC0 == 0x80 ? UInt32(base[position] & 0x3F) : UInt32.max
        }
        switch lead {
        case 0xC2...0xDF:
            let second = next(1)
            return second == .max ? bad : ((lead & 0x1F) << 6 | second, 2)
        case 0xE0...0xEF:
            let (second, third) = (next(1), next(2))
            guard second != .max, third != .max else { return bad }
            let value = (lead & 0xF) << 12 | second << 6 | third
            return value < 0x800 || (0xD800...0xDFFF).contains(value) ? bad : (value, 3)
        case 0xF0...0xF4:
            let (second, third, fourth) = (next(1), next(2), next(3))
            guard second != .max, third != .max, fourth != .max else { return bad }
            let value = (lead & 7) << 18 | second << 12 | third << 6 | fourth
            return (0x1_0000...0x10_FFFF).contains(value) ? (value, 4) : bad
        default: return bad
        }
    }

    @inline(__always)
    private func put(scalar value: UInt32, _ writer: inout UTF8Writer) {
        if value >= 0x80 {
            writer.notes.insert(.beyondASCII)
            if value < 0x1_0000 { counts?.count(Int(value)) } else { counts?.countOther(value) }
            if Gaiji.isPrivateUse(value) { writer.notes.insert(.user) }
            if value == 0xFFFD { writer.notes.insert(.unmapped) }
        }
        writer.put(value)
    }
}
