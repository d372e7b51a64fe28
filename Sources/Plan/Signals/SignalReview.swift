import Japanese
import Storage
import Ward

/// What the secretariat goes through in a quarter: counts, movement, disagreements and signals. Advisory throughout: the
/// sections' own marks stand.
struct SignalReview: Sendable {
    let round: Round
    let current: ReportedRound
    /// The sealed round before, to compare with.
    let previous: ReportedRound?
    let disagreements: [Disagreement]
    let signals: [Signal]
    let tally: MarkTally<ReportedEntry.Mark>
    let movement: MovementMatrix?

    private static let kept = KeptByState<Quarter?, SignalReview?>(capacity: 8)

    /// - Parameter quarter: `nil` for the newest round over the whole plan that was opened.
    static func load(_ quarter: Quarter?, on connection: any Connection) throws -> SignalReview? {
        try kept.value(quarter, on: connection) { try read(quarter, on: connection) }
    }

    private static func read(_ quarter: Quarter?, on connection: any Connection) throws -> SignalReview? {
        let rounds = try RoundStore.list(on: connection).filter { $0.limitedTo == nil && $0.state != .planned }
        guard let round = quarter.map({ asked in rounds.first { $0.quarter == asked } }) ?? rounds.first else {
            return nil
        }
        let earlier = try RoundStore.previous(of: round, on: connection)
        let found = try SignalStore.found(through: round.quarter, on: connection)
        let current = try reported(round, on: connection)
        let previous = try earlier.flatMap { $0.edition > 0 ? try reported($0, on: connection) : nil }
        return SignalReview(
            round: round, current: current, previous: previous, disagreements: found.disagreements,
            signals: found.signals, tally: MarkTally(current),
            movement: previous.map { MovementMatrix(from: $0, to: current) })
    }

    /// The newest sealed edition, or the answers as they stand.
    private static func reported(_ round: Round, on connection: any Connection) throws -> ReportedRound {
        guard let seal = try SealStore.latest(kind: RoundContent.kind, subject: round.id.text, on: connection) else {
            return try RoundContent(round, on: connection).reported(edition: 0, contentHash: "")
        }
        guard let source = try SealedSources.source(of: seal, on: connection) else {
            throw RoundRefusal.sealBroken(["\(round.title)：第\(seal.edition)版の記録を読めません。"])
        }
        return source.content.reported(edition: seal.edition, contentHash: seal.contentHash)
    }

    /// For programs: `quarter`, `marks`, `movement`, `disagreements`, `signals`.
    var json: JSON {
        [
            "quarter": .string(round.quarter.code), "edition": JSON(current.edition),
            "marks": .array(
                tally.rows.map { row in
                    [
                        "mark": JSON(row.mark?.symbol), "label": .string(row.mark?.label ?? "未回答"),
                        "withRepeats": JSON(row.withRepeats), "unique": JSON(row.unique),
                        "entries": .array(row.items.map { .string($0) }),
                    ]
                }),
            "movement": .array(
                (movement?.moved ?? []).map { moved in
                    [
                        "initiative": .string(moved.title), "from": .string(moved.from.title(isEarlier: true)),
                        "to": .string(moved.to.title(isEarlier: false)), "movement": .string(moved.movement.rawValue),
                    ]
                }),
            "disagreements": .array(
                disagreements.map { item in
                    [
                        "initiative": .string(item.initiative), "unit": .string(item.unit),
                        "mark": .string(item.mark.title), "computed": .string(item.computed.title),
                        "reasons": .array(item.computed.reasons.map { .string($0) }),
                        "entry": .string(item.source.entry),
                    ]
                }),
            "signals": .array(
                signals.map { signal in
                    [
                        "rule": .string(signal.rule.rawValue), "initiative": .string(signal.initiative),
                        "unit": .string(signal.unit), "level": .string(signal.level.rawValue),
                        "sentence": .string(signal.sentence),
                        "inputs": .array(signal.inputs.map { .string($0.japanese) }),
                    ]
                }),
        ]
    }
}
