import Japanese
import Storage
import Ward

/// The histories of all initiatives as the database holds them.
enum SignalStore {
    /// Rounds that a history reaches back over: the quarters of four years.
    static let roundsMax = 16

    /// From the newest edition of each round, and the open rounds as they stand.
    ///
    /// A round that is being amended counts by its sealed edition until the next one is sealed.
    /// - Parameter quarter: nothing later is read, so that a report on an older quarter says what was known of it.
    static func histories(through quarter: Quarter? = nil, on connection: any Connection) throws -> [InitiativeHistory]
    {
        let rounds = try RoundStore.list(on: connection)
            .filter { round in
                // An ad-hoc round asks about some initiatives at another moment: it is no quarter of the series.
                round.limitedTo == nil && (round.state != .planned || round.edition > 0)
                    && quarter.map { round.quarter <= $0 } ?? true
            }
            .prefix(roundsMax)
        let sources = try rounds.map { round in
            guard let seal = try SealStore.latest(kind: RoundContent.kind, subject: round.id.text, on: connection)
            else {
                return HistorySource(content: try RoundContent(round, on: connection), edition: nil)
            }
            guard let source = try SealedSources.source(of: seal, on: connection) else {
                throw RoundRefusal.sealBroken(["\(round.title)：第\(seal.edition)版の記録を読めません。"])
            }
            return source
        }
        return InitiativeHistory.histories(of: sources, targets: try targets(on: connection))
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
