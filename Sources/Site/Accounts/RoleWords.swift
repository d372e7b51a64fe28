import Japanese
import Storage
import Ward

/// The roles of a person in words.
struct RoleWords: Sendable {
    let assignment: RoleAssignment
    /// 区全体, or the name of the unit or the body.
    let scope: String

    /// The title of the role; its code where no module of this site declares it.
    let role: String

    /// 令和6年4月1日から令和7年3月31日まで
    var period: String {
        assignment.origin == nil ? days : "\(days)（庁内の認証のグループによる）"
    }

    private var days: String {
        switch (assignment.validFrom, assignment.validTo) {
        case (nil, nil): "期限なし"
        case (let from?, nil): "\(from.japanese)から"
        case (nil, let to?): "\(to.japanese)まで"
        case (let from?, let to?): "\(from.japanese)から\(to.japanese)まで"
        }
    }

    /// Those that are valid on a day; with `nil`, all of them.
    static func all(
        of person: ID<Person>, on day: CivilDate?, _ declared: [Role], _ connection: any Connection
    ) throws -> [RoleWords] {
        try PersonStore.roles(of: person, on: connection).filter { day.map($0.isValid) ?? true }.map { assignment in
            let unit = try assignment.unit.flatMap { try UnitStore.find($0, on: connection)?.name }
            let body = try assignment.body.flatMap { try BodyStore.find($0, on: connection)?.name }
            return RoleWords(
                assignment: assignment, scope: unit ?? body ?? "区全体",
                role: assignment.role.declared(in: declared).title)
        }
    }
}
