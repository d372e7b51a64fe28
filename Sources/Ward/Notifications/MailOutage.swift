import Japanese
import Storage

/// That the mail server cannot be used: nothing is tried before the next time, so that a wrong password is not tried once for
/// every person.
public struct MailOutage: Hashable, Sendable {
    /// The longest wait between two tries.
    static let retrySecondsMax = 1800

    public let since: Timestamp
    public let failures: Int
    public let retryAt: Timestamp
    /// Why, and what to look at.
    public let note: String

    /// Whether nothing is tried at this moment. A next time further ahead than this program would ever write comes from a clock
    /// that was set back since.
    func holds(at now: Timestamp) -> Bool {
        now < retryAt && retryAt <= now.adding(seconds: Self.retrySecondsMax)
    }

    /// - Returns: `nil` while the server works, as far as is known.
    public static func find(on connection: any Connection) throws -> MailOutage? {
        try connection.row("SELECT since, failures, retry_at, note FROM mail_outage WHERE id = 1").map { row in
            MailOutage(
                since: try row["since"], failures: try row["failures"], retryAt: try row["retry_at"],
                note: try row["note"])
        }
    }

    static func begin(_ refusal: MailRefusal, at now: Timestamp, on connection: any Connection) throws {
        let failures = (try find(on: connection)?.failures ?? 0) + 1
        let next = now.adding(seconds: seconds(afterFailure: failures))
        try connection.execute(
            """
            INSERT INTO mail_outage (id, since, failures, retry_at, note)
            VALUES (1, \(now), \(failures), \(next), \(refusal.words))
            ON CONFLICT (id) DO UPDATE SET failures = excluded.failures, retry_at = excluded.retry_at,
                note = excluded.note
            """)
    }

    static func end(on connection: any Connection) throws {
        try connection.execute("DELETE FROM mail_outage WHERE id = 1")
    }

    /// 2, 4, 8, 16, 30, 30 … minutes.
    static func seconds(afterFailure failures: Int) -> Int {
        min(retrySecondsMax, 60 << min(failures, 6))
    }
}
