import Japanese
import Storage
import Ward

/// Counting for quarters, and what was counted.
enum CountedValueStore {
    private static let columns: SQL = """
        counted_value.indicator, counted_value.registry_id, counted_value.name, counted_value.unit_name,
            counted_value.kind, counted_value.rule, counted_value.as_of, counted_value.exact_value,
            counted_value.is_suppressed, counted_value.record_count, counted_value.records_hash,
            counted_value.content_hash, counted_value.counted_at
        """
    private static let selection: SQL = "SELECT \(columns) FROM counted_value"

    static func list(round: ID<Round>, on connection: any Connection) throws -> [CountedValue] {
        try connection.rows("\(selection) WHERE round = \(round) ORDER BY registry_id, indicator").map(
            CountedValue.init)
    }

    static func find(
        _ indicator: ID<PlanIndicator>, round: ID<Round>, on connection: any Connection
    ) throws -> CountedValue? {
        try connection.row("\(selection) WHERE round = \(round) AND indicator = \(indicator)").map(CountedValue.init)
    }

    /// The reading with the records it was counted from.
    static func reading(
        _ indicator: ID<PlanIndicator>, round: ID<Round>, on connection: any Connection
    ) throws -> IndicatorReading? {
        let content: String? = try connection.value(
            "SELECT content FROM counted_value WHERE round = \(round) AND indicator = \(indicator)")
        return try content.flatMap { IndicatorReading(try JSON(parsing: $0)) }
    }

    /// By answer: what was counted for its initiative in its round.
    /// - Parameter condition: on `entry`, as for the answers themselves.
    static func byEntry(
        _ condition: SQL, on connection: any Connection
    ) throws -> [ID<Entry>: [ID<PlanIndicator>: CountedValue]] {
        var values: [ID<Entry>: [ID<PlanIndicator>: CountedValue]] = [:]
        let rows = try connection.rows(
            """
            SELECT entry.id AS entry, \(columns)
            FROM counted_value JOIN plan_indicator ON plan_indicator.id = counted_value.indicator
            JOIN entry ON entry.round = counted_value.round AND entry.lineage = plan_indicator.lineage
            \(condition)
            """)
        for row in rows {
            let value = try CountedValue(row)
            values[try row["entry"], default: [:]][value.indicator] = value
        }
        return values
    }

    // MARK: counting

    /// The connected indicators that a round asks for.
    private static func connected(_ round: Round, on connection: any Connection) throws -> [PlanIndicator] {
        let asked = Set(try EntryStore.lineages(round: round.id, on: connection))
        return try PlanIndicatorStore.byLineage(
            version: round.version, asOf: round.calendar.asOf, on: connection
        ).filter { asked.contains($0.key) }.values.joined().filter { $0.registryID != nil }
            .sorted { $0.id < $1.id }
    }

    /// Counts what is connected and not counted yet, once the as-of day is over: half a day would be sealed as a whole one.
    static func countMissing(
        _ round: Round, from registry: IndicatorRegistry, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard !round.state.isSealed, round.state != .planned, round.calendar.asOf < stamp.today else { return }
        let known = Set(try list(round: round.id, on: connection).map(\.indicator))
        let missing = try connected(round, on: connection).filter { !known.contains($0.id) }
        var readings = Readings(registry, asOf: round.calendar.asOf)
        try count(missing, for: round, &readings, by: stamp, on: connection)
    }

    /// Counts everything anew, as records that came late make necessary.
    /// - Returns: what has another value or other records than before, in words.
    static func recount(
        _ round: Round, from registry: IndicatorRegistry, by stamp: Stamp, on connection: any Connection
    ) throws -> [String] {
        guard !round.state.isSealed, round.state != .planned else { throw RoundRefusal.roundClosed(round.state) }
        guard round.calendar.asOf < stamp.today else { throw CountRefusal.tooEarly(round.calendar.asOf) }
        let connected = try connected(round, on: connection)
        var readings = Readings(registry, asOf: round.calendar.asOf)
        let moved = try moved(connected, of: round, &readings, on: connection)
        try count(connected, for: round, &readings, by: stamp, on: connection)
        return moved
    }

    /// What would be counted otherwise now than it was, in words; changes nothing.
    static func moved(
        _ round: Round, from registry: IndicatorRegistry, on connection: any Connection
    ) throws -> [String] {
        var readings = Readings(registry, asOf: round.calendar.asOf)
        return try moved(try connected(round, on: connection), of: round, &readings, on: connection)
    }

