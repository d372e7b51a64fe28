/// What a mark tells about: the state reached, or where things would go.
///
/// Some sets say where things would go if the work went on as it does (見込み); most say how they stand (現状). The two are not
/// compared, except where a mark states a fact in either kind of set.
public enum MarkNature: String, CaseIterable, Sendable {
    case status, forecast

    public var title: String {
        switch self {
        case .status: "現状"
        case .forecast: "見込み"
        }
    }
}

extension MarkSet.Canonical {
    /// Whether the meaning depends on what kind of set it stands in. 完了, 中止 and 未着手 are facts in every set.
    public var isFact: Bool {
        switch self {
        case .done, .stopped, .notStarted: true
        case .onTrack, .slightlyLate, .late, .notJudgeable: false
        }
    }
}
