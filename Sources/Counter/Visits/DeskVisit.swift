import Japanese
import Storage
import Ward

/// One visit of a family, booked or over.
struct DeskVisit: Sendable {
    enum State: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
        case booked, cancelled, visiting, done, missed

        var title: String {
            switch self {
            case .booked: "予約"
            case .cancelled: "取消し"
            case .visiting: "来庁中"
            case .done: "終了"
            case .missed: "来庁なし"
            }
        }
    }

    let id: ID<DeskVisit>
    let caseID: ID<DeskCase>
    let slot: SlotTable.Slot
    let plannedMinutes: Int
    let state: State
    let beganAt: Timestamp?
    let endedAt: Timestamp?

    var day: CivilDate { slot.day }

    /// 令和8年11月30日（月）9時から10時まで
    var japanese: String { slot.japanese }

    /// From the button that began it to the one that ended it.
    var actualMinutes: Int? {
        guard let beganAt, let endedAt else { return nil }
        return max(1, Int((endedAt.milliseconds - beganAt.milliseconds + 30_000) / 60_000))
    }
}

extension DeskVisit: Record {
    static let selection: SQL = "SELECT * FROM counter_visit"
    static let key: SQL = "counter_visit.id"
    static let title = "来庁"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, caseID, state) = (try row["id"], try row["case_id"], try row["state"])
        slot = SlotTable.Slot(
            day: try row["day"], lane: try row["lane"], starts: try row["starts"], minutes: try row["minutes"])
        (plannedMinutes, beganAt, endedAt) = (
            try row["planned_minutes"], try row["began_at"], try row["ended_at"]
        )
    }
}
