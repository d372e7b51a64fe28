import Japanese
import Storage
import Ward

/// Who approves for a section head from a day to a day (代行者), so that what they approve is a 代決.
///
/// Names and posts are kept as they were: a record says for ever who decided for whom.
struct StandIn: Hashable, Sendable {
    /// Somebody as the record names them; what is printed names the post alone.
    struct Holder: Hashable, Sendable {
        let person: ID<Person>
        let name: String
        /// 職名, such as 情報管理課長.
        let post: String

        var titled: String { "\(post) \(name)" }
    }

    let id: ID<StandIn>
    let unit: ID<OfficeUnit>
    let principal: Holder
    let deputy: Holder
    let from: CivilDate
    /// The last day.
    let to: CivilDate
    let reason: String
    /// The role that the deputy has for that time.
    let role: ID<RoleAssignment>
    let namedBy: String
    /// Set when it was ended before its last day.
    let endedAt: Timestamp?
    let endedBy: String?

    func isValid(on day: CivilDate) -> Bool { endedAt == nil && from <= day && day <= to }

    /// Whether it is valid on a day or will be.
    func isOpen(on day: CivilDate) -> Bool { endedAt == nil && day <= to }

    func state(on day: CivilDate) -> String {
        if endedAt != nil { return "途中で終了" }
        return day < from ? "これから" : day <= to ? "代行中" : "終了"
    }

    /// With names, for the record of an answer.
    var note: String { "代決　\(principal.titled)に代わり、\(deputy.titled)が承認しました。" }

    /// With posts alone, as editions and reports print it.
    var printed: String { "代決（\(principal.post)に代わり、\(deputy.post)）" }

    static let postScalarsMax = 60
    static let reasonScalarsMax = 200
    /// A leave or a vacancy of a year; who is away for longer gets a successor.
    static let daysMax = 366
}

extension StandIn: Record {
    static let selection: SQL = """
        SELECT id, unit, principal, principal_name, principal_post, deputy, deputy_name, deputy_post, valid_from,
            valid_to, reason, role, named_by, ended_at, ended_by
        FROM stand_in
        """
    static let key: SQL = "stand_in.id"
    static let title = "代行者の記録"

    init(_ row: SQLRow, on _: any Connection) throws {
        self.init(
            id: try row["id"], unit: try row["unit"],
            principal: Holder(
                person: try row["principal"], name: try row["principal_name"], post: try row["principal_post"]),
            deputy: Holder(person: try row["deputy"], name: try row["deputy_name"], post: try row["deputy_post"]),
            from: try row["valid_from"], to: try row["valid_to"], reason: try row["reason"], role: try row["role"],
            namedBy: try row["named_by"], endedAt: try row["ended_at"], endedBy: try row["ended_by"])
    }
}

/// Why somebody cannot be named as a stand-in, or the time not be ended.
enum StandInRefusal: Refusal, Hashable {
    case unknownPrincipal
    case sameAsPrincipal
    /// Nobody gives themselves a right.
    case oneself
    case unknownDeputy
    case mayApproveAlready(name: String)
    case endsBeforeBeginning
    case beginsInThePast
    case tooLong(daysMax: Int)
    /// The head holds the post only until a day.
    case principalEnds(CivilDate)
    /// Somebody else stands in for the same head on a day of it.
    case overlaps(name: String, from: CivilDate, to: CivilDate)
    case over

    var words: String {
        switch self {
        case .unknownPrincipal: "その主管課長を選べません。主管課長の役割が続いているかを確かめて、一覧から選び直してください。"
        case .sameAsPrincipal: "本人を代行者にすることはできません。別の人を選んでください。"
        case .oneself: "自分を代行者に決めることはできません。主管課長本人か、事務局の別の人に依頼してください。"
        case .unknownDeputy: "その人は、代行者に選べません。利用中の人を一覧から選び直してください。"
        case .mayApproveAlready(let name): "\(name)さんは、その期間にこの課の主管課長の役割を持っています。代行者に決めなくても承認できます。"
        case .endsBeforeBeginning: "終わりの日は、始まりの日以後の日にしてください。"
        case .beginsInThePast: "始まりの日は、今日以後の日にしてください。過ぎた日の承認を、後から代決にすることはできません。"
        case .tooLong(let max): "代行の期間は\(max)日までにしてください。それより長く不在になるときは、主管課長の役割を別の人に付けるよう、管理者に依頼してください。"
        case .principalEnds(let day): "本人の主管課長の役割は、\(day.japanese)に終わります。終わりの日を、その日までにしてください。"
        case .overlaps(let name, let from, let to):
            "\(from.japanese)から\(to.japanese)までは、\(name)さんが代行者です。期間を変えるか、先にその代行を終えてください。"
        case .over: "この代行は、もう終わっています。"
        }
    }
}
