import Japanese
import Storage

/// People in the database.
public enum PersonStore {
    /// Records somebody who may sign in; derives the password before the transaction begins.
    ///
    /// - Parameter isInitial: whether somebody else chose the password, so that the person is to choose an own one first.
    /// - Throws: ``LoginNameError``, ``RecordNameError`` or ``PersonError``, each with the words for the form.
    @discardableResult
    public static func create(
        loginName: String, name: String, password: String, isInitial: Bool = true, by stamp: Stamp, ward: Ward,
        cost: ScryptCost = .standard
    ) async throws -> Person {
        let login = try LoginName(loginName)
        let problems = PasswordRule.problems(password, loginName: login.text)
        guard problems.isEmpty else { throw PersonError.password(problems) }
        let hash = try await ward.passwords.hash(password, random: ward.random, cost: cost)
        return try await ward.database.write { connection in
            try create(login, name: name, password: hash, isInitial: isInitial, by: stamp, on: connection)
        }
    }

    /// Records somebody with a password that was derived before.
    @discardableResult
    public static func create(
        _ login: LoginName, name: String, password: PasswordHash, isInitial: Bool = true, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Person {
        let person = Person(
            id: stamp.newID(), loginName: login.text, name: try RecordName(name, of: "氏名").text, isActive: true)
        // One statement decides who comes first when two ask at once.
        let inserted = try connection.execute(
            """
            INSERT INTO person
                (id, login_name, name, password_hash, password_set_at, password_is_initial, is_active, created_at)
            VALUES
                (\(person.id), \(login.text), \(person.name), \(password.text), \(stamp.at), \(isInitial), 1, \(stamp.at))
            ON CONFLICT (login_name) DO NOTHING
            """)
        guard inserted == 1 else { throw PersonError.loginNameTaken(login.text) }
        try Audit.append(
            "ward.person.create", subject: "person/\(person.id)",
            details: ["loginName": .string(login.text), "name": .string(person.name)], by: stamp, on: connection)
        return person
    }

    public static func find(loginName: LoginName, on connection: any Connection) throws -> Person? {
        try Person.list("WHERE login_name = \(loginName.text)", on: connection).first
    }

    /// Everybody, also those who are deactivated, by login name.
    public static func list(on connection: any Connection) throws -> [Person] {
        try Person.list("ORDER BY login_name, id", on: connection)
    }

    public static func rename(
        _ person: ID<Person>, to name: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        let name = try RecordName(name, of: "氏名").text
        guard try connection.execute("UPDATE person SET name = \(name) WHERE id = \(person)") == 1 else {
            throw PersonError.unknownPerson
        }
        try Audit.append(
            "ward.person.rename", subject: "person/\(person)", details: ["name": .string(name)], by: stamp,
            on: connection)
    }

    /// Ends all sessions and access tokens at once and lets nobody in under this name; the records keep the person.
    ///
    /// - Throws: ``PersonError/lastAdministrator(name:)`` when nobody could manage people any more.
    public static func deactivate(
        _ person: ID<Person>, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard let known = try Person.find(person, on: connection) else { throw PersonError.unknownPerson }
        try keepingAnAdministrator(on: stamp.today, without: known, connection) {
            try connection.execute("UPDATE person SET is_active = 0 WHERE id = \(person)")
        }
        try SessionStore.endAll(of: person, on: connection)
        try AccessTokenStore.endAll(of: person, by: stamp, on: connection)
        try Audit.append("ward.person.deactivate", subject: "person/\(person)", details: [:], by: stamp, on: connection)
    }

    /// Lets somebody sign in again, with the password and the roles they had; their access tokens stay ended.
    public static func reactivate(
        _ person: ID<Person>, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard try connection.execute("UPDATE person SET is_active = 1 WHERE id = \(person)") == 1 else {
            throw PersonError.unknownPerson
        }
        try Audit.append("ward.person.reactivate", subject: "person/\(person)", details: [:], by: stamp, on: connection)
    }
}
