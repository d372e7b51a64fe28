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

/// Check digits (検査数字).
public enum CheckDigit: String, CaseIterable, Hashable, Sendable {
    /// 個人番号, 12 figures. 番号法施行令8条 and 平成26年総務省令85号5条: weights n+1 for the first six figures from the right and
    /// n−5 for the others; 11 − (sum mod 11), and 0 where the remainder is 0 or 1.
    case individualNumber = "individual-number"
    /// 住民票コード, 11 figures: ten and a check digit. Its formula was not found in a public source; that of 個人番号 is assumed.
    case residentCode = "resident-code"
    /// 全国地方公共団体コード, six figures: 11 − (sum of the first five with the weights 6…2) mod 11, its last figure.
    case localGovernment = "local-government"

    var length: Int {
        switch self {
        case .individualNumber: 12
        case .residentCode: 11
        case .localGovernment: 6
        }
    }

    /// Whether the figures end in their check digit. Anything but so many figures does not.
    func holds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == length else { return false }
        for byte in bytes where byte &- 0x30 > 9 { return false }
        return expected(bytes) == Int(bytes[length - 1] - 0x30)
    }

    /// The check digit of the figures before the last one.
    func expected(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var sum = 0
        for position in 1..<length {
            let figure = Int(bytes[length - 1 - position] - 0x30)
            switch self {
            case .individualNumber, .residentCode: sum += figure * (position <= 6 ? position + 1 : position - 5)
            case .localGovernment: sum += figure * (position + 1)
            }
        }
        let remainder = sum % 11
        switch self {
        case .individualNumber, .residentCode: return remainder <= 1 ? 0 : 11 - remainder
        case .localGovernment: return (11 - remainder) % 10
        }
    }
}
