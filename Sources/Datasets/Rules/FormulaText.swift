import Japanese

/// What a spreadsheet would run when it opens the file: one rule for the check, for handing in and for tables that programs make.
public enum FormulaText {
    /// Bytes of UTF-8; most cells are told by their first byte.
    public static func isRun(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = cell.first else { return false }
        switch first {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x20, 0x09, 0x0A, 0x0D: break
        // Spaces and what is not seen may stand before the sign; the signs have full-width forms.
        case 0xC2, 0xCD, 0xE1, 0xE2, 0xEF, 0xF3: break
        case 0xE3 where cell.count > 1 && (cell[1] == 0x80 || cell[1] == 0x85): break
        default: return false
        }
        return isRun(String(decoding: cell, as: UTF8.self))
    }

    public static func isRun(_ value: String) -> Bool {
        let text = value.unicodeScalars.drop { $0.properties.isWhitespace || $0.isUnseen }
        guard let first = text.first else { return false }
        let rest = text.dropFirst()
        // A mark for “nothing” runs nothing.
        if rest.isEmpty { return false }
        switch first {
        case "=", "＝", "@", "＠": return true
        case "+", "＋": return !isPhone(rest) && !isNumber(text)
        case "-":
            return rest.contains { $0 != "-" && !$0.properties.isWhitespace } && !isNumber(text)
        // A dash before a text: only with what a formula has.
        case "－": return rest.contains { "(!|=".unicodeScalars.contains($0) } && !isNumber(text)
        default: return false
        }
    }

    /// As people write it, or with an exponent.
    private static func isNumber(_ text: Substring.UnicodeScalarView) -> Bool {
        let text = String(text)
        return NumberText(text) != nil
            || text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) } && Double(text) != nil
    }

    /// With its country: +81-3-3312-2111.
    private static func isPhone(_ rest: Substring.UnicodeScalarView) -> Bool {
        var figures = 0
        for scalar in rest {
            switch scalar.value {
            case 0x30...0x39, 0xFF10...0xFF19: figures += 1
            case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x3000, 0xFF08, 0xFF09, 0xFF0D: break
            default: return false
            }
        }
        return figures >= phoneFiguresMin
    }

    private static let phoneFiguresMin = 9
}
