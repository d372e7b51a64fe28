import Japanese

/// Why a change of a person is refused.
public enum PersonError: Error, Hashable, Sendable {
    case unknownPerson
    case unknownRole
    case loginNameTaken(String)
    case password([PasswordProblem])
    /// A role is for a unit or for a body, not for both.
    case unitAndBody
    /// The person has the role for the same unit or body on one of these days.
    case alreadyAssigned(Role)
    case endsBeforeBeginning(beginning: CivilDate)
    /// Nobody would be left who can manage people.
    case lastAdministrator(name: String)
    /// A role for oneself, or the administrator's for anybody: another administrator confirms it.
    case secondPersonNeeded
    /// A group of the identity provider gives the role, and gives it again at the next sign-in.
    case givenByGroup
}

extension PersonError: Refusal {
    public var words: String {
        switch self {
        case .unknownPerson: "指定した利用者が見つかりません。一覧から選び直してください。"
        case .unknownRole: "指定した役割が見つかりません。すでに終了した可能性があります。一覧を開き直してください。"
        case .loginNameTaken(let name): "ログイン名「\(name)」はすでに使われています。別のログイン名にしてください。"
        case .password(let problems): problems.map(\.words).joined(separator: "\n")
        case .unitAndBody: "役割の対象は、組織か会議体のどちらか一方にしてください。"
        case .alreadyAssigned(let role): "「\(role.title)」の役割は、同じ対象と期間ですでに付いています。"
        case .endsBeforeBeginning(let beginning):
            "この役割は\(beginning.japanese)から始まります。終わりの日はその日以後にしてください。"
        case .secondPersonNeeded: "自分の役割と管理者の役割は、ほかの管理者の確認を受けてから付きます。"
        case .givenByGroup: "この役割は、庁内の認証のグループによるものです。グループから外すか、グループと役割の対応を終了してください。"
        case .lastAdministrator(let name):
            "「\(name)」は最後の管理者です。先に別の利用者へ管理者の役割を付けてください。"
        }
    }
}
