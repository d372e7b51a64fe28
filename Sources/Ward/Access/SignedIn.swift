/// The person behind a request, with the roles that are valid today and what these grant.
public struct SignedIn: Sendable {
    /// One role, bound to a unit or a body or, with neither, to the whole ward.
    public struct Assignment: Hashable, Sendable {
        public let role: Role
        public let unit: ID<OfficeUnit>?
        public let body: ID<Body>?

        public init(role: Role, unit: ID<OfficeUnit>?, body: ID<Body>?) {
            self.role = role
            self.unit = unit
            self.body = body
        }
    }

    /// The access token by which a program asks in the person's name.
    public struct Token: Hashable, Sendable {
        public let id: ID<AccessToken>
        public let name: String
    }

    public let person: ID<Person>
    public let name: String
    public let assignments: [Assignment]
    let grants: Grants
    /// `nil` for who signed in themselves.
    public let token: Token?

    public init(
        person: ID<Person>, name: String, assignments: [Assignment], grants: Grants, token: Token? = nil
    ) {
        self.person = person
        self.name = name
        self.assignments = assignments
        self.grants = grants
        self.token = token
    }

    /// As records and the audit trail print who did something: what a program did in somebody's name says so.
    public var actor: Actor {
        Actor(person: person, name: token.map { "\(name)（アクセストークン「\($0.name)」）" } ?? name)
    }

    /// Everything that any role grants, for whatever unit or body.
    public var permissions: Set<Permission> {
        assignments.reduce(into: []) { $0.formUnion(grants.permissions[$1.role] ?? []) }
    }

    /// Whether any role grants the permission, for whatever unit or body.
    public func may(_ permission: Permission) -> Bool {
        assignments.contains { grants.holds($0.role, permission) }
    }

    /// Whether the permission is granted for this unit, or for the whole ward.
    public func may(_ permission: Permission, unit: ID<OfficeUnit>) -> Bool {
        assignments.contains {
            grants.holds($0.role, permission) && ($0.unit == unit || $0.unit == nil && $0.body == nil)
        }
    }

    /// The units for which the permission is granted; `nil` means every unit.
    public func units(_ permission: Permission) -> Set<ID<OfficeUnit>>? {
        let granting = assignments.filter { grants.holds($0.role, permission) }
        if granting.contains(where: { $0.unit == nil && $0.body == nil }) { return nil }
        return Set(granting.compactMap(\.unit))
    }

    /// The bodies for which the permission is granted; `nil` means every body.
    public func bodies(_ permission: Permission) -> Set<ID<Body>>? {
        let granting = assignments.filter { grants.holds($0.role, permission) }
        if granting.contains(where: { $0.unit == nil && $0.body == nil }) { return nil }
        return Set(granting.compactMap(\.body))
    }

    /// Whether any role grants something that asks for a second factor.
    public var isPowerful: Bool {
        assignments.contains { assignment in
            grants.permissions[assignment.role]?.contains(where: \.isPowerful) ?? false
        }
    }

    public func has(_ role: Role) -> Bool {
        assignments.contains { $0.role == role }
    }
}
