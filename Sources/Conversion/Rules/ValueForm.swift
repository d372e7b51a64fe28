import Japanese

/// What a value looks like, asked of its bytes.
public enum ValueForm: Hashable, Sendable {
    case notEmpty
    /// So many figures.
    case digits(Int)
    /// A whole number, with “-” when below zero.
    case integer
    /// YYYYMMDD of a day that there is.
    case date8
    case oneOf([[UInt8]])
    /// Half-width katakana and spaces.
    case halfWidthKana

    /// Empty values pass all but ``notEmpty``: whether a value may be empty is a question of its own.
    @inline(__always)
    func holds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if bytes.isEmpty { return self != .notEmpty }
        switch self {
        case .notEmpty: return true
        case .digits(let count): return bytes.count == count && ValueForm.isFigures(bytes, from: 0)
        case .integer: return ValueForm.isFigures(bytes, from: bytes[0] == 0x2D ? 1 : 0)
        case .date8:
            guard bytes.count == 8, ValueForm.isFigures(bytes, from: 0) else { return false }
            func pair(_ start: Int) -> Int { Int(bytes[start] &- 0x30) * 10 + Int(bytes[start + 1] &- 0x30) }
            let (year, month, day) = (pair(0) * 100 + pair(2), pair(4), pair(6))
            return year > 0 && (1...12).contains(month) && day > 0
                && day <= CivilDate.daysInMonth(year: year, month: month)
        case .oneOf(let values):
            for value in values where ValueForm.equal(bytes, value) { return true }
            return false
        case .halfWidthKana: return ValueForm.isHalfWidthKana(bytes)
        }
    }

    @inline(__always)
    static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ value: [UInt8]) -> Bool {
        guard bytes.count == value.count else { return false }
        for position in 0..<bytes.count where bytes[position] != value[position] { return false }
        return true
    }

    @inline(__always)
    private static func isFigures(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        guard bytes.count > start else { return false }
        var position = start
        while position < bytes.count {
            if bytes[position] &- 0x30 > 9 { return false }
            position += 1
        }
        return true
    }

    /// U+FF66–FF9F and the space: EF BD A6–BF, EF BE 80–9F.
    @inline(__always)
    private static func isHalfWidthKana(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        while position < bytes.count {
            if bytes[position] == 0x20 {
                position += 1
                continue
            }
            guard bytes[position] == 0xEF, position + 2 < bytes.count else { return false }
            let (second, third) = (bytes[position + 1], bytes[position + 2])
            guard second == 0xBD && third >= 0xA6 || second == 0xBE && third <= 0x9F else { return false }
            position += 3
        }
        return true
    }
}
