import Japanese

/// The ward's own dates (区の期限) of an initiative as they stand on a day. Dates of other bodies, dates without a known day and
/// 「〜から」 are none of them.
struct InitiativeDue: Hashable, Sendable {
    /// The windows by which lists and the first page ask.
    enum Window: String, CaseIterable, Sendable {
        case passed
        case month = "30"
        case quarter = "90"

        var title: String {
            switch self {
            case .passed: "過ぎている（完了・中止を除く）"
            case .month: "30日以内"
            case .quarter: "90日以内"
            }
        }
    }

    /// The first one that has not passed.
    let next: CivilDate?
    /// The last one that has passed.
    let passed: CivilDate?
    private let today: CivilDate

    /// - Parameter isEnded: done or stopped: nothing of it is due any more.
    init(_ deadlines: [PromiseDeadline], isEnded: Bool, today: CivilDate) {
        let days = isEnded ? [] : deadlines.compactMap(\.ownDueDay)
        next = days.filter { today <= $0 }.min()
        passed = days.filter { $0 < today }.max()
        self.today = today
    }

    /// What it is sorted by: what has passed stands before what is to come.
    var first: CivilDate? { passed ?? next }

    func isIn(_ window: Window) -> Bool {
        switch window {
        case .passed: passed != nil
        case .month: next.map { $0 <= today.adding(days: 30) } ?? false
        case .quarter: next.map { $0 <= today.adding(days: 90) } ?? false
        }
    }
}
