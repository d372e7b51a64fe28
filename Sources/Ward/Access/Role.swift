import Storage

/// What somebody is to the programme. Roles are given for a unit or a body, or for the whole ward.
///
/// The roles that every module knows are declared here; a module declares its own beside its permissions:
///
///     extension Role {
///         public static let deskClerk = Role("deskClerk", "おくやみコーナー担当")
///     }
///
/// The database keeps the code. One that nobody declares any more is still shown, under its code, and grants nothing.
public struct Role: RawRepresentable, Sendable, SQLBindable, SQLDecodable {
    /// The code that is stored.
    public let rawValue: String
    /// As pages print it; of a role that was read from the database, see ``declared(in:)``.
    public let title: String

    public init(_ code: String, _ title: String) {
        rawValue = code
        self.title = title
    }

    /// A role by its code alone.
    /// - Returns: `nil` for an empty code.
    public init?(rawValue: String) {
        guard !rawValue.isEmpty else { return nil }
        self.init(rawValue, rawValue)
    }

    /// The role with the title under which it is declared.
    public func declared(in roles: [Role]) -> Role {
        roles.first { $0 == self } ?? self
    }
}

/// A code is a role, whatever its title.
extension Role: Hashable {
    public static func == (left: Role, right: Role) -> Bool { left.rawValue == right.rawValue }
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

extension Role {
    /// 取組主管課 担当
    public static let editor = Role("editor", "主管課担当")
    /// 取組主管課長
    public static let approver = Role("approver", "主管課長")
    /// 関係課
    public static let related = Role("related", "関係課")
    /// 事務局
    public static let secretariat = Role("secretariat", "事務局")
    /// 監査
    public static let auditor = Role("auditor", "監査")
    /// システム管理者
    public static let administrator = Role("administrator", "管理者")

    /// The roles that every module knows.
    public static let general: [Role] = [.editor, .approver, .related, .secretariat, .auditor, .administrator]
}

/// Which roles hold which permissions: declared by each module, put together at the front door, deny by default.
public struct Grants: Sendable, Equatable {
    public private(set) var permissions: [Role: Set<Permission>]

    public init(_ permissions: [Role: Set<Permission>] = [:]) {
        self.permissions = permissions
    }

    public func holds(_ role: Role, _ permission: Permission) -> Bool {
        permissions[role]?.contains(permission) ?? false
    }

    /// Every permission that some role holds.
    public var all: Set<Permission> { permissions.values.reduce(into: []) { $0.formUnion($1) } }

    /// What is left of them within these permissions.
    func narrowed(to codes: Set<String>) -> Grants {
        Grants(permissions.mapValues { held in held.filter { codes.contains($0.code) } })
    }

    public func merging(_ other: Grants) -> Grants {
        Grants(permissions.merging(other.permissions) { $0.union($1) })
    }
}
