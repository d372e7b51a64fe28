/// Text as the parts of a workbook have it.
enum XMLText {
    /// Characters that must not stand in names, formulas and headers: controls other than tab and line end, and what XML
    /// has no way to write.
    static func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains {
            $0.value < 0x20 && $0 != "\t" && $0 != "\n" || $0.value == 0x7F || $0.value == 0xFFFE || $0.value == 0xFFFF
        }
    }

    /// The text of a cell with `_xHHHH_` for what XML has no way to write, and for what would be read as such an escape
    /// (ECMA-376 Part 1, 22.9.2.19 ST_Xstring).
    static func escaped(_ text: String) -> String {
        guard needsEscaping(text) else { return text }
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        for (position, byte) in bytes.enumerated() {
            switch byte {
            case 0x5F where escapedUnit(bytes[position...]) != nil: result += "_x005F_".utf8
            case 0x09, 0x0A: result.append(byte)
            case 0..<0x20: result += [0x5F, 0x78, 0x30, 0x30, hex(byte >> 4), hex(byte & 15), 0x5F]
            case 0xBF where position >= 2 && bytes[position - 2] == 0xEF && bytes[position - 1] == 0xBF:
                result.removeLast(2)
                result += "_xFFFF_".utf8
            case 0xBE where position >= 2 && bytes[position - 2] == 0xEF && bytes[position - 1] == 0xBF:
                result.removeLast(2)
                result += "_xFFFE_".utf8
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Bytes of a text in which `_xHHHH_` stands for a UTF-16 unit; halves of a pair that stand alone become U+FFFD.
    static func unescaped(_ bytes: [UInt8]) -> String {
        var start = 0
        var units: [UInt16] = []
        var position = 0
        while let mark = bytes[position...].firstIndex(of: 0x5F) {
            guard let unit = escapedUnit(bytes[mark...]) else {
                position = mark + 1
                continue
            }
            units.append(contentsOf: String(decoding: bytes[start..<mark], as: UTF8.self).utf16)
            units.append(unit)
            position = mark + escapeLength
            start = position
        }
        guard start > 0 else { return String(decoding: bytes, as: UTF8.self) }
        units.append(contentsOf: String(decoding: bytes[start...], as: UTF8.self).utf16)
        return String(decoding: units, as: UTF16.self)
    }

    private static let escapeLength = 7

    /// The unit that `_xHHHH_` at the beginning stands for.
    private static func escapedUnit(_ bytes: ArraySlice<UInt8>) -> UInt16? {
        let start = bytes.startIndex
        guard bytes.count >= escapeLength, bytes[start] == 0x5F, bytes[start + 1] == 0x78, bytes[start + 6] == 0x5F
        else { return nil }
        var unit: UInt16 = 0
        for byte in bytes[(start + 2)...(start + 5)] {
            switch byte {
            case 0x30...0x39: unit = unit << 4 | UInt16(byte - 0x30)
            case 0x41...0x46: unit = unit << 4 | UInt16(byte - 0x37)
            case 0x61...0x66: unit = unit << 4 | UInt16(byte - 0x57)
            default: return nil
            }
        }
        return unit
    }

    private static func needsEscaping(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            bytes.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A || $0 == 0x5F || $0 == 0xEF }
        }
    }

    private static func hex(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x37 + value
    }
}
