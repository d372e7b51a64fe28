/// A queue of jobs: lanes are worked on side by side, the jobs of one lane one after the other.
///
///     JobHandler(kind: "standardization.rehearse", lane: .long) { context in … }
public struct JobLane: Hashable, Sendable {
    public let name: String

    public init(_ name: String) {
        self.name = name
    }

    /// Work of seconds.
    public static let short = JobLane("short")
    /// Work of minutes and hours, which nobody waits for in front of the screen.
    public static let long = JobLane("long")
    /// Whatever nobody who is signed in asked for, of every kind that a stranger can ask for: it holds up no work of the ward.
    public static let anonymous = JobLane("anonymous")

    /// More jobs of ``anonymous`` may not wait at the same time.
    static let anonymousWaitingMax = 200
}
