import Storage

/// What somebody is to the programme. Roles are given for a unit or a body, or for the whole ward.
public enum Role: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    /// 取組主管課 担当
    case editor
    /// 取組主管課長
    case approver
    /// 関係課
    case related
    /// 事務局
    case secretariat
    /// グループ長・副グループ長
    case groupLeader
    /// デジタル・セキュリティ部会の委員
    case subcommittee
    /// 監査
    case auditor
    /// おくやみコーナーの窓口
    case deskClerk
    /// システム管理者
    case administrator

    public var title: String {
        switch self {
        case .editor: "主管課担当"
        case .approver: "主管課長"
        case .related: "関係課"
        case .secretariat: "事務局"
        case .groupLeader: "グループ長"
        case .subcommittee: "部会委員"
        case .auditor: "監査"
        case .deskClerk: "おくやみコーナー担当"
        case .administrator: "管理者"
        }
    }
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

    public func merging(_ other: Grants) -> Grants {
        Grants(permissions.merging(other.permissions) { $0.union($1) })
    }
}
