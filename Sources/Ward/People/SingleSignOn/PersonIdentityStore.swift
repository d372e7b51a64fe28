import Japanese
import Storage

/// Connections of people with accounts of the provider, in the database.
public enum PersonIdentityStore {
    static let connectAction = "ward.identity.connect"
    static let endAction = "ward.identity.end"

    /// The accounts a person is connected with now.
    public static func current(of person: ID<Person>, on connection: any Connection) throws -> [PersonIdentity] {
        try PersonIdentity.list("WHERE person = \(person) AND ended_at IS NULL ORDER BY id", on: connection)
    }

    static func find(issuer: String, subject: String, on connection: any Connection) throws -> PersonIdentity? {
        try PersonIdentity.list(
            "WHERE issuer = \(issuer) AND subject = \(subject) AND ended_at IS NULL", on: connection
        ).first
    }

    /// Connects an account with a person, by a command on the server. On pages a second administrator confirms it
    /// (``PersonRequestStore``), or the provider has said to the person themselves who they are.
    ///
    /// - Throws: ``SingleSignOnRefusal/secondPersonNeeded`` for a person who acts alone, ``SingleSignOnRefusal/connectedElsewhere``,
    ///   ``SingleSignOnRefusal/hasAnother``, ``SingleSignOnRefusal/personLeft``
    @discardableResult
    public static func connect(
        issuer: String, subject: String, to person: ID<Person>, by stamp: Stamp, on connection: any Connection
    ) throws -> PersonIdentity {
        guard stamp.actor.person == nil else { throw SingleSignOnRefusal.secondPersonNeeded }
        return try join(issuer: issuer, subject: subject, to: person, by: stamp, on: connection)
    }

    /// As ``connect(issuer:subject:to:by:on:)``, once it is known that it may be.
    @discardableResult
    static func join(
        issuer: String, subject: String, to person: ID<Person>, by stamp: Stamp, on connection: any Connection
    ) throws -> PersonIdentity {
        try check(issuer: issuer, subject: subject, for: person, on: connection)
        let id: ID<PersonIdentity> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO person_identity (id, person, issuer, subject, connected_at)
            VALUES (\(id), \(person), \(issuer), \(subject), \(stamp.at))
            """)
        try connection.execute("DELETE FROM identity_newcomer WHERE issuer = \(issuer) AND subject = \(subject)")
        try stamp.note(
            connectAction, "person/\(person)",
            ["identity": .string(id.text), "issuer": .string(issuer), "subject": .string(subject)], on: connection)
        return try PersonIdentity.known(id, on: connection)
    }

    /// - Throws: what keeps the account from being connected with the person.
    static func check(
        issuer: String, subject: String, for person: ID<Person>, on connection: any Connection
    ) throws {
        guard try Person.known(person, on: connection).isActive else { throw SingleSignOnRefusal.personLeft }
        if let known = try find(issuer: issuer, subject: subject, on: connection), known.person != person {
            throw SingleSignOnRefusal.connectedElsewhere
        }
        if try current(of: person, on: connection).contains(where: { $0.issuer == issuer }) {
            throw SingleSignOnRefusal.hasAnother
        }
    }

    /// Ends a connection: the sessions that began through it end, and so do the roles that its groups gave.
    ///
    /// - Throws: ``UnknownRecord`` when it has ended.
    public static func end(_ id: ID<PersonIdentity>, by stamp: Stamp, on connection: any Connection) throws {
        let known = try PersonIdentity.known(id, on: connection)
        let ended = try connection.execute(
            "UPDATE person_identity SET ended_at = \(stamp.at) WHERE id = \(id) AND ended_at IS NULL")
        guard ended == 1 else { throw UnknownRecord(PersonIdentity.self) }
        try connection.execute("DELETE FROM session WHERE identity = \(id)")
        try connection.execute("DELETE FROM sign_in_step WHERE identity = \(id)")
        try connection.execute("DELETE FROM identity_group WHERE identity = \(id)")
        try stamp.note(
            endAction, "person/\(known.person)",
            ["identity": .string(id.text), "issuer": .string(known.issuer), "subject": .string(known.subject)],
            on: connection)
        try GroupRoles.settle([], of: known.person, issuer: known.issuer, by: stamp, on: connection)
    }

    // MARK: accounts nobody is connected with

    /// The oldest ones make room.
    static let newcomersMax = 500

    /// The latest first.
    public static func newcomers(on connection: any Connection) throws -> [IdentityNewcomer] {
        try IdentityNewcomer.list("ORDER BY seen_at DESC, id DESC", on: connection)
    }

    static func noteNewcomer(_ subject: IDTokenCheck.Subject, by stamp: Stamp, on connection: any Connection) throws {
        let id: ID<IdentityNewcomer> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO identity_newcomer (id, issuer, subject, name, account, seen_at)
            VALUES (\(id), \(subject.issuer), \(subject.subject), \(subject.name), \(subject.account), \(stamp.at))
            ON CONFLICT (issuer, subject) DO UPDATE SET name = excluded.name, account = excluded.account,
                seen_at = excluded.seen_at
            """)
        try connection.execute(
            """
            DELETE FROM identity_newcomer WHERE id NOT IN (
                SELECT id FROM identity_newcomer ORDER BY seen_at DESC, id DESC LIMIT \(newcomersMax))
            """)
    }

    /// Takes an account off the list that is nobody's; it comes back when somebody tries it again.
    public static func dismiss(_ id: ID<IdentityNewcomer>, by stamp: Stamp, on connection: any Connection) throws {
        let known = try IdentityNewcomer.known(id, on: connection)
        try connection.execute("DELETE FROM identity_newcomer WHERE id = \(id)")
        try stamp.note(
            "ward.identity.dismiss", "identity/\(id)",
            ["issuer": .string(known.issuer), "subject": .string(known.subject)], on: connection)
    }
}
