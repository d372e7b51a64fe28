import Japanese
import Storage
import Ward

/// What somebody corrected in a report of a robot elsewhere (訂正), or that it was taken back (取消): what stood before stays.
struct ReportCorrection: Record {
    enum Kind: String, SQLBindable, SQLDecodable {
        case corrected, withdrawn

        var title: String {
            switch self {
            case .corrected: "訂正"
            case .withdrawn: "取消"
            }
        }
    }

    let id: ID<ReportCorrection>
    let run: ID<Run>
    /// From 1 within the run.
    let number: Int
    let kind: Kind
    /// What was reported until then, and what counts since.
    let before: ReportedRun.Facts
    let after: ReportedRun.Facts
    let reason: String
    let madeAt: Timestamp
    let madeBy: String

    static let selection: SQL = "SELECT * FROM automation_correction"
    static let key: SQL = "automation_correction.id"
    static let title = "報告の訂正"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, run, number, kind) = (try row["id"], try row["run"], try row["number"], try row["kind"])
        before = try ReportedRun.Facts(JSON(parsing: try row["facts_before"] as String))
        after = try ReportedRun.Facts(JSON(parsing: try row["facts_after"] as String))
        (reason, madeAt, madeBy) = (try row["reason"], try row["made_at"], try row["made_by"])
    }

    /// The oldest first.
    static func of(_ run: ID<Run>, on connection: any Connection) throws -> [ReportCorrection] {
        try list("WHERE run = \(run) ORDER BY number", on: connection)
    }

    /// Those of the runs of some robots.
    static func byRun(
        of robots: [ID<Robot>], on connection: any Connection
    ) throws -> [ID<Run>: [ReportCorrection]] {
        Dictionary(
            grouping: try list(
                """
                WHERE run IN (SELECT id FROM automation_run WHERE robot IN \(values: robots)) ORDER BY run, number
                """, on: connection), by: \.run)
    }

    /// How many there are of the runs of a robot, by run.
    static func counts(of robot: ID<Robot>, on connection: any Connection) throws -> [ID<Run>: Int] {
        let rows = try connection.rows(
            """
            SELECT run, count(*) AS corrections FROM automation_correction
            WHERE run IN (SELECT id FROM automation_run WHERE robot = \(robot)) GROUP BY run
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0["run"], try $0["corrections"]) })
    }

    static func write(
        _ kind: Kind, of run: Run, _ after: ReportedRun.Facts, _ reason: String, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let last: Int? = try connection.value("SELECT MAX(number) FROM automation_correction WHERE run = \(run.id)")
        let number = 1 + (last ?? 0)
        try connection.execute(
            """
            INSERT INTO automation_correction
                (id, run, number, kind, facts_before, facts_after, reason, made_at, made_by, made_person)
            VALUES (\(stamp.newID(ReportCorrection.self)), \(run.id), \(number), \(kind),
                \(run.facts.json.canonical), \(after.json.canonical), \(reason), \(stamp.at), \(stamp.actor.name),
                \(stamp.actor.person))
            """)
    }
}

extension Run: Revised {
    /// Each change of a run is a row of its ledger.
    var revision: Int { ledgerRows }

    /// What counts of a report; of a run of the engine, the same figures.
    var facts: ReportedRun.Facts {
        ReportedRun.Facts(
            startedAt: beganAt, endedAt: endedAt ?? beganAt, done: counts.done, skipped: counts.skipped,
            business: counts.business, technical: counts.technical)
    }

    /// A report that says other than it did counts as it says now: the run, its ledger, and what a settled quarter says of it, which gets a
    /// row in place of the one before. One that was taken back counts again.
    /// - Throws: ``ReportRefusal``, ``AutomationRefusal``.
    func correct(
        _ facts: ReportedRun.Facts, why reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard source != .engine else { throw ReportRefusal.ownRun }
        guard state == .withdrawn || facts != self.facts else { throw ReportRefusal.nothingChanged }
        let robot = try Robot.known(robot, on: connection)
        try facts.check(of: robot, by: stamp)
        let counts = facts.counts
        try connection.execute(
            """
            UPDATE automation_run SET state = \(State.done), started_at = \(facts.startedAt),
                ended_at = \(facts.endedAt), total = \(counts.total), done = \(counts.done),
                skipped = \(counts.skipped), business = \(counts.business), technical = \(counts.technical)
            WHERE id = \(id)
            """)
        try follow(.corrected, facts, reason, robot, by: stamp, on: connection)
    }

    /// A report that should not have been made (取消): nothing of it counts any more, and it stays to be seen.
    /// - Throws: ``ReportRefusal``.
    func withdraw(why reason: String, by stamp: Stamp, on connection: any Connection) throws {
        guard source != .engine else { throw ReportRefusal.ownRun }
        guard state != .withdrawn else { throw ReportRefusal.alreadyWithdrawn }
        try connection.execute("UPDATE automation_run SET state = \(State.withdrawn) WHERE id = \(id)")
        try follow(.withdrawn, facts, reason, try Robot.known(robot, on: connection), by: stamp, on: connection)
    }

    private func follow(
        _ kind: ReportCorrection.Kind, _ after: ReportedRun.Facts, _ reason: String, _ robot: Robot, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        try ReportCorrection.write(kind, of: self, after, reason, by: stamp, on: connection)
        try note(
            "", kind.rawValue, ["facts": after.json, "reason": .string(reason)], by: stamp, on: connection)
        let written = try Run.known(id, on: connection)
        try stamp.note(
            kind == .corrected ? "automation.run.correct" : "automation.run.withdraw", "run/\(id)",
            [
                "robot": JSON(robot.id), "reason": .string(reason), "state": .string(written.state.rawValue),
                "done": JSON(written.counts.done), "exceptions": JSON(written.counts.exceptions),
                "ledger": .string(written.ledgerHash),
            ], on: connection)
        let quarters = Set([facts.endedAt, after.endedAt].map { Quarter(containing: $0.date) })
        try EffectSettling.follow(robot, quarters.sorted(), by: stamp, on: connection)
    }
}
