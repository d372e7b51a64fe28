import Japanese
import Storage
import Ward

/// Where the programme stands: the newest sealed quarter, what moved since the one before, and what is due by the plan in force.
struct ProgrammeStanding: Sendable {
    /// An initiative of the plan in force.
    struct Line: Sendable {
        let initiative: Initiative
        /// One for each answering unit, in the order of the edition; empty where the quarter did not ask about it.
        let answers: [ReportedEntry]
        let movement: Movement?
        /// The ward's own days, the earliest first, of what is not done.
        let deadlines: [CivilDate]
        let trend: Trend?

        var isLate: Bool {
            answers.contains { $0.isAnswered && [.late, .slightlyLate].contains($0.mark?.canonical) }
        }
    }

    /// The first indicator of an initiative over the sealed quarters.
    struct Trend: Sendable {
        let name: String
        let unitName: String
        /// Of the newest quarter, oldest first; `nil`: no value was given.
        let values: [ExactNumber?]
        let target: ExactNumber?
        /// Whether the newest value was counted from records.
        let isMeasured: Bool
    }

    let today: CivilDate
    /// The newest sealed quarters, oldest first; as many as a trend shows.
    let quarters: [(quarter: Quarter, content: RoundContent)]
    /// Of the newest of them.
    let newestEdition: Int?
    let moved: [MovementMatrix.Moved]
    let lines: [Line]
    /// Names of the answering units in the order of the edition, with the marks of each.
    let sections: [(name: String, marks: [Standing])]

    static let quartersMax = 12

    var newest: RoundContent? { quarters.last?.content }

    /// The days of all initiatives that are not done.
    private var deadlines: [CivilDate] { lines.flatMap(\.deadlines) }
    var passed: Int { deadlines.count { $0 < today } }
    /// Within so many days, today included.
    func due(within days: Int) -> Int {
        let last = today.adding(days: days)
        return deadlines.count { today <= $0 && $0 <= last }
    }

    private static let kept = KeptByState<CivilDate, ProgrammeStanding?>(capacity: 4)

    /// Of a day, computed once while no record changes.
    static func known(_ today: CivilDate, on connection: any Connection) throws -> ProgrammeStanding? {
        try kept.value(today, on: connection) { try ProgrammeStanding(today: today, on: connection) }
    }

    /// - Returns: `nil` before there is a plan. Reads the plan, the rounds and the seals in bulk; what is sealed is kept in memory.
    init?(today: CivilDate, on connection: any Connection) throws {
        guard let version = try PlanStore.current(on: connection) else { return nil }
        self.today = today
        let sealed = try RoundStore.list(on: connection).filter { $0.limitedTo == nil && $0.edition > 0 }
            .prefix(Self.quartersMax)
        var seals: [String: Seal] = [:]
        for seal in try SealStore.all(on: connection) where seal.kind == RoundContent.kind {
            seals[seal.subject] = seal
        }
        var quarters: [(quarter: Quarter, content: RoundContent)] = []
        var rounds: [ReportedRound] = []
        for round in sealed.reversed() {
            guard let seal = seals[round.id.text], let source = try SealedSources.source(of: seal, on: connection)
            else { continue }
            quarters.append((round.quarter, source.content))
            rounds.append(source.content.reported(edition: seal.edition, contentHash: seal.contentHash))
        }
        self.quarters = quarters
        newestEdition = rounds.last?.edition
        let matrix =
            rounds.count > 1 ? MovementMatrix(from: rounds[rounds.count - 2], to: rounds[rounds.count - 1]) : nil
        moved = matrix?.moved ?? []
        let targets = try PlanIndicatorStore.targets(version: version.id, on: connection)
        lines = try Self.lines(
            InitiativeStore.list(version: version.id, on: connection),
            first: PlanIndicatorStore.byLineage(version: version.id, asOf: today, on: connection)
                .compactMapValues(\.first), quarters: quarters, moved: moved, targets: targets)
        var sections: [(name: String, marks: [Standing])] = []
        for entry in quarters.last?.content.entries ?? [] {
            let standing =
                entry.isAnswered ? entry.mark.map { Standing.mark($0.canonical) } ?? .unanswered : .unanswered
            if let place = sections.firstIndex(where: { $0.name == entry.unit }) {
                sections[place].marks.append(standing)
            } else {
                sections.append((entry.unit, [standing]))
            }
        }
        self.sections = sections
    }

    private static func lines(
        _ initiatives: [Initiative], first: [ID<Lineage>: PlanIndicator],
        quarters: [(quarter: Quarter, content: RoundContent)], moved: [MovementMatrix.Moved],
        targets: [ID<PlanIndicator>: [IndicatorTarget]]
    ) -> [Line] {
        let answers = Dictionary(grouping: quarters.last?.content.entries ?? [], by: \.lineage)
        let movements = Dictionary(grouping: moved) { String($0.key.prefix { $0 != " " }) }
        let figures = quarters.map { quarter in
            Dictionary(grouping: quarter.content.asked.flatMap(\.figures), by: \.indicator)
        }
        return initiatives.map { initiative in
            let own = answers[initiative.lineage.text] ?? []
            let isOver = !own.isEmpty && own.allSatisfy { [.done, .stopped].contains($0.mark?.canonical) }
            let kinds = (movements[initiative.lineage.text] ?? []).map(\.movement)
            return Line(
                initiative: initiative, answers: own,
                movement: kinds.contains(.worse) ? .worse : kinds.contains(.better) ? .better : kinds.first,
                deadlines: isOver ? [] : initiative.promises.flatMap(\.deadlines).compactMap(\.ownDueDay).sorted(),
                trend: first[initiative.lineage].flatMap { indicator in
                    trend(of: indicator, quarters.map(\.quarter), figures, targets[indicator.id] ?? [])
                })
        }
    }

    /// Of the one unit that answers; where several do, their values are not added up here.
    private static func trend(
        of indicator: PlanIndicator, _ quarters: [Quarter], _ figures: [[String: [SealedAnswer.Figure]]],
        _ targets: [IndicatorTarget]
    ) -> Trend? {
        let found = figures.map { $0[indicator.id.text] ?? [] }
        guard found.allSatisfy({ $0.count < 2 }), let last = quarters.last else { return nil }
        let values = found.map { $0.first?.value.flatMap { ExactNumber($0) } }
        guard values.contains(where: { $0 != nil }) else { return nil }
        return Trend(
            name: indicator.name, unitName: indicator.unitName, values: values,
            target: targets.standing(in: last)?.value,
            isMeasured: found.last?.first?.origin == .measured)
    }
}
