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
        case .level: throw AggregationRefusal.levelsHaveNoTotal(changes: [])
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
    /// With what can be said instead: the change from each period to the next.
    case levelsHaveNoTotal(changes: [Aggregation.Change])
    case ratesHaveNoTotal
    case noValues
    /// A growth needs two known values.
    case oneValueOnly
    case unitsDiffer(String, String)
    /// 以上 and 以下 together bound nothing.
    case boundsDisagree(Qualifier, Qualifier)

    /// The rule of the programme that refuses (research note on plan governance, V1–V22).
    public var rule: String { "V7" }

    public var words: String {
        switch self {
        case .levelsHaveNoTotal(let changes):
            "水準の値（各年度末など、その時点の状態を表す値）は合計できません（規則V7）。"
                + (changes.isEmpty
                    ? "期間ごとの値か、前の期間との差を使ってください。"
                    : "前の期間との差を使ってください（\(changes.map(\.japanese).joined(separator: "、"))）。")
        case .ratesHaveNoTotal: "割合は合計も平均もできません（規則V7）。もとになる件数から計算し直してください。"
        case .noValues: "合計する値がありません。"
        case .oneValueOnly: "値の分かる期間が1つだけのため、増えた量を計算できません。"
        case .unitsDiffer(let first, let second):
            "単位の違う値（\(first)と\(second)）は合わせられません。どちらかの単位に直してください。"
        case .boundsDisagree(let first, let second):
            "「\(first.rawValue)」と「\(second.rawValue)」の付いた値を合わせると、どこまでの値か言えません。もとの数を確かめてください。"
        }
    }
}
