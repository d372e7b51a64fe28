/// What section 1 of a report says in numbers, each with the entries it was counted from.
struct ReportSummary: Sendable {
    /// A count and the entries behind it.
    struct Count: Hashable, Sendable {
        let title: String
        let entries: [ReportedEntry]

        var all: Int { entries.count }
        /// Without initiatives that are listed a second time (再掲).
        var withoutRepeats: Int { entries.filter { !$0.isRepeat }.count }
    }

    /// How an answer moved since the round before.
    enum Movement: String, CaseIterable, Sendable {
        case better, same, worse, unknown

        var title: String {
            switch self {
            case .better: "良くなった"
            case .same: "変わらない"
            case .worse: "遅れた"
            case .unknown: "比べられない"
            }
        }
    }

    let answered: Count
    let unanswered: Count
    /// One count for each mark that occurs, in the order of the mark set.
    let marks: [Count]
    let movements: [(movement: Movement, count: Count)]

    /// - Parameters:
    ///   - current: the newest round of the report.
    ///   - previous: the frozen round before it, whether or not it is part of the report; `nil` when there is none.
    init(current: ReportedRound, previous: ReportedRound?) {
        answered = Count(title: "回答あり", entries: current.entries.filter(\.isAnswered))
        unanswered = Count(title: "未回答", entries: current.entries.filter { !$0.isAnswered })

        var order: [ReportedEntry.Mark] = []
        for mark in current.entries.compactMap(\.mark) where !order.contains(mark) { order.append(mark) }
        marks = order.sorted { $0.symbol < $1.symbol }.map { mark in
            Count(
                title: "\(mark.symbol) \(mark.label)",
                entries: current.entries.filter { $0.isAnswered && $0.mark == mark })
        }

        let before = Dictionary(
            (previous?.entries ?? []).map { (Place(entry: $0), $0) }, uniquingKeysWith: { first, _ in first })
        let moved = Dictionary(grouping: current.entries) { entry in
            Self.movement(from: before[Place(entry: entry)], to: entry)
        }
        movements = Movement.allCases.map { ($0, Count(title: $0.title, entries: moved[$0] ?? [])) }
    }

    /// Where an entry stands in any round: the initiative's lineage and the unit that answers for it.
    private struct Place: Hashable {
        let lineage: String
        let unit: String

        init(entry: ReportedEntry) {
            lineage = entry.lineage
            unit = entry.unit
        }
    }

    /// Marks are compared by their canonical meaning, so that another mark set does not look like a movement.
    private static func movement(from before: ReportedEntry?, to now: ReportedEntry) -> Movement {
        guard let before, before.isAnswered, now.isAnswered,
            let old = before.mark?.canonical.progressRank, let new = now.mark?.canonical.progressRank
        else { return .unknown }
        return new > old ? .better : new < old ? .worse : .same
    }
}

extension MarkSet.Canonical {
    /// From stopped to done; `nil` where nothing can be said.
    var progressRank: Int? {
        switch self {
        case .done: 4
        case .onTrack: 3
        case .slightlyLate: 2
        case .late: 1
        case .stopped: 0
        case .notStarted, .notJudgeable: nil
        }
    }

    /// Whether a report lists the entry under 遅れ・変更.
    var isException: Bool {
        switch self {
        case .slightlyLate, .late, .stopped: true
        case .done, .onTrack, .notStarted, .notJudgeable: false
        }
    }
}
