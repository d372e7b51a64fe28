import Japanese
import Storage

/// A body that meets (会議体): the sub-committee, a study group or a working team.
public struct Body: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        /// 部会
        case subcommittee
        /// 検討グループ
        case studyGroup
        /// 作業チーム
        case workingTeam

        public var title: String {
            switch self {
            case .subcommittee: "部会"
            case .studyGroup: "検討グループ"
            case .workingTeam: "作業チーム"
            }
        }
    }

    public let id: ID<Body>
    public let kind: Kind
    public let name: String
    public let parent: ID<Body>?
    /// What it is for (所掌事項), in its own words.
    public let remit: String
    public let validFrom: CivilDate?
    public let validTo: CivilDate?
    /// The units that run it (事務局), in the order of the document.
    public let secretariat: [ID<OfficeUnit>]

    public init(
        id: ID<Body>, kind: Kind, name: String, parent: ID<Body>?, remit: String, validFrom: CivilDate?,
        validTo: CivilDate?, secretariat: [ID<OfficeUnit>] = []
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.parent = parent
        self.remit = remit
        self.validFrom = validFrom
        self.validTo = validTo
        self.secretariat = secretariat
    }

    public func exists(on day: CivilDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && exists(onOrAfter: day)
    }

    /// Whether it has not ended by that day; it may begin only later.
    func exists(onOrAfter day: CivilDate) -> Bool {
        validTo.map { day <= $0 } ?? true
    }
}
