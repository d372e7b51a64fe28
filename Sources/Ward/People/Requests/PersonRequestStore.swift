import Japanese
import Storage

/// Requests that take a second administrator, in the database.
public enum PersonRequestStore {
    /// The longest time for which a request waits; later it would be confirmed by somebody who no longer knows why.
    public static let daysMax = 14

    /// Those that wait, the oldest first.
    public static func waiting(at now: Timestamp, on connection: any Connection) throws -> [PersonRequest] {
        try PersonRequest.list(
            """
            WHERE state = 'waiting' AND asked_at > \(earliest(at: now)) ORDER BY asked_at, id
            """, on: connection)
    }

    /// What was asked then or before waits no longer.
    private static func earliest(at now: Timestamp) -> Timestamp { now.adding(seconds: -daysMax * 86_400) }

    /// Asks for something; nothing changes before ``confirm(_:by:on:)``.
    ///
    /// - Parameter batch: the list it is part of; see ``PersonRequestBatch``.
    @discardableResult
    public static func ask(
        _ matter: PersonRequest.Matter, for person: ID<Person>, batch: ID<PersonRequestBatch>? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws -> PersonRequest {
        guard let asker = stamp.actor.person else { throw PersonRequestRefusal.nobodyAsks }
        if matter == .secondFactorReset, try SecondFactorStore.find(of: person, on: connection).confirmedAt == nil {
            throw SecondFactorRefusal.none
        }
        let known = try waiting(at: stamp.at, on: connection)
        if known.contains(where: { $0.person == person && $0.matter == matter }) {
            throw PersonRequestRefusal.alreadyAsked
        }
        let id: ID<PersonRequest> = stamp.newID()
        switch matter {
        case .role(let role, let unit, let body, let from, let to):
            // What cannot be given is not asked for.
            try PersonStore.check(
                RoleAssignment(
                    id: stamp.newID(), person: person, role: role, unit: unit, body: body, validFrom: from, validTo: to),
                on: connection)
            try connection.execute(
                """
                INSERT INTO person_request
                    (id, matter, person, role, unit, body, valid_from, valid_to, asked_by, asked_at, state, batch)
                VALUES (\(id), 'role', \(person), \(role), \(unit), \(body), \(from), \(to), \(asker), \(stamp.at),
                    'waiting', \(batch))
                """)
        case .secondFactorReset:
            try connection.execute(
                """
                INSERT INTO person_request (id, matter, person, asked_by, asked_at, state, batch)
                VALUES (\(id), 'secondFactor', \(person), \(asker), \(stamp.at), 'waiting', \(batch))
                """)
        case .identity(let issuer, let subject):
            // What cannot be connected is not asked for.
            try PersonIdentityStore.check(issuer: issuer, subject: subject, for: person, on: connection)
            try connection.execute(
                """
                INSERT INTO person_request (id, matter, person, issuer, subject, asked_by, asked_at, state)
                VALUES (\(id), 'identity', \(person), \(issuer), \(subject), \(asker), \(stamp.at), 'waiting')
                """)
        }
        try stamp.note("ward.request.ask", "person/\(person)", matter.json, on: connection)
        return try PersonRequest.known(id, on: connection)
    }

    /// So long an account is not a second person for who made it or set its password.
    public static let accountDays = 30

    /// Why somebody is no second person for a request; `nil` when they are one.
    public static func obstacle(
        to request: PersonRequest, by second: ID<Person>, at now: Timestamp, on connection: any Connection
    ) throws -> PersonRequestRefusal? {
        if request.askedBy == second { return .ownRequest }
        if request.person == second { return .aboutOneself }
        return try knows(request.askedBy, theAccountOf: second, at: now, on: connection) ? .accountOfAsker : nil
    }

    /// Nobody makes himself a second person by way of an account whose password he knows.
    static func knows(
        _ asker: ID<Person>, theAccountOf second: ID<Person>, at now: Timestamp, on connection: any Connection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT sequence FROM audit
            WHERE subject = \("person/\(second)") AND action IN ('ward.person.create', 'ward.person.password')
                AND person = \(asker) AND at > \(now.adding(seconds: -accountDays * 86_400))
            """) != nil
    }

    /// Does what was asked for, in the name of a second administrator.
    public static func confirm(_ id: ID<PersonRequest>, by stamp: Stamp, on connection: any Connection) throws {
        let request = try open(id, at: stamp.at, on: connection)
        guard let second = stamp.actor.person else { throw PersonRequestRefusal.nobodyConfirms }
        if let obstacle = try obstacle(to: request, by: second, at: stamp.at, on: connection) { throw obstacle }
        try settle(request, .confirmed, by: stamp, on: connection)
        switch request.matter {
        case .role(let role, let unit, let body, let from, let to):
            try PersonStore.give(
                role: role, unit: unit, body: body, from: from, to: to, person: request.person, by: stamp,
                on: connection)
        case .secondFactorReset: try SecondFactorStore.remove(of: request.person, by: stamp, on: connection)
        case .identity(let issuer, let subject):
            try PersonIdentityStore.join(
                issuer: issuer, subject: subject, to: request.person, by: stamp, on: connection)
        }
    }

    /// Ends a request without doing anything: declined by another administrator, or withdrawn by who asked.
    public static func decline(_ id: ID<PersonRequest>, by stamp: Stamp, on connection: any Connection) throws {
        try settle(try open(id, at: stamp.at, on: connection), .declined, by: stamp, on: connection)
    }

    private static func open(
        _ id: ID<PersonRequest>, at now: Timestamp, on connection: any Connection
    ) throws -> PersonRequest {
        let request = try PersonRequest.known(id, on: connection)
        guard request.state == .waiting, earliest(at: now) < request.askedAt else {
            throw PersonRequestRefusal.alreadySettled
        }
        return request
    }

    private static func settle(
        _ request: PersonRequest, _ state: PersonRequest.State, by stamp: Stamp, on connection: any Connection
    ) throws {
        // One statement decides between two who settle it at once.
        let settled = try connection.execute(
            """
            UPDATE person_request SET state = \(state), settled_by = \(stamp.actor.person), settled_at = \(stamp.at)
            WHERE id = \(request.id) AND state = 'waiting'
            """)
        guard settled == 1 else { throw PersonRequestRefusal.alreadySettled }
        try stamp.note(
            state == .confirmed ? "ward.request.confirm" : "ward.request.decline", "person/\(request.person)",
            request.matter.json, on: connection)
    }
}

extension PersonRequest.Matter {
    fileprivate var json: JSON {
        switch self {
        case .role(let role, let unit, let body, let from, let to):
            [
                "role": .string(role.rawValue), "unit": JSON(unit), "body": JSON(body), "from": JSON(from),
                "to": JSON(to),
            ]
        case .secondFactorReset: ["secondFactor": "reset"]
        case .identity(let issuer, let subject): ["issuer": .string(issuer), "subject": .string(subject)]
        }
    }
}
