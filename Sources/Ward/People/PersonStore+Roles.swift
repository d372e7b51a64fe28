import Japanese
import Storage

extension PersonStore {
    /// What the audit trail says of roles: compared with the table by ``RoleTrail``.
    static let assignRoleAction = "ward.role.assign"
    static let endRoleAction = "ward.role.end"

    /// Gives somebody a role: for a unit, for a body, or with neither for the whole ward.
    ///
    /// - Throws: ``PersonError/secondPersonNeeded`` where one person alone may not: see ``PersonRequest``.
    @discardableResult
    public static func assign(
        role: Role, unit: ID<OfficeUnit>? = nil, body: ID<Body>? = nil, from first: CivilDate? = nil,
        to last: CivilDate? = nil, person: ID<Person>, by stamp: Stamp, on connection: any Connection
    ) throws -> RoleAssignment {
        if takesTwo(role, person, by: stamp) { throw PersonError.secondPersonNeeded }
        return try give(
            role: role, unit: unit, body: body, from: first, to: last, person: person, by: stamp, on: connection)
    }

    /// Whether a second administrator confirms it: a role for oneself, and the administrator's for anybody, who could give one
    /// the others in return. A command on the server is run by whoever could write the database itself.
    public static func takesTwo(_ role: Role, _ person: ID<Person>, by stamp: Stamp) -> Bool {
        guard let actor = stamp.actor.person else { return false }
        return actor == person || role == .administrator
    }

    /// The active people among the holders on a day, by login name.
    private static func active(
        _ holders: [RoleAssignment], on day: CivilDate, _ connection: any Connection
    ) throws -> [Person] {
        let ids = Set(holders.filter { $0.isValid(on: day) }.map(\.person))
        return try list(on: connection).filter { $0.isActive && ids.contains($0.id) }
    }

    /// As ``assign(role:unit:body:from:to:person:by:on:)``, once it is known that enough people want it.
    @discardableResult
    static func give(
        role: Role, unit: ID<OfficeUnit>?, body: ID<Body>?, from first: CivilDate?, to last: CivilDate?,
        person: ID<Person>, by stamp: Stamp, on connection: any Connection
    ) throws -> RoleAssignment {
        let new = RoleAssignment(
            id: stamp.newID(), person: person, role: role, unit: unit, body: body, validFrom: first, validTo: last)
        try check(new, on: connection)
        try insert(new, by: stamp, on: connection)
        return new
    }

    /// - Throws: ``PersonError`` or ``OrganisationError`` when the role cannot be given as it stands.
    static func check(_ new: RoleAssignment, on connection: any Connection) throws {
        guard new.unit == nil || new.body == nil else { throw PersonError.unitAndBody }
        if let first = new.validFrom, let last = new.validTo, last < first {
            throw PersonError.endsBeforeBeginning(beginning: first)
        }
        guard try Person.find(new.person, on: connection) != nil else { throw PersonError.unknownPerson }
        if let unit = new.unit, try UnitStore.find(unit, on: connection) == nil { throw OrganisationError.unknownUnit }
        if let body = new.body, try BodyStore.find(body, on: connection) == nil { throw OrganisationError.unknownBody }
        if try roles(of: new.person, on: connection).contains(where: new.overlaps) {
            throw PersonError.alreadyAssigned(new.role)
        }
    }

    /// The last day on which the person has the role; a role that has not begun is taken back.
    ///
    /// - Throws: ``PersonError/lastAdministrator(name:)`` when nobody could manage people any more.
    public static func endRole(
        _ id: ID<RoleAssignment>, lastDay: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard let known = try roles("id = \(id)", on: connection).first,
            let person = try Person.find(known.person, on: connection)
        else { throw PersonError.unknownRole }
        guard known.origin == nil else { throw PersonError.givenByGroup }
        try keepingAnAdministrator(on: lastDay.adding(days: 1), without: person, connection) {
            try end(known, lastDay: lastDay, by: stamp, on: connection)
        }
    }

    /// What somebody may be on a day: the basis of every permission.
    ///
    /// - Parameter throughGroups: whether roles by groups count, as they do in a session that began through the provider.
    public static func assignments(
        of person: ID<Person>, on day: CivilDate, throughGroups: Bool = false, on connection: any Connection
    ) throws -> [SignedIn.Assignment] {
        try roles(of: person, on: connection).filter { $0.isValid(on: day) && (throughGroups || $0.origin == nil) }
            .map(\.assignment)
    }

    /// All roles of everybody, past and planned ones too, in one statement.
    public static func allRoles(on connection: any Connection) throws -> [ID<Person>: [RoleAssignment]] {
        Dictionary(grouping: try roles("id IS NOT NULL", on: connection), by: \.person)
    }

    /// All roles of a person, past and planned ones too, in the order in which they were given.
    public static func roles(of person: ID<Person>, on connection: any Connection) throws -> [RoleAssignment] {
        try roles("person = \(person)", on: connection)
    }

    /// The roles of everybody on a day.
    public static func roles(on day: CivilDate, _ connection: any Connection) throws -> [RoleAssignment] {
        try roles("id IS NOT NULL", on: connection).filter { $0.isValid(on: day) }
    }

