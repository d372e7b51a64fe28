/// Decodes the bytes of one value to UTF-8. Nothing is dropped: what cannot be read becomes U+FFFD and is noted and counted.
///
///     let decoder = TextDecoder(.cp932, counting: counts)
///     let notes = decoder.decode(bytes, into: arena)
public struct TextDecoder {
    public let set: SourceCharacterSet
    /// Counts every code beyond ASCII; `nil` when nobody asks.
    public let counts: CodeCounts?

    public init(_ set: SourceCharacterSet, counting counts: CodeCounts? = nil) {
        self.set = set
        self.counts = counts
    }

    /// The text of some bytes, for places where speed does not matter.
    public func text(_ bytes: [UInt8]) -> (text: String, notes: DecodingNotes) {
        let arena = TextArena(capacity: bytes.count * 3 + 8)
        let notes = bytes.withUnsafeBufferPointer { decode($0, into: arena) }
        return (String(decoding: arena.bytes(0..<arena.count), as: UTF8.self), notes)
    }

    /// Appends the text of a value.
    /// - Returns: what was noticed.
    public func decode(_ bytes: UnsafeBufferPointer<UInt8>, into arena: TextArena) -> DecodingNotes {
        // Four bytes are stored at a time: the last of them may lie beyond the text.
        let out = arena.room(for: bytes.count * set.growthMax + 8)
        guard let base = bytes.baseAddress else { return [] }
        var writer = UTF8Writer(out: out)
        switch set {
        case .utf8: decodeUTF8(base, bytes.count, &writer)
        case .utf16LE: decodeUTF16(base, bytes.count, low: 0, &writer)
        case .utf16BE: decodeUTF16(base, bytes.count, low: 1, &writer)
        case .cp932: decodeWindows(base, bytes.count, &writer)
        case .mainframe(let set): decodeMainframe(base, bytes.count, set, &writer)
        }
        arena.advance(to: writer.out)
        return writer.notes
    }
}

/// A place in memory that UTF-8 is written to.
struct UTF8Writer {
    var out: UnsafeMutablePointer<UInt8>
    var notes: DecodingNotes = []

    @inline(__always)
    mutating func put(ascii byte: UInt8) {
        if byte < 0x20 || byte == 0x7F { notes.insert(.control) }
        out.pointee = byte
        out += 1
    }

    /// A packed entry of a ``DoubleByteTable``.
    @inline(__always)
    mutating func put(packed entry: UInt32) {
        UnsafeMutableRawPointer(out).storeBytes(of: (entry & 0xFF_FFFF).littleEndian, as: UInt32.self)
        out += Int((entry >> 24) & 3)
    }

    mutating func put(_ value: UInt32) {
        switch value {
        case 0..<0x80:
            put(ascii: UInt8(truncatingIfNeeded: value))
            return
        case 0x80..<0x800:
            out[0] = 0xC0 | UInt8(truncatingIfNeeded: value >> 6)
            out[1] = 0x80 | UInt8(truncatingIfNeeded: value & 0x3F)
            out += 2
        case 0x800..<0x1_0000:
            out[0] = 0xE0 | UInt8(truncatingIfNeeded: value >> 12)
            out[1] = 0x80 | UInt8(truncatingIfNeeded: (value >> 6) & 0x3F)
            out[2] = 0x80 | UInt8(truncatingIfNeeded: value & 0x3F)
            out += 3
        default:
            out[0] = 0xF0 | UInt8(truncatingIfNeeded: value >> 18)
            out[1] = 0x80 | UInt8(truncatingIfNeeded: (value >> 12) & 0x3F)
            out[2] = 0x80 | UInt8(truncatingIfNeeded: (value >> 6) & 0x3F)
            out[3] = 0x80 | UInt8(truncatingIfNeeded: value & 0x3F)
            out += 4
        }
        if value < 0xA0 { notes.insert(.control) }
    }

    mutating func putMalformed() {
        notes.insert(.malformed)
        put(0xFFFD)
    }
}
