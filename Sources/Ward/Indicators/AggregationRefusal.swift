import Japanese

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

    public var words: String {
        switch self {
        case .levelsHaveNoTotal(let changes):
            "水準の値（各年度末など、その時点の状態を表す値）は合計できません。"
                + (changes.isEmpty
                    ? "期間ごとの値か、前の期間との差を使ってください。"
                    : "前の期間との差を使ってください（\(changes.map(\.japanese).joined(separator: "、"))）。")
        case .ratesHaveNoTotal: "割合は合計も平均もできません。もとになる件数から計算し直してください。"
        case .noValues: "合計する値がありません。"
        case .oneValueOnly: "値の分かる期間が1つだけのため、増えた量を計算できません。"
        case .unitsDiffer(let first, let second):
            "単位の違う値（\(first)と\(second)）は合わせられません。どちらかの単位に直してください。"
        case .boundsDisagree(let first, let second):
            "「\(first.rawValue)」と「\(second.rawValue)」の付いた値を合わせると、どこまでの値か言えません。もとの数を確かめてください。"
        }
    }
}
