import Storage

/// Where a person is written to, and of what they want no mail. What is not mailed stands in 今日の仕事 all the same.
public struct NotificationChoice: Hashable, Sendable, Revised {
    /// `nil`: no mail is sent to the person.
    public var mail: MailAddress?
    /// Codes of ``NotificationKind``.
    public var stopped: Set<String>

    public init(mail: MailAddress? = nil, stopped: Set<String> = []) {
        self.mail = mail
        self.stopped = stopped
    }

    public var revision: Int { ContentRevision.of(mail?.text, stopped.sorted().joined(separator: ",")) }
}

/// Choices of people in the database.
public enum NotificationChoiceStore {
    public static func find(of person: ID<Person>, on connection: any Connection) throws -> NotificationChoice {
        NotificationChoice(
            mail: try connection.value("SELECT mail FROM person_mail WHERE person = \(person)"),
            stopped: Set(try connection.column("SELECT kind FROM notification_stopped WHERE person = \(person)")))
    }

    /// Sets what differs from what stands, with an audit row for each of the two.
    public static func set(
        _ choice: NotificationChoice, of person: ID<Person>, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard try Person.find(person, on: connection) != nil else { throw PersonError.unknownPerson }
        let before = try find(of: person, on: connection)
        if choice.mail != before.mail {
            if let mail = choice.mail {
                try connection.execute(
                    """
                    INSERT INTO person_mail (person, mail) VALUES (\(person), \(mail))
                    ON CONFLICT (person) DO UPDATE SET mail = excluded.mail
                    """)
            } else {
                try connection.execute("DELETE FROM person_mail WHERE person = \(person)")
            }
            try stamp.note("ward.person.mail", "person/\(person)", ["mail": JSON(choice.mail?.text)], on: connection)
        }
        guard choice.stopped != before.stopped else { return }
        try connection.execute("DELETE FROM notification_stopped WHERE person = \(person)")
        for kind in choice.stopped.sorted() {
            try connection.execute("INSERT INTO notification_stopped (person, kind) VALUES (\(person), \(kind))")
        }
        try stamp.note(
            "ward.person.notifications", "person/\(person)",
            ["stopped": .array(choice.stopped.sorted().map { .string($0) })], on: connection)
    }
}

/// How many people can be written to.
public struct NotificationReach: Hashable, Sendable {
    /// Those who may sign in.
    public let people: Int
    public let withMail: Int

    public init(on connection: any Connection) throws {
        let row = try connection.row(
            """
            SELECT COUNT(*) AS people, COUNT(person_mail.person) AS with_mail FROM person
            LEFT JOIN person_mail ON person_mail.person = person.id WHERE person.is_active = 1
            """)
        people = try row?["people"] ?? 0
        withMail = try row?["with_mail"] ?? 0
    }
}
