import Japanese
import Storage
import Ward

/// Calls to families, in the database.
enum CallStore {
    struct Call: Sendable {
        let isReached: Bool
        let note: String
        let at: Timestamp
        let by: String
    }

    static func append(
        case id: ID<DeskCase>, isReached: Bool, note: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        let call: ID<Call> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO counter_call (id, case_id, is_reached, note, called_at, called_by)
            VALUES (\(call), \(id), \(isReached), \(note), \(stamp.at), \(stamp.actor.name))
            """)
        try DeskLog.append("call", case: id, ["reached": .bool(isReached)], by: stamp, on: connection)
    }

    static func calls(of id: ID<DeskCase>, on connection: any Connection) throws -> [Call] {
        try connection.rows(
            "SELECT is_reached, note, called_at, called_by FROM counter_call WHERE case_id = \(id) ORDER BY called_at, id"
        ).map { row in
            Call(
                isReached: try row["is_reached"], note: try row["note"], at: try row["called_at"],
                by: try row["called_by"])
        }
    }

    /// Whom to call, and why, the most urgent first.
    struct Duty: Sendable {
        let deskCase: DeskCase
        let visit: DeskVisit?
        let reason: String
        let lastCall: Call?
    }

    /// Families without a time, and those who come soon and were not told yet what to bring.
    static func duties(today: CivilDate, on connection: any Connection) throws -> [Duty] {
        let office = try SettingStore.officeCalendar(on: connection)
        let soon = office.adding(officeDays: 2, to: today)
        var found: [Duty] = []
        for visit in try VisitStore.booked(from: today, to: soon, on: connection) where visit.state == .booked {
            let deskCase = try DeskCase.known(visit.caseID, on: connection)
            let calls = try calls(of: deskCase.id, on: connection)
            guard !calls.contains(where: \.isReached) else { continue }
            found.append(
                Duty(
                    deskCase: deskCase, visit: visit,
                    reason: "\(visit.day.japaneseWithWeekday)に来庁します。持ち物、来る人、かかる時間を伝えます。", lastCall: calls.last))
        }
        for deskCase in try CaseStore.list(.waiting, on: connection) {
            let calls = try calls(of: deskCase.id, on: connection)
            found.append(
                Duty(deskCase: deskCase, visit: nil, reason: "日程が決まっていません。来庁できる日を伺います。", lastCall: calls.last))
        }
        return found
    }
}
