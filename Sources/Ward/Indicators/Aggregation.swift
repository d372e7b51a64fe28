import Japanese

/// Putting values of several periods together, by the rule of their indicator.
public enum Aggregation {
    /// What an indicator said of one period.
    public struct PeriodValue: Hashable, Sendable {
        /// As it is printed: 令和6年度, 第1四半期.
        public let period: String
        /// `nil`: not known. Never zero in its place.
        public let value: Quantity?

        public init(period: String, value: Quantity?) {
            self.period = period
            self.value = value
        }
    }

    /// From one period to a later one.
    public struct Change: Hashable, Sendable {
        public let from: String
        public let to: String
        public let amount: Quantity

        /// 令和5年度 約+1,700時間
        public var japanese: String {
            let sign = amount.value.isZero ? "±" : amount.value.isNegative ? "" : "+"
            let before = amount.qualifiers.contains(.approximately) ? "約" : ""
            let others = amount.qualifiers.filter { $0 != .approximately }.map(\.rawValue).joined()
            return "\(to) \(before)\(sign)\(amount.value.japanese)\(amount.unit ?? "")\(others)"
        }
    }

    /// Values of several periods as one.
    public struct Aggregate: Hashable, Sendable {
        public enum Meaning: Hashable, Sendable {
            /// The sum of the periods.
            case sum
            /// What a running total grew by, from the first known period to the last.
            case growth

            public var title: String {
                switch self {
                case .sum: "合計"
                case .growth: "この間に増えた量"
                }
            }
        }

        public let meaning: Meaning
        public let value: Quantity
        /// Periods that are not in it because nothing is known of them: to be printed beside the value.
        public let unknownPeriods: [String]
    }

    /// Puts periods together as the rule of their indicator allows. Qualifiers such as 約 stay with the result.
    ///
    /// Levels and rates have no total: 約6,500 / 約8,200 / 約8,900 hours against one baseline do not make 23,600.
    /// - Parameter periods: oldest first.
    /// - Throws: ``AggregationRefusal/levelsHaveNoTotal(changes:)`` with the differences that may be printed instead.
    public static func aggregate(
        _ periods: [PeriodValue], rule: Indicator.Rule
    ) throws(AggregationRefusal) -> Aggregate {
        let known = periods.compactMap(\.value)
        guard let first = known.first, let last = known.last else { throw .noValues }
        let unknown = periods.filter { $0.value == nil }.map(\.period)
        switch rule {
        case .level: throw .levelsHaveNoTotal(changes: try changes(of: periods))
        case .rate: throw .ratesHaveNoTotal
        case .cumulative:
            guard known.count > 1 else { throw .oneValueOnly }
            return Aggregate(meaning: .growth, value: try last.minus(first), unknownPeriods: unknown)
        case .flow:
            var sum = first
            for value in known.dropFirst() { sum = try sum.plus(value) }
            return Aggregate(meaning: .sum, value: sum, unknownPeriods: unknown)
        }
    }

    /// The change from each known period to the next known one; a baseline (基準年度) is simply the first period.
    static func changes(of periods: [PeriodValue]) throws(AggregationRefusal) -> [Change] {
        let known = periods.compactMap { period in period.value.map { (period.period, $0) } }
        var changes: [Change] = []
        for (earlier, later) in zip(known, known.dropFirst()) {
            changes.append(Change(from: earlier.0, to: later.0, amount: try later.1.minus(earlier.1)))
        }
        return changes
    }
}
