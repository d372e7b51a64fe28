import Japanese
import Storage

/// How one kind of job is done.
public struct JobHandler: Sendable {
    public let kind: String
    /// Where it waits when somebody who is signed in asked for it, or the program itself; what a stranger asked for waits in
    /// ``JobLane/anonymous``.
    public let lane: JobLane
    let work: @Sendable (JobContext) async throws -> Void

    public init(
        kind: String, lane: JobLane = .short, work: @escaping @Sendable (JobContext) async throws -> Void
    ) {
        self.kind = kind
        self.lane = lane
        self.work = work
    }
}

/// Takes waiting jobs and does them, those of one ``JobLane`` one after the other.
///
///     let runner = JobRunner(ward: ward, handlers: modules.flatMap(\.jobHandlers))
///     await runner.run(under: supervisor)          // beside the site, until its task is cancelled
///     try await runner.run(job.id) { print($0.line()) }   // one job, for a command
///
/// Several programs may run jobs of one database: a job is claimed in a transaction, and one whose program gave no sign
/// of life for a minute is taken over. One that stops because the database is away for a while goes back into the queue.
public struct JobRunner: Sendable {
    private let ward: Ward
    private let handlers: [String: JobHandler]
    /// Between two looks at the queue.
    private static let pollSeconds = 2

    /// - Precondition: one handler for each kind.
    public init(ward: Ward, handlers: [JobHandler]) {
        self.ward = ward
        self.handlers = Dictionary(uniqueKeysWithValues: handlers.map { ($0.kind, $0) })
    }

    /// Does jobs as they come, until the task is cancelled; those at hand then go back into the queue.
    public func run(under supervisor: Supervisor) async {
        await withTaskGroup(of: Void.self) { group in
            for lane in lanes {
                group.addTask {
                    await supervisor.run("jobs.\(lane.name)", everySeconds: Self.pollSeconds) {
                        _ = try await runWaiting(in: lane)
                    }
                }
            }
        }
    }

    /// Takes over jobs of dead programs, and does all that wait.
    /// - Returns: how many were taken up.
    @discardableResult
    func runWaiting() async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for lane in lanes { group.addTask { try await runWaiting(in: lane) } }
            return try await group.reduce(0, +)
        }
    }

    private var lanes: Set<JobLane> {
        handlers.isEmpty ? [] : Set(handlers.values.map(\.lane)).union([.anonymous])
    }

    private func runWaiting(in lane: JobLane) async throws -> Int {
        let queue = JobStore.queue(lane, of: handlers.values.sorted { $0.kind < $1.kind })
        var taken = 0
        while !Task.isCancelled {
            let (run, moment): (ID<JobRun>, Timestamp) = (ward.newID(), ward.clock.now())
            let claimed = try await ward.database.write { connection in
                // Of its own lane: another lane of this program may be at work, and late with its sign of life.
                try JobStore.recover(queue, at: moment, on: connection)
                return try JobStore.claim(from: queue, at: moment, run: run, on: connection)
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
        let (state, message, passing) = await Self.outcome(of: handler, in: context)
        guard let state else { return }
        let ward = ward
        // Not in this task: when the program is ending, its transactions would be cancelled, and the job left as running.
        try await Task {
            let stamp = ward.stamp(by: job.requestedBy)
            try await ward.database.write { try JobStore.end(job, state, message: message, by: stamp, on: $0) }
        }.value
        // Not at once again: who runs the jobs waits first.
        if let passing { throw passing }
    }

    /// - Returns: no state when another program has the job; an error when the job waits for the database to come back.
    private static func outcome(
        of handler: JobHandler, in context: JobContext
    ) async -> (state: Job.State?, message: String?, passing: StorageError?) {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await handler.work(context) }
                group.addTask {
                    // An item may take long: the sign of life does not wait for it.
                    while true {
                        try await context.ward.pause.seconds(JobStore.heartbeatSeconds)
                        do {
                            try await context.checkGoingOn()
                        } catch let error as StorageError where error.isPassing {
                            // Work that needs no database meanwhile goes on; its next row is written or says who has it.
                            continue
                        }
                    }
                }
                defer { group.cancelAll() }
                try await group.next()
            }
            return (.done, nil, nil)
        } catch JobStop.takenOver {
            return (nil, nil, nil)
        } catch JobStop.cancelled {
            return (.cancelled, nil, nil)
        } catch is CancellationError {
            return (.waiting, nil, nil)
        } catch let refusal as any Refusal {
            return (.failed, refusal.words, nil)
        } catch let error as StorageError where error.isPassing {
            return (.waiting, nil, error)
        } catch let error as StorageError {
            return (.failed, error.japanese, nil)
        } catch {
            return (.failed, "処理の途中で思わぬ誤りが起きました（\(error)）。管理者に連絡してください。", nil)
        }
    }
}
