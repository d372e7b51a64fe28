import Japanese
import Storage
import Ward

/// Indicators and their targets in the database.
public enum PlanIndicatorStore {
    /// What a person says about a new indicator.
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
        let indicator = PlanIndicator(
            id: stamp.newID(), lineage: lineage, position: position, name: draft.name, unitName: draft.unitName,
            kind: draft.kind, rule: draft.rule, direction: draft.direction, baselineYear: draft.baselineYear,
            baselineValue: draft.baselineValue, reason: draft.reason, registryID: draft.registryID)
        try connection.execute(
            """
            INSERT INTO plan_indicator (id, lineage, position, name, unit_name, kind, rule, direction, baseline_year,
                baseline_value, reason, registry_id)
            VALUES (\(indicator.id), \(lineage), \(position), \(draft.name), \(draft.unitName), \(draft.kind),
                \(draft.rule), \(draft.direction), \(draft.baselineYear), \(draft.baselineValue?.plain),
                \(draft.reason), \(draft.registryID))
            """)
        try Audit.append(
            "plan.indicator.create", subject: "indicator/\(indicator.id)",
            details: [
                "name": .string(draft.name), "lineage": .string(lineage.text), "rule": .string(draft.rule.rawValue),
            ],
            by: stamp, on: connection)
        return indicator
    }

    public static func list(of lineage: ID<Lineage>, on connection: any Connection) throws -> [PlanIndicator] {
        try connection.rows(columns + " WHERE lineage = \(lineage) ORDER BY position, id").map(indicator)
    }

    /// The indicators of all initiatives of a version, by lineage, in one statement.
    public static func byLineage(
        version: ID<PlanVersion>, on connection: any Connection
    ) throws -> [ID<Lineage>: [PlanIndicator]] {
        let rows = try connection.rows(
            columns
                + " WHERE lineage IN (SELECT lineage FROM initiative WHERE version = \(version)) ORDER BY lineage, position"
        )
        return Dictionary(grouping: try rows.map(indicator), by: \.lineage)
    }

    /// Sets the target of a fiscal year, replacing an earlier one.
    public static func setTarget(
        _ value: ExactNumber, in year: FiscalYear, of indicator: ID<PlanIndicator>, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO plan_indicator_target (indicator, fiscal_year, target_value)
            VALUES (\(indicator), \(year), \(value.plain))
            ON CONFLICT (indicator, fiscal_year) DO UPDATE SET target_value = excluded.target_value
            """)
        try Audit.append(
            "plan.indicator.target", subject: "indicator/\(indicator)",
            details: ["fiscalYear": JSON(year.year), "value": .string(value.plain)], by: stamp, on: connection)
    }

    public static func targets(
        of indicator: ID<PlanIndicator>, on connection: any Connection
    ) throws -> [(year: FiscalYear, value: ExactNumber)] {
        try connection.rows(
            """
            SELECT fiscal_year, target_value FROM plan_indicator_target
            WHERE indicator = \(indicator) ORDER BY fiscal_year
            """
        ).map { (try $0[0], try $0[1]) }
    }

    private static let columns: SQL = """
        SELECT id, lineage, position, name, unit_name, kind, rule, direction, baseline_year, baseline_value, reason,
            registry_id
        FROM plan_indicator
        """

    private static func indicator(_ row: SQLRow) throws -> PlanIndicator {
        PlanIndicator(
            id: try row[0], lineage: try row[1], position: try row[2], name: try row[3], unitName: try row[4],
            kind: try row[5], rule: try row[6], direction: try row[7], baselineYear: try row[8],
            baselineValue: try row[9], reason: try row[10], registryID: try row[11])
    }
}

/// Exact numbers are TEXT in plain decimal form, which both databases keep digit for digit.
extension ExactNumber: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(plain) }

    public init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}
