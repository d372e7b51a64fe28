import Japanese
import Storage
import Synchronization

/// What the handler of a job works with.
///
///     JobHandler(kind: "opendata.check") { context in
///         try await context.each(files) { file in
///             try await check(file) ? .ok() : .failed("列の数が合いません。")
///         }
///     }
///
/// Items that have a row in the ledger are not done again, so after a crash the work goes on where it stopped.
public final class JobContext: Sendable {
    public let job: Job
    public let ward: Ward
    private let run: ID<JobRun>
    private let state: Mutex<JobProgress>
    private let onProgress: @Sendable (JobProgress) -> Void

    init(
        job: Job, run: ID<JobRun>, ward: Ward, progress: JobProgress,
        onProgress: @escaping @Sendable (JobProgress) -> Void
    ) {
        self.job = job
        self.run = run
        self.ward = ward
        state = Mutex(progress)
        self.onProgress = onProgress
    }

    public var progress: JobProgress { state.withLock { $0 } }

    /// In the name of the person who asked for the job.
    public var stamp: Stamp { ward.stamp(by: job.requestedBy) }

    /// Whether the work should stop: somebody cancelled it, the program is ending, or another program has it.
    /// ``each(_:_:)`` asks by itself before every item; a long item may ask in between.
    public var isCancelled: Bool {
        get async {
            do { try await checkGoingOn() } catch { return true }
            return false
        }
    }

    /// Works on the items one after the other, and writes each one's row when it is done.
    ///
    /// A ``Refusal`` thrown by the work becomes the row of a failed item; any other error stops the job. When the program
    /// is killed between an item's work and its row, that item is done again: the work must bear it.
    public func each(
        _ items: [String], _ work: @Sendable (_ item: String) async throws -> JobOutcome
    ) async throws {
        for item in try await begin(items) {
            try await checkGoingOn()
            let outcome: JobOutcome
            do {
                outcome = try await work(item)
            } catch let refusal as any Refusal {
                outcome = .failed(refusal.words)
            }
            let (job, run, moment) = (job.id, run, ward.clock.now())
            try await ward.database.write {
                try JobStore.record(outcome, for: item, of: job, run: run, at: moment, on: $0)
            }
            count(outcome)
        }
    }

    private func begin(_ items: [String]) async throws -> [String] {
        let (job, run) = (job.id, run)
        let open = try await ward.database.write { try JobStore.begin(items, of: job, run: run, on: $0) }
        onProgress(
            state.withLock { progress in
                progress.total = items.count
                return progress
            })
        return open
    }

    private func count(_ outcome: JobOutcome) {
        onProgress(
            state.withLock { progress in
                progress.count(outcome)
                return progress
            })
    }

    func checkGoingOn() async throws {
        try Task.checkCancellation()
        let (job, run, moment) = (job.id, run, ward.clock.now())
        try await ward.database.write { try JobStore.beat(job, run: run, at: moment, on: $0) }
    }
}
