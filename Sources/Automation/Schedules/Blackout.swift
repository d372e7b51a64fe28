import Japanese
import Storage
import Ward

/// Days on which no robot works on a system (停止期間): a batch, or its upgrade.
struct Blackout: Record {
    let id: ID<Blackout>
    let system: String
    let beginsOn: CivilDate
    /// As it was entered: what ended it earlier stands beside it.
    let endsOn: CivilDate
    let reason: String
    let lifting: Lifting?

    /// It was ended before its last day, or taken back before its first one.
    struct Lifting: Hashable, Sendable {
        /// The first day on which it holds no more.
        let from: CivilDate
        let reason: String
        let by: String
        let at: Timestamp
    }

    static let selection: SQL = "SELECT * FROM automation_blackout"
    static let key: SQL = "automation_blackout.id"
    static let title = "停止期間"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, system, reason) = (try row["id"], try row["system"], try row["reason"])
        (beginsOn, endsOn) = (try row["begins_on"], try row["ends_on"])
        lifting = try (row["lifted_from"] as CivilDate?).map { day in
            Lifting(from: day, reason: try row["lifted_why"], by: try row["lifted_by"], at: try row["lifted_at"])
        }
    }

    /// The last day on which it holds; before the first one where it never does.
    var lastOn: CivilDate { lifting.map { min(endsOn, $0.from.adding(days: -1)) } ?? endsOn }

    /// 令和8年4月6日～令和8年4月8日　月次処理
    var words: String { "\(beginsOn.japanese)～\(endsOn.japanese)　\(reason)" }

    func holds(onOrAfter day: CivilDate) -> Bool { max(beginsOn, day) <= lastOn }

    /// Those that hold on a day or later.
    static func of(_ system: String, from day: CivilDate, on connection: any Connection) throws -> [Blackout] {
        try entered(system, from: day, on: connection).filter { $0.holds(onOrAfter: day) }
    }

    /// Those whose last day, as it was entered, is not over: also what was ended.
    static func entered(_ system: String, from day: CivilDate, on connection: any Connection) throws -> [Blackout] {
        try list(
            "WHERE system_key = \(TextKey(system).text) AND ends_on >= \(day) ORDER BY begins_on, id", on: connection)
    }

    static func write(
        _ system: String, from: CivilDate, to: CivilDate, _ reason: String, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let id: ID<Blackout> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO automation_blackout (id, system, system_key, begins_on, ends_on, reason)
            VALUES (\(id), \(system), \(TextKey(system).text), \(from), \(to), \(reason))
            """)
        try stamp.note(
            "automation.blackout.write", "blackout/\(id)",
            ["system": .string(system), "from": JSON(from), "to": JSON(to)], on: connection)
    }

    /// Ends it before its last day; what was entered stays.
    /// - Parameter last: the last day on which it holds; `nil` when it holds from today on no more, or not at all.
    /// - Throws: ``AutomationRefusal/wrongState(_:)``.
    func lift(after last: CivilDate?, why reason: String, by stamp: Stamp, on connection: any Connection) throws {
        if let last {
            guard max(beginsOn, stamp.today) <= last, last < lastOn else {
                throw AutomationRefusal.wrongState(
                    "「新しい最後の日」は、今日（始まる前のものは最初の日）から、いまの最後の日（\(lastOn.japanese)）の前日までにしてください。")
            }
        }
        let from = last?.adding(days: 1) ?? stamp.today
        let changed = try connection.execute(
            """
            UPDATE automation_blackout SET lifted_from = \(from), lifted_why = \(reason),
                lifted_by = \(stamp.actor.name), lifted_at = \(stamp.at)
            WHERE id = \(id) AND ends_on >= \(stamp.today) AND (lifted_from IS NULL OR lifted_from > \(from))
            """)
        guard changed == 1 else {
            throw AutomationRefusal.wrongState("この停止期間は、もう終わっています。画面を開き直してください。")
        }
        try stamp.note(
            "automation.blackout.lift", "blackout/\(id)",
            ["system": .string(system), "from": JSON(from), "reason": .string(reason)], on: connection)
    }
}
