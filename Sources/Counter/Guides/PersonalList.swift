import Japanese
import LifeEvents

/// What a family has to do, by date.
struct PersonalList: Sendable {
    /// One procedure that applies, or may.
    struct Entry: Sendable {
        let procedure: Procedure
        let result: ProcedureResult
        /// Which deadline counts.
        let date: LegalDate?

        /// It was done, because something is the case that only comes after it: nobody ticks it off or on.
        var isDone: Bool { result.isDone }

        /// The last day, where it is known.
        var day: CivilDate? { date?.day }

        /// Whether its day is over, and it may still be to do. What only comes to light once it is done is never missed.
        func isLate(on today: CivilDate) -> Bool {
            procedure.doneBy == nil && day.map { $0 < today } ?? false
        }

        /// The last safe day while nobody knows the day it is counted from.
        var notBefore: CivilDate? {
            if case .waiting(_, let day) = date?.outcome { day } else { nil }
        }

        var sortDay: CivilDate? { day ?? notBefore }
    }

    enum Group: CaseIterable, Sendable {
        case overdue, twoWeeks, soon, oneMonth, threeMonths, later, open, done

        var title: Wording {
            switch self {
            case .overdue: Wording("期限を過ぎているもの", "きげんが すぎた もの", "Past the deadline")
            case .twoWeeks: Wording("これから2週間以内", "これから 2週間までに", "Within the next two weeks")
            case .soon: Wording("なるべく早く", "できるだけ 早く", "As soon as possible")
            case .oneMonth: Wording("1か月以内", "1か月までに", "Within one month")
            case .threeMonths: Wording("3か月以内", "3か月までに", "Within three months")
            case .later: Wording("3か月より先", "3か月より あと", "After three months")
            case .done: Wording("済んだもの", "おわった もの", "Done")
            case .open: Wording("期限のないもの", "きげんの ない もの", "No deadline")
            }
        }
    }

    let today: CivilDate
    /// Those that apply, in groups by date; empty groups are left out.
    let groups: [(group: Group, entries: [Entry])]
    /// Those that wait for something nobody has told yet, by date.
    let undecided: [Entry]
    /// Those that do not apply.
    let excluded: [Entry]
    /// Those that cannot be judged, because the law of the day of the event is not held; those whose period still runs by
    /// today's rule first, by date.
    let uncovered: [Entry]
    /// How many of them still run.
    let running: Int
    /// Facts that were told one way and follow another way from others.
    let contradictions: [String]

    /// - Parameters:
    ///   - shown: the procedures that residents see, by identifier.
    ///   - done: what the family has finished.
    init(
        _ base: KnowledgeBase, _ facts: CaseFacts, today: CivilDate, office: OfficeCalendar, shown: Set<String>,
        done: Set<String> = []
    ) {
        let result = base.evaluate(facts, today: today, office: office)
        func entries(_ results: [ProcedureResult]) -> [Entry] {
            results.filter { shown.contains($0.id) }.map {
                Entry(procedure: $0.procedure, result: $0, date: $0.deadline)
            }
        }
        let running = result.running(on: today)
        let others = result.uncovered.filter { other in
            other.state != .no && !running.contains { $0.id == other.id }
        }
        let stillOpen = entries(running).sorted(by: Self.isBefore)
        self.running = stillOpen.count
        uncovered = stillOpen + entries(others)
        let entries = entries(result.results)
        let applying = entries.filter { $0.result.state == .yes }
        let grouped = Dictionary(grouping: applying) { entry in
            entry.isDone || done.contains(entry.procedure.id) ? .done : Self.group(of: entry, on: today)
        }
        groups = Group.allCases.compactMap { group in
            grouped[group].map { (group, $0.sorted(by: Self.isBefore)) }
        }
        undecided = entries.filter { $0.result.state == .unknown }.sorted(by: Self.isBefore)
        excluded = entries.filter { $0.result.state == .no }
        contradictions = result.contradictions
        self.today = today
    }

    /// What is still to be done.
    var entries: [Entry] { groups.filter { $0.group != .done }.flatMap(\.entries) }

    private static func group(of entry: Entry, on today: CivilDate) -> Group {
        guard let day = entry.sortDay else {
            switch entry.date?.outcome {
            case .soon, .with, .waiting: return .soon
            default: return .open
            }
        }
        // A day that is only the earliest possible one is never told as missed.
        if day < today { return entry.isLate(on: today) ? .overdue : .soon }
        switch day.dayNumber - today.dayNumber {
        case ...14: return .twoWeeks
        case ...31: return .oneMonth
        case ...92: return .threeMonths
        default: return .later
        }
    }

    private static func isBefore(_ left: Entry, _ right: Entry) -> Bool {
        switch (left.sortDay, right.sortDay) {
        case (let first?, let second?) where first != second: first < second
        case (_?, nil): true
        case (nil, _?): false
        default: left.procedure.id < right.procedure.id
        }
    }

    /// What to bring to all of them, each thing once with the number of procedures that need it.
    var documents: [(document: Procedure.Document, count: Int)] {
        var order: [String] = []
        var found: [String: (document: Procedure.Document, count: Int)] = [:]
        for document in entries.flatMap({ $0.procedure.documents }) {
            if found[document.name] == nil { order.append(document.name) }
            found[document.name] = (document, (found[document.name]?.count ?? 0) + 1)
        }
        return order.compactMap { found[$0] }.sorted { $0.count > $1.count }
    }
}
