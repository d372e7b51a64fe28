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
        let days = Self.period(assignment.validFrom, assignment.validTo) ?? "期限なし"
        return assignment.origin == nil ? days : "\(days)（庁内の認証のグループによる）"
    }

    /// `nil` where there is no limit.
    static func period(_ from: CivilDate?, _ to: CivilDate?) -> String? {
        guard from != nil || to != nil else { return nil }
        return (from.map { "\($0.japanese)から" } ?? "") + (to.map { "\($0.japanese)まで" } ?? "")
    }

    /// 区全体, or the name of the unit or the body.
    static func scope(
        _ unit: ID<OfficeUnit>?, _ body: ID<Body>?, on connection: any Connection
    ) throws -> String {
        let unit = try unit.flatMap { try UnitStore.find($0, on: connection)?.name }
        let body = try body.flatMap { try BodyStore.find($0, on: connection)?.name }
        return unit ?? body ?? "区全体"
    }

    /// Those that are valid on a day; with `nil`, all of them.
    static func all(
        of person: ID<Person>, on day: CivilDate?, _ declared: [Role], _ connection: any Connection
    ) throws -> [RoleWords] {
        try PersonStore.roles(of: person, on: connection).filter { day.map($0.isValid) ?? true }.map { assignment in
            RoleWords(
                assignment: assignment, scope: try scope(assignment.unit, assignment.body, on: connection),
                role: assignment.role.declared(in: declared).title)
        }
    }

    /// Those of everybody on a day, by three statements.
    static func everybody(
        on day: CivilDate, _ declared: [Role], _ connection: any Connection
    ) throws -> [ID<Person>: [RoleWords]] {
        let units = try UnitStore.names(on: connection)
        let bodies = Dictionary(
            try BodyStore.list(on: connection).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let words = try PersonStore.roles(on: day, connection).map { assignment in
            RoleWords(
                assignment: assignment,
                scope: assignment.unit.flatMap { units[$0] } ?? assignment.body.flatMap { bodies[$0] } ?? "区全体",
                role: assignment.role.declared(in: declared).title)
        }
        return Dictionary(grouping: words, by: \.assignment.person)
    }
}
