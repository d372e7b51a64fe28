import Japanese
import Storage

/// That somebody's password was right and their code is awaited: a secret word that goes to the browser and comes back with the
/// code. Only its SHA-256 is stored.
enum SignInStep {
    static let secondsMax = 10 * 60

    /// - Parameter identity: the connection through which the provider said who it is, in place of a password.
    static func begin(
        for person: ID<Person>, through identity: ID<PersonIdentity>? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws -> String {
        try connection.execute("DELETE FROM sign_in_step WHERE NOT (" + lasts(at: stamp.at) + ")")
        let token = SessionToken(random: stamp.random)
        try connection.execute(
            """
            INSERT INTO sign_in_step (token_hash, person, begun_at, identity)
            VALUES (\(token.hash), \(person), \(stamp.at), \(identity))
            """)
        return token.text
    }

    /// Whose step it is, while it lasts.
    static func person(_ token: String, at now: Timestamp, on connection: any Connection) throws -> Person? {
        guard let hash = SessionToken(untrusted: token)?.hash else { return nil }
        let id: ID<Person>? = try connection.value(
            "SELECT person FROM sign_in_step WHERE token_hash = \(hash) AND " + lasts(at: now))
        return try id.flatMap { try Person.find($0, on: connection) }.flatMap { $0.isActive ? $0 : nil }
    }

    /// One that begins later than now does not last either: the clock was moved back, and nobody can say how old it is.
    private static func lasts(at now: Timestamp) -> SQL {
        """
        begun_at > \(now.adding(seconds: -secondsMax)) AND begun_at <= \(now.adding(seconds: SessionLife.skewSecondsMax))
        """
    }

    /// How the step began when it was not by a password.
    static func entry(_ token: String, on connection: any Connection) throws -> ProviderEntry? {
        guard let hash = SessionToken(untrusted: token)?.hash else { return nil }
        let identity: ID<PersonIdentity>? = try connection.row(
            "SELECT identity FROM sign_in_step WHERE token_hash = \(hash)"
        ).flatMap { try $0[0] }
        return identity.map { ProviderEntry(identity: $0, hasSecondFactor: false) }
    }

    static func end(_ token: String, on connection: any Connection) throws {
        guard let hash = SessionToken(untrusted: token)?.hash else { return }
        try connection.execute("DELETE FROM sign_in_step WHERE token_hash = \(hash)")
    }

    /// Everything that was begun for the person is over: somebody is in, or the password has changed.
    static func endAll(of person: ID<Person>, on connection: any Connection) throws {
        try connection.execute("DELETE FROM sign_in_step WHERE person = \(person)")
    }
}
