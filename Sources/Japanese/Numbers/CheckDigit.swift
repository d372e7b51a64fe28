/// Check digits (検査数字).
public enum CheckDigit: String, CaseIterable, Hashable, Sendable {
    /// 個人番号, 12 figures. 番号法施行令8条 and 平成26年総務省令85号5条: weights n+1 for the first six figures from the right and
    /// n−5 for the others; 11 − (sum mod 11), and 0 where the remainder is 0 or 1.
    case individualNumber = "individual-number"
    /// 住民票コード, 11 figures: ten and a check digit. Its formula was not found in a public source; that of 個人番号 is assumed.
    case residentCode = "resident-code"
    /// 全国地方公共団体コード, six figures: 11 − (sum of the first five with the weights 6…2) mod 11, its last figure.
    case localGovernment = "local-government"
    /// 法人番号, 13 figures, the first of which is the check digit. 法人番号の指定等に関する省令2条: 9 − (sum mod 9), where the figures of the
    /// other twelve count once and twice in turn, from the right.
    case corporateNumber = "corporate-number"

    /// Figures, the check digit included.
    public var length: Int {
        switch self {
        case .individualNumber: 12
        case .residentCode: 11
        case .localGovernment: 6
        case .corporateNumber: 13
        }
    }

    /// Where the check digit stands, from 0.
    public var position: Int { self == .corporateNumber ? 0 : length - 1 }

    /// Whether the figures end in their check digit. Anything but so many figures does not.
    public func holds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == length else { return false }
        for byte in bytes where byte &- 0x30 > 9 { return false }
        return expected(bytes) == Int(bytes[position] - 0x30)
    }

    /// The check digit that belongs to the other figures; all but it must be figures.
    public func expected(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var sum = 0
        for position in 1..<length {
            let figure = Int(bytes[length - (self == .corporateNumber ? 0 : 1) - position] - 0x30)
            switch self {
            case .individualNumber, .residentCode: sum += figure * (position <= 6 ? position + 1 : position - 5)
            case .localGovernment: sum += figure * (position + 1)
            case .corporateNumber: sum += figure * (position % 2 == 1 ? 1 : 2)
            }
        }
        let remainder = sum % 11
        switch self {
        case .corporateNumber: return 9 - sum % 9
        case .individualNumber, .residentCode: return remainder <= 1 ? 0 : 11 - remainder
        case .localGovernment: return (11 - remainder) % 10
        }
    }
}
