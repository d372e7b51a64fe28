import Japanese
import Ward

/// What one round says, as histories are built from it.
struct HistorySource: Sendable {
    let content: RoundContent
    /// `nil` for a round that is still open.
    let edition: Int?
    private let byLineage: [String: [ReportedEntry]]
    private let answers: [String: SealedAnswer]
    private let commitments: [String: [InitiativeHistory.Commitment]]

    init(content: RoundContent, edition: Int?) {
        self.content = content
        self.edition = edition
        byLineage = Dictionary(grouping: content.entries, by: \.lineage)
        answers = Dictionary(content.asked.map { ($0.entry, $0) }, uniquingKeysWith: { first, _ in first })
        commitments = Dictionary(
            content.initiatives.map {
                ($0.heading, $0.commitments.compactMap(InitiativeHistory.Commitment.init))
            }, uniquingKeysWith: { first, _ in first })
    }

    func entries(of lineage: String) -> [ReportedEntry] { byLineage[lineage] ?? [] }
    func answer(to entry: ReportedEntry) -> SealedAnswer? { answers[entry.id] }
    func commitments(of entry: ReportedEntry) -> [InitiativeHistory.Commitment] {
        commitments[entry.initiative] ?? []
    }
}

extension InitiativeHistory {
    /// The histories of all initiatives, each for each unit that answers for it, in the order of the newest round that asked
    /// about it.
    ///
    /// A unit's line is followed by its printed name. Where an initiative has one unit then and now, the line goes on
    /// through a change of name, since sealed editions carry no unit identifiers.
    /// - Parameters:
    ///   - rounds: sealed editions, of which the newest of each round counts, and the open round with edition `nil`.
    ///   - targets: by indicator; sealed editions do not carry them.
    ///   - lineage: only the histories of this one; `nil` for all.
    static func histories(
        of rounds: [HistorySource], targets: [String: [IndicatorPath.Anchor]] = [:], lineage: String? = nil
    ) -> [InitiativeHistory] {
        let newest = Dictionary(rounds.map { ($0.content.roundID, $0) }) { first, second in
            // An open round that is being amended is newer than all its editions.
            (first.edition ?? .max) < (second.edition ?? .max) ? second : first
        }
        let dated = newest.values.compactMap { round in round.content.asOfDay.map { (round, $0) } }
            .sorted { ($0.1, $0.0.content.roundID) < ($1.1, $1.0.content.roundID) }
        var histories: [InitiativeHistory] = []
        var seen: Set<String> = []
        for (position, (round, _)) in dated.enumerated().reversed() {
            let asked = lineage.map(round.entries) ?? round.content.entries
            for entry in asked where !seen.contains(entry.lineage) {
                let isAlone = round.entries(of: entry.lineage).count == 1
                let records = dated[...position].compactMap { source, asOf in
                    source.entry(after: entry, isAlone: isAlone).map {
                        QuarterRecord($0, in: source, asOf: asOf)
                    }
                }
                histories.append(
                    InitiativeHistory(
                        lineage: entry.lineage, initiative: entry.initiative, unit: entry.unit, quarters: records,
                        targets: targets))
            }
            seen.formUnion(asked.map(\.lineage))
        }
        return histories
    }

    /// The same history with the section's own draft as its newest quarter, to show what the choice leads to.
    func adding(_ record: QuarterRecord) -> InitiativeHistory {
        InitiativeHistory(
            lineage: lineage, initiative: initiative, unit: unit,
            quarters: quarters.filter { $0.quarter != record.quarter } + [record], targets: targets)
    }
}

extension RoundContent {
    /// The as-of date; `nil` when the sealed words are not a day.
    var asOfDay: CivilDate? {
        CivilDate(reading: asOf)
    }

}

