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
    /// Whatever a stranger asked for, of every kind: it holds up no work of the ward.
    public static let anonymous = JobLane("anonymous")

    /// More jobs of strangers may not wait at the same time, nor more of the program itself; each are counted alone. Those of people who
    /// are signed in are not counted.
    static let waitingMax = 200
}
