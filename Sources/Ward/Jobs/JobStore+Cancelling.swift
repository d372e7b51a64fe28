import Storage

extension JobStore {
    /// Asks a job to stop. One that waits is cancelled at once; one that runs stops before its next item.
    @discardableResult
    public static func cancel(_ id: ID<Job>, by stamp: Stamp, on connection: any Connection) throws -> Job {
        let job = try known(id, on: connection)
        guard !job.state.isEnded else { throw JobRefusal.alreadyEnded(job.state) }
        if job.state == .waiting {
            try connection.execute(
                """
                UPDATE job SET state = \(Job.State.cancelled), cancel_requested = 1, ended_at = \(stamp.at)
                WHERE id = \(id)
                """)
        } else {
            try connection.execute("UPDATE job SET cancel_requested = 1 WHERE id = \(id)")
        }
        try Audit.append("ward.job.cancel", subject: "job/\(id)", details: [:], by: stamp, on: connection)
        return try known(id, on: connection)
    }

    /// Queues a job again that was cancelled or stopped, or that ended with failed items. It goes on with the items that
    /// have no row in the ledger.
    /// - Parameter retryingFailures: takes the rows of failed items off the ledger, so that they are tried again.
    @discardableResult
    public static func resume(
        _ id: ID<Job>, retryingFailures: Bool = false, by stamp: Stamp, on connection: any Connection
    ) throws -> Job {
        let job = try known(id, on: connection)
        let failures: Int =
            try connection.value("SELECT COUNT(*) FROM job_item WHERE job = \(id) AND outcome = 'failed'") ?? 0
        guard job.state == .failed || job.state == .cancelled || job.state == .done && retryingFailures && failures > 0
        else { throw JobRefusal.notStopped(job.state) }
        if retryingFailures {
            try connection.execute("DELETE FROM job_item WHERE job = \(id) AND outcome = 'failed'")
        }
        try connection.execute(
            """
            UPDATE job SET state = \(Job.State.waiting), cancel_requested = 0, ended_at = NULL, message = NULL,
                run = NULL
            WHERE id = \(id)
            """)
        try Audit.append(
            "ward.job.resume", subject: "job/\(id)",
            details: ["retried": JSON(retryingFailures ? failures : 0)], by: stamp, on: connection)
        return try known(id, on: connection)
    }
}
