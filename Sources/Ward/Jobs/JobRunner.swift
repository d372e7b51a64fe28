import Japanese
import Storage

/// How one kind of job is done.
public struct JobHandler: Sendable {
    public let kind: String
    let work: @Sendable (JobContext) async throws -> Void

    public init(kind: String, work: @escaping @Sendable (JobContext) async throws -> Void) {
        self.kind = kind
        self.work = work
    }
}

/// Takes waiting jobs and does them, one after the other.
///
///     let runner = JobRunner(ward: ward, handlers: modules.flatMap(\.jobHandlers))
///     try await runner.run()          // beside the site, until its task is cancelled
///     try await runner.run(job.id) { print($0.line()) }   // one job, for a command
///
/// Several programs may run jobs of one database: a job is claimed in a transaction, and one whose program gave no sign
/// of life for a minute is taken over.
public actor JobRunner {
    private let ward: Ward
    private let handlers: [String: JobHandler]
    /// Between two looks at the queue.
    private static let pollSeconds = 2

    /// - Precondition: one handler for each kind.
    public init(ward: Ward, handlers: [JobHandler]) {
        self.ward = ward
        self.handlers = Dictionary(uniqueKeysWithValues: handlers.map { ($0.kind, $0) })
    }

    /// Does jobs as they come, until the task is cancelled; the one at hand then goes back into the queue.
    public func run() async throws {
        while !Task.isCancelled {
            try await runWaiting()
            do { try await Task.sleep(for: .seconds(Self.pollSeconds)) } catch { return }
        }
    }

    /// Takes over jobs of dead programs, and does all that wait.
    /// - Returns: how many were taken up.
    @discardableResult
    public func runWaiting() async throws -> Int {
        let recoveredAt = ward.clock.now()
        try await ward.database.write { _ = try JobStore.recover(at: recoveredAt, on: $0) }
        let kinds = handlers.keys.sorted()
        var taken = 0
        while !Task.isCancelled {
            let (run, moment): (ID<JobRun>, Timestamp) = (ward.newID(), ward.clock.now())
            let claimed = try await ward.database.write {
                try JobStore.claim(kinds: kinds, at: moment, run: run, on: $0)
            }
            guard let claimed else { break }
            taken += 1
            try await work(on: claimed, run: run) { _ in }
        }
        return taken
    }

    /// Does one waiting job now.
    /// - Returns: the job as it ended.
    /// - Throws: ``JobRefusal`` when it does not wait or is of an unknown kind.
    @discardableResult
    public func run(
        _ id: ID<Job>, onProgress: @escaping @Sendable (JobProgress) -> Void = { _ in }
    ) async throws -> Job {
        let (run, moment): (ID<JobRun>, Timestamp) = (ward.newID(), ward.clock.now())
        let kinds = handlers
        let claimed = try await ward.database.write { connection in
            let job = try JobStore.known(id, on: connection)
            guard kinds[job.kind] != nil else { throw JobRefusal.noHandler(kind: job.kind) }
            guard let claimed = try JobStore.claim(id, at: moment, run: run, on: connection) else {
                throw JobRefusal.notStopped(job.state)
            }
            return claimed
        }
        try await work(on: claimed, run: run, onProgress: onProgress)
        return try await ward.database.read { try JobStore.known(id, on: $0) }
    }

    private func work(
        on job: Job, run: ID<JobRun>, onProgress: @escaping @Sendable (JobProgress) -> Void
    ) async throws {
        guard let handler = handlers[job.kind] else { return }
        let progress = try await ward.database.read { try JobStore.progress(of: job.id, on: $0) }
        let context = JobContext(
            job: job, run: run, ward: ward,
            progress: progress ?? JobProgress(title: job.title, state: .running, total: nil), onProgress: onProgress)
        let (state, message) = await Self.outcome(of: handler, in: context)
        guard let state else { return }
        let ward = ward
        // Not in this task: when the program is ending, its transactions would be cancelled, and the job left as running.
        try await Task {
            let stamp = ward.stamp(by: job.requestedBy)
            try await ward.database.write { try JobStore.end(job, state, message: message, by: stamp, on: $0) }
        }.value
    }

    /// - Returns: no state when another program has the job.
    private static func outcome(
        of handler: JobHandler, in context: JobContext
    ) async -> (state: Job.State?, message: String?) {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await handler.work(context) }
                group.addTask {
                    // An item may take long: the sign of life does not wait for it.
                    while true {
                        try await Task.sleep(for: .seconds(JobStore.heartbeatSeconds))
                        try await context.checkGoingOn()
                    }
                }
                defer { group.cancelAll() }
                try await group.next()
            }
            return (.done, nil)
        } catch JobStop.takenOver {
            return (nil, nil)
        } catch JobStop.cancelled {
            return (.cancelled, nil)
        } catch is CancellationError {
            return (.waiting, nil)
        } catch let refusal as any Refusal {
            return (.failed, refusal.words)
        } catch let error as StorageError {
            return (.failed, error.japanese)
        } catch {
            return (.failed, "処理の途中で思わぬ誤りが起きました（\(error)）。管理者に連絡してください。")
        }
    }
}
