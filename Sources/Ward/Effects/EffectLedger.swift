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
        try connection.rows(
            """
            SELECT id, module, subject, unit, begins_on, ends_on, value, low, high, grade, method, records, replaces
            FROM effect WHERE id NOT IN (SELECT replaces FROM effect WHERE replaces IS NOT NULL)
            ORDER BY begins_on, module, subject, id
            """
        ).map(effect).filter { module == nil || $0.module == module }
    }

    private static func effect(_ row: SQLRow) throws -> Effect {
        func number(_ position: Int) throws -> ExactNumber? {
            (try row[position] as String?).flatMap { ExactNumber($0) }
        }
        let records: String = try row[11]
        let list = (try? JSON(parsing: records))?.array ?? []
        let (low, high) = (try number(7), try number(8))
        var interval: ClosedRange<ExactNumber>?
        if let low, let high, low <= high { interval = low...high }
        return Effect(
            id: try row[0], module: try row[1], subject: try row[2], unit: try row[3], from: try row[4], to: try row[5],
            value: try number(6) ?? .zero, interval: interval, grade: try row[9], method: try row[10],
            records: list.compactMap(\.string), replaces: try row[12])
    }
}
