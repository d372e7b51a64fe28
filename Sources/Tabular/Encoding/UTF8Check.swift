/// Strict UTF-8 after RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
public enum UTF8Check {
    /// The offset of the first byte that begins no valid sequence; `nil` when all bytes are UTF-8.
    public static func firstBadOffset(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { firstBadOffset(in: $0) }
    }

    /// The same for bytes that lie in memory already.
    public static func firstBadOffset(in buffer: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = buffer.baseAddress else { return nil }
        let count = buffer.count
        var offset = 0
        while offset < count {
            let lead = base[offset]
            if lead < 0x80 {
                // Text without a letter beyond ASCII is passed over eight bytes at a time.
                while offset + 8 <= count,
                    UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    offset += 8
                }
                while offset < count, base[offset] < 0x80 { offset += 1 }
                continue
            }
            // Kana and most kanji: E1…EC and two more.
            if lead >= 0xE1, lead <= 0xEC, offset + 3 <= count, base[offset + 1] & 0xC0 == 0x80,
                base[offset + 2] & 0xC0 == 0x80
            {
                offset += 3
                continue
            }
            guard let (length, second) = shape(lead), offset + length <= count, second.contains(base[offset + 1])
            else { return offset }
            for position in (offset + 2)..<max(offset + 2, offset + length)
            where !(0x80...0xBF).contains(base[position]) {
                return offset
            }
            offset += length
        }
        return nil
    }

    /// The length a lead byte announces, and which second bytes it allows (RFC 3629 §4).
    private static func shape(_ lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
        switch lead {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: nil
        }
    }
}

/// Whether bytes may be Windows-31J: every lead byte has its trail byte, and no control bytes stand in the text.
enum CP932Check {
    static func fits(_ bytes: [UInt8]) -> Bool {
        var offset = 0
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x09, 0x0A, 0x0D, 0x1A, 0x20...0x7E, 0xA1...0xDF:
                offset += 1
            case 0x81...0x9F, 0xE0...0xFC:
                guard offset + 1 < bytes.count else { return false }
                switch bytes[offset + 1] {
                case 0x40...0x7E, 0x80...0xFC: offset += 2
                default: return false
                }
            default:
                return false
            }
        }
        return true
    }
}
