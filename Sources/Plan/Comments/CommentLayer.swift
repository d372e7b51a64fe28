import Storage
import Ward

/// Whose opinion a comment is. Each layer has its own rows; none overwrites another.
enum CommentLayer: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    /// 事務局
    case secretariat
    /// 検討グループ
    case group
    /// 部会
    case subcommittee
    /// 外部（有識者、議会など）
    case external
    /// 区民
    case resident

    var title: String {
        switch self {
        case .secretariat: "事務局"
        case .group: "検討グループ"
        case .subcommittee: "部会"
        case .external: "外部"
        case .resident: "区民"
        }
    }

    /// Who may write it.
    var permission: Permission {
        switch self {
        case .secretariat: .commentAsSecretariat
        case .group: .commentAsGroup
        case .subcommittee: .commentAsSubcommittee
        case .external, .resident: .recordOutsideComments
        }
    }

    /// Typed in by the secretariat from what came in: with its source, and without anything that points to a person.
    var isFromOutside: Bool { self == .external || self == .resident }

    /// Whether a person may write this layer for an initiative that a group looks after.
    func mayBeWritten(by person: SignedIn, group: ID<Body>?) -> Bool {
        guard person.may(permission) else { return false }
        guard self == .group else { return true }
        guard let group else { return false }
        return person.bodies(permission)?.contains(group) ?? true
    }
}
