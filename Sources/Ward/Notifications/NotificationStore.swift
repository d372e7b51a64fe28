import Japanese
import Storage

/// What people are told by mail, in the database.
public enum NotificationStore {
    /// Rows shown on one page.
    public static let pageRows = 50
    /// Scalars of a title that are kept.
    static let titleScalarsMax = 200
    /// What is settled is forgotten after so many days.
    public static let keptDays = 400

    /// Writes down whom to tell what, in the transaction of the change; sent later by ``NotificationSending``.
    ///
    ///     try NotificationStore.tell(.answerReturned, [matter], by: stamp, on: connection)
    ///
    /// The same person is told of the same subject and occasion once, however often it is written. Nobody is told what they
    /// did themselves.
    public static func tell(
        _ kind: NotificationKind, _ matters: [NotificationMatter], by stamp: Stamp, on connection: any Connection
    ) throws {
        for (position, matter) in matters.enumerated() {
            let title = matter.title.inOneLine(max: titleScalarsMax)
            for person in matter.people.sorted() where person != stamp.actor.person {
                try connection.execute(
                    """
                    INSERT INTO notification
                        (id, kind, person, subject, occasion, title, path, position, made_at, state, changed_at, note,
                        tried_from, tries, not_before)
                    VALUES (\(stamp.newID(PersonNotification.self)), \(kind.code), \(person), \(matter.subject),
                        \(matter.occasion), \(title), \(matter.path), \(position), \(stamp.at), 'waiting', \(stamp.at), '',
                        \(stamp.at), 0, \(stamp.at))
                    ON CONFLICT (kind, person, subject, occasion) DO NOTHING
                    """)
            }
        }
    }

    /// The newest first.
    /// - Parameters:
    ///   - state: these alone; `nil` for all.
    ///   - last: those before it, at most ``pageRows``.
    public static func list(
        _ state: PersonNotification.State? = nil, before last: ID<PersonNotification>? = nil,
        on connection: any Connection
    ) throws -> [PersonNotification] {
        var conditions: [SQL] = []
        if let state { conditions.append("notification.state = \(state)") }
        if let last { conditions.append("notification.id < \(last)") }
        return try PersonNotification.list(
            "WHERE " + SQL.all(of: conditions) + " ORDER BY notification.id DESC LIMIT \(pageRows)", on: connection)
    }

    /// How many there are in each state.
    public static func counts(on connection: any Connection) throws -> [PersonNotification.State: Int] {
        let rows = try connection.rows("SELECT state, COUNT(*) AS number FROM notification GROUP BY state")
        return try rows.reduce(into: [:]) { counts, row in counts[try row["state"]] = try row["number"] as Int }
    }

    /// Those of which a person decides what becomes: given up, or cut off while they were sent. The oldest first.
    public static func undelivered(
        at now: Timestamp, on connection: any Connection
    ) throws -> [PersonNotification] {
        try PersonNotification.list(
            "WHERE notification.state IN ('failed', 'sending') ORDER BY notification.id", on: connection
        )
        .filter { $0.state == .failed || $0.isCutOff(at: now) }
    }

    /// What one mail holds, in the order in which it lists it.
    static func list(letter: ID<NotificationLetter>, on connection: any Connection) throws -> [PersonNotification] {
        try PersonNotification.list(
            "WHERE notification.letter = \(letter) " + order, on: connection)
    }

    static let order: SQL = "ORDER BY notification.made_at, notification.position, notification.id"

    static func move(
        _ notification: ID<PersonNotification>, to state: PersonNotification.State, note: String, at now: Timestamp,
        on connection: any Connection
    ) throws {
        try connection.execute(
            """
            UPDATE notification SET state = \(state), changed_at = \(now), note = \(note) WHERE id = \(notification)
            """)
    }
}

extension String {
    /// Without line breaks, control characters and marks that turn the direction of text, and no longer than a line of a mail
    /// bears.
    /// - Parameter max: in Unicode scalars; what is cut ends with 「…」.
    func inOneLine(max: Int) -> String {
        let kept = unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: return " "
            default: break
            }
            switch scalar {
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": return " "
            default: return scalar
            }
        }
        guard kept.count > max else { return String(String.UnicodeScalarView(kept)) }
        return String(String.UnicodeScalarView(kept.prefix(max - 1))) + "…"
    }
}
