import Japanese
import Storage

/// What came of a request with an access token.
public enum TokenAdmission: Sendable {
    case admitted(AdmittedToken)
    /// It has not the form of a token, or was copied wrongly or not whole: it was not looked up.
    case mistyped
    /// Nobody has such a token.
    case unknown
    /// It ran out, or was ended.
    case over
    /// Too many were wrong from this address; a right one is never kept waiting.
    case slowedDown(seconds: Int)
}

/// The person behind a token, with what they may do through it.
public struct AdmittedToken: Sendable {
    public let signedIn: SignedIn
    public let mayWrite: Bool
    /// What the person is to do first, by hand.
    public let duty: SignInDuty?
}

extension AccessTokenStore {
    /// Who is behind a token, with the roles that are valid today and no more than the token is narrowed to.
    ///
    /// Failures slow the next ones down as failed sign-ins do, by address. The first use of a day goes to the audit trail; while the
    /// database takes no writes, it is told with a later one.
    public static func admit(
        _ text: String, address: String, ward: Ward, grants: Grants
    ) async throws -> TokenAdmission {
        guard let secret = AccessTokenSecret(untrusted: text) else { return .mistyped }
        let now = ward.clock.now()
        let found = try await ward.database.read { try find(secret, at: now, on: $0) }
        guard let found, found.isActive, found.token.state(on: now.date) == .good else {
            let wait = try await ward.database.write { try countFailure(from: address, at: now, on: $0) }
            if wait > 0 { return .slowedDown(seconds: wait) }
            return found == nil ? .unknown : .over
        }
        let token = found.token
        let signedIn = SignedIn(
            person: token.person, name: found.name, assignments: found.assignments,
            grants: token.permissions.map(grants.narrowed) ?? grants,
            token: SignedIn.Token(id: token.id, name: token.name))
        if token.usedOn.map({ $0 < now.date }) ?? true {
            let stamp = ward.stamp(by: signedIn.actor)
            _ = try await ward.writeIfFree { try noteUse(of: token, by: stamp, on: $0) }
        }
        // What a person's permissions ask for is asked whatever the token is narrowed to.
        let isPowerful = SignedIn(
            person: token.person, name: found.name, assignments: found.assignments, grants: grants
        ).isPowerful
        let duty: SignInDuty? =
            found.hasInitialPassword ? .ownPassword : found.lacksSecondFactor && isPowerful ? .secondFactor : nil
        return .admitted(AdmittedToken(signedIn: signedIn, mayWrite: token.mayWrite, duty: duty))
    }

    private struct Found: Sendable {
        let token: AccessToken
        let name: String
        let isActive: Bool
        let hasInitialPassword: Bool
        let lacksSecondFactor: Bool
        let assignments: [SignedIn.Assignment]
    }

    private static func find(
        _ secret: AccessTokenSecret, at now: Timestamp, on connection: any Connection
    ) throws -> Found? {
        guard let token = try AccessToken.list("WHERE hash = \(secret.hash)", on: connection).first,
            let row = try connection.row(
                """
                SELECT person.name, person.is_active, person.password_is_initial, second_factor.secret
                FROM person LEFT JOIN second_factor ON second_factor.person = person.id
                WHERE person.id = \(token.person)
                """)
        else { return nil }
        let factor: String? = try row["secret"]
        return Found(
            token: token, name: try row["name"], isActive: try row["is_active"],
            hasInitialPassword: try row["password_is_initial"],
            lacksSecondFactor: try factor == nil && SettingStore.asksSecondFactor(on: connection),
            assignments: try PersonStore.assignments(of: token.person, on: now.date, on: connection))
    }

    /// - Returns: the seconds to wait before another one is looked at.
    private static func countFailure(
        from address: String, at now: Timestamp, on connection: any Connection
    ) throws -> Int {
        try SlowdownStore.purge(at: now, on: connection)
        let watch = SlowdownStore.Watch(place: .token(at: address), rule: .address, isEnforced: true)
        return try SlowdownStore.reserve([watch], at: now, on: connection)
    }

    private static func noteUse(of token: AccessToken, by stamp: Stamp, on connection: any Connection) throws {
        // One statement decides which of several is the first of the day.
        let first = try connection.execute(
            """
            UPDATE access_token SET used_on = \(stamp.today)
            WHERE id = \(token.id) AND (used_on IS NULL OR used_on < \(stamp.today))
            """)
        guard first == 1 else { return }
        try stamp.note(useAction, "person/\(token.person)", ["token": JSON(token.id)], on: connection)
    }
}
