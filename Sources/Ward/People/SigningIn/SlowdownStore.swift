import Japanese
import Storage

/// Failed sign-ins by place in the database.
///
/// A try is counted as failed before the password is looked at and taken back when it was right: however many tries
/// arrive at once, each sees those before it.
enum SlowdownStore {
    /// The longest time for which anything is remembered.
    static let keptSecondsMax = 86_400

    /// A place with its rule; a try waits for the longest of those that are enforced.
    struct Watch: Hashable, Sendable {
        let place: Place
        let rule: Slowdown
        let isEnforced: Bool
    }

    /// - Returns: the seconds to wait, and nothing is counted; or 0, and the try is counted in every place.
    static func reserve(_ watches: [Watch], at now: Timestamp, on connection: any Connection) throws -> Int {
        let counts = try watches.map { try count($0.place, on: connection) }
        let waits = zip(watches, counts).map { watch, count in
            watch.isEnforced ? watch.rule.secondsLeft(count, at: now) : 0
        }
        if let longest = waits.max(), longest > 0 { return longest }
        for (watch, count) in zip(watches, counts) {
            let after = watch.rule.afterFailure(count, at: now)
            try connection.execute(
                """
                INSERT INTO sign_in_throttle (place, failures, failed_at)
                VALUES (\(watch.place.text), \(after.failures), \(now))
                ON CONFLICT (place) DO UPDATE SET failures = excluded.failures, failed_at = excluded.failed_at
                """)
        }
        return 0
    }

    /// Takes one counted try back.
    static func giveBack(_ watches: [Watch], on connection: any Connection) throws {
        for watch in watches {
            try connection.execute(
                """
                UPDATE sign_in_throttle SET failures = failures - 1 WHERE place = \(watch.place.text) AND failures > 0
                """)
        }
    }

    /// Forgets the failures of one place.
    static func forget(_ place: Place, on connection: any Connection) throws {
        try connection.execute("DELETE FROM sign_in_throttle WHERE place = \(place.text)")
    }

    /// Removes what no rule remembers any more.
    static func purge(at now: Timestamp, on connection: any Connection) throws {
        try connection.execute(
            "DELETE FROM sign_in_throttle WHERE failed_at < \(now.adding(seconds: -keptSecondsMax))")
    }

    private static func count(_ place: Place, on connection: any Connection) throws -> Slowdown.Count? {
        try connection.row("SELECT failures, failed_at FROM sign_in_throttle WHERE place = \(place.text)").map { row in
            Slowdown.Count(failures: try row[0], failedAt: try row[1])
        }
    }
}
