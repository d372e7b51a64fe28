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

    static let selection: SQL = "SELECT * FROM automation_effort"
    static let key: SQL = "automation_effort.id"
    static let title = "手間の記録"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, robot, kind, minutes) = (try row["id"], try row["robot"], try row["kind"], try row["minutes"])
        (spentOn, note, matter, madeBy) = (
            try row["spent_on"], try row["note"], try row["matter"], try row["made_by"]
        )
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

    static func list(
        of robot: ID<Robot>, from first: CivilDate, to last: CivilDate, on connection: any Connection
    ) throws -> [Effort] {
        try list(
            "WHERE robot = \(robot) AND spent_on >= \(first) AND spent_on <= \(last) ORDER BY spent_on, id",
            on: connection)
    }
}
