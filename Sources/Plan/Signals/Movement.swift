/// How an answer moved from one round to a later one, on the scale of canonical marks.
public enum Movement: String, CaseIterable, Sendable {
    case better, same, worse, new, notComparable

    public var title: String {
        switch self {
        case .better: "良くなった"
        case .same: "変わらない"
        case .worse: "遅れた"
        case .new: "新しい取組"
        case .notComparable: "比べられない"
        }
    }
}

/// Where an item stands in one of two rounds: a row or column of the matrix.
public enum Standing: Hashable, Sendable {
    case mark(MarkSet.Canonical)
    /// 未回答: asked, and not answered. A standing of its own, never counted as a mark.
    case unanswered
    /// Not asked about in this round.
    case absent

    /// In the order of the table: from done to stopped, then those without a rank.
    public static let all: [Standing] =
        [.done, .onTrack, .slightlyLate, .late, .stopped, .notStarted, .notJudgeable].map(Standing.mark)
        + [.unanswered, .absent]

    /// Heading of a row (the earlier round) or a column (the later one).
    public func title(isEarlier: Bool) -> String {
        switch self {
        case .mark(let canonical): canonical.japanese
        case .unanswered: "未回答"
        case .absent: isEarlier ? "新しい取組" : "対象外になった"
        }
    }
}

extension Movement {
    /// - Parameters:
    ///   - natures: what the marks of both rounds tell about; two kinds are compared only where both marks are facts, or where
    ///     one is done or stopped, which every forecast lies between.
    public init(from old: Standing, to new: Standing, natures: (old: MarkNature, new: MarkNature)) {
        guard case .mark(let before) = old, case .mark(let now) = new else {
            self = old == .absent && new != .absent ? .new : .notComparable
            return
        }
        guard let oldRank = before.progressRank, let newRank = now.progressRank else {
            // Without a rank a mark is only the same as itself; what could not be judged twice need not be the same.
            self = before == now && before.isFact ? .same : .notComparable
            return
        }
        guard natures.old == natures.new || before.isFact || now.isFact else {
            self = .notComparable
            return
        }
        self = newRank > oldRank ? .better : newRank < oldRank ? .worse : .same
    }
}
