import Japanese
import Storage

extension SessionStore {
    /// Who is behind a token, with the roles that are valid today.
    ///
    /// Every fifteen minutes, and after a change of roles, the token is replaced; the one before is good for another
    /// thirty seconds, because a page asks for several things at once. While the database takes no writes, the session goes
    /// on as it is: reading needs none. What has been found to have ended is removed, so that no clock that is moved back brings it
    /// to life again.
    /// - Returns: `nil` when the session does not exist, has run out, or its person is deactivated.
    public static func resume(token: String, ward: Ward, grants: Grants) async throws -> ResumedSession? {
        guard let token = SessionToken(untrusted: token) else { return nil }
        let now = ward.clock.now()
        guard let found = try await ward.database.read({ try find(token, at: now, on: $0) }) else { return nil }
        guard found.life.isAlive(at: now) else {
            _ = try await ward.writeIfFree { try $0.execute("DELETE FROM session WHERE id = \(found.id)") }
            return nil
        }
        guard found.isInTime else {
            _ = try await ward.writeIfFree { connection in
                try connection.execute(
                    """
                    UPDATE session SET previous_hash = NULL, previous_until = NULL
                    WHERE id = \(found.id) AND previous_hash = \(token.hash)
                    """)
            }
            return nil
        }
        var newToken: String?
        if found.isCurrent && found.life.needsNewToken(at: now) {
            let next = SessionToken(random: ward.random)
            switch try await ward.writeIfFree({ try rotate(found, from: token, to: next, at: now, on: $0) }) {
            case .replaced: newToken = next.text
            case .replacedByAnother, nil: break
            case .ended: return nil
            }
        } else if found.life.needsSeen(at: now) {
            let changed = try await ward.writeIfFree { connection in
                try connection.execute("UPDATE session SET seen_at = \(now) WHERE id = \(found.id)")
            }
            if changed == 0 { return nil }
        }
        let signedIn = SignedIn(
            person: found.person.id, name: found.person.name, assignments: found.assignments, grants: grants)
        let duty: SignInDuty? =
            found.hasInitialPassword && !found.isThroughProvider
            ? .ownPassword : found.lacksSecondFactor && signedIn.isPowerful ? .secondFactor : nil
        return ResumedSession(
            session: found.id, signedIn: signedIn, csrfToken: found.csrf.text(random: ward.random), newToken: newToken,
            hasFlash: found.hasFlash, duty: duty, state: found.state, csrf: found.csrf)
    }

    /// A new token for a session; the one before is worth nothing at once.
    ///
    /// - Returns: `false` when the person has no such session.
    static func replaceToken(
        of session: ID<Session>, person: ID<Person>, with token: SessionToken, at now: Timestamp,
        on connection: any Connection
    ) throws -> Bool {
        try connection.execute(
            """
            UPDATE session SET token_hash = \(token.hash), previous_hash = NULL, previous_until = NULL,
                rotated_at = \(now), seen_at = \(now)
            WHERE id = \(session) AND person = \(person)
            """) == 1
    }

    private struct Found: Sendable {
        let id: ID<Session>
        let isCurrent: Bool
        /// Whether the token is the current one, or the one before within its grace.
        let isInTime: Bool
        let life: SessionLife
        let csrf: CSRFToken
        let hasFlash: Bool
        let hasInitialPassword: Bool
        /// Whether it began through the identity provider: no password was asked for, and roles by groups count.
        let isThroughProvider: Bool
        /// Whether second factors are asked for, and the person has shown none and has none.
        let lacksSecondFactor: Bool
        let person: Person
        let assignments: [SignedIn.Assignment]
        /// The end of the audit trail.
        let state: String?
    }

    private enum Rotation: Sendable {
        case replaced, replacedByAnother, ended
    }

    private static func find(
        _ token: SessionToken, at now: Timestamp, on connection: any Connection
    ) throws -> Found? {
        let row = try connection.row(
            """
            SELECT session.id, session.person, session.token_hash, session.created_at, session.seen_at,
                session.rotated_at, session.csrf_secret, session.flash_text, session.previous_until,
                session.identity, session.ends_at, session.has_second_factor,
                person.login_name, person.name, person.is_active, person.password_is_initial, second_factor.secret, setting.value AS asked,
                audit_head.hash AS state
            FROM session JOIN person ON person.id = session.person
            LEFT JOIN second_factor ON second_factor.person = session.person
            LEFT JOIN setting ON setting.name = \(SettingStore.secondFactor)
            LEFT JOIN audit_head ON audit_head.id = 1
            WHERE session.token_hash = \(token.hash) OR session.previous_hash = \(token.hash)
            """)
        guard let row else { return nil }
        let person = Person(
            id: try row["person"], loginName: try row["login_name"], name: try row["name"],
            isActive: try row["is_active"])
        guard person.isActive else { return nil }
        let kept: String = try row["csrf_secret"]
        guard let bytes = Hexadecimal.bytes(kept) else {
            throw StorageError.decoding(column: "csrf_secret", reason: "not hexadecimal")
        }
        let flash: String? = try row["flash_text"]
        let secret: String? = try row["secret"]
        let isAsked = SettingStore.isSecondFactorAsked(try row["asked"])
        let identity: String? = try row["identity"]
        let hasSecondFactor: Bool = try row["has_second_factor"]
        let isCurrent = try row["token_hash"] == token.hash
        let graceEnds: Timestamp? = try row["previous_until"]
        return Found(
            id: try row["id"], isCurrent: isCurrent, isInTime: isCurrent || graceEnds.map { now < $0 } ?? false,
            life: SessionLife(
                createdAt: try row["created_at"], seenAt: try row["seen_at"], rotatedAt: try row["rotated_at"],
                endsAt: try row["ends_at"]),
            csrf: CSRFToken(secret: bytes), hasFlash: flash != nil,
            hasInitialPassword: try row["password_is_initial"], isThroughProvider: identity != nil,
            lacksSecondFactor: secret == nil && isAsked && !hasSecondFactor, person: person,
            assignments: try PersonStore.assignments(
                of: person.id, on: now.date, throughGroups: identity != nil, on: connection), state: try row["state"])
    }

    private static func rotate(
        _ found: Found, from old: SessionToken, to next: SessionToken, at now: Timestamp,
        on connection: any Connection
    ) throws -> Rotation {
        let changed = try connection.execute(
            """
            UPDATE session SET token_hash = \(next.hash), previous_hash = \(old.hash),
                previous_until = \(now.adding(seconds: SessionLife.graceSeconds)), rotated_at = \(now), seen_at = \(now)
            WHERE id = \(found.id) AND token_hash = \(old.hash)
            """)
        if changed == 1 { return .replaced }
        return try connection.row("SELECT id FROM session WHERE id = \(found.id) AND previous_hash = \(old.hash)")
            == nil
            ? .ended : .replacedByAnother
    }
}
