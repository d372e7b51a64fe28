import Japanese
import Storage

/// What one administrator asks for and another one confirms (確認を待つ申出): a role for oneself, the administrator's role for
/// anybody, the end of somebody's second factor, an account of the identity provider for somebody. Until then nothing has changed.
public struct PersonRequest: Hashable, Sendable {
    public enum Matter: Hashable, Sendable {
        case role(Role, unit: ID<OfficeUnit>?, body: ID<Body>?, from: CivilDate?, to: CivilDate?)
        /// The authenticator is lost: it is taken away, so that the person enrols another.
        case secondFactorReset
        /// An account of the identity provider is to stand for the person.
        case identity(issuer: String, subject: String)
    }

    public enum State: String, Sendable, SQLBindable, SQLDecodable {
        case waiting, confirmed, declined
    }

    public let id: ID<PersonRequest>
    public let matter: Matter
    /// Whom it concerns.
    public let person: ID<Person>
    public let askedBy: ID<Person>
    public let askedAt: Timestamp
    public let state: State
    /// The list it was asked for with, whose requests are confirmed together; `nil` for one that stands alone.
    public let batch: ID<PersonRequestBatch>?
}

/// The requests of one list (名簿), which one administrator asks for and another confirms as one.
public enum PersonRequestBatch: Sendable {}

extension PersonRequest: Record {
    public static let selection: SQL = """
        SELECT id, matter, person, role, unit, body, valid_from, valid_to, issuer, subject, asked_by, asked_at, state,
            batch
        FROM person_request
        """
    public static let key: SQL = "person_request.id"
    public static let title = "申出"

    public init(_ row: SQLRow, on _: any Connection) throws {
        let role: Role? = try row["role"]
        let (issuer, subject): (String?, String?) = (try row["issuer"], try row["subject"])
        id = try row["id"]
        matter =
            if let role {
                .role(
                    role, unit: try row["unit"], body: try row["body"], from: try row["valid_from"],
                    to: try row["valid_to"])
            } else if let issuer, let subject {
                .identity(issuer: issuer, subject: subject)
            } else {
                .secondFactorReset
            }
        person = try row["person"]
        askedBy = try row["asked_by"]
        askedAt = try row["asked_at"]
        state = try row["state"]
        batch = try row["batch"]
    }
}

/// Why a request is not made or settled.
public enum PersonRequestRefusal: Refusal, Hashable {
    /// Only people ask; a command does it at once.
    case nobodyAsks
    case alreadyAsked
    case alreadySettled
    /// Only people confirm; a command does it at once.
    case nobodyConfirms
    case ownRequest
    case aboutOneself
    /// Who asked made the second person's account or set their password lately, and may know it.
    case accountOfAsker

    public var words: String {
        switch self {
        case .nobodyAsks: "サインインした管理者だけが申し出られます。"
        case .alreadyAsked: "同じ申出が、すでに確認を待っています。"
        case .alreadySettled: "この申出は、すでに確認されたか取り下げられました。画面を開き直してください。"
        case .nobodyConfirms: "サインインした管理者だけが確認できます。"
        case .ownRequest: "あなたの申出のため、あなたは確認できません。ほかの管理者に確認を依頼してください。"
        case .aboutOneself: "あなたについての申出のため、あなたは確認できません。ほかの管理者に確認を依頼してください。"
        case .accountOfAsker:
            "申し出た人が、この\(PersonRequestStore.accountDays)日の間にあなたを登録したか、あなたのパスワードを設定したため、あなたは確認できません。ほかの管理者に確認を依頼してください。"
        }
    }
}
