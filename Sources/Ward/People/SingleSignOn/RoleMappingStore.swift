import Japanese
import Storage

/// The table of groups and roles, in the database. What gives rights takes two administrators; what ends them, one.
public enum RoleMappingStore {
    static let askAction = "ward.mapping.ask"
    static let confirmAction = "ward.mapping.confirm"
    static let declineAction = "ward.mapping.decline"
    static let endAction = "ward.mapping.end"
    static let carryAction = "ward.mapping.carry"

    /// All rows that were not declined, by group.
    public static func list(on connection: any Connection) throws -> [RoleMapping] {
        try RoleMapping.list("WHERE state <> 'declined' ORDER BY issuer, claim, value, role, id", on: connection)
    }

    /// Asks for a row; it counts once another administrator has confirmed it. A command makes it at once.
    @discardableResult
    public static func ask(
        issuer: String, claim: String, value: String, role: Role, unit: ID<OfficeUnit>?, body: ID<Body>?,
        from first: CivilDate?, to last: CivilDate?, by stamp: Stamp, on connection: any Connection
    ) throws -> RoleMapping {
        let new = RoleMapping(
            id: stamp.newID(), issuer: issuer, claim: claim, value: value, role: role, unit: unit, body: body,
            validFrom: first, validTo: last, askedBy: stamp.actor.person, askedAt: stamp.at,
            state: stamp.actor.person == nil ? .confirmed : .waiting)
        try check(new, on: connection)
        try insert(new, askAction, by: stamp, on: connection)
        return new
    }

    private static func check(_ new: RoleMapping, on connection: any Connection) throws {
        guard !RoleMapping.rolesByPeopleAlone.contains(new.role) else {
            throw RoleMappingRefusal.roleByPeopleAlone(new.role)
        }
        guard new.unit == nil || new.body == nil else { throw PersonError.unitAndBody }
        if let first = new.validFrom, let last = new.validTo, last < first {
            throw PersonError.endsBeforeBeginning(beginning: first)
        }
        if let unit = new.unit, try UnitStore.find(unit, on: connection) == nil { throw OrganisationError.unknownUnit }
        if let body = new.body, try BodyStore.find(body, on: connection) == nil { throw OrganisationError.unknownBody }
        if try list(on: connection).contains(where: { overlaps($0, new) }) { throw RoleMappingRefusal.alreadyThere }
    }

    private static func overlaps(_ old: RoleMapping, _ new: RoleMapping) -> Bool {
        let isAlike =
            (old.issuer, old.claim, old.value) == (new.issuer, new.claim, new.value) && old.assignment == new.assignment
        let beginsInTime = old.validFrom.map { first in new.validTo.map { first <= $0 } ?? true } ?? true
        let endsLateEnough = old.validTo.map { last in new.validFrom.map { $0 <= last } ?? true } ?? true
        return isAlike && beginsInTime && endsLateEnough
    }

