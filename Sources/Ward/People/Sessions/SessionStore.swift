import Japanese
import Storage

/// Sessions in the database.
public enum SessionStore {
    /// The oldest one ends when somebody begins one more.
    static let sessionsPerPersonMax = 20
    static let addressScalarsMax = 100

    /// Begins a session; old ones of everybody that ran out are removed.
    ///
    /// - Parameter entry: of somebody who came through the identity provider.
    static func begin(
        for person: ID<Person>, address: String, through entry: ProviderEntry? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws -> SessionToken {
        try purge(at: stamp.at, on: connection)
        let token = SessionToken(random: stamp.random)
        let id: ID<Session> = stamp.newID()
        let secret = Hexadecimal.text(stamp.random.bytes(CSRFToken.secretBytes))
        let shown = String(String.UnicodeScalarView(address.unicodeScalars.prefix(addressScalarsMax)))
        try connection.execute(
            """
            INSERT INTO session
                (id, person, token_hash, csrf_secret, address, created_at, seen_at, rotated_at, identity, ends_at,
                has_second_factor)
            VALUES (\(id), \(person), \(token.hash), \(secret), \(shown), \(stamp.at), \(stamp.at), \(stamp.at),
                \(entry?.identity), \(entry.map { _ in stamp.at.adding(seconds: SessionLife.providerSecondsMax) }),
                \(entry?.hasSecondFactor ?? false))
            """)
        try connection.execute(
            """
            DELETE FROM session WHERE person = \(person) AND id NOT IN (
                SELECT id FROM session WHERE person = \(person)
                ORDER BY seen_at DESC, id DESC LIMIT \(sessionsPerPersonMax))
            """)
        return token
    }

    /// Whether it began through the identity provider, where it then goes on.
    public static func isThroughProvider(_ session: ID<Session>, on connection: any Connection) throws -> Bool {
        try connection.row("SELECT id FROM session WHERE id = \(session) AND identity IS NOT NULL") != nil
    }

    /// Signs out: the token is worth nothing from now on.
    public static func end(token: String, ward: Ward) async throws {
        guard let hash = SessionToken(untrusted: token)?.hash else { return }
        try await ward.database.write { connection in
            let owner = try connection.row(
                """
                SELECT person.id, person.name FROM session JOIN person ON person.id = session.person
                WHERE session.token_hash = \(hash) OR session.previous_hash = \(hash)
                """)
            guard let owner else { return }
            let actor = Actor(person: try owner[0], name: try owner[1])
            try connection.execute("DELETE FROM session WHERE token_hash = \(hash) OR previous_hash = \(hash)")
            try Audit.append(
                "ward.signOut", subject: "person/\(try owner[0] as ID<Person>)", details: [:],
                by: ward.stamp(by: actor), on: connection)
        }
    }

    /// Ends one session of a person, such as one on a machine they left.
    ///
    /// - Returns: `false` when the person has no such session.
    @discardableResult
    public static func end(_ session: ID<Session>, of person: ID<Person>, ward: Ward) async throws -> Bool {
        try await ward.database.write { connection in
            let ended = try connection.execute("DELETE FROM session WHERE id = \(session) AND person = \(person)") == 1
            if ended, let owner = try Person.find(person, on: connection) {
                try Audit.append(
                    "ward.session.end", subject: "person/\(person)", details: [:],
                    by: ward.stamp(by: Actor(person: person, name: owner.name)), on: connection)
            }
            return ended
        }
    }

    /// Ends all sessions of a person, or all but the present one.
    public static func endAll(
        of person: ID<Person>, except session: ID<Session>? = nil, on connection: any Connection
    ) throws {
        let others: SQL = session.map { " AND id <> \($0)" } ?? ""
        try connection.execute("DELETE FROM session WHERE person = \(person)" + others)
    }

    /// The living sessions of a person, the newest first.
    public static func list(
        of person: ID<Person>, at now: Timestamp, on connection: any Connection
    ) throws -> [Session] {
        try connection.rows(
            """
            SELECT id, address, created_at, seen_at FROM session
            WHERE person = \(person) AND created_at > \(now.adding(seconds: -SessionLife.secondsMax))
                AND seen_at > \(now.adding(seconds: -SessionLife.idleSecondsMax))
                AND seen_at <= \(now.adding(seconds: SessionLife.skewSecondsMax))
                AND (ends_at IS NULL OR ends_at > \(now))
            ORDER BY created_at DESC, id DESC
            """
        ).map {
            Session(
                id: try $0["id"], address: try $0["address"], createdAt: try $0["created_at"],
                seenAt: try $0["seen_at"])
        }
    }

    /// Removes sessions that ran out.
    public static func purge(at now: Timestamp, on connection: any Connection) throws {
        try connection.execute(
            """
            DELETE FROM session WHERE created_at <= \(now.adding(seconds: -SessionLife.secondsMax))
                OR seen_at <= \(now.adding(seconds: -SessionLife.idleSecondsMax)) OR ends_at <= \(now)
            """)
    }

    /// The next request of every session of the person gets a new token: their rights have changed.
    static func renewTokens(of person: ID<Person>, on connection: any Connection) throws {
        try connection.execute("UPDATE session SET rotated_at = 0 WHERE person = \(person)")
    }
}
