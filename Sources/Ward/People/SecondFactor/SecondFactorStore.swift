import Japanese
import Storage

/// Second factors in the database.
public enum SecondFactorStore {
    public static func find(of person: ID<Person>, on connection: any Connection) throws -> SecondFactor {
        let row = try connection.row("SELECT confirmed_at, pending FROM second_factor WHERE person = \(person)")
        let pending: String? = try row?["pending"]
        return SecondFactor(
            confirmedAt: try row?["confirmed_at"],
            recoveryCodesLeft: try connection.value(
                "SELECT COUNT(*) FROM recovery_code WHERE person = \(person) AND used_at IS NULL") ?? 0,
            isBegun: pending != nil)
    }

    // MARK: enrolling

    /// Makes a secret for somebody to take over; what is in force stays so until a code of the new one is typed.
    ///
    /// Who has one shows a code of it first, through ``SignIn/prove(code:of:address:ward:)``.
    public static func begin(of person: ID<Person>, by stamp: Stamp, ward: Ward, on connection: any Connection) throws {
        let secret = AuthenticatorSecret(random: ward.random)
        let closed = try SecretVault(ward.signingKey).closed(secret, of: person, random: ward.random)
        try connection.execute(
            """
            INSERT INTO second_factor (person, pending, last_step) VALUES (\(person), \(closed), 0)
            ON CONFLICT (person) DO UPDATE SET pending = excluded.pending
            """)
        try stamp.note("ward.secondFactor.begin", "person/\(person)", on: connection)
    }

    /// The secret that waits for its first code; `nil` when none does, or the key that opens it is gone.
    public static func pending(
        of person: ID<Person>, ward: Ward, on connection: any Connection
    ) throws -> AuthenticatorSecret? {
        let closed: String? = try connection.value("SELECT pending FROM second_factor WHERE person = \(person)")
        return closed.flatMap { SecretVault(ward.signingKey).opened($0, of: person) }
    }

    /// Puts the new secret in force after a code of it, and ends the other sessions of the person.
    ///
    /// - Returns: new recovery codes, which are shown this once.
    public static func confirm(
        code: String, of person: ID<Person>, session: ID<Session>?, by stamp: Stamp, ward: Ward,
        on connection: any Connection
    ) throws -> [String] {
        guard let secret = try pending(of: person, ward: ward, on: connection) else {
            throw SecondFactorRefusal.notBegun
        }
        guard let step = OneTimeCode.step(of: TypedCode.plain(code), secret: secret.bytes, at: stamp.at, after: 0)
        else { throw SecondFactorRefusal.wrongCode }
        try connection.execute(
            """
            UPDATE second_factor SET secret = pending, pending = NULL, confirmed_at = \(stamp.at), last_step = \(step)
            WHERE person = \(person)
            """)
        try SessionStore.endAll(of: person, except: session, on: connection)
        try stamp.note("ward.secondFactor.confirm", "person/\(person)", on: connection)
        return try renewRecoveryCodes(of: person, by: stamp, ward: ward, on: connection)
    }

    /// New recovery codes in place of all earlier ones.
    /// - Returns: the codes, which are shown this once.
    public static func renewRecoveryCodes(
        of person: ID<Person>, by stamp: Stamp, ward: Ward, on connection: any Connection
    ) throws -> [String] {
        try connection.execute("DELETE FROM recovery_code WHERE person = \(person)")
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.fresh(ward.random) }
        for code in codes {
            try connection.execute(
                "INSERT INTO recovery_code (person, hash) VALUES (\(person), \(RecoveryCode.hash(code)))")
        }
        try stamp.note("ward.secondFactor.recoveryCodes", "person/\(person)", on: connection)
        return codes
    }

    // MARK: taking codes

    /// What a code was.
    enum Taken: String, Sendable {
        case authenticator, recoveryCode
    }

    /// Takes a code, which is worth nothing afterwards.
    ///
    /// - Returns: `nil` for a wrong one, or one that was taken before.
    /// - Throws: ``SecondFactorRefusal/keyMissing``, ``SecondFactorRefusal/none``
    static func take(
        _ code: String, of person: ID<Person>, at now: Timestamp, ward: Ward, on connection: any Connection
    ) throws -> Taken? {
        let plain = TypedCode.plain(code)
        guard let row = try connection.row("SELECT secret, last_step FROM second_factor WHERE person = \(person)"),
            let closed = try row["secret"] as String?
        else { throw SecondFactorRefusal.none }
        guard TypedCode.isOneTime(plain) else {
            let used = try connection.execute(
                """
                UPDATE recovery_code SET used_at = \(now)
                WHERE person = \(person) AND hash = \(RecoveryCode.hash(plain)) AND used_at IS NULL
                """)
            return used == 1 ? .recoveryCode : nil
        }
        guard let secret = SecretVault(ward.signingKey).opened(closed, of: person) else {
            throw SecondFactorRefusal.keyMissing
        }
        guard let step = OneTimeCode.step(of: plain, secret: secret.bytes, at: now, after: try row["last_step"]) else {
            return nil
        }
        // One statement decides when the same code arrives twice at once.
        let first = try connection.execute(
            "UPDATE second_factor SET last_step = \(step) WHERE person = \(person) AND last_step < \(step)")
        return first == 1 ? .authenticator : nil
    }

    // MARK: ending

    /// Takes the second factor of somebody away who lost it: done by a command on the server, or once a second administrator
    /// confirmed it (``PersonRequestStore``). Their sessions end.
    ///
    /// - Throws: ``SecondFactorRefusal/secondPersonNeeded`` for a person who acts alone.
    public static func reset(of person: ID<Person>, by stamp: Stamp, on connection: any Connection) throws {
        guard stamp.actor.person == nil else { throw SecondFactorRefusal.secondPersonNeeded }
        try remove(of: person, by: stamp, on: connection)
    }

    static func remove(of person: ID<Person>, by stamp: Stamp, on connection: any Connection) throws {
        guard try connection.execute("DELETE FROM second_factor WHERE person = \(person)") == 1 else {
            throw SecondFactorRefusal.none
        }
        try connection.execute("DELETE FROM recovery_code WHERE person = \(person)")
        try SessionStore.endAll(of: person, on: connection)
        try stamp.note("ward.secondFactor.reset", "person/\(person)", on: connection)
    }
}
