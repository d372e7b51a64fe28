import Japanese
import Storage
import Ward

/// Rounds in the database.
public enum RoundStore {
    /// All rounds, newest quarter first.
    public static func list(on connection: any Connection) throws -> [Round] {
        try Round.list(
            "ORDER BY round.fiscal_year DESC, round.quarter DESC, round.created_at DESC, round.id", on: connection)
    }

    /// The round over the whole plan for a quarter, if there is one.
    public static func find(
        quarter: Quarter, on connection: any Connection
    ) throws -> Round? {
        try Round.list(
            """
            WHERE round.fiscal_year = \(quarter.fiscalYear) AND round.quarter = \(quarter.number)
                AND round.limited_to IS NULL
            """, on: connection
        ).first
    }

    /// The newest round that is not planned, over the whole plan, before a quarter.
    public static func previous(of round: Round, on connection: any Connection) throws -> Round? {
        let year = round.quarter.fiscalYear
        let number = round.quarter.number
        return try Round.list(
            """
            WHERE (round.fiscal_year < \(year) OR (round.fiscal_year = \(year) AND round.quarter < \(number)))
                AND round.limited_to IS NULL AND round.state <> 'planned'
            ORDER BY round.fiscal_year DESC, round.quarter DESC, round.id LIMIT 1
            """, on: connection
        ).first
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
        try stamp.note(
            "plan.round.plan", "round/\(id)",
            [
                "quarter": .string(quarter.japanese), "asOf": JSON(calendar.asOf), "due": JSON(calendar.dueOn),
                "limitedTo": JSON(body),
            ], on: connection)
        return try Round.known(id, on: connection)
    }

    /// Writes the state that an event leads to, with its audit row.
    /// - Throws: ``StaleRecord`` when the round moved on after it was loaded.
    static func move(
        _ round: Round, by event: RoundEvent, details: JSON = [:], stamp: Stamp, on connection: any Connection
    ) throws {
        let state = try round.state.applying(event)
        let moved = try connection.execute(
            "UPDATE round SET state = \(state) WHERE id = \(round.id) AND state = \(round.state)")
        guard moved == 1 else { throw StaleRecord() }
        try stamp.note(
            "plan.round.\(event.rawValue)", "round/\(round.id)",
            ["from": .string(round.state.rawValue), "to": .string(state.rawValue), "details": details],
            on: connection)
    }
}

extension Round: Record {
    public static let selection: SQL = """
        SELECT round.id, round.version, round.fiscal_year, round.quarter, round.as_of, round.opens_on, round.due_on,
            round.closes_on, round.freezes_on, round.state, round.edition, mark_set.content, round.limited_to,
            round.amend_reason, round.amend_decision, round.amend_from, round.amend_at, round.extended_from,
            round.extend_reason
        FROM round JOIN mark_set ON mark_set.id = round.mark_set
        """
    public static let key: SQL = "round.id"
    public static let title = "四半期"

    public init(_ row: SQLRow, on _: any Connection) throws {
        let number: Int = try row["quarter"]
        guard let quarter = Quarter(try row["fiscal_year"], number) else {
            throw StorageError.decoding(column: "quarter", reason: "\(number) is no quarter")
        }
        let reason: String? = try row["amend_reason"]
        let decision: String? = try row["amend_decision"]
        let amendedAt: Timestamp? = try row["amend_at"]
        let before: RoundState? = try row["amend_from"]
        let formerDue: CivilDate? = try row["extended_from"]
        let extensionReason: String? = try row["extend_reason"]
        self.init(
            id: try row["id"], version: try row["version"], quarter: quarter,
            calendar: RoundCalendar(
                asOf: try row["as_of"], opensOn: try row["opens_on"], dueOn: try row["due_on"],
                closesOn: try row["closes_on"], freezesOn: try row["freezes_on"]),
            state: try row["state"], edition: try row["edition"], markSet: try MarkSetStore.decode(row["content"]),
            limitedTo: try row["limited_to"],
            amendment: reason.map { Amendment(reason: $0, decision: decision ?? "") },
            beforeAmendment: before.flatMap { state in amendedAt.map { BeforeAmendment(state: state, at: $0) } },
            extended: formerDue.map { Extension(from: $0, reason: extensionReason ?? "") })
    }
}