    private static func insert(
        _ new: RoleMapping, _ action: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO group_mapping
                (id, issuer, claim, value, role, unit, body, valid_from, valid_to, asked_by, asked_at, state)
            VALUES (\(new.id), \(new.issuer), \(new.claim), \(new.value), \(new.role), \(new.unit), \(new.body),
                \(new.validFrom), \(new.validTo), \(new.askedBy), \(new.askedAt), \(new.state))
            """)
        try stamp.note(action, "mapping/\(new.id)", new.json, on: connection)
    }

    /// The active people to whom a row gives its role on a day, by login name.
    public static func holders(
        of mapping: ID<RoleMapping>, on day: CivilDate, _ connection: any Connection
    ) throws -> [Person] {
        let holders = Set(
            try PersonStore.roles("origin = \(mapping)", on: connection).filter { $0.isValid(on: day) }.map(\.person))
        return try PersonStore.list(on: connection).filter { $0.isActive && holders.contains($0.id) }
    }

    // MARK: the second administrator

    /// Why somebody is no second person for a row that waits; `nil` when they are one.
    public static func obstacle(
        to mapping: RoleMapping, by second: ID<Person>, at now: Timestamp, on connection: any Connection
    ) throws -> RoleMappingRefusal? {
        if mapping.askedBy == second { return .ownRequest }
        guard let asker = mapping.askedBy else { return nil }
        return try PersonRequestStore.knows(asker, theAccountOf: second, at: now, on: connection)
            ? .accountOfAsker : nil
    }

    /// Puts a row in force, in the name of a second administrator, or of a command on the server. It counts from each person's next
    /// sign-in.
    public static func confirm(_ id: ID<RoleMapping>, by stamp: Stamp, on connection: any Connection) throws {
        let mapping = try RoleMapping.known(id, on: connection)
        if let second = stamp.actor.person,
            let obstacle = try obstacle(to: mapping, by: second, at: stamp.at, on: connection)
        {
            throw obstacle
        }
        try settle(mapping, .confirmed, confirmAction, by: stamp, on: connection)
    }

    /// Ends what waits, without doing anything: declined by another administrator, or withdrawn by who asked.
    public static func decline(_ id: ID<RoleMapping>, by stamp: Stamp, on connection: any Connection) throws {
        try settle(RoleMapping.known(id, on: connection), .declined, declineAction, by: stamp, on: connection)
    }

    private static func settle(
        _ mapping: RoleMapping, _ state: RoleMapping.State, _ action: String, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let settled = try connection.execute(
            "UPDATE group_mapping SET state = \(state) WHERE id = \(mapping.id) AND state = 'waiting'")
        guard settled == 1 else { throw RoleMappingRefusal.alreadySettled }
        try stamp.note(action, "mapping/\(mapping.id)", on: connection)
    }

    // MARK: ending

    /// The last day of a row and of every role it gave; the day before it began takes it back.
    public static func end(
        _ id: ID<RoleMapping>, lastDay: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws {
        let known = try RoleMapping.known(id, on: connection)
        guard known.state == .confirmed else { throw RoleMappingRefusal.notInForce }
        if let first = known.validFrom, lastDay < first {
            // It never counts: as if it had not been wanted.
            try connection.execute("UPDATE group_mapping SET state = 'declined' WHERE id = \(id)")
            try stamp.note(declineAction, "mapping/\(id)", on: connection)
        } else {
            try connection.execute("UPDATE group_mapping SET valid_to = \(lastDay) WHERE id = \(id)")
            try stamp.note(endAction, "mapping/\(id)", ["lastDay": JSON(lastDay)], on: connection)
        }
        try PersonStore.endRoles(from: id, lastDay: lastDay, by: stamp, on: connection)
    }

    /// Rows for an abolished unit go to its successor from `day` on.
    /// - Returns: the new row of each.
    static func carryOver(
        from old: ID<OfficeUnit>, to heir: ID<OfficeUnit>, on day: CivilDate, by stamp: Stamp,
        on connection: any Connection
    ) throws -> [ID<RoleMapping>: ID<RoleMapping>] {
        let affected = try RoleMapping.list(
            """
            WHERE unit = \(old) AND state <> 'declined' AND (valid_to IS NULL OR valid_to >= \(day)) ORDER BY id
            """, on: connection)
        var heirs: [ID<RoleMapping>: ID<RoleMapping>] = [:]
        for known in affected {
            let next = RoleMapping(
                id: stamp.newID(), issuer: known.issuer, claim: known.claim, value: known.value, role: known.role,
                unit: heir, body: nil, validFrom: known.validFrom.map { max($0, day) } ?? day, validTo: known.validTo,
                askedBy: known.askedBy, askedAt: known.askedAt, state: known.state)
            let eve = day.adding(days: -1)
            if known.state == .waiting || known.validFrom.map({ eve < $0 }) ?? false {
                try connection.execute("UPDATE group_mapping SET state = 'declined' WHERE id = \(known.id)")
                try stamp.note(declineAction, "mapping/\(known.id)", on: connection)
            } else {
                try connection.execute("UPDATE group_mapping SET valid_to = \(eve) WHERE id = \(known.id)")
                try stamp.note(endAction, "mapping/\(known.id)", ["lastDay": JSON(eve)], on: connection)
            }
            // A group of both of two merged units has the role once.
            let alike = try list(on: connection).first { overlaps($0, next) }
            if alike == nil { try insert(next, carryAction, by: stamp, on: connection) }
            heirs[known.id] = alike?.id ?? next.id
        }
        return heirs
    }
}

extension RoleMapping {
    /// For the audit trail.
    var json: JSON {
        [
            "issuer": .string(issuer), "claim": .string(claim), "value": .string(value), "role": .string(role.rawValue),
            "unit": JSON(unit), "body": JSON(body), "from": JSON(validFrom), "to": JSON(validTo),
            "state": .string(state.rawValue),
        ]
    }
}
