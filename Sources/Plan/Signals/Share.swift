import Japanese

/// A part of a whole, kept as its two counts; the percentage is only ever computed from them.
///
///     Share(54, of: 79)?.percent     // "68.4"
public struct Share: Hashable, Sendable {
    public let part: Int
    public let whole: Int

    /// Digits after the point of a printed percentage.
    static let digits = 1

    /// - Returns: `nil` unless 0 ≤ part ≤ whole and the whole is not zero: of nothing there is no share.
    public init?(_ part: Int, of whole: Int) {
        guard whole > 0, (0...whole).contains(part) else { return nil }
        self.part = part
        self.whole = whole
    }

    /// To one decimal, half up (四捨五入), from the counts alone.
    public var rounded: ExactNumber {
        // The whole is not zero.
        (ExactNumber(part) * 100).divided(by: ExactNumber(whole), scale: Self.digits) ?? .zero
    }

    /// `68.4`, without the sign.
    public var percent: String { rounded.fixed(Self.digits) }

    /// 「54/79（68.4%）」
    public var japanese: String { "\(ExactNumber(part).grouped)/\(ExactNumber(whole).grouped)（\(percent)%）" }
}
