import Japanese
import Storage
import Ward

/// Indicators and their targets in the database.
public enum PlanIndicatorStore {
    private static let kept = KeptByState<ID<PlanVersion>, [PlanIndicator]>(capacity: 4)

    /// What a person says about an indicator.
    public struct Draft: Sendable {
        public let name: String
        public let unitName: String
        public let kind: Indicator.Kind
        public let rule: Indicator.Rule
        public let direction: PlanIndicator.Direction
        public let baselineYear: FiscalYear?
        public let baselineValue: ExactNumber?
        public let reason: String
        public let registryID: String?

        public init(
            name: String, unitName: String, kind: Indicator.Kind, rule: Indicator.Rule,
            direction: PlanIndicator.Direction, baselineYear: FiscalYear?, baselineValue: ExactNumber?, reason: String,
            registryID: String?
        ) {
            self.name = name
            self.unitName = unitName
            self.kind = kind
            self.rule = rule
            self.direction = direction
            self.baselineYear = baselineYear
            self.baselineValue = baselineValue
            self.reason = reason
            self.registryID = registryID
        }
    }

    @discardableResult
    public static func create(
        _ draft: Draft, for lineage: ID<Lineage>, by stamp: Stamp, on connection: any Connection
    ) throws -> PlanIndicator {
        let position =
            1 + (try connection.value("SELECT MAX(position) FROM plan_indicator WHERE lineage = \(lineage)") ?? 0)
        let id: ID<PlanIndicator> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO plan_indicator (id, lineage, position, name, unit_name, kind, rule, direction, baseline_year,
                baseline_value, reason, registry_id)
            VALUES (\(id), \(lineage), \(position), \(draft.name), \(draft.unitName), \(draft.kind),
                \(draft.rule), \(draft.direction), \(draft.baselineYear), \(draft.baselineValue?.plain),
                \(draft.reason), \(draft.registryID))
            """)
        try stamp.note(
            "plan.indicator.create", "indicator/\(id)",
            [
                "name": .string(draft.name), "lineage": .string(lineage.text), "rule": .string(draft.rule.rawValue),
                "registry": JSON(draft.registryID),
            ], on: connection)
        return try PlanIndicator.known(id, on: connection)
    }

    /// Puts an indicator right. Sealed editions keep it as it was.
    ///
    /// - Throws: ``IndicatorRefusal/reported(name:)`` when values were given and would no longer mean the same.
    static func edit(
        _ indicator: PlanIndicator, _ draft: Draft, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard indicator.endedOn == nil else { throw IndicatorRefusal.ended(name: indicator.name) }
        if draft.unitName != indicator.unitName || draft.rule != indicator.rule {
            let values: Int =
                try connection.value("SELECT COUNT(*) FROM entry_value WHERE indicator = \(indicator.id)") ?? 0
            guard values == 0 else { throw IndicatorRefusal.reported(name: indicator.name) }
        }
        try connection.execute(
            """
            UPDATE plan_indicator SET name = \(draft.name), unit_name = \(draft.unitName), kind = \(draft.kind),
                rule = \(draft.rule), direction = \(draft.direction), baseline_year = \(draft.baselineYear),
                baseline_value = \(draft.baselineValue?.plain), reason = \(draft.reason),
                registry_id = \(draft.registryID), revision = revision + 1
            WHERE id = \(indicator.id)
            """)
        try stamp.note(
            "plan.indicator.edit", "indicator/\(indicator.id)",
            [
                "name": .string(draft.name), "nameBefore": .string(indicator.name), "unit": .string(draft.unitName),
                "rule": .string(draft.rule.rawValue), "direction": .string(draft.direction.rawValue),
                "registry": JSON(draft.registryID), "registryBefore": JSON(indicator.registryID),
            ], on: connection)
    }

    /// Asks for it no more in rounds as of a later day; its values and its series stay.
    static func end(
        _ indicator: PlanIndicator, lastDay: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard indicator.endedOn == nil else { throw IndicatorRefusal.ended(name: indicator.name) }
        // What was reported is never taken back by ending: a round that asked keeps its value.
        let later: Int =
            try connection.value(
                """
                SELECT COUNT(*) FROM entry_value JOIN entry ON entry.id = entry_value.entry
                JOIN round ON round.id = entry.round
                WHERE entry_value.indicator = \(indicator.id) AND round.as_of > \(lastDay)
                """) ?? 0
        guard later == 0 else { throw IndicatorRefusal.reportedAfter(name: indicator.name, lastDay) }
        try set(endedOn: lastDay, of: indicator.id, on: connection)
        try stamp.note(
            "plan.indicator.end", "indicator/\(indicator.id)", ["lastDay": JSON(lastDay)], on: connection)
    }

    /// Asks for an ended indicator again.
    static func resume(_ indicator: PlanIndicator, by stamp: Stamp, on connection: any Connection) throws {
        guard indicator.endedOn != nil else { throw IndicatorRefusal.notEnded(name: indicator.name) }
        try set(endedOn: nil, of: indicator.id, on: connection)
        try stamp.note("plan.indicator.resume", "indicator/\(indicator.id)", on: connection)
    }

    private static func set(
        endedOn day: CivilDate?, of indicator: ID<PlanIndicator>, on connection: any Connection
    ) throws {
        try connection.execute(
            "UPDATE plan_indicator SET ended_on = \(day), revision = revision + 1 WHERE id = \(indicator)")
    }

    /// - Parameter asOf: only those that a round with this as-of day asks for; `nil` for all, with the ended ones.
    public static func list(
        of lineage: ID<Lineage>, asOf day: CivilDate? = nil, on connection: any Connection
    ) throws -> [PlanIndicator] {
        try PlanIndicator.list("WHERE lineage = \(lineage) ORDER BY position, id", on: connection)
            .filter { indicator in day.map(indicator.isAsked) ?? true }
    }

    /// The indicators of all initiatives of a version, by lineage, in one statement; read once while nothing changes.
    /// - Parameter asOf: only those that a round with this as-of day asks for; `nil` for all, with the ended ones.
    public static func byLineage(
        version: ID<PlanVersion>, asOf day: CivilDate? = nil, on connection: any Connection
    ) throws -> [ID<Lineage>: [PlanIndicator]] {
        let indicators = try kept.value(version, on: connection) {
            try PlanIndicator.list(
                "WHERE lineage IN (SELECT lineage FROM initiative WHERE version = \(version)) ORDER BY lineage, position",
                on: connection)
        }
        return Dictionary(
            grouping: indicators.filter { indicator in day.map(indicator.isAsked) ?? true }, by: \.lineage)
    }

    // MARK: targets

    /// Sets a target, replacing an earlier one of the same period; `nil` takes it away.
    static func setTarget(
        _ value: ExactNumber?, for period: IndicatorTarget.Period, of indicator: ID<PlanIndicator>, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let quarter = period.quarter ?? 0
        try connection.execute(
            """
            DELETE FROM plan_indicator_target
            WHERE indicator = \(indicator) AND fiscal_year = \(period.year) AND quarter = \(quarter)
            """)
        if let value {
            try connection.execute(
                """
                INSERT INTO plan_indicator_target (indicator, fiscal_year, quarter, target_value)
                VALUES (\(indicator), \(period.year), \(quarter), \(value.plain))
                """)
        }
        try stamp.note(
            "plan.indicator.target", "indicator/\(indicator)",
            ["fiscalYear": JSON(period.year.year), "quarter": JSON(period.quarter), "value": JSON(value?.plain)],
            on: connection)
    }

    /// By period, a year's quarters before the year as a whole.
    static func targets(
        of indicator: ID<PlanIndicator>, on connection: any Connection
    ) throws -> [IndicatorTarget] {
        try targets(of: CollectionOfOne(indicator), on: connection)[indicator] ?? []
    }

    /// The same of several indicators, in one statement.
    static func targets(
        of indicators: some Sequence<ID<PlanIndicator>>, on connection: any Connection
    ) throws -> [ID<PlanIndicator>: [IndicatorTarget]] {
        try targets("SELECT id FROM plan_indicator WHERE id IN \(values: indicators)", on: connection)
    }

    /// Those of all indicators of the initiatives of a version, in one statement.
    static func targets(
        version: ID<PlanVersion>, on connection: any Connection
    ) throws -> [ID<PlanIndicator>: [IndicatorTarget]] {
        try targets(
            """
            SELECT plan_indicator.id FROM plan_indicator
            WHERE lineage IN (SELECT lineage FROM initiative WHERE version = \(version))
            """, on: connection)
    }

    private static func targets(
        _ scope: SQL, on connection: any Connection
    ) throws -> [ID<PlanIndicator>: [IndicatorTarget]] {
        var targets: [ID<PlanIndicator>: [IndicatorTarget]] = [:]
        let rows = try connection.rows(
            """
            SELECT indicator, fiscal_year, quarter, target_value FROM plan_indicator_target
            WHERE indicator IN (\(scope))
            ORDER BY indicator, fiscal_year, CASE quarter WHEN 0 THEN 5 ELSE quarter END
            """)
        for row in rows {
            let quarter: Int = try row["quarter"]
            targets[try row["indicator"], default: []].append(
                IndicatorTarget(
                    period: .init(year: try row["fiscal_year"], quarter: quarter == 0 ? nil : quarter),
                    value: try row["target_value"]))
        }
        return targets
    }

    /// The indicators for which a section gave a value: their unit and their rule stay.
    static func reported(on connection: any Connection) throws -> Set<ID<PlanIndicator>> {
        Set(try connection.column("SELECT DISTINCT indicator FROM entry_value", as: ID<PlanIndicator>.self))
    }
}
