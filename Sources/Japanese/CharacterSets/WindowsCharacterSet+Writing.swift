extension WindowsCharacterSet {
    /// The bytes of a text in Windows-31J, each character with its standard code; `nil` when one has none.
    public static func encoded(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            case 0xFF61...0xFF9F: bytes.append(UInt8(truncatingIfNeeded: scalar.value - 0xFEC0))
            default:
                guard let code = codes[scalar] else { return nil }
                bytes += [UInt8(truncatingIfNeeded: code >> 8), UInt8(truncatingIfNeeded: code)]
            }
        }
        return bytes
    }

    private static let codes = table.codes()
}
