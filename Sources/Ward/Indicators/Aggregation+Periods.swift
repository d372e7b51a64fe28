import Japanese

extension Aggregation {
    /// What an indicator said of one period.
    public struct PeriodValue: Hashable, Sendable {
        /// As it is printed: 令和6年度, 第1四半期.
        public let period: String
        /// `nil`: not known. Never zero in its place.
        public let value: Quantity?
        /// For a rate: the counts that it was made of.
        public let parts: RateParts?

        public init(period: String, value: Quantity?, parts: RateParts? = nil) {
            self.period = period
            self.value = value
            self.parts = parts
        }
    }

    /// Numerator and denominator of a share.
    public struct RateParts: Hashable, Sendable {
        public let numerator: ExactNumber
        public let denominator: ExactNumber

        public init(numerator: ExactNumber, denominator: ExactNumber) {
            self.numerator = numerator
            self.denominator = denominator
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
            /// The share over all periods, in percent, from the sums of its parts.
            case share
        }

        public let meaning: Meaning
        public let value: Quantity
        /// Periods that are not in it because nothing is known of them: to be printed beside the value.
        public let unknownPeriods: [String]
    }

    /// Digits after the point of a share in percent: 95.9 %.
    static let shareDigits = 1

    /// Puts periods together as the rule of their indicator allows. Qualifiers such as 約 stay with the result.
    ///
    /// - Parameter periods: oldest first.
    /// - Throws: ``AggregationRefusal/levelsHaveNoTotal(changes:)`` with the differences that may be printed instead.
    public static func aggregate(
        _ periods: [PeriodValue], rule: Indicator.Rule
    ) throws(AggregationRefusal) -> Aggregate {
        switch rule {
        case .level: throw .levelsHaveNoTotal(changes: try changes(of: periods))
        case .rate: return try share(of: periods)
        case .flow, .cumulative: break
        }
        let known = periods.compactMap(\.value)
        let unknown = periods.filter { $0.value == nil }.map(\.period)
        guard let first = known.first, let last = known.last else { throw .noValues }
        guard rule == .flow else {
            guard known.count > 1 else { throw .oneValueOnly }
            return Aggregate(meaning: .growth, value: try last.minus(first), unknownPeriods: unknown)
        }
        var sum = first
        for value in known.dropFirst() { sum = try sum.plus(value) }
        return Aggregate(meaning: .sum, value: sum, unknownPeriods: unknown)
    }

    /// The change from each known period to the next known one; a baseline (基準年度) is simply the first period.
    public static func changes(of periods: [PeriodValue]) throws(AggregationRefusal) -> [Change] {
        let known = periods.compactMap { period in period.value.map { (period.period, $0) } }
        var changes: [Change] = []
        for (earlier, later) in zip(known, known.dropFirst()) {
            changes.append(Change(from: earlier.0, to: later.0, amount: try later.1.minus(earlier.1)))
        }
        return changes
    }

    private static func share(of periods: [PeriodValue]) throws(AggregationRefusal) -> Aggregate {
        let parts = periods.compactMap(\.parts)
        // A period whose share is known and whose parts are not would silently drop out of the sums.
        guard !parts.isEmpty, !periods.contains(where: { $0.parts == nil && $0.value != nil }) else {
            throw .ratesHaveNoTotal
        }
        let numerator = parts.map(\.numerator).reduce(.zero, +)
        let denominator = parts.map(\.denominator).reduce(.zero, +)
        guard let share = (numerator * 100).divided(by: denominator, scale: shareDigits) else { throw .noValues }
        return Aggregate(
            meaning: .share, value: Quantity(value: share, unit: "%", raw: "\(share.plain)%"),
            unknownPeriods: periods.filter { $0.parts == nil }.map(\.period))
    }
}
