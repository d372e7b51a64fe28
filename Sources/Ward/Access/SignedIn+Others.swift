import Japanese
import Storage

extension SignedIn {
    /// The other active people who hold a permission on a day, by login name: whom to ask where one may not do both halves of a
    /// thing alone.
    ///
    /// - Parameter unit: for this unit or the whole ward; `nil` for whatever they hold it for.
    public func others(
        who permission: Permission, unit: ID<OfficeUnit>? = nil, on day: CivilDate, _ connection: any Connection
    ) throws -> [Person] {
        let assignments = try PersonStore.assignments(on: day, connection)
        return try PersonStore.list(on: connection).filter { other in
            guard other.isActive, other.id != person, let own = assignments[other.id] else { return false }
            let someone = SignedIn(person: other.id, name: other.name, assignments: own, grants: grants)
            return unit.map { someone.may(permission, unit: $0) } ?? someone.may(permission)
        }
    }
}
