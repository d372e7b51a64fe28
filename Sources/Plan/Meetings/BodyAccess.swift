import Japanese
import Site
import Storage
import Ward

/// What a person may do for one body: by a role for that body, for its group, for the unit that runs it, or for the ward.
struct BodyAccess: Sendable {
    let body: Body
    /// The units that run the body today (事務局).
    let secretariat: Set<ID<OfficeUnit>>

    init(body: Body, secretariat: some Sequence<ID<OfficeUnit>>) {
        self.body = body
        self.secretariat = Set(secretariat)
    }

    init(_ body: Body, today: CivilDate, on connection: any Connection) throws {
        self.init(
            body: body,
            secretariat: body.secretariat(on: today, in: try UnitStore.succession(on: connection)).map(\.id))
    }

    func may(_ permission: Permission, _ person: SignedIn) -> Bool {
        guard person.may(permission) else { return false }
        guard let bodies = person.bodies(permission) else { return true }
        if bodies.contains(body.id) { return true }
        // Who leads a group also answers for its teams.
        if body.kind == .workingTeam, let group = body.parent, bodies.contains(group) { return true }
        return !secretariat.isDisjoint(with: person.units(permission) ?? [])
    }

    /// - Throws: ``PageRefusal/forbidden(_:)``
    func check(_ permission: Permission, _ person: SignedIn) throws {
        guard may(permission, person) else { throw PageRefusal.forbidden(permission) }
    }
}
