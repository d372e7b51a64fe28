import Storage

extension PersonStore {
    /// Gives somebody a new password, as an administrator does who was asked to; ends all their sessions.
    ///
    /// - Parameter isInitial: whether the person is to choose an own one when they next sign in, within
    ///   ``InitialPassword/days``; `nil` when somebody else than the person sets it.
    /// Who changes their own password goes through ``SignIn/changePassword(of:session:current:new:address:ward:cost:)``.
    /// - Throws: ``PersonError/password(_:)`` with everything that is wrong with it.
    public static func setPassword(
        _ password: String, of person: ID<Person>, isInitial: Bool? = nil, by stamp: Stamp, ward: Ward,
        cost: ScryptCost = .standard
    ) async throws {
        guard let known = try await ward.database.read({ try Person.find(person, on: $0) }) else {
            throw PersonError.unknownPerson
        }
        let problems = PasswordRule.problems(password, loginName: known.loginName)
        guard problems.isEmpty else { throw PersonError.password(problems) }
        let hash = try await ward.passwords.hash(password, random: ward.random, cost: cost)
        try await ward.database.write { connection in
            try setPassword(
                hash, of: person, isInitial: isInitial ?? (stamp.actor.person != person), by: stamp, on: connection)
            try SessionStore.endAll(of: person, on: connection)
        }
    }

    static func setPassword(
        _ hash: PasswordHash, of person: ID<Person>, isInitial: Bool, by stamp: Stamp, on connection: any Connection
    ) throws {
        let changed = try connection.execute(
            """
            UPDATE person SET password_hash = \(hash.text), password_set_at = \(stamp.at),
                password_is_initial = \(isInitial)
            WHERE id = \(person)
            """)
        guard changed == 1 else { throw PersonError.unknownPerson }
        try SignInStep.endAll(of: person, on: connection)
        try Audit.append("ward.person.password", subject: "person/\(person)", details: [:], by: stamp, on: connection)
    }
}
