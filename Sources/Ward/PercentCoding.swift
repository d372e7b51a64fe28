/// Percent-encoding after RFC 3986. That of Hummingbird is not public, and that of Foundation does not tell a broken escape from
/// broken text and knows no `+`.
public enum PercentCoding {
    /// - Returns: `nil` when an escape is broken or the bytes are no UTF-8.
    public static func decoded(_ bytes: some Sequence<UInt8>, plusIsSpace: Bool) -> String? {
        var decoded: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else {
                    return nil
                }
                decoded.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: decoded.append(UInt8(ascii: " "))
            default: decoded.append(byte)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    /// Everything but letters, digits and `-._~` escaped: good for a part of a path, for a query and for a form alike.
    public static func encoded(_ text: String) -> String {
        encoded(text, whole: "-._~")
    }

    /// For a value in the query of an address, where a path and what is asked of it may stand as they are (section 3.4).
    public static func encodedValue(_ text: String) -> String {
        encoded(text, whole: "-._~/?:=")
    }

    /// An address as people write it, with its blanks and letters beyond ASCII escaped as programs send them (RFC 3987, 3.1); what is escaped
    /// already and what separates its parts stays.
    public static func encodedAddress(_ text: String) -> String {
        encoded(text) { $0 < 0x80 && $0 != 0x20 }
    }

    private static func encoded(_ text: String, whole: String) -> String {
        encoded(text) { isLetterOrDigit($0) || whole.utf8.contains($0) }
    }

    private static func encoded(_ text: String, isWhole: (UInt8) -> Bool) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if isWhole(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
