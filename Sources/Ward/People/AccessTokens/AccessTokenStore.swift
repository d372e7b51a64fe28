import Japanese
import Storage

/// Access tokens in the database.
public enum AccessTokenStore {
    static let createAction = "ward.token.create"
    static let endAction = "ward.token.end"
    static let useAction = "ward.token.use"

    /// What somebody asks for.
    public struct Wish: Sendable {
        public let name: String
        public let mayWrite: Bool
        /// `nil`: whatever the person has.
        public let permissions: Set<Permission>?
        public let lastDay: CivilDate

        public init(name: String, mayWrite: Bool, permissions: Set<Permission>?, lastDay: CivilDate) {
            self.name = name
            self.mayWrite = mayWrite
            self.permissions = permissions
            self.lastDay = lastDay
        }
    }

    /// Makes a token for who is signed in.
    ///
    /// Who has a second factor shows a code of it first, through ``SignIn/prove(code:of:address:ward:)``, and before that it is
    /// checked whether there is something to prove it for.
    /// - Returns: the token as it is shown this once.
    public static func create(
        _ wish: Wish, for person: SignedIn, by stamp: Stamp, on connection: any Connection
    ) throws -> String {
        guard stamp.actor.person == person.person else { throw AccessTokenRefusal.onlyPeople }
        let name = try check(wish, for: person, on: stamp.today, connection)
        let secret = AccessTokenSecret(random: stamp.random)
        let id: ID<AccessToken> = stamp.newID()
        let codes = wish.permissions?.map(\.code).sorted().joined(separator: " ")
        try connection.execute(
            """
            INSERT INTO access_token (id, person, name, hash, may_write, permissions, created_at, last_day)
            VALUES (\(id), \(person.person), \(name), \(secret.hash), \(wish.mayWrite), \(codes), \(stamp.at),
                \(wish.lastDay))
            """)
        try stamp.note(
            createAction, "person/\(person.person)",
            AccessTokenTrail.facts(
                id: id, name: name, mayWrite: wish.mayWrite, codes: codes, lastDay: wish.lastDay, hash: secret.hash),
            on: connection)
        return secret.text
    }

    /// Whether the token can be made as things stand.
    /// - Returns: the name as it is kept.
    @discardableResult
    public static func check(
        _ wish: Wish, for person: SignedIn, on day: CivilDate, _ connection: any Connection
    ) throws -> String {
        guard person.token == nil else { throw AccessTokenRefusal.onlyPeople }
        let name = try RecordName(wish.name, of: "名前").text
        let latest = day.adding(days: AccessToken.daysMax)
        guard (day...latest).contains(wish.lastDay) else {
            throw AccessTokenRefusal.lastDay(from: day, to: latest)
        }
        if let missing = wish.permissions?.first(where: { !person.may($0) }) {
            throw AccessTokenRefusal.notHeld(title: missing.title)
        }
        let good = try list(of: person.person, on: connection).filter { $0.state(on: day) == .good }
        guard good.count < AccessToken.perPersonMax else { throw AccessTokenRefusal.tooMany }
        guard !good.contains(where: { $0.name == name }) else { throw AccessTokenRefusal.nameTaken(name) }
        return name
    }

    /// All of a person, the newest first.
    public static func list(of person: ID<Person>, on connection: any Connection) throws -> [AccessToken] {
        try AccessToken.list("WHERE person = \(person) ORDER BY created_at DESC, id DESC", on: connection)
    }

    /// The token is worth nothing from now on, and nothing brings it back.
    public static func end(_ token: AccessToken, by stamp: Stamp, on connection: any Connection) throws {
        // One statement decides between two who end it at once.
        let ended = try connection.execute(
            "UPDATE access_token SET ended_at = \(stamp.at) WHERE id = \(token.id) AND ended_at IS NULL")
        guard ended == 1 else { throw AccessTokenRefusal.alreadyEnded }
        try stamp.note(
            endAction, "person/\(token.person)", ["token": JSON(token.id), "name": .string(token.name)], on: connection)
    }

    /// Ends all of a person who may not sign in any more.
    static func endAll(of person: ID<Person>, by stamp: Stamp, on connection: any Connection) throws {
        for token in try list(of: person, on: connection) where token.endedAt == nil {
            try end(token, by: stamp, on: connection)
        }
    }
}

/// Tokens made and ended, as the audit trail tells them: one that was written into the table past the program is found.
enum AccessTokenTrail {
    static let table = TrailedTable(
        AccessToken.title, actions: [AccessTokenStore.createAction, AccessTokenStore.endAction], tell: tell,
        stored: stored)

    /// The hash itself stays in the table: of it, a mark is told.
    static func facts(
        id: ID<AccessToken>, name: String, mayWrite: Bool, codes: String?, lastDay: CivilDate, hash: String
    ) -> JSON {
        [
            "token": JSON(id), "name": .string(name), "mayWrite": .bool(mayWrite), "permissions": JSON(codes),
            "lastDay": JSON(lastDay), "mark": .string(String(ContentHash.of(hash).prefix(16))),
        ]
    }

    private static func key(_ subject: String, _ token: String?) -> String { "\(subject) \(token ?? "")" }

    @Sendable
    private static func tell(_ row: AuditRow, _ details: JSON, _ expected: inout TrailedTable.Expected) {
        let key = key(row.subject, details["token"]?.string)
        guard case .object(var facts)? = row.action == AccessTokenStore.endAction ? expected.facts(key) : details
        else { return }
        facts["endedAt"] = row.action == AccessTokenStore.endAction ? .integer(row.at.milliseconds) : .null
        expected.set(key, .object(facts))
    }

    @Sendable
    private static func stored(_ connection: any Connection) throws -> [TrailedTable.Row] {
        try connection.rows(
            """
            SELECT id, person, name, hash, may_write, permissions, last_day, ended_at FROM access_token ORDER BY id
            """
        ).map { row in
            let (id, person): (ID<AccessToken>, String) = (try row["id"], try row["person"])
            let endedAt: Timestamp? = try row["ended_at"]
            guard
                case .object(var facts) = facts(
                    id: id, name: try row["name"], mayWrite: try row["may_write"], codes: try row["permissions"],
                    lastDay: try row["last_day"], hash: try row["hash"])
            else { return TrailedTable.Row(key("person/\(person)", id.text)) }
            facts["endedAt"] = endedAt.map { .integer($0.milliseconds) } ?? .null
            return TrailedTable.Row(key("person/\(person)", id.text), facts: .object(facts))
        }
    }
}
