import Japanese
import Storage

/// The ledger of effects (効果の台帳): modules write, the plan reads.
public enum EffectLedger {
    public static func append(_ effect: Effect, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO effect
                (id, module, subject, unit, begins_on, ends_on, value, low, high, grade, method, records, replaces,
                made_at, made_by)
            VALUES (\(effect.id), \(effect.module), \(effect.subject), \(effect.unit), \(effect.from), \(effect.to),
                \(effect.value.plain), \(effect.interval?.lowerBound.plain), \(effect.interval?.upperBound.plain),
                \(effect.grade), \(effect.method),
                \(JSON.array(effect.records.map { .string($0) }).canonical), \(effect.replaces), \(stamp.at),
                \(stamp.actor.name))
            """)
        try Audit.append(
            "ward.effect.append", subject: "effects/\(effect.id)",
            details: ["module": .string(effect.module), "value": .string(effect.value.plain)], by: stamp,
            on: connection)
    }

    /// What counts: rows that no other row replaces, the earliest period first.
    /// - Parameter module: `nil` for all.
    public static func standing(_ module: String? = nil, on connection: any Connection) throws -> [Effect] {
        try standing(where: "1 = 1", on: connection).filter { module == nil || $0.module == module }
    }

    /// The same of all modules, whose period ends in these days.
    public static func standing(
        endingFrom first: CivilDate, to last: CivilDate, on connection: any Connection
    ) throws -> [Effect] {
        try standing(where: "ends_on >= \(first) AND ends_on <= \(last)", on: connection)
    }

    private static func standing(where condition: SQL, on connection: any Connection) throws -> [Effect] {
        try Effect.list(
            """
            WHERE id NOT IN (SELECT replaces FROM effect WHERE replaces IS NOT NULL) AND \(condition)
            ORDER BY begins_on, module, subject, id
            """, on: connection)
    }
}

extension Effect: Record {
    public static let selection: SQL = """
        SELECT id, module, subject, unit, begins_on, ends_on, value, low, high, grade, method, records, replaces
        FROM effect
        """
    public static let key: SQL = "effect.id"
    public static let title = "効果の記録"

    public init(_ row: SQLRow, on _: any Connection) throws {
        func number(_ column: String) throws -> ExactNumber? {
            (try row[column] as String?).flatMap { ExactNumber($0) }
        }
        let (low, high) = (try number("low"), try number("high"))
        var interval: ClosedRange<ExactNumber>?
        if let low, let high, low <= high { interval = low...high }
        self.init(
            id: try row["id"], module: try row["module"], subject: try row["subject"], unit: try row["unit"],
            from: try row["begins_on"], to: try row["ends_on"], value: try number("value") ?? .zero,
            interval: interval, grade: try row["grade"], method: try row["method"],
            records: ((try? JSON(parsing: row["records"] as String))?.array ?? []).compactMap(\.string),
            replaces: try row["replaces"])
    }
}
