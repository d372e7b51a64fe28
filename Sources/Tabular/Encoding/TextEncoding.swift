/// What the bytes of a file look like. Detection only, for messages: nothing is converted by guess.
///
///     TextEncoding.detect(bytes)   // .cp932Likely → 「UTF-8で保存し直してください」
public enum TextEncoding: String, Sendable, Hashable, CaseIterable, Codable {
    case utf8
    /// UTF-8 after the byte order mark EF BB BF, as Excel writes it.
    case utf8BOM
    case utf16LE
    case utf16BE
    /// Windows-31J (Shift_JIS): it may be, as every byte pair fits.
    case cp932Likely
    case binary
    case empty

    /// Looks at all bytes: byte order marks first, then NUL bytes, then strict UTF-8, then CP932.
    public static func detect(_ bytes: [UInt8]) -> TextEncoding {
        if bytes.isEmpty { return .empty }
        if bytes.starts(with: utf8Mark) {
            return UTF8Check.firstBadOffset(in: bytes) == nil && !ByteSearch.holds(0, in: bytes) ? .utf8BOM : .binary
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LE }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BE }
        if ByteSearch.holds(0, in: bytes) { return utf16WithoutMark(bytes) ?? .binary }
        if UTF8Check.firstBadOffset(in: bytes) == nil { return .utf8 }
        return CP932Check.fits(bytes) ? .cp932Likely : .binary
    }

    static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The bytes can be read as UTF-8.
    public var isUTF8: Bool {
        switch self {
        case .utf8, .utf8BOM, .empty: true
        default: false
        }
    }

    /// The encoding's name for people.
    public var japanese: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf8BOM: "UTF-8（BOM付き）"
        case .utf16LE, .utf16BE: "UTF-16"
        case .cp932Likely: "Shift_JIS（CP932）"
        case .binary: "文字ではないデータ"
        case .empty: "空のファイル"
        }
    }

    /// ASCII in UTF-16 has a NUL in every second byte, always on the same side.
    private static func utf16WithoutMark(_ bytes: [UInt8]) -> TextEncoding? {
        guard bytes.count % 2 == 0 else { return nil }
        var even = 0
        var odd = 0
        for (offset, byte) in bytes.enumerated() where byte == 0 {
            if offset % 2 == 0 { even += 1 } else { odd += 1 }
        }
        // A binary file has NULs on both sides; text has a line end or a figure among two hundred characters.
        guard (even == 0) != (odd == 0), (even + odd) * 200 >= bytes.count / 2 else { return nil }
        return even > 0 ? .utf16BE : .utf16LE
    }
}
