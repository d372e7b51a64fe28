import Japanese

/// That somebody has a role, for a unit, for a body or for the whole ward, from a day to a day.
public struct RoleAssignment: Hashable, Sendable {
    public let id: ID<RoleAssignment>
    public let person: ID<Person>
    public let role: Role
    public let unit: ID<OfficeUnit>?
    public let body: ID<Body>?
    /// `nil`: since before the records begin.
    public let validFrom: CivilDate?
    /// The last day; `nil`: without an end.
    public let validTo: CivilDate?
    /// The group of the identity provider that gives it; `nil`: a person gave it.
    public let origin: ID<RoleMapping>?

    public init(
        id: ID<RoleAssignment>, person: ID<Person>, role: Role, unit: ID<OfficeUnit>?, body: ID<Body>?,
        validFrom: CivilDate?, validTo: CivilDate?, origin: ID<RoleMapping>? = nil
    ) {
        self.id = id
        self.person = person
        self.role = role
        self.unit = unit
        self.body = body
        self.validFrom = validFrom
        self.validTo = validTo
        self.origin = origin
    }

    public func isValid(on day: CivilDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }

    /// What it lets the person do while it is valid.
    public var assignment: SignedIn.Assignment {
        SignedIn.Assignment(role: role, unit: unit, body: body)
    }

    /// The same role for the same unit or body from the same origin, on at least one common day.
    public func overlaps(_ other: RoleAssignment) -> Bool {
        let beginsInTime = validFrom.map { first in other.validTo.map { first <= $0 } ?? true } ?? true
        let endsLateEnough = validTo.map { last in other.validFrom.map { $0 <= last } ?? true } ?? true
        return assignment == other.assignment && origin == other.origin && beginsInTime && endsLateEnough
    }
}
