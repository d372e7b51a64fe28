import Japanese
import Storage
import Ward

/// The histories of all initiatives as the database holds them.
enum SignalStore {
    /// Rounds that a history reaches back over: the quarters of four years.
    static let roundsMax = 16

    /// What follows from the histories.
    struct Found: Sendable {
        let histories: [InitiativeHistory]
        let disagreements: [Disagreement]
        let signals: [Signal]
    }

    /// All that histories are computed from: sealed editions by their hashes, and what is open by value.
    private struct Basis: Equatable {
        let sealed: [String]
        let open: [RoundContent]
        let targets: [String: [IndicatorPath.Anchor]]
    }

    /// Computing what follows for 150 initiatives from 12 quarters takes long beside a page, and changes only with an answer, a
    /// target or an edition.
    private static let kept = KeptValues<Basis, Found>(capacity: 16)

    /// What follows from the histories of all initiatives, computed once for the same records.
    static func found(through quarter: Quarter?, on connection: any Connection) throws -> Found {
        let sources = try sources(through: quarter, on: connection)
        let targets = try targets(on: connection)
        let basis = Basis(
            sealed: sources.compactMap { source, hash in hash.map { "\($0) \(source.edition ?? 0)" } },
            open: sources.filter { $0.hash == nil }.map(\.source.content), targets: targets)
        return kept.value(basis) {
            let histories = InitiativeHistory.histories(of: sources.map(\.source), targets: targets)
            return Found(
                histories: histories, disagreements: Disagreement.list(of: histories),
                signals: histories.flatMap(\.signals))
        }
    }

    /// The histories themselves.
    static func histories(through quarter: Quarter? = nil, on connection: any Connection) throws -> [InitiativeHistory]
    {
        try found(through: quarter, on: connection).histories
    }

    /// From the newest edition of each round, and the open rounds as they stand.
    ///
    /// A round that is being amended counts by its sealed edition until the next one is sealed.
    /// - Parameter quarter: nothing later is read, so that a report on an older quarter says what was known of it.
    private static func sources(
        through quarter: Quarter?, on connection: any Connection
    ) throws -> [(source: HistorySource, hash: String?)] {
        let rounds = try RoundStore.list(on: connection)
            .filter { round in
                // An ad-hoc round asks about some initiatives at another moment: it is no quarter of the series.
                round.limitedTo == nil && (round.state != .planned || round.edition > 0)
                    && quarter.map { round.quarter <= $0 } ?? true
            }
            .prefix(roundsMax)
        return try rounds.map { round in
            guard let seal = try SealStore.latest(kind: RoundContent.kind, subject: round.id.text, on: connection)
            else {
                return (HistorySource(content: try RoundContent(round, on: connection), edition: nil), nil)
            }
            guard let source = try SealedSources.source(of: seal, on: connection) else {
                throw RoundRefusal.sealBroken(["\(round.title)：第\(seal.edition)版の記録を読めません。"])
            }
            return (source, seal.contentHash)
        }
    }

    /// The newest sealed editions of the quarters before one, the newest first.
    static func sealedSources(before quarter: Quarter, on connection: any Connection) throws -> [HistorySource] {
        try RoundStore.list(on: connection)
            .filter { $0.limitedTo == nil && $0.edition > 0 && $0.quarter < quarter }.prefix(roundsMax)
            .compactMap { try SealStore.latest(kind: RoundContent.kind, subject: $0.id.text, on: connection) }
            .compactMap { try SealedSources.source(of: $0, on: connection) }
    }

    /// The targets of all indicators, in one statement.
    static func targets(on connection: any Connection) throws -> [String: [IndicatorPath.Anchor]] {
        let rows = try connection.rows(
            """
            SELECT indicator, fiscal_year, target_value FROM plan_indicator_target WHERE quarter = 0
            ORDER BY indicator, fiscal_year
            """
        )
        return try rows.reduce(into: [:]) { targets, row in
            let indicator: ID<PlanIndicator> = try row["indicator"]
            targets[indicator.text, default: []].append(.init(try row["fiscal_year"], try row["target_value"]))
        }
    }
}
