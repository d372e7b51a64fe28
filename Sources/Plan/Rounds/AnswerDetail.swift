import Japanese
import Storage
import Ward

/// What one decides an answer by, beside its mark: its figures against their targets, the mark of the quarter before and
/// every doubtful point.
struct AnswerDetail: Hashable, Sendable {
    /// A figure as it is printed, with what is to be reached.
    struct Figure: Hashable, Sendable {
        let name: String
        /// 約8,900時間, 値なし, 未回答.
        let printed: String
        let isCounted: Bool
        /// 目標 9,000時間（令和8年度末）; `nil` where none is set for the quarter or its year.
        let target: String?

        var words: String {
            "\(name) \(printed)\(isCounted ? "（計測値）" : "")\(target.map { "／\($0)" } ?? "")"
        }
    }

    let figures: [Figure]
    /// What the section chose in the quarter before, `nil` when it handed nothing in or was not asked.
    let previousMark: MarkSet.Mark?
    /// What the check found and what does not block; only of what was handed in.
    let doubts: [String]
    let evidenceCount: Int
    let done: String
    let problem: String

    /// Checking an answer takes longer than all else about a list of them, and its result changes only with a record.
    private static let kept = KeptByState<ID<Entry>, AnswerDetail>(capacity: 4_000)

    /// Of any number of answers of one round.
    static func load(
        _ rows: [RoundBoard.Row], in round: Round, on connection: any Connection
    ) throws -> [ID<Entry>: AnswerDetail] {
        try kept.values(rows.map(\.entry), on: connection) { missing in
            let missing = Set(missing)
            return try read(rows.filter { missing.contains($0.entry) }, in: round, on: connection)
        }
    }

    /// With a fixed number of statements.
    private static func read(
        _ rows: [RoundBoard.Row], in round: Round, on connection: any Connection
    ) throws -> [ID<Entry>: AnswerDetail] {
        let ids = rows.map(\.entry)
        let lineages = Set(rows.map(\.lineage)).sorted()
        let around = try Surroundings(
            initiatives: Set(rows.map(\.initiative)).sorted(), lineages: lineages, in: round, on: connection)
        let entries = try EntryStore.entries("WHERE entry.id IN \(values: ids)", on: connection)
        return Dictionary(
            try entries.map { ($0.id, try AnswerDetail($0, in: round, around, on: connection)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// What answers are held against, read for all of them at once.
    private struct Surroundings {
        let indicators: [ID<Lineage>: [PlanIndicator]]
        let targets: [ID<PlanIndicator>: [IndicatorTarget]]
        let deadlines: [ID<Initiative>: [PromiseDeadline]]
        let evidence: [ID<Entry>: [EntryEvidence]]
        let previousRound: Round?
        let previous: [ID<Lineage>: [Entry]]
        let succession: Succession

        init(
            initiatives: [ID<Initiative>], lineages: [ID<Lineage>], in round: Round, on connection: any Connection
        ) throws {
            let asked = try PlanIndicator.list(
                "WHERE lineage IN \(values: lineages) ORDER BY lineage, position, id", on: connection
            ).filter { $0.isAsked(asOf: round.calendar.asOf) }
            indicators = Dictionary(grouping: asked, by: \.lineage)
            targets = try PlanIndicatorStore.targets(of: asked.map(\.id), on: connection)
            deadlines = try InitiativeStore.deadlines(of: initiatives, on: connection)
            evidence = try EntryStore.evidence(round: round.id, on: connection)
            previousRound = try RoundStore.previous(of: round, on: connection)
            let earlier = try previousRound.map { before in
                try EntryStore.entries(
                    "WHERE entry.round = \(before.id) AND entry.lineage IN \(values: lineages)", on: connection)
            }
            previous = Dictionary(grouping: earlier ?? [], by: \.lineage)
            succession = try UnitStore.succession(on: connection)
        }
    }

    private init(_ entry: Entry, in round: Round, _ around: Surroundings, on connection: any Connection) throws {
        let indicators = around.indicators[entry.lineage] ?? []
        let files = around.evidence[entry.id] ?? []
        let before = entry.predecessor(among: around.previous[entry.lineage] ?? [], after: around.succession)?.handedIn
        figures = indicators.map { indicator in
            let target = around.targets[indicator.id]?.standing(in: round.quarter)
            return Figure(
                name: indicator.name, printed: ReportedEntry.Value(entry, of: indicator).printed,
                isCounted: entry.counted[indicator.id] != nil,
                target: target.map {
                    "目標 \($0.value.grouped)\(indicator.unitName)\($0.period.quarter == nil ? "（\($0.period.japanese)）" : "")"
                })
        }
        previousMark = before?.mark.flatMap { around.previousRound?.markSet[$0] }
        doubts =
            entry.state.isHandedIn
            ? EntryCheck(
                answer: entry.answer, marks: round.markSet, asOf: round.calendar.asOf, indicators: indicators,
                deadlines: around.deadlines[entry.initiative] ?? [], evidenceCount: files.count, previous: before,
                bases: try BasisReading.outcomes(of: entry.answer, evidence: files, on: connection),
                counted: Set(entry.counted.keys)
            ).findings.filter { $0.severity == .warning }.map(\.message) : []
        evidenceCount = files.count
        done = entry.state.isHandedIn ? entry.answer.done : ""
        problem = entry.state.isHandedIn ? entry.answer.problem : ""
    }
}
