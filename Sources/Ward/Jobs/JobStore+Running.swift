import Japanese
import Storage

extension JobStore {
    /// A running program says this often that it is alive.
    static let heartbeatSeconds = 10
    /// After so long without a sign of life another program takes the job over.
    static let staleSeconds = 60

    /// The jobs of one lane, of the kinds that the program knows: those that strangers asked for, or the others.
    static func queue(_ lane: JobLane, of handlers: [JobHandler]) -> SQL {
        let isAnonymous = lane == .anonymous
        let kinds = handlers.filter { isAnonymous || $0.lane == lane }.map(\.kind)
        return "kind IN \(values: kinds) AND is_stranger = \(isAnonymous)"
    }

    /// Takes the oldest waiting job of a ``queue(_:of:)``.
    static func claim(
        from queue: SQL, at moment: Timestamp, run: ID<JobRun>, on connection: any Connection
    ) throws -> Job? {
        let oldest: ID<Job>? = try connection.value(
            "SELECT id FROM job WHERE state = \(Job.State.waiting) AND \(queue) ORDER BY id LIMIT 1")
        guard let oldest else { return nil }
        return try claim(oldest, at: moment, run: run, on: connection)
    }

    /// Takes one job, if it still waits.
    static func claim(
        _ id: ID<Job>, at moment: Timestamp, run: ID<JobRun>, on connection: any Connection
    ) throws -> Job? {
        let taken = try connection.execute(
            """
            UPDATE job SET state = \(Job.State.running), run = \(run), heartbeat_at = \(moment),
                started_at = COALESCE(started_at, \(moment))
            WHERE id = \(id) AND state = \(Job.State.waiting)
            """)
        return taken == 1 ? try known(id, on: connection) : nil
    }

    /// Puts jobs back in the queue whose program died: at their next start they go on with the first item that has no row.
    /// - Parameter queue: the jobs that are looked at; all when nothing else is said.
    /// - Returns: how many.
    @discardableResult
    static func recover(
        _ queue: SQL = "TRUE", at moment: Timestamp, on connection: any Connection
    ) throws -> Int {
        // A job that somebody wanted to stop is not started again.
        try connection.execute(
            """
            UPDATE job SET state = CASE WHEN cancel_requested = 1 THEN 'cancelled' ELSE 'waiting' END,
                ended_at = CASE WHEN cancel_requested = 1 THEN \(moment) ELSE NULL END, run = NULL
            WHERE state = \(Job.State.running) AND heartbeat_at < \(moment.adding(seconds: -staleSeconds))
                AND \(queue)
            """)
    }

    /// Shows a sign of life.
    /// - Throws: ``JobStop`` when the run must end.
    static func beat(_ job: ID<Job>, run: ID<JobRun>, at moment: Timestamp, on connection: any Connection) throws {
        try checkRun(job, run, on: connection)
        try connection.execute("UPDATE job SET heartbeat_at = \(moment) WHERE id = \(job)")
        let isCancelled: Bool? = try connection.value("SELECT cancel_requested FROM job WHERE id = \(job)")
        if isCancelled == true { throw JobStop.cancelled }
    }

    /// Sets the number of items and says which of them have no row yet, in the order given.
    static func begin(
        _ items: [String], of job: ID<Job>, run: ID<JobRun>, on connection: any Connection
    ) throws -> [String] {
        guard items.count <= itemsMax else { throw JobRefusal.tooManyItems(max: itemsMax) }
        var known: Set<[UInt8]> = []
        for item in items {
            let bytes = Array(item.utf8)
            guard bytes.count <= itemBytesMax else { throw JobRefusal.itemTooLong(bytesMax: itemBytesMax) }
            // By bytes, as the database compares: two spellings of が are two items.
            guard known.insert(bytes).inserted else { throw JobRefusal.duplicateItem(item) }
        }
        try checkRun(job, run, on: connection)
        try connection.execute("UPDATE job SET total = \(items.count) WHERE id = \(job)")
        let recorded = Set(
            try connection.column("SELECT item FROM job_item WHERE job = \(job)", as: String.self).map {
                Array($0.utf8)
            })
        return items.filter { !recorded.contains(Array($0.utf8)) }
    }

    /// Adds the item's row to the ledger.
    static func record(
        _ outcome: JobOutcome, for item: String, of job: ID<Job>, run: ID<JobRun>, at moment: Timestamp,
        on connection: any Connection
    ) throws {
        try checkRun(job, run, on: connection)
        try connection.execute(
            """
            INSERT INTO job_item (job, item, outcome, message, recorded_at)
            VALUES (\(job), \(item), \(outcome.code), \(clipped(outcome.message)), \(moment))
            """)
        try connection.execute("UPDATE job SET heartbeat_at = \(moment) WHERE id = \(job)")
    }

    /// Ends a run; a job that another program has taken over meanwhile is left alone.
    static func end(
        _ job: Job, _ state: Job.State, message: String?, by stamp: Stamp, on connection: any Connection
    ) throws {
        let changed = try connection.execute(
            """
            UPDATE job SET state = \(state), message = \(message.map(clipped)), run = NULL,
                ended_at = \(state.isEnded ? stamp.at : nil)
            WHERE id = \(job.id) AND run = \(job.run) AND state = \(Job.State.running)
            """)
        guard changed == 1, state.isEnded else { return }
        let progress = try progress(of: job.id, on: connection)
        try Audit.append(
            "ward.job.end", subject: "job/\(job.id)",
            details: [
                "state": .string(state.rawValue), "ok": JSON(progress?.ok), "failed": JSON(progress?.failed),
                "skipped": JSON(progress?.skipped),
            ], by: stamp, on: connection)
    }

    private static func checkRun(_ job: ID<Job>, _ run: ID<JobRun>, on connection: any Connection) throws {
        let current: ID<JobRun>? = try connection.row("SELECT run FROM job WHERE id = \(job)").flatMap { try $0[0] }
        guard current == run else { throw JobStop.takenOver }
    }

    private static func clipped(_ message: String) -> String {
        let scalars = message.unicodeScalars
        guard scalars.count > messageScalarsMax else { return message }
        return String(scalars.prefix(messageScalarsMax - 1)) + "…"
    }
}
