/// Work that is done again and again by the calendar while the site runs, such as moving on what has become due.
///
///     Tick("plan.calendar", everySeconds: 600) { ward in try await PlanModule.advance(ward) }
///
/// Of several servers of one database only one does it each time. One that fails is tried again; one that is broken off
/// may be done twice, so the work must bear it.
public struct Tick: Sendable {
    /// The same on every server.
    public let name: String
    /// From one end to the next beginning.
    public let everySeconds: Int
    let work: @Sendable (Ward) async throws -> Void

    public init(_ name: String, everySeconds: Int, work: @escaping @Sendable (Ward) async throws -> Void) {
        self.name = name
        self.everySeconds = everySeconds
        self.work = work
    }
}
