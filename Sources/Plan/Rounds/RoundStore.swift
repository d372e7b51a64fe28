import Japanese
import Storage
import Ward

/// Rounds in the database.
public enum RoundStore {
    public static func find(_ id: ID<Round>, on connection: any Connection) throws -> Round? {
        try connection.row("\(columns) WHERE round.id = \(id)").map(round)
    }

    static func known(_ id: ID<Round>, on connection: any Connection) throws -> Round {
        guard let round = try find(id, on: connection) else { throw RoundRefusal.unknownRound }
        return round
    }

    /// All rounds, newest quarter first.
    public static func list(on connection: any Connection) throws -> [Round] {
        try connection.rows(
            "\(columns) ORDER BY round.fiscal_year DESC, round.quarter DESC, round.created_at DESC, round.id"
        ).map(round)
    }

    /// The round over the whole plan for a quarter, if there is one.
    public static func find(
        quarter: Quarter, on connection: any Connection
    ) throws -> Round? {
        try connection.row(
            """
            \(columns) WHERE round.fiscal_year = \(quarter.fiscalYear) AND round.quarter = \(quarter.number)
                AND round.limited_to IS NULL
            """
        ).map(round)
    }

    /// The newest round that is not planned, over the whole plan, before a quarter.
    public static func previous(of round: Round, on connection: any Connection) throws -> Round? {
        let year = round.quarter.fiscalYear
        let number = round.quarter.number
        return try connection.row(
            """
            \(columns)
            WHERE (round.fiscal_year < \(year) OR (round.fiscal_year = \(year) AND round.quarter < \(number)))
                AND round.limited_to IS NULL AND round.state <> 'planned'
            ORDER BY round.fiscal_year DESC, round.quarter DESC, round.id LIMIT 1
            """
        ).map(self.round)
    }

    /// Plans a round; nothing is asked of anybody before it is opened.
    public static func plan(
        quarter: Quarter, version: ID<PlanVersion>, calendar: RoundCalendar, limitedTo body: ID<Body>? = nil,
        office: OfficeCalendar, by stamp: Stamp, on connection: any Connection
    ) throws -> Round {
        if body == nil, try find(quarter: quarter, on: connection) != nil { throw RoundRefusal.roundExists(quarter) }
        let problems = calendar.problems(for: quarter, in: office)
        guard problems.isEmpty else { throw RoundRefusal.calendar(problems) }
        let marks = try MarkSetStore.current(by: stamp, on: connection)
        let id: ID<Round> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO round (id, version, fiscal_year, quarter, as_of, opens_on, due_on, closes_on, freezes_on, state,
                edition, mark_set, limited_to, created_at)
            VALUES (\(id), \(version), \(quarter.fiscalYear), \(quarter.number), \(calendar.asOf), \(calendar.opensOn),
                \(calendar.dueOn), \(calendar.closesOn), \(calendar.freezesOn), \(RoundState.planned), 0, \(marks.id),
                \(body), \(stamp.at))
            """)
        try Audit.append(
            "plan.round.plan", subject: "round/\(id)",
            details: [
                "quarter": .string(quarter.japanese), "asOf": JSON(calendar.asOf), "due": JSON(calendar.dueOn),
                "limitedTo": JSON(body),
            ], by: stamp, on: connection)
        return try known(id, on: connection)
    }

    /// Changes the days of a round that was not opened yet.
    public static func reschedule(
        _ id: ID<Round>, to calendar: RoundCalendar, office: OfficeCalendar, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let round = try known(id, on: connection)
        guard round.state == .planned else { throw RoundRefusal.roundClosed(round.state) }
        let problems = calendar.problems(for: round.quarter, in: office)
        guard problems.isEmpty else { throw RoundRefusal.calendar(problems) }
        try connection.execute(
            """
            UPDATE round SET as_of = \(calendar.asOf), opens_on = \(calendar.opensOn), due_on = \(calendar.dueOn),
                closes_on = \(calendar.closesOn), freezes_on = \(calendar.freezesOn)
            WHERE id = \(id)
            """)
        try Audit.append(
            "plan.round.reschedule", subject: "round/\(id)",
            details: ["due": JSON(calendar.dueOn), "closes": JSON(calendar.closesOn)], by: stamp, on: connection)
    }

    /// Writes the state that an event leads to, with its audit row.
    static func move(
        _ round: Round, by event: RoundEvent, details: JSON = [:], stamp: Stamp, on connection: any Connection
    ) throws {
        let state = try round.state.applying(event)
        try connection.execute("UPDATE round SET state = \(state) WHERE id = \(round.id)")
        try Audit.append(
            "plan.round.\(event.rawValue)", subject: "round/\(round.id)",
            details: ["from": .string(round.state.rawValue), "to": .string(state.rawValue), "details": details],
            by: stamp, on: connection)
    }

    private static let columns: SQL = """
        SELECT round.id, round.version, round.fiscal_year, round.quarter, round.as_of, round.opens_on, round.due_on,
            round.closes_on, round.freezes_on, round.state, round.edition, mark_set.content, round.limited_to,
            round.amend_reason, round.amend_decision
        FROM round JOIN mark_set ON mark_set.id = round.mark_set
        """

    private static func round(_ row: SQLRow) throws -> Round {
        let number: Int = try row[3]
        guard let quarter = Quarter(try row[2], number) else {
            throw StorageError.decoding(column: "quarter", reason: "\(number) is no quarter")
        }
        let reason: String? = try row[13]
        let decision: String? = try row[14]
        return Round(
            id: try row[0], version: try row[1], quarter: quarter,
            calendar: RoundCalendar(
                asOf: try row[4], opensOn: try row[5], dueOn: try row[6], closesOn: try row[7], freezesOn: try row[8]),
            state: try row[9], edition: try row[10], markSet: try MarkSetStore.decode(row[11]), limitedTo: try row[12],
            amendment: reason.map { Round.Amendment(reason: $0, decision: decision ?? "") })
    }
}
