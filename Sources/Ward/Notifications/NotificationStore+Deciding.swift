import Japanese
import Storage

/// Why a person's word about a mail is refused.
public enum NotificationRefusal: Refusal, Hashable {
    case notFailed
    case underWay

    public var words: String {
        switch self {
        case .notFailed: "このお知らせは、送り直す必要がありません。画面を開き直して、今の状態を確かめてください。"
        case .underWay: "このお知らせは、まだ送信中かもしれません。5分ほどたってから画面を開き直して、確かめてください。"
        }
    }
}

extension NotificationStore {
    /// A person decides that a mail which failed, or was cut off while being sent, is sent once more, with all that stood in it.
    public static func retry(
        _ id: ID<PersonNotification>, by stamp: Stamp, on connection: any Connection
    ) throws {
        let together = try decided(id, at: stamp.at, on: connection)
        try retry(together, by: stamp, on: connection)
    }

    /// The same for all that was not delivered.
    /// - Returns: how many notifications.
    public static func retryAll(by stamp: Stamp, on connection: any Connection) throws -> Int {
        let all = try undelivered(at: stamp.at, on: connection)
        try retry(all, by: stamp, on: connection)
        return all.count
    }

    /// A person decides that it is not sent any more: whom it concerns has been told otherwise, or need not be.
    public static func dismiss(
        _ id: ID<PersonNotification>, by stamp: Stamp, on connection: any Connection
    ) throws {
        for notification in try decided(id, at: stamp.at, on: connection) {
            try move(
                notification.id, to: .dropped, note: "\(stamp.actor.name)さんが、送らないことにした", at: stamp.at, on: connection)
            try stamp.note("ward.notification.dismiss", "notification/\(notification.id)", on: connection)
        }
    }

    private static func retry(
        _ notifications: [PersonNotification], by stamp: Stamp, on connection: any Connection
    ) throws {
        for notification in notifications {
            try connection.execute(
                """
                UPDATE notification SET state = 'waiting', changed_at = \(stamp.at), note = '', tried_from = \(stamp.at),
                    tries = 0, not_before = \(stamp.at), letter = NULL, mail = NULL
                WHERE id = \(notification.id)
                """)
            try stamp.note("ward.notification.retry", "notification/\(notification.id)", on: connection)
        }
    }

    /// What stood in the same mail and waits for the same word.
    private static func decided(
        _ id: ID<PersonNotification>, at now: Timestamp, on connection: any Connection
    ) throws -> [PersonNotification] {
        let one = try PersonNotification.known(id, on: connection)
        // Without a reason it may still be under way, and would go twice.
        if one.state == .sending, !one.isCutOff(at: now) { throw NotificationRefusal.underWay }
        guard one.state == .failed || one.state == .sending else { throw NotificationRefusal.notFailed }
        guard let letter = one.letter else { return [one] }
        return try list(letter: letter, on: connection).filter { $0.state == one.state }
    }
}
