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
        let place: SQL = unit.map { "person_role.unit = \($0)" } ?? "person_role.unit IS NOT NULL"
        let rows = try connection.rows(
            """
            SELECT person_role.unit, person_role.person FROM person_role
            JOIN person ON person.id = person_role.person
            WHERE person.is_active = 1 AND \(place) AND person_role.role IN \(values: roles)
                AND (person_role.valid_from IS NULL OR person_role.valid_from <= \(day))
                AND (person_role.valid_to IS NULL OR person_role.valid_to >= \(day))
            """)
        byUnit = try rows.reduce(into: [:]) { people, row in
            people[try row["unit"], default: []].insert(try row["person"])
        }
    }

    public subscript(unit: ID<OfficeUnit>) -> Set<ID<Person>> { byUnit[unit] ?? [] }
}
