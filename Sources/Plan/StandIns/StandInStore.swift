import Japanese
import Storage
import Ward

/// Stand-ins in the database.
enum StandInStore {
    /// Newest first.
    static func list(on connection: any Connection) throws -> [StandIn] {
        try StandIn.list("ORDER BY valid_from DESC, id DESC", on: connection)
    }

    /// The heads that a stand-in can be named for: who holds the role themselves, today or later.
    static func principals(on day: CivilDate, _ connection: any Connection) throws -> [RoleAssignment] {
        let given = Set(try list(on: connection).map(\.role))
        let active = Set(try PersonStore.list(on: connection).filter(\.isActive).map(\.id))
        return try PersonStore.allRoles(on: connection).values.flatMap(\.self).filter { role in
            role.role == .approver && role.unit != nil && !given.contains(role.id) && active.contains(role.person)
                && (role.validTo.map { day <= $0 } ?? true)
        }.sorted { $0.id < $1.id }
    }

    /// Names who stands in for a head. The role of the head is given for that time: what it opens, and who is told of what
    /// waits, follows from it.
    @discardableResult
    static func name(
        for principal: ID<RoleAssignment>, post: String, deputy: ID<Person>, deputyPost: String, from: CivilDate,
        to: CivilDate, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws -> StandIn {
        guard let head = try principals(on: stamp.today, connection).first(where: { $0.id == principal }),
            let unit = head.unit, let holder = try Person.find(head.person, on: connection)
        else { throw StandInRefusal.unknownPrincipal }
        guard deputy != head.person else { throw StandInRefusal.sameAsPrincipal }
        guard stamp.actor.person != deputy else { throw StandInRefusal.oneself }
        guard let person = try Person.find(deputy, on: connection), person.isActive else {
            throw StandInRefusal.unknownDeputy
        }
        guard from <= to else { throw StandInRefusal.endsBeforeBeginning }
        guard from >= stamp.today else { throw StandInRefusal.beginsInThePast }
        guard to.dayNumber - from.dayNumber < StandIn.daysMax else {
            throw StandInRefusal.tooLong(daysMax: StandIn.daysMax)
        }
        if let last = head.validTo, last < to { throw StandInRefusal.principalEnds(last) }
        let other = try list(on: connection).first {
            $0.principal.person == head.person && $0.unit == unit && $0.endedAt == nil && $0.from <= to && from <= $0.to
        }
        if let other { throw StandInRefusal.overlaps(name: other.deputy.name, from: other.from, to: other.to) }
        let role: RoleAssignment
        do {
            role = try PersonStore.assign(
                role: .approver, unit: unit, from: from, to: to, person: deputy, by: stamp, on: connection)
        } catch PersonError.alreadyAssigned {
            throw StandInRefusal.mayApproveAlready(name: person.name)
        }
        let id: ID<StandIn> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO stand_in (id, unit, principal, principal_name, principal_post, deputy, deputy_name, deputy_post,
                valid_from, valid_to, reason, role, named_at, named_by)
            VALUES (\(id), \(unit), \(head.person), \(holder.name), \(post), \(deputy), \(person.name), \(deputyPost),
                \(from), \(to), \(reason), \(role.id), \(stamp.at), \(stamp.actor.name))
            """)
        let standIn = try StandIn.known(id, on: connection)
        try stamp.note(StandInTrail.name, "stand-in/\(id)", StandInTrail.facts(standIn), on: connection)
        return standIn
    }

    /// Ends it at once: what was approved stays a 代決.
    static func end(_ standIn: StandIn, by stamp: Stamp, on connection: any Connection) throws {
        guard standIn.isOpen(on: stamp.today) else { throw StandInRefusal.over }
        let ended = try connection.execute(
            """
            UPDATE stand_in SET ended_at = \(stamp.at), ended_by = \(stamp.actor.name)
            WHERE id = \(standIn.id) AND ended_at IS NULL
            """)
        guard ended == 1 else { throw StandInRefusal.over }
        do {
            try PersonStore.endRole(
                standIn.role, lastDay: stamp.today.adding(days: -1), by: stamp, on: connection)
        } catch PersonError.unknownRole {
            // An administrator took the role back before.
        }
        try stamp.note(
            StandInTrail.end, "stand-in/\(standIn.id)",
            ["deputy": .string(standIn.deputy.titled), "principal": .string(standIn.principal.titled)], on: connection)
    }

    /// For whom somebody approves the answers of a unit; `nil` for who does so in their own right, and for commands.
    ///
    /// After a reorganisation the unit that took over the work is meant.
    static func acting(
        _ person: ID<Person>?, for unit: ID<OfficeUnit>, on day: CivilDate, _ connection: any Connection
    ) throws -> StandIn? {
        guard let person else { return nil }
        let own = try StandIn.list("WHERE deputy = \(person) AND valid_to >= \(day) ORDER BY id", on: connection)
            .filter { $0.isValid(on: day) }
        guard !own.isEmpty else { return nil }
        if let exact = own.first(where: { $0.unit == unit }) { return exact }
        let succession = try UnitStore.succession(on: connection)
        return own.first { succession.successors(of: $0.unit, validOn: day).contains { $0.id == unit } }
    }
}

/// Stand-ins, as the audit trail tells them.
enum StandInTrail {
    static let (name, end) = ("plan.standIn.name", "plan.standIn.end")

    static func facts(_ standIn: StandIn) -> JSON {
        [
            "unit": .string(standIn.unit.text), "principal": .string(standIn.principal.titled),
            "deputy": .string(standIn.deputy.titled), "from": JSON(standIn.from), "to": JSON(standIn.to),
            "reason": .string(standIn.reason),
        ]
    }

    static let table = TrailedTable("代行者", actions: [name, end]) { row, details, expected in
        if row.action == name {
            expected.set(row.subject, ["told": details, "ended": .bool(false)])
        } else if let before = expected.facts(row.subject) {
            expected.set(row.subject, ["told": before["told"] ?? .null, "ended": .bool(true)])
        }
    } stored: { connection in
        try StandIn.list("ORDER BY id", on: connection).map { standIn in
            TrailedTable.Row(
                "stand-in/\(standIn.id)", facts: ["told": facts(standIn), "ended": .bool(standIn.endedAt != nil)])
        }
    }
}
