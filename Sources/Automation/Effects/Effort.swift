import Japanese
import Storage
import Ward

/// Minutes that people spent on a robot: what it saves is net of them.
struct Effort: Record {
    enum Kind: String, CaseIterable, SQLBindable, SQLDecodable {
        case checking, exception, repair

        var title: String {
            switch self {
            case .checking: "結果の確認・承認"
            case .exception: "例外の処理"
            case .repair: "修理（画面の変更への対応など）"
            }
        }
    }

    let id: ID<Effort>
    let robot: ID<Robot>
    let kind: Kind
    let minutes: Int
    let spentOn: CivilDate
    let note: String
    let matter: ID<Matter>?
    let madeBy: String
    /// Why it counts no more; `nil` where it counts.
    let voided: Voiding?

    struct Voiding: Hashable, Sendable {
        let reason: String
        let by: String
    }

    static let selection: SQL = "SELECT * FROM automation_effort"
    static let key: SQL = "automation_effort.id"
    static let title = "手間の記録"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, robot, kind, minutes) = (try row["id"], try row["robot"], try row["kind"], try row["minutes"])
        (spentOn, note, matter, madeBy) = (
            try row["spent_on"], try row["note"], try row["matter"], try row["made_by"]
        )
        let reason: String? = try row["voided_why"]
        voided = try reason.map { Voiding(reason: $0, by: try row["voided_by"]) }
    }

    static func write(
        _ kind: Kind, minutes: Int, on day: CivilDate, _ note: String, of robot: ID<Robot>, matter: ID<Matter>? = nil,
        by stamp: Stamp, _ connection: any Connection
    ) throws {
        let id: ID<Effort> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO automation_effort (id, robot, kind, minutes, spent_on, note, matter, made_at, made_by)
            VALUES (\(id), \(robot), \(kind), \(minutes), \(day), \(note), \(matter), \(stamp.at), \(stamp.actor.name))
            """)
        try stamp.note(
            "automation.effort.write", "robot/\(robot)",
            ["kind": .string(kind.rawValue), "minutes": JSON(minutes), "day": JSON(day)], on: connection)
    }

    /// Minutes that were written down wrongly count no more (取消); right ones are written beside them. What a settled quarter says of them
    /// gets a row in its place.
    /// - Throws: ``AutomationRefusal/wrongState(_:)``.
    func void(why reason: String, by stamp: Stamp, on connection: any Connection) throws {
        let changed = try connection.execute(
            """
            UPDATE automation_effort SET voided_why = \(reason), voided_by = \(stamp.actor.name),
                voided_at = \(stamp.at)
            WHERE id = \(id) AND voided_why IS NULL
            """)
        guard changed == 1 else { throw AutomationRefusal.wrongState("この手間は、もう取り消されています。画面を開き直してください。") }
        try stamp.note(
            "automation.effort.void", "robot/\(robot)",
            ["effort": JSON(id), "minutes": JSON(minutes), "day": JSON(spentOn), "reason": .string(reason)],
            on: connection)
        try EffectSettling.follow(
            try Robot.known(robot, on: connection), [Quarter(containing: spentOn)], by: stamp, on: connection)
    }

    /// Also those that count no more.
    static func list(
        of robot: ID<Robot>, from first: CivilDate, to last: CivilDate, on connection: any Connection
    ) throws -> [Effort] {
        try list(
            "WHERE robot = \(robot) AND spent_on >= \(first) AND spent_on <= \(last) ORDER BY spent_on, id",
            on: connection)
    }
}
