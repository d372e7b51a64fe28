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

    let answered: Count
    let unanswered: Count
    /// One count for each mark that occurs, in the order of the mark set.
    let marks: [Count]
    /// From which mark to which mark; `nil` without a round before.
    let matrix: MovementMatrix?
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

        let matrix = previous.map { MovementMatrix(from: $0, to: current) }
        self.matrix = matrix
        guard let matrix, let previous else {
            movements = []
            return
        }
        movements = Movement.allCases.map { movement in
            let keys = Set(matrix.items(movement).map(\.key))
            let entries = current.entries.filter {
                keys.contains(MovementMatrix.key(of: $0, from: previous, to: current))
            }
            return (movement, Count(title: movement.title, entries: entries))
        }
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
