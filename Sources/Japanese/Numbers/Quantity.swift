/// A number as an official text gives it: value, how sure it is, unit, and the words.
///
///     QuantityReader.read("約6,500時間")   // 6500, [約], 時間
///
/// The qualifier belongs to the value: it is kept in every output.
public struct Quantity: Hashable, Sendable, Codable {
    /// The number with its scale applied: 6,500千円 is 6,500,000.
    public let value: ExactNumber
    /// 約, 以上 … in the order written; usually none or one.
    public let qualifiers: [Qualifier]
    /// 時間, 件, 円 without a scale (千円 is carried by the value); `nil` when none is written.
    public let unit: String?
    /// The words it was read from.
    public let raw: String

    /// From parts already known; to read words use `QuantityReader`.
    public init(value: ExactNumber, qualifiers: [Qualifier] = [], unit: String? = nil, raw: String) {
        self.value = value
        self.qualifiers = qualifiers
        self.unit = unit
        self.raw = raw
    }

    /// The first qualifier.
    public var qualifier: Qualifier? { qualifiers.first }

    /// 約6,500時間, 延べ1,200人以上, ▲3件
    public var japanese: String {
        let before = qualifiers.filter { $0.place == .beforeNumber }.map(\.rawValue).joined()
        let inside = qualifiers.filter { $0.place == .afterNumber }.map(\.rawValue).joined()
        let after = qualifiers.filter { $0.place == .afterUnit }.map(\.rawValue).joined()
        return before + value.japanese + inside + (unit ?? "") + after
    }
}

/// A word that says how a number is to be taken.
public enum Qualifier: String, Sendable, Hashable, CaseIterable, Codable {
    /// 約, およそ, ほぼ, 概ね
    case approximately = "約"
    /// 程度, 前後
    case around = "程度"
    case atLeast = "以上"
    case atMost = "以下"
    case moreThan = "超"
    case lessThan = "未満"
    /// 100余名: a little more than
    case someMore = "余"
    /// 100件弱: a little less than
    case justUnder = "弱"
    /// 100件強: a little more than
    case justOver = "強"
    /// 延べ: each time counted, not each person
    case cumulative = "延べ"
    /// 実質: after deductions
    case effective = "実質"

    enum Place {
        case beforeNumber, afterNumber, afterUnit
    }

    /// Where the word stands in Japanese.
    var place: Place {
        switch self {
        case .approximately, .cumulative, .effective: .beforeNumber
        case .someMore: .afterNumber
        default: .afterUnit
        }
    }
}
