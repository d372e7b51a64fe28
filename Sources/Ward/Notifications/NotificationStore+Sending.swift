import Japanese
import Storage

/// All that waits for one person and is of one kind: one mail.
struct NotificationGroup: Hashable, Sendable {
    let kind: String
    let person: ID<Person>
    /// When the first and the last of it were made.
    let first: Timestamp
    let last: Timestamp
    /// Since when the oldest is being tried.
    let triedFrom: Timestamp

    /// More may follow within so long after the last; but nothing waits longer than this for company.
    static let quietSeconds = 180
    static let gatheringSecondsMax = 1200

    func isComplete(at now: Timestamp) -> Bool {
        last.adding(seconds: Self.quietSeconds) <= now || first.adding(seconds: Self.gatheringSecondsMax) <= now
    }
}

extension NotificationStore {
    /// What is not sent within so long is given up.
    public static let givenUpAfterDays = 3
    static let givenUpAfterSeconds = givenUpAfterDays * 86_400
    /// A mail that the server did not take for now is tried again after 5, 10, 20 minutes … and at most 12 hours.
    static let retrySecondsMax = 43_200

    static func isGivenUp(_ triedFrom: Timestamp, at now: Timestamp) -> Bool {
        triedFrom.adding(seconds: givenUpAfterSeconds) <= now
    }

    static func retrySeconds(afterTry tries: Int) -> Int { min(retrySecondsMax, 300 << min(max(tries - 1, 0), 8)) }

    /// What may be sent or is to be given up, what waits longest first.
    static func groups(at now: Timestamp, on connection: any Connection) throws -> [NotificationGroup] {
        try connection.rows(
            """
            SELECT kind, person, MIN(made_at) AS first_at, MAX(made_at) AS last_at, MIN(tried_from) AS tried_from
            FROM notification WHERE state = 'waiting' AND not_before <= \(now)
            GROUP BY kind, person ORDER BY MIN(made_at), kind, person
            """
        ).map { row in
            NotificationGroup(
                kind: try row["kind"], person: try row["person"], first: try row["first_at"], last: try row["last_at"],
                triedFrom: try row["tried_from"])
        }.filter { $0.isComplete(at: now) }
    }

    /// Of a group, what waits at this moment.
    static func waiting(
        _ group: NotificationGroup, at now: Timestamp, on connection: any Connection
    ) throws -> [PersonNotification] {
        try PersonNotification.list(
            """
            WHERE notification.state = 'waiting' AND notification.kind = \(group.kind)
                AND notification.person = \(group.person) AND notification.not_before <= \(now)
            """ + " " + order, on: connection)
    }

    /// A mail about these could not be written: a fault of the program or of a record.
    static func fail(_ group: NotificationGroup, at now: Timestamp, on connection: any Connection) throws {
        for one in try waiting(group, at: now, on: connection) {
            try move(
                one.id, to: .failed, note: "メールを作れませんでした。サーバーの記録を確かめてください。", at: now, on: connection)
        }
    }

    /// Takes notifications for a mail, so that nothing else sends them as well.
    static func take(
        _ notifications: [PersonNotification], for letter: ID<NotificationLetter>, to mail: MailAddress,
        at now: Timestamp,
        on connection: any Connection
    ) throws {
        for notification in notifications {
            try connection.execute(
                """
                UPDATE notification SET state = 'sending', changed_at = \(now), note = '', letter = \(letter), mail = \(mail)
                WHERE id = \(notification.id) AND state = 'waiting'
                """)
        }
    }

    /// Writes what became of a mail; what a person has decided on meanwhile stays so.
    static func finish(
        _ letter: ID<NotificationLetter>, refusal: MailRefusal?, at now: Timestamp, on connection: any Connection
    ) throws {
        let under = try list(letter: letter, on: connection).filter { $0.state == .sending }
        guard let refusal else {
            for one in under { try move(one.id, to: .sent, note: "", at: now, on: connection) }
            return try MailOutage.end(on: connection)
        }
        if refusal.concernsEveryMail { try MailOutage.begin(refusal, at: now, on: connection) }
        for one in under {
            if refusal.mayHaveGoneOut {
                // Whether it went out a person finds out: it stays under way with its reason.
                try move(one.id, to: .sending, note: refusal.words, at: now, on: connection)
            } else if refusal.isFinal {
                try move(one.id, to: .failed, note: refusal.words, at: now, on: connection)
            } else {
                // During an outage it is the outage that says when.
                let tries = one.tries + (refusal.concernsEveryMail ? 0 : 1)
                let next = refusal.concernsEveryMail ? now : now.adding(seconds: retrySeconds(afterTry: tries))
                try connection.execute(
                    """
                    UPDATE notification SET state = 'waiting', changed_at = \(now), note = \(refusal.words),
                        tries = \(tries), not_before = \(next), letter = NULL, mail = NULL
                    WHERE id = \(one.id)
                    """)
            }
        }
    }

    /// Forgets what was settled long ago, and with it the addresses.
    /// - Returns: how many.
    @discardableResult
    static func forget(before moment: Timestamp, on connection: any Connection) throws -> Int {
        try connection.execute(
            "DELETE FROM notification WHERE state IN ('sent', 'dropped', 'failed') AND changed_at < \(moment)")
    }

    static func isForgettable(before moment: Timestamp, on connection: any Connection) throws -> Bool {
        try connection.value(
            """
            SELECT 1 FROM notification WHERE state IN ('sent', 'dropped', 'failed') AND changed_at < \(moment) LIMIT 1
            """, as: Int.self) != nil
    }
}

extension MailRefusal {
    /// Whether the server said for good that it does not take it (RFC 5321, 4.2.1: replies that begin with 5).
    var isFinal: Bool {
        switch self {
        case .addressRefused(_, let answer), .messageRefused(let answer): answer.hasPrefix("5")
        default: false
        }
    }
}
