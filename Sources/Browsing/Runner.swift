import Scenarios

/// Works through the records of a plan: claim → guard → fill → hold → submit → receipt → commit, each in the ledger before the next.
///
///     let report = try await Runner(plan, hands).run()
///
/// Unknown records of earlier runs are looked for first, and never sent without. Cancelling the task ends the run after the
/// step it is in; nothing of the browser is alive when `run` has returned or thrown.
public struct Runner: Sendable {
    let plan: RunPlan
    let hands: RunHands

    public init(_ plan: RunPlan, _ hands: RunHands) {
        self.plan = plan
        self.hands = hands
    }
}
