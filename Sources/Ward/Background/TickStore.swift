import Japanese
import Storage

/// One time that a server does a tick.
enum TickRun {}

/// Which ticks are due, and which server does them.
enum TickStore {
    /// So long a server that says nothing is taken to be alive.
    static let leaseSeconds = 60

    /// Takes a tick that is due and that no living server has.
    ///
    /// A moment further ahead than this program would ever write comes from a clock that was set back since.
    static func claim(
        _ tick: Tick, run: ID<TickRun>, at now: Timestamp, on connection: any Connection
    ) throws -> Bool {
        try connection.execute(
            "INSERT INTO tick (name, due_at) VALUES (\(tick.name), \(now)) ON CONFLICT (name) DO NOTHING")
        return try connection.execute(
            """
            UPDATE tick SET run = \(run), held_until = \(now.adding(seconds: leaseSeconds))
            WHERE name = \(tick.name)
                AND (due_at <= \(now) OR due_at > \(now.adding(seconds: tick.everySeconds)))
                AND (held_until IS NULL OR held_until <= \(now)
                    OR held_until > \(now.adding(seconds: leaseSeconds)))
            """) == 1
    }

    /// Shows a sign of life.
    /// - Returns: `false` when another server has the tick now.
    static func hold(
        _ tick: Tick, run: ID<TickRun>, at now: Timestamp, on connection: any Connection
    ) throws -> Bool {
        try connection.execute(
            """
            UPDATE tick SET held_until = \(now.adding(seconds: leaseSeconds)) WHERE name = \(tick.name) AND run = \(run)
            """) == 1
    }

    /// Gives a tick back.
    /// - Parameter isDone: whether it is due again only after its time; otherwise it is due at once.
    static func release(
        _ tick: Tick, run: ID<TickRun>, isDone: Bool, at now: Timestamp, on connection: any Connection
    ) throws {
        let due: SQL = isDone ? "\(now.adding(seconds: tick.everySeconds))" : "due_at"
        try connection.execute(
            """
            UPDATE tick SET run = NULL, held_until = NULL, due_at = \(due)
            WHERE name = \(tick.name) AND run = \(run)
            """)
    }

    /// Writes a little, which is all it does.
    static func leaveTrace(on connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO tick (name, due_at) VALUES ('ward.health', 1)
            ON CONFLICT (name) DO UPDATE SET due_at = tick.due_at + 1
            """)
    }
}
