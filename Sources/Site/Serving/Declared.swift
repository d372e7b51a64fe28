import Ward

/// What the ward and the modules of a site declare under codes that the database keeps.
public struct Declared: Sendable {
    /// Those that can be given to people.
    public let roles: [Role]
    public let bodyKinds: [Body.Kind]
    /// What people are told by mail.
    public let notifications: [NotificationKind]
    /// By code; what nobody is granted is not among them.
    public let permissions: [Permission]

    public init(_ modules: [any Module] = []) {
        roles = Role.general + modules.flatMap(\.roles)
        bodyKinds = modules.flatMap(\.bodyKinds)
        notifications = modules.flatMap(\.notifications)
        permissions = modules.map(\.grants).reduce(WardGrants.all) { $0.merging($1) }.all.sorted { $0.code < $1.code }
    }
}
