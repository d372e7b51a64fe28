import Japanese

/// Reads decimal numbers as mainframes keep them, and writes them as text: `-1234.50`.
///
/// Bytes that hold no number become U+FFFD with the note “malformed”: a number is never guessed. A field of spaces only (40, 20)
/// or of NUL bytes is empty.
enum DecimalText {
    /// A figure in the low half of each byte, the sign in the high half of the last: C or F (or 3 in ASCII) is plus, D (or 7) minus.
    static func zoned(_ bytes: UnsafeBufferPointer<UInt8>, scale: Int, into arena: TextArena) -> DecodingNotes {
        if isBlank(bytes) { return [] }
        var figures: [UInt8] = []
        var isNegative = false
        for (position, byte) in bytes.enumerated() {
            let (zone, figure) = (byte >> 4, byte & 0xF)
            let isLast = position == bytes.count - 1
            guard figure <= 9, zone == 0xF || zone == 0x3 || isLast && [0xC, 0xD, 0x7].contains(zone) else {
                return malformed(arena)
            }
            if isLast { isNegative = zone == 0xD || zone == 0x7 }
            figures.append(figure)
        }
        write(figures, scale: scale, isNegative: isNegative, arena)
        return []
    }

    /// Two figures to a byte; the last half byte is the sign: A, C, E, F plus, B, D minus.
    static func packed(_ bytes: UnsafeBufferPointer<UInt8>, scale: Int, into arena: TextArena) -> DecodingNotes {
        guard let last = bytes.last else { return [] }
        if isBlank(bytes) { return [] }
        var figures: [UInt8] = []
        for byte in bytes.dropLast() { figures += [byte >> 4, byte & 0xF] }
        figures.append(last >> 4)
        guard figures.allSatisfy({ $0 <= 9 }), last & 0xF >= 0xA else { return malformed(arena) }
        write(figures, scale: scale, isNegative: [0xB, 0xD].contains(last & 0xF), arena)
        return []
    }

    private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.allSatisfy { $0 == 0x40 } || bytes.allSatisfy { $0 == 0x20 } || bytes.allSatisfy { $0 == 0 }
    }

    private static func malformed(_ arena: TextArena) -> DecodingNotes {
        arena.append([0xEF, 0xBF, 0xBD])
        return .malformed
    }

    private static func write(_ figures: [UInt8], scale: Int, isNegative: Bool, _ arena: TextArena) {
        var digits = figures
        while digits.count <= scale { digits.insert(0, at: 0) }
        let whole = digits.dropLast(scale).drop { $0 == 0 }
        let isZero = figures.allSatisfy { $0 == 0 }
        var text: [UInt8] = isNegative && !isZero ? [0x2D] : []
        text += whole.isEmpty ? [0x30] : whole.map { $0 + 0x30 }
        if scale > 0 { text += [0x2E] + digits.suffix(scale).map { $0 + 0x30 } }
        arena.append(text)
    }
}
