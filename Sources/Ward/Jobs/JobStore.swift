import Japanese
import Storage

/// Jobs and their ledgers in the database.
public enum JobStore {
    /// Rows of the list of jobs, and of one page of a ledger.
    public static let pageRows = 100
    /// Items of one job.
    public static let itemsMax = 100_000
    /// UTF-8 bytes of an item's key: it is indexed.
    public static let itemBytesMax = 500
    /// Scalars of a message that are kept.
    static let messageScalarsMax = 1000

    /// Queues a job; a ``JobRunner`` that knows its kind takes it up.
    /// - Throws: ``JobRefusal/tooManyWaiting(max:)`` where a stranger asks and too many jobs of strangers wait, or the program itself and
    ///   too many of its own.
    public static func request(
        kind: String, title: String, parameters: JSON = [:], by stamp: Stamp, on connection: any Connection
    ) throws -> Job {
        if stamp.actor.person == nil {
            let waiting: Int? = try connection.value(
                """
                SELECT COUNT(*) FROM job WHERE state = \(Job.State.waiting) AND requested_person IS NULL
                    AND is_stranger = \(stamp.actor.isStranger)
                """)
            guard waiting ?? 0 < JobLane.waitingMax else {
                throw JobRefusal.tooManyWaiting(max: JobLane.waitingMax)
            }
        }
        let id: ID<Job> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO job (id, kind, title, parameters, state, total, requested_by, requested_person, is_stranger,
                requested_at, cancel_requested)
            VALUES (\(id), \(kind), \(title), \(parameters.canonical), \(Job.State.waiting), 0, \(stamp.actor.name),
                \(stamp.actor.person), \(stamp.actor.isStranger), \(stamp.at), 0)
            """)
        try Audit.append(
            "ward.job.request", subject: "job/\(id)", details: ["kind": .string(kind), "title": .string(title)],
            by: stamp, on: connection)
        return try known(id, on: connection)
    }

    /// Queues a job unless one for the same waits or runs: asked for twice, by a double click or by two servers, it is one.
    /// - Throws: as ``request(kind:title:parameters:by:on:)``
    public static func requestOnce(
        kind: String, title: String, parameters: JSON, by stamp: Stamp, on connection: any Connection
    ) throws -> Job {
        if let same = try open(kind: kind, parameters: parameters, on: connection) { return same }
        return try request(kind: kind, title: title, parameters: parameters, by: stamp, on: connection)
    }

    /// The job for just these parameters that waits or runs.
    public static func open(kind: String, parameters: JSON, on connection: any Connection) throws -> Job? {
        try connection.row(
            """
            \(columns) WHERE state IN \(values: [Job.State.waiting, .running]) AND kind = \(kind)
                AND parameters = \(parameters.canonical) ORDER BY id LIMIT 1
            """
        ).map(job)
    }

    public static func find(_ id: ID<Job>, on connection: any Connection) throws -> Job? {
        try connection.row("\(columns) WHERE id = \(id)").map(job)
    }

    /// The newest first, at most ``pageRows``; `before` continues after the last of a page.
    public static func list(
        state: Job.State? = nil, before last: ID<Job>? = nil, on connection: any Connection
    ) throws -> [Job] {
        var conditions: [SQL] = []
        if let state { conditions.append("state = \(state)") }
        if let last { conditions.append("id < \(last)") }
        return try connection.rows(
            columns + " WHERE " + SQL.all(of: conditions) + " ORDER BY id DESC LIMIT \(pageRows)"
        ).map(job)
    }

    /// How far a job is, counted from its ledger.
    public static func progress(of id: ID<Job>, on connection: any Connection) throws -> JobProgress? {
        guard let job = try find(id, on: connection) else { return nil }
        var progress = JobProgress(title: job.title, state: job.state, total: job.total)
        for row in try connection.rows(
            "SELECT outcome, COUNT(*) AS items FROM job_item WHERE job = \(id) GROUP BY outcome")
        {
            let items: Int = try row[1]
            switch try row[0] as String {
            case "ok": progress.ok = items
            case "skipped": progress.skipped = items
            default: progress.failed = items
            }
        }
        return progress
    }

    /// A page of the ledger by item key; `after` continues after the last of a page.
    public static func items(
        of id: ID<Job>, after last: String = "", on connection: any Connection
    ) throws -> [JobItem] {
        try connection.rows(
            """
            SELECT item, outcome, message, recorded_at FROM job_item WHERE job = \(id) AND item > \(last)
            ORDER BY item LIMIT \(pageRows)
            """
        ).map { row in
            JobItem(
                item: try row[0], outcome: JobOutcome(code: try row[1], message: try row[2]), recordedAt: try row[3])
        }
    }

    static func known(_ id: ID<Job>, on connection: any Connection) throws -> Job {
        guard let job = try find(id, on: connection) else { throw JobRefusal.unknown }
        return job
    }

    static let columns: SQL =
        """
        SELECT id, kind, title, parameters, state, total, requested_by, requested_person, requested_at, started_at,
            ended_at, heartbeat_at, cancel_requested, message, run, is_stranger FROM job
        """

    static func job(_ row: SQLRow) throws -> Job {
        let total: Int = try row["total"]
        return Job(
            id: try row["id"], kind: try row["kind"], title: try row["title"],
            parameters: try JSON(parsing: try row["parameters"] as String), state: try row["state"],
            total: total == 0 ? nil : total,
            requestedBy: Actor(
                person: try row["requested_person"], name: try row["requested_by"], isStranger: try row["is_stranger"]),
            requestedAt: try row["requested_at"], startedAt: try row["started_at"], endedAt: try row["ended_at"],
            heartbeatAt: try row["heartbeat_at"], isCancelRequested: try row["cancel_requested"],
            message: try row["message"], run: try row["run"])
    }
}
