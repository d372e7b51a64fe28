#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Questions about all bytes of a file, answered for many bytes at once.
public enum ByteSearch {
    /// Where a byte stands first, from a place on.
    public static func firstIndex(of byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }

    public static func holds(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        firstIndex(of: byte, in: UnsafeRawBufferPointer(bytes)) != nil
    }

    public static func holds(_ byte: UInt8, in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { holds(byte, in: $0) }
    }

    /// Whether a control byte stands in it that no text has: tab, line feed, form feed and carriage return are those of text.
    public static func holdsControls(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return false }
            var offset = 0
            while offset + 8 <= buffer.count {
                let word = (base + offset).loadUnaligned(as: UInt64.self)
                if hasLess(word) || hasDelete(word), buffer[offset..<offset + 8].contains(where: isControl) {
                    return true
                }
                offset += 8
            }
            return buffer[offset...].contains(where: isControl)
        }
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// Whether one of eight bytes is less than 0x20.
    private static func hasLess(_ word: UInt64) -> Bool { (word &- ones &* 0x20) & ~word & tops != 0 }

    /// Whether one of eight bytes is 0x7F.
    private static func hasDelete(_ word: UInt64) -> Bool {
        let rest = word ^ (ones &* 0x7F)
        return (rest &- ones) & ~rest & tops != 0
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 && byte != 0x0C || byte == 0x7F
    }
}
