/// Grants as a table for people (権限一覧): a row for each permission, a column for each role.
///
///     let table = GrantTable(WardGrants.all.merging(module.grants), roles: Role.general + module.roles)
///     for row in table.rows { print(row.permission.title, table.roles.map { row.holds($0) ? "○" : "—" }) }
public struct GrantTable: Sendable {
    public struct Row: Sendable {
        public let permission: Permission
        /// The roles that hold it, in the order of the columns.
        public let roles: [Role]

        public func holds(_ role: Role) -> Bool { roles.contains(role) }
    }

    /// The columns: every role that was declared, also those without any permission.
    public let roles: [Role]
    /// Sorted by the permission's code, so that a module's permissions stand together.
    public let rows: [Row]

    public init(_ grants: Grants, roles: [Role]) {
        self.roles = roles
        rows = grants.all.sorted { $0.code < $1.code }.map { permission in
            Row(permission: permission, roles: roles.filter { grants.holds($0, permission) })
        }
    }
}