    /// What everybody may be on a day, by groups as by people.
    public static func assignments(
        on day: CivilDate, _ connection: any Connection
    ) throws -> [ID<Person>: [SignedIn.Assignment]] {
        Dictionary(grouping: try roles(on: day, connection), by: \.person)
            .mapValues { $0.map(\.assignment) }
    }

    /// The active people who have a role for this very unit on a day, by login name: whom to remind.
    public static func people(
        with role: Role, unit: ID<OfficeUnit>, validOn day: CivilDate, on connection: any Connection
    ) throws -> [Person] {
        try active(roles("role = \(role) AND unit = \(unit)", on: connection), on: day, connection)
    }

    /// The active people beside its holder who have the same role for the same unit, body or ward on a day, by login name.
    public static func others(
        alike assignment: RoleAssignment, validOn day: CivilDate, on connection: any Connection
    ) throws -> [Person] {
        let alike = try roles("role = \(assignment.role)", on: connection).filter {
            $0.assignment == assignment.assignment && $0.person != assignment.person
        }
        return try active(alike, on: day, connection)
    }

    /// The roles for a unit that are valid on a day or on a later one.
    public static func roles(
        for unit: ID<OfficeUnit>, from day: CivilDate, on connection: any Connection
    ) throws -> [RoleAssignment] {
        try roles("unit = \(unit) AND (valid_to IS NULL OR valid_to >= \(day))", on: connection)
    }

    /// Roles for an abolished unit go to its successor from `day` on.
    static func carryRolesOver(
        from old: OfficeUnit, to heir: OfficeUnit, on day: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws -> [ReorganisationOutcome.RoleMove] {
        let mappings = try RoleMappingStore.carryOver(
            from: old.id, to: heir.id, on: day, by: stamp, on: connection)
        return try roles(for: old.id, from: day, on: connection).map { known in
            let next = RoleAssignment(
                id: stamp.newID(), person: known.person, role: known.role, unit: heir.id, body: nil,
                validFrom: known.validFrom.map { max($0, day) } ?? day, validTo: known.validTo,
                origin: known.origin.flatMap { mappings[$0] })
            try end(known, lastDay: day.adding(days: -1), by: stamp, on: connection)
            // Who had the role for both of two merged units has it once.
            if try !roles(of: known.person, on: connection).contains(where: next.overlaps) {
                try insert(next, by: stamp, on: connection)
            }
            return ReorganisationOutcome.RoleMove(person: known.person, role: known.role, from: old.id, to: heir.id)
        }
    }

    /// Makes a change after which somebody active still manages people on the day, if anybody did before.
    static func keepingAnAdministrator(
        on day: CivilDate, without person: Person, _ connection: any Connection, change: () throws -> Void
    ) throws {
        let stood = try administratorStands(on: day, connection)
        try change()
        if try stood && !administratorStands(on: day, connection) {
            throw PersonError.lastAdministrator(name: person.name)
        }
    }

    private static func administratorStands(on day: CivilDate, _ connection: any Connection) throws -> Bool {
        let holders = try roles("role = \(Role.administrator) AND unit IS NULL AND body IS NULL", on: connection)
        return try !active(holders, on: day, connection).isEmpty
    }

    static func insert(_ new: RoleAssignment, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO person_role (id, person, role, unit, body, valid_from, valid_to, origin)
            VALUES (\(new.id), \(new.person), \(new.role), \(new.unit), \(new.body), \(new.validFrom), \(new.validTo),
                \(new.origin))
            """)
        try stamp.note(
            assignRoleAction, "person/\(new.person)",
            new.told(["from": JSON(new.validFrom), "to": JSON(new.validTo)]), on: connection)
        try SessionStore.renewTokens(of: new.person, on: connection)
    }

    static func end(
        _ known: RoleAssignment, lastDay: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws {
        if let first = known.validFrom, lastDay < first {
            try connection.execute("DELETE FROM person_role WHERE id = \(known.id)")
        } else {
            try connection.execute("UPDATE person_role SET valid_to = \(lastDay) WHERE id = \(known.id)")
        }
        try stamp.note(
            endRoleAction, "person/\(known.person)",
            known.told(["from": JSON(known.validFrom), "lastDay": JSON(lastDay)]), on: connection)
        try SessionStore.renewTokens(of: known.person, on: connection)
    }

    static func roles(_ condition: SQL, on connection: any Connection) throws -> [RoleAssignment] {
        try connection.rows(
            """
            SELECT id, person, role, unit, body, valid_from, valid_to, origin FROM person_role
            WHERE \(condition) ORDER BY id
            """
        ).map { row in
            RoleAssignment(
                id: try row["id"], person: try row["person"], role: try row["role"], unit: try row["unit"],
                body: try row["body"], validFrom: try row["valid_from"], validTo: try row["valid_to"],
                origin: try row["origin"])
        }
    }
}

extension RoleAssignment {
    /// For the audit trail, with what else is to be said.
    fileprivate func told(_ more: [String: JSON]) -> JSON {
        var details = more
        details["role"] = .string(role.rawValue)
        details["unit"] = JSON(unit)
        details["body"] = JSON(body)
        if let origin { details["group"] = .string(origin.text) }
        return .object(details)
    }
}
