/// A text without the space around it, and how wide the space before it was.
struct TrimmedText: Hashable, Sendable {
    let text: String
    /// In full-width characters.
    let indent: Double

    /// - Parameter tab: full-width characters from one tab stop to the next.
    init(_ raw: Substring, tab: Double = 4) {
        var indent = 0.0
        let scalars = raw.unicodeScalars
        var start = scalars.startIndex
        while start < scalars.endIndex, TrimmedText.isSpace(scalars[start]) {
            indent = TrimmedText.advance(indent, over: scalars[start], tab: tab)
            start = scalars.index(after: start)
        }
        var end = scalars.endIndex
        while end > start {
            let before = scalars.index(before: end)
            guard TrimmedText.isSpace(scalars[before]) else { break }
            end = before
        }
        text = String(scalars[start..<end])
        self.indent = start == scalars.endIndex ? 0 : indent
    }

    init(_ raw: String) {
        self.init(raw[...])
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0xA0, 0x3000, 0x2000...0x200A, 0x202F, 0xFEFF: true
        default: false
        }
    }

    private static func advance(_ column: Double, over scalar: Unicode.Scalar, tab: Double) -> Double {
        switch scalar.value {
        case 0x09: ((column / tab).rounded(.down) + 1) * tab
        case 0xFEFF, 0x0A...0x0D: column
        default: column + width(scalar)
        }
    }

    /// In full-width characters: what a fixed font of an office prints.
    static func width(_ scalar: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x2060, 0xFEFF, 0xFE00...0xFE0F, 0x300...0x36F, 0x3099, 0x309A,
            0xE0100...0xE01EF:
            0
        case 0x20...0x7E, 0xA0...0xFF, 0xFF61...0xFFDC, 0x100...0x24F: 0.5
        default: 1
        }
    }

    static func width(_ text: some StringProtocol) -> Double {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }
}
