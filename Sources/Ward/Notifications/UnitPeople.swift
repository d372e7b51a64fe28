import Japanese
import Storage

/// The active people who hold a permission for a unit itself on a day: whom to tell. Who holds it for the whole ward is not the
/// one who is asked.
///
///     let approvers = try UnitPeople(holding: .approveEntries, by: PlanGrants.all, on: stamp.today, connection)
///     approvers[entry.unit]
public struct UnitPeople: Sendable {
    private let byUnit: [ID<OfficeUnit>: Set<ID<Person>>]

    /// - Parameters:
    ///   - grants: those of the module whose permission it is.
    ///   - unit: to be looked up alone; `nil` reads all units at once.
    public init(
        holding permission: Permission, by grants: Grants, unit: ID<OfficeUnit>? = nil, on day: CivilDate,
        _ connection: any Connection
    ) throws {
        let roles = grants.permissions.filter { $0.value.contains(permission) }.map(\.key.rawValue).sorted()
        let place: SQL = unit.map { "unit = \($0)" } ?? "unit IS NOT NULL"
        let held = try PersonStore.roles(
            "role IN \(values: roles) AND \(place) AND person IN (SELECT id FROM person WHERE is_active = 1)",
            on: connection)
        byUnit = held.filter { $0.isValid(on: day) }.reduce(into: [:]) { people, role in
            if let unit = role.unit { people[unit, default: []].insert(role.person) }
        }
    }

    public subscript(unit: ID<OfficeUnit>) -> Set<ID<Person>> { byUnit[unit] ?? [] }
}