extension HistorySource {
    /// The entry of this round that a later one continues.
    fileprivate func entry(after later: ReportedEntry, isAlone: Bool) -> ReportedEntry? {
        let own = entries(of: later.lineage)
        return own.first { $0.unit == later.unit } ?? (isAlone && own.count == 1 ? own[0] : nil)
    }
}

extension InitiativeHistory.QuarterRecord {
    init(_ entry: ReportedEntry, in source: HistorySource, asOf: CivilDate) {
        let content = source.content
        let answer = source.answer(to: entry)
        self.init(
            quarter: Quarter(containing: asOf), asOf: asOf,
            source: .init(round: content.roundID, edition: source.edition, entry: entry.id),
            isAnswered: entry.isAnswered,
            mark: entry.mark.map {
                .init(
                    symbol: $0.symbol, label: $0.label, canonical: $0.canonical, setName: content.markSetName,
                    setVersion: content.markSetVersion)
            },
            evidenceCount: entry.evidence.count, doneOn: answer?.doneOn,
            commitments: source.commitments(of: entry),
            figures: (answer?.figures ?? []).compactMap(InitiativeHistory.Figure.init))
    }

    /// A section's answer in the open round, handed in or not.
    init(
        _ entry: Entry, of initiative: Initiative, in round: Round, indicators: [PlanIndicator], evidenceCount: Int
    ) {
        self.init(
            quarter: round.quarter, asOf: round.calendar.asOf,
            source: .init(round: round.id.text, edition: nil, entry: entry.id.text),
            isAnswered: entry.state.isHandedIn,
            mark: entry.answer.mark.flatMap { round.markSet[$0] }.map {
                .init(
                    symbol: $0.symbol, label: $0.label, canonical: $0.canonical, setName: round.markSet.name,
                    setVersion: round.markSet.version)
            },
            evidenceCount: evidenceCount, doneOn: entry.answer.doneOn,
            commitments: initiative.promises.map { .init(content: $0.content, deadlines: $0.deadlines) },
            figures: indicators.compactMap { indicator in
                entry.quantity(of: indicator.id).map { value in
                    .init(
                        indicator: indicator.id.text, name: indicator.name, unitName: indicator.unitName,
                        rule: indicator.rule, direction: indicator.direction, baselineYear: indicator.baselineYear,
                        baselineValue: indicator.baselineValue, value: value)
                }
            })
    }
}

extension InitiativeHistory.Commitment {
    /// Reads back what ``Promise/sealedJSON`` wrote.
    init?(_ json: JSON) {
        guard let content = json["content"]?.string else { return nil }
        self.init(
            content: content,
            deadlines: (json["deadlines"]?.array ?? []).compactMap { value in
                guard let kind = value["class"]?.string.flatMap(DeadlineClass.init(rawValue:)),
                    let raw = value["raw"]?.string
                else { return nil }
                return PromiseDeadline(
                    deadlineClass: kind, from: value["from"]?.string.flatMap { CivilDate(iso: $0) },
                    to: value["to"]?.string.flatMap { CivilDate(iso: $0) }, raw: raw,
                    isExternal: value["external"] == .bool(true))
            })
    }
}

extension InitiativeHistory.Figure {
    /// - Returns: `nil` when the figure has no value, or was sealed with a rule, direction or number this program does not know.
    init?(_ sealed: SealedAnswer.Figure) {
        guard let rule = Indicator.Rule(rawValue: sealed.rule),
            let direction = PlanIndicator.Direction(rawValue: sealed.direction),
            let value = sealed.value.flatMap({ ExactNumber($0) })
        else { return nil }
        self.init(
            indicator: sealed.indicator, name: sealed.name, unitName: sealed.unitName, rule: rule,
            direction: direction, baselineYear: sealed.baselineYear.map(FiscalYear.init),
            baselineValue: sealed.baselineValue.flatMap { ExactNumber($0) },
            value: Quantity(
                value: value, qualifiers: sealed.qualifiers.compactMap(Qualifier.init(rawValue:)), raw: sealed.raw))
    }
}
