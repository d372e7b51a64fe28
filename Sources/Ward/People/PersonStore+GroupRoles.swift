import Japanese
import Storage

extension PersonStore {
    /// Gives the role of a group from today on.
    static func give(
        _ mapping: RoleMapping, to person: ID<Person>, by stamp: Stamp, on connection: any Connection
    ) throws {
        let new = RoleAssignment(
            id: stamp.newID(), person: person, role: mapping.role, unit: mapping.unit, body: mapping.body,
            validFrom: stamp.today, validTo: mapping.validTo, origin: mapping.id)
        try check(new, on: connection)
        try insert(new, by: stamp, on: connection)
    }

    /// Ends every role that a row of the table gave and that would go on.
    static func endRoles(
        from mapping: ID<RoleMapping>, lastDay: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws {
        for role in try roles("origin = \(mapping)", on: connection) where role.validTo.map({ lastDay < $0 }) ?? true {
            try end(role, lastDay: lastDay, by: stamp, on: connection)
        }
    }

    /// What people gave to everybody, on a day.
    static func localAssignments(
        on day: CivilDate, _ connection: any Connection
    ) throws -> [ID<Person>: [SignedIn.Assignment]] {
        Dictionary(
            grouping: try roles("origin IS NULL", on: connection).filter { $0.isValid(on: day) }, by: \.person
        ).mapValues { $0.map(\.assignment) }
    }
}
