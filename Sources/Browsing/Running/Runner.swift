import Scenarios
import Synchronization

/// Works through the records of a plan: claim → guard → fill → hold → submit → receipt → commit, each in the ledger before the next.
///
///     let report = try await Runner(plan, hands).run()
///
/// Unknown records of earlier runs are looked for first, and never sent without. Cancelling the task ends the run after the
/// step it is in; nothing of the browser is alive when `run` has returned or thrown.
public struct Runner: Sendable {
    private let plan: RunPlan
    private let hands: RunHands

    public init(_ plan: RunPlan, _ hands: RunHands) {
        self.plan = plan
        self.hands = hands
    }

    /// - Throws: ``RunOutcome/ledgerFailed`` when a row could not be kept; whatever else happens is in the report and the ledger.
    public func run() async throws -> RunReport {
        let stop = StopSign()
        let worker = RunWorker(plan, hands, stop)
        // A task of its own: what was begun is ended and written down, even when nobody waits for it any more.
        let task = Task { try await worker.run() }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            stop.raise()
        }
    }

    /// Ends what a run of a folder left alive when its program was killed.
    public static func endLeftovers(of folder: String) {
        BrowserProcess.endLeftovers(of: folder)
    }
}

/// Somebody wants the run to end.
final class StopSign: Sendable {
    private let raised = Mutex(false)

    func raise() { raised.withLock { $0 = true } }

    var isRaised: Bool { raised.withLock { $0 } }

    /// Waits before another attempt; less when the sign is raised.
    func wait(seconds: Int) async {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(seconds))
        while !isRaised, clock.now < end { try? await clock.sleep(for: .milliseconds(100)) }
    }
}
