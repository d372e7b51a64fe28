import Japanese
import Storage

/// That one person is to be told one thing by mail, and how far that came.
public struct PersonNotification: Hashable, Sendable {
    public enum State: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        /// To be sent, or to be tried again.
        case waiting
        /// Handed to the mail server, which has not said yet that it has it. What stays so may have gone out: a person decides.
        case sending
        case sent
        /// Not sent, because it was not to be: the note says why.
        case dropped
        /// Given up.
        case failed

        /// As pages print it.
        public var title: String {
            switch self {
            case .waiting: "送信待ち"
            case .sending: "送信中"
            case .sent: "送信済み"
            case .dropped: "送信せず"
            case .failed: "送信できず"
            }
        }
    }

    public let id: ID<PersonNotification>
    /// The code of its ``NotificationKind``.
    public let kind: String
    public let person: ID<Person>
    public let personName: String
    public let subject: String
    public let occasion: String
    public let title: String
    /// Where it is done.
    public let address: String
    public let madeAt: Timestamp
    public let state: State
    public let changedAt: Timestamp
    /// Why it was not sent, or not yet; empty where there is nothing to say.
    public let note: String
    /// The mail in which it stands.
    let letter: ID<NotificationLetter>?
    /// Where that mail goes.
    public let mail: MailAddress?
    let triedFrom: Timestamp
    let tries: Int

    /// After so long nothing is under way any more: more than any transport may take.
    static let sendingSecondsMax = 300

    /// Whether it was being sent and nothing will be heard of it any more: it may have gone out.
    public func isCutOff(at now: Timestamp) -> Bool {
        state == .sending && (!note.isEmpty || changedAt.adding(seconds: Self.sendingSecondsMax) <= now)
    }

    /// For programs: `id`, `kind`, `person`, `title`, `path`, `state`, `note`, `madeAt`, `changedAt`.
    public var json: JSON {
        [
            "id": .string(id.text), "kind": .string(kind), "person": .string(personName), "title": .string(title),
            "path": .string(address), "state": .string(state.rawValue), "note": .string(note),
            "madeAt": .integer(madeAt.milliseconds), "changedAt": .integer(changedAt.milliseconds),
        ]
    }
}

extension PersonNotification: Record {
    public static let selection: SQL = """
        SELECT notification.id, notification.kind, notification.person, person.name AS person_name,
            notification.subject, notification.occasion, notification.title, notification.path, notification.made_at,
            notification.state, notification.changed_at, notification.note, notification.letter, notification.mail,
            notification.tried_from, notification.tries
        FROM notification JOIN person ON person.id = notification.person
        """
    public static let key: SQL = "notification.id"
    public static let title = "お知らせ"

    public init(_ row: SQLRow, on _: any Connection) throws {
        self.init(
            id: try row["id"], kind: try row["kind"], person: try row["person"], personName: try row["person_name"],
            subject: try row["subject"], occasion: try row["occasion"], title: try row["title"],
            address: try row["path"],
            madeAt: try row["made_at"], state: try row["state"], changedAt: try row["changed_at"],
            note: try row["note"], letter: try row["letter"], mail: try row["mail"], triedFrom: try row["tried_from"],
            tries: try row["tries"])
    }
}
