import Japanese
import Storage

/// That a group of the provider gives a role, for a unit, for a body or for the whole ward, from a day to a day
/// (グループと役割の対応).
public struct RoleMapping: Hashable, Sendable {
    public enum State: String, Sendable, SQLBindable, SQLDecodable {
        /// For a second administrator.
        case waiting
        case confirmed, declined
    }

    public let id: ID<RoleMapping>
    public let issuer: String
    /// As the token calls it.
    public let claim: String
    /// The group, as the provider writes it: a name, a path or an identifier.
    public let value: String
    public let role: Role
    public let unit: ID<OfficeUnit>?
    public let body: ID<Body>?
    public let validFrom: CivilDate?
    /// The last day.
    public let validTo: CivilDate?
    /// `nil`: a command.
    public let askedBy: ID<Person>?
    public let askedAt: Timestamp
    public let state: State

    /// These are given by people alone: whoever keeps the provider would otherwise give them to themselves, and who controls is not
    /// appointed by what is controlled.
    public static let rolesByPeopleAlone: [Role] = [.administrator, .auditor]

    public func isValid(on day: CivilDate) -> Bool {
        state == .confirmed && (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }

    public var assignment: SignedIn.Assignment { SignedIn.Assignment(role: role, unit: unit, body: body) }
}

extension RoleMapping: Record {
    public static let selection: SQL = """
        SELECT id, issuer, claim, value, role, unit, body, valid_from, valid_to, asked_by, asked_at, state
        FROM group_mapping
        """
    public static let key: SQL = "group_mapping.id"
    public static let title = "グループと役割の対応"

    public init(_ row: SQLRow, on _: any Connection) throws {
        id = try row["id"]
        issuer = try row["issuer"]
        claim = try row["claim"]
        value = try row["value"]
        role = try row["role"]
        unit = try row["unit"]
        body = try row["body"]
        validFrom = try row["valid_from"]
        validTo = try row["valid_to"]
        askedBy = try row["asked_by"]
        askedAt = try row["asked_at"]
        state = try row["state"]
    }
}

/// Why a row of the table is not made or settled.
public enum RoleMappingRefusal: Refusal, Hashable {
    case roleByPeopleAlone(Role)
    case alreadyThere
    case alreadySettled
    case ownRequest
    case accountOfAsker
    case nobodyConfirms
    /// Not before it was confirmed, nor after it was declined.
    case notInForce

    public var words: String {
        switch self {
        case .roleByPeopleAlone(let role):
            "「\(role.title)」の役割は、グループでは付けられません。「利用者」の画面で、1人ずつ付けてください。"
        case .alreadyThere: "同じグループに、同じ役割と対象の対応が、重なる期間ですでにあります。"
        case .alreadySettled: "この対応は、すでに確認されたか取り下げられました。画面を開き直してください。"
        case .ownRequest: "あなたの申出のため、あなたは確認できません。ほかの管理者に確認を依頼してください。"
        case .accountOfAsker: PersonRequestRefusal.accountOfAsker.words
        case .nobodyConfirms: PersonRequestRefusal.nobodyConfirms.words
        case .notInForce: "この対応は、まだ確認されていないか、取り下げられています。画面を開き直してください。"
        }
    }
}
