import Japanese

/// Putting values of several periods together, by the rule of their indicator.
public enum Aggregation {
    /// The total over periods, oldest first.
    ///
    /// Levels and rates have none (rule V7): 約6,500 / 約8,200 / 約8,900 hours against one baseline do not make 23,600.
    /// - Parameter values: oldest first, without unknown values.
    public static func total(
        of values: [ExactNumber], rule: Indicator.Rule
    ) throws(AggregationRefusal) -> ExactNumber {
        guard let last = values.last else { throw AggregationRefusal.noValues }
        switch rule {
        case .flow: return values.dropFirst().reduce(values[0], +)
        case .cumulative: return last
        case .level: throw AggregationRefusal.levelsHaveNoTotal
        case .rate: throw AggregationRefusal.ratesHaveNoTotal
        }
    }

    /// The change from each period to the next: one value fewer than given.
    public static func differences(of values: [ExactNumber]) -> [ExactNumber] {
        zip(values.dropFirst(), values).map { later, earlier in later - earlier }
    }
}

/// Why values have no total.
public enum AggregationRefusal: Refusal, Hashable {
    case levelsHaveNoTotal
    case ratesHaveNoTotal
    case noValues

    /// The rule of the programme that refuses (research note on plan governance, V1–V22).
    public var rule: String { "V7" }

    public var words: String {
        switch self {
        case .levelsHaveNoTotal:
            "水準の値（その時点の状態を表す値）は合計できません（規則V7）。期間ごとの値か、前の期間との差を使ってください。"
        case .ratesHaveNoTotal: "割合は合計も平均もできません（規則V7）。もとになる件数から計算し直してください。"
        case .noValues: "合計する値がありません。"
        }
    }
}