    private static func moved(
        _ connected: [PlanIndicator], of round: Round, _ readings: inout Readings, on connection: any Connection
    ) throws -> [String] {
        let names = Dictionary(connected.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try list(round: round.id, on: connection).compactMap { counted in
            guard let indicator = names[counted.indicator],
                let reading = try readings.reading(counted.registryID, on: connection),
                reading.value != counted.value || reading.recordsHash != counted.recordsHash
            else { return nil }
            let now = reading.value.map { "\($0.grouped)\(counted.unitName)" } ?? "値なし"
            return "「\(indicator.name)」　数えた値 \(counted.printed(for: indicator))、いま数えると \(now)"
        }
    }

    private static func count(
        _ indicators: [PlanIndicator], for round: Round, _ readings: inout Readings, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        var values: [String: JSON] = [:]
        for indicator in indicators {
            guard let id = indicator.registryID, let source = readings.registry[id],
                let reading = try readings.reading(id, on: connection)
            else { continue }
            try keep(reading, of: source, as: indicator.id, for: round, by: stamp, on: connection)
            values[indicator.id.text] = JSON(reading.value?.plain)
        }
        guard !values.isEmpty else { return }
        try stamp.note(
            "plan.round.count", "round/\(round.id)",
            ["asOf": JSON(round.calendar.asOf), "values": .object(values)], on: connection)
    }

    private static func keep(
        _ reading: IndicatorReading, of source: Indicator, as indicator: ID<PlanIndicator>, for round: Round,
        by stamp: Stamp, on connection: any Connection
    ) throws {
        let asOf = round.calendar.asOf
        let content = source.content(of: reading, asOf: asOf).canonical
        try connection.execute(
            "DELETE FROM counted_value WHERE round = \(round.id) AND indicator = \(indicator)")
        try connection.execute(
            """
            INSERT INTO counted_value (round, indicator, registry_id, name, unit_name, kind, rule, as_of, exact_value,
                is_suppressed, record_count, records_hash, content, content_hash, counted_at, counted_by)
            VALUES (\(round.id), \(indicator), \(source.id), \(source.name), \(source.unitName), \(source.kind),
                \(source.rule), \(asOf), \(reading.value?.plain), \(reading.isSuppressed),
                \(reading.records.count), \(reading.recordsHash), \(content), \(ContentHash.of(content)),
                \(stamp.at), \(stamp.actor.name))
            """)
    }

    /// Seals every reading of a round together with its records; the edition names them by their hashes.
    static func seal(_ round: Round, by stamp: Stamp, on connection: any Connection) throws {
        for counted in try list(round: round.id, on: connection) {
            guard let reading = try reading(counted.indicator, round: round.id, on: connection) else { continue }
            let source = Indicator(
                id: counted.registryID, name: counted.name, unitName: counted.unitName, kind: counted.kind,
                rule: counted.rule
            ) { _, _ in reading }
            _ = try source.seal(
                reading, asOf: counted.asOf, reason: "数え直した値", by: stamp, on: connection)
        }
    }
}

/// Each indicator of the registry is counted once, however many initiatives are connected to it.
private struct Readings {
    let registry: IndicatorRegistry
    private let asOf: CivilDate
    private var known: [String: IndicatorReading] = [:]

    init(_ registry: IndicatorRegistry, asOf: CivilDate) {
        self.registry = registry
        self.asOf = asOf
    }

    /// - Returns: `nil` for an indicator that no module offers any more.
    mutating func reading(_ id: String, on connection: any Connection) throws -> IndicatorReading? {
        if let reading = known[id] { return reading }
        let reading = try registry[id]?.measure(asOf, connection)
        known[id] = reading
        return reading
    }
}

/// Why a round's values are not counted or sealed.
enum CountRefusal: Refusal, Hashable {
    case tooEarly(CivilDate)
    case moved([String])

    var words: String {
        switch self {
        case .tooEarly(let day): "基準日（\(day.japanese)）が終わっていないため、まだ数えられません。基準日の翌日から数えられます。"
        case .moved(let lines):
            "数えた後に記録が変わった指標があります。「数え直す」を押し、課に知らせてから確定してください。\n"
                + lines.map { "・\($0)" }.joined(separator: "\n")
        }
    }
}
