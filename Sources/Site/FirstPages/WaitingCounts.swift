import Japanese
import Synchronization
import Ward

/// How many things wait for each person, as the bar says it beside 今日. It is counted once for a day and a state of all records;
/// the session tells the state, so that a page costs no statement for it.
final class WaitingCounts: Sendable {
    /// What a number holds for: roles and due days change with the day, everything else with an audited change.
    private struct Moment: Hashable {
        let day: CivilDate
        let state: String
    }

    /// At one more, all are let go.
    private static let peopleMax = 4_000

    private let sources: [DutySource]
    private let kept = Mutex<[ID<Person>: (moment: Moment, count: Int)]>([:])

    init(_ sources: [DutySource]) {
        self.sources = sources
    }

    /// - Parameter state: the end of the audit trail, as the session told it; `nil` where nobody knows.
    /// - Returns: `nil` when it is not known: a number is no reason to show no page.
    func count(for person: SignedIn, state: String?, in ward: Ward) async -> Int? {
        guard let moment = state.map({ Moment(day: ward.clock.today, state: $0) }) else { return nil }
        if let known = kept.withLock({ $0[person.person] }), known.moment == moment { return known.count }
        guard let count = try? await sources.duties(of: person, in: ward).count else { return nil }
        kept.withLock { kept in
            if kept.count >= Self.peopleMax { kept = [:] }
            kept[person.person] = (moment, count)
        }
        return count
    }
}
