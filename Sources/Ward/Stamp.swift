import Japanese

/// Who does something: a signed-in person, a command run by the operator of the machine, the program itself, or a stranger on the web.
public struct Actor: Hashable, Sendable {
    /// `nil` for strangers, for commands and for the system itself.
    public let person: ID<Person>?
    /// As it is printed in the audit trail.
    public let name: String
    /// Not signed in: the work they can cause is bounded, and waits apart from that of the program.
    public let isStranger: Bool

    public init(person: ID<Person>?, name: String) {
        self.init(person: person, name: name, isStranger: false)
    }

    init(person: ID<Person>?, name: String, isStranger: Bool) {
        self.person = person
        self.name = name
        self.isStranger = isStranger
    }

    /// Somebody on the web whom the records do not know by name.
    public static func stranger(_ name: String) -> Actor { Actor(person: nil, name: name, isStranger: true) }

    /// A command at the terminal of the machine.
    public static let commandLine = Actor(person: nil, name: "コマンド操作")
    /// The program itself, such as a job that starts by the calendar.
    public static let system = Actor(person: nil, name: "システム")
}

/// Who and when: handed to every function that changes records, so that the audit row is written beside the change.
public struct Stamp: Sendable {
    public let actor: Actor
    public let at: Timestamp
    let random: RandomSource
    /// What is sealed under this stamp is signed with; `nil` where there is no key.
    let signingKey: SigningKey?

    public init(actor: Actor, at: Timestamp, random: RandomSource, signingKey: SigningKey? = nil) {
        self.actor = actor
        self.at = at
        self.random = random
        self.signingKey = signingKey
    }

    public var today: CivilDate { at.date }

    /// A fresh identifier dated with this stamp.
    public func newID<Subject>(_ kind: Subject.Type = Subject.self) -> ID<Subject> {
        ID(ULID.text(at: at, random: random.bytes(10)))
    }

    /// The same moment under another printed name, for sample records that no real person made.
    public func renamed(to name: String) -> Stamp {
        Stamp(actor: Actor(person: nil, name: name), at: at, random: random, signingKey: signingKey)
    }

    /// The same actor at another moment, for sample records of the past.
    public func moved(to moment: Timestamp) -> Stamp {
        Stamp(actor: actor, at: moment, random: random, signingKey: signingKey)
    }
}
