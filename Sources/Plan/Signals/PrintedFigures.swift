import Japanese

/// A percentage as a document prints it, with the counts it claims to come from.
public struct PrintedShare: Hashable, Sendable {
    public let label: String
    public let part: Int
    public let whole: Int
    /// ASCII digits as printed, without the sign: `67.1`.
    public let printed: String

    public init(label: String, part: Int, whole: Int, printed: String) {
        self.label = label
        self.part = part
        self.whole = whole
        self.printed = printed
    }

    /// Half of the last digit of a percentage with one decimal: what rounding alone explains, in points.
    static let tolerance = ExactNumber(mantissa: 5, scale: 2)
    /// The same for a percentage that is printed without decimals.
    static let wholeTolerance = ExactNumber(mantissa: 5, scale: 1)

    public enum Finding: Hashable, Sendable {
        /// Not a number, such as `約7割`.
        case unreadable(PrintedShare)
        /// The counts cannot be a part of a whole.
        case noShare(PrintedShare)
        /// - Parameters:
        ///   - computed: from the counts.
        ///   - differencePoints: between the two, in percentage points to two decimals.
        case differs(PrintedShare, computed: Share, differencePoints: ExactNumber)

        public var japanese: String {
            switch self {
            case .unreadable(let share):
                "「\(share.label)」の割合「\(share.printed)」を数として読めません。数字で書いてください。"
            case .noShare(let share):
                "「\(share.label)」の\(share.part)/\(share.whole)は、割合になりません。件数を確かめてください。"
            case .differs(let share, let computed, let points):
                "「\(share.label)」は\(computed.japanese)です。印字の\(share.printed)%と\(points.fixed(2))ポイント違います。件数か割合のどちらかを直してください。"
            }
        }
    }

    /// What is wrong with the percentage; `nil` when the counts give it.
    public var finding: Finding? {
        guard let value = ExactNumber(printed) else { return .unreadable(self) }
        guard let share = Share(part, of: whole) else { return .noShare(self) }
        // printed − 100·part/whole, times whole: no division, so nothing is rounded before it is judged.
        let difference = (value * ExactNumber(whole) - ExactNumber(part) * 100).magnitude
        let allowed = printed.utf8.contains(UInt8(ascii: ".")) ? Self.tolerance : Self.wholeTolerance
        guard allowed * ExactNumber(whole) < difference else { return nil }
        return .differs(
            self, computed: share,
            differencePoints: difference.divided(by: ExactNumber(whole), scale: 2) ?? difference)
    }
}

/// A total as a document prints it, with its parts.
public struct PrintedTotal: Hashable, Sendable {
    public let label: String
    public let parts: [Int]
    public let printed: Int

    public init(label: String, parts: [Int], printed: Int) {
        self.label = label
        self.parts = parts
        self.printed = printed
    }

    public var sum: Int { parts.reduce(0, +) }

    /// What is wrong with it, in words; `nil` when the parts give it.
    public var finding: String? {
        guard sum != printed else { return nil }
        let terms = parts.map { ExactNumber($0).grouped }.joined(separator: "＋")
        return
            "「\(label)」の内訳は\(terms)＝\(ExactNumber(sum).grouped)で、合計の\(ExactNumber(printed).grouped)と合いません。内訳か合計のどちらかを直してください。"
    }
}
