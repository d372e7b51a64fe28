import Japanese
import Storage

/// Roles by groups: read again at each sign-in, and good in sessions that began through the provider alone. Roles that a person
/// gave stay as they are.
public enum GroupRoles {
    /// Writes down the groups of a connection, and gives and ends the roles that follow from them today.
    static func take(
        _ groups: Set<String>, claim: String, of identity: PersonIdentity, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let kept = try groupsByIdentity("identity = \(identity.id)", on: connection)[identity.id] ?? []
        for value in kept.subtracting(groups) {
            try connection.execute("DELETE FROM identity_group WHERE identity = \(identity.id) AND value = \(value)")
        }
        for value in groups.subtracting(kept).sorted() {
            try connection.execute("INSERT INTO identity_group (identity, value) VALUES (\(identity.id), \(value))")
        }
        let given = try RoleMappingStore.list(on: connection).filter {
            $0.issuer == identity.issuer && $0.claim == claim && groups.contains($0.value)
                && $0.isValid(on: stamp.today)
        }
        try settle(given, of: identity.person, by: stamp, on: connection)
    }

    /// Gives what is missing of these rows from today on, and ends today whatever other rows gave: also those of a provider that the
    /// ward had before.
    ///
    /// - Parameter issuer: ends what its rows gave, and nothing else.
    static func settle(
        _ given: [RoleMapping], of person: ID<Person>, issuer: String? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let today = stamp.today
        let condition: SQL = issuer.map { " WHERE issuer = \($0)" } ?? ""
        let issued: Set<ID<RoleMapping>> = Set(
            try connection.column("SELECT id FROM group_mapping" + condition))
        let standing = try PersonStore.roles(of: person, on: connection).filter { role in
            role.origin.map(issued.contains) ?? false && role.validTo.map { today <= $0 } ?? true
        }
        for role in standing where !given.contains(where: { $0.id == role.origin && $0.validTo == role.validTo }) {
            try PersonStore.end(role, lastDay: today.adding(days: -1), by: stamp, on: connection)
        }
        for mapping in given
        where !standing.contains(where: { $0.origin == mapping.id && $0.validTo == mapping.validTo }) {
            try PersonStore.give(mapping, to: person, by: stamp, on: connection)
        }
    }

    // MARK: looking

    /// The groups of everybody who is connected, as they were at the last sign-in.
    static func groupsByIdentity(
        _ condition: SQL = "identity IS NOT NULL", on connection: any Connection
    ) throws -> [ID<PersonIdentity>: Set<String>] {
        try connection.rows("SELECT identity, value FROM identity_group WHERE " + condition)
            .reduce(into: [:]) { $0[try $1[0], default: []].insert(try $1[1] as String) }
    }

    /// A group that people have and no row of the table names.
    public struct UnknownGroup: Hashable, Sendable {
        public let value: String
        public let people: Int
    }

    /// Those of an issuer, the most frequent first.
    public static func unknown(
        issuer: String, claim: String, on connection: any Connection
    ) throws -> [UnknownGroup] {
        try connection.rows(
            """
            SELECT identity_group.value, COUNT(*) FROM identity_group
            JOIN person_identity ON person_identity.id = identity_group.identity
            WHERE person_identity.issuer = \(issuer) AND person_identity.ended_at IS NULL
                AND NOT EXISTS (SELECT id FROM group_mapping WHERE group_mapping.issuer = \(issuer)
                    AND group_mapping.claim = \(claim) AND group_mapping.value = identity_group.value
                    AND group_mapping.state <> 'declined')
            GROUP BY identity_group.value ORDER BY COUNT(*) DESC, identity_group.value
            """
        ).map { UnknownGroup(value: try $0[0], people: try $0[1]) }
    }

    /// What somebody has on a day, and whence.
    public struct Expected: Hashable, Sendable {
        public let assignment: SignedIn.Assignment
        /// The group that gives it; `nil`: a person gave it.
        public let group: String?
    }

    /// Who would have what on a day, if everybody signed in then with the groups of their last sign-in: active people by login name.
    public static func expected(
        on day: CivilDate, issuer: String?, claim: String?, on connection: any Connection
    ) throws -> [(person: Person, roles: [Expected])] {
        let groups = try groupsByIdentity(on: connection)
        let mappings = try RoleMappingStore.list(on: connection).filter {
            $0.issuer == issuer && $0.claim == claim && $0.isValid(on: day)
        }
        let identities = Dictionary(
            grouping: try PersonIdentity.list("WHERE ended_at IS NULL ORDER BY id", on: connection), by: \.person)
        let local = try PersonStore.localAssignments(on: day, connection)
        return try PersonStore.list(on: connection).filter(\.isActive).map { person in
            let own = (identities[person.id] ?? []).filter { $0.issuer == issuer }
                .reduce(into: Set<String>()) { $0.formUnion(groups[$1.id] ?? []) }
            let given = mappings.filter { own.contains($0.value) }.map {
                Expected(assignment: $0.assignment, group: $0.value)
            }
            return (person, (local[person.id] ?? []).map { Expected(assignment: $0, group: nil) } + given)
        }
    }
}
