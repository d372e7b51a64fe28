import Japanese
import Storage
import Ward

/// One visit of a family, booked or over.
struct Visit: Sendable {
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

    let id: ID<Visit>
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

extension SlotTable.Slot {
    var japanese: String {
        "\(day.japaneseWithWeekday)\(TimeOfDay.japanese(starts))から\(TimeOfDay.japanese(starts + minutes))まで"
    }
}

/// Visits in the database.
enum VisitStore {
    static func table(
        settings: DeskSettings, from day: CivilDate, on connection: any Connection
    ) throws -> SlotTable {
        let rows = try connection.rows(
            """
            SELECT counter_visit.day, counter_visit.lane, counter_visit.starts, counter_visit.minutes,
                counter_case.wishes
            FROM counter_visit JOIN counter_case ON counter_case.id = counter_visit.case_id
            WHERE counter_visit.day >= \(day) AND counter_visit.state IN ('booked', 'visiting')
            """)
        return SlotTable(
            settings: settings, office: try SettingStore.officeCalendar(on: connection),
            taken: try rows.map { row in
                SlotTable.Taken(
                    day: try row[0], lane: try row[1], starts: try row[2], minutes: try row[3],
                    wishes: CaseStore.wishes(try row[4]))
            })
    }

    /// Books a slot for a case; what it had booked before is given up.
    /// - Throws: ``DeskRefusal`` when somebody else has the time now.
    @discardableResult
    static func book(
        _ slot: SlotTable.Slot, for deskCase: DeskCase, plannedMinutes: Int, isSameDay: Bool = false,
        by stamp: Stamp, on connection: any Connection
    ) throws -> ID<Visit> {
        let settings = try DeskSettingsStore.get(on: connection)
        let current = try self.current(of: deskCase.id, on: connection)
        if current?.state == .visiting { throw DeskRefusal.notNow(.visiting) }
        guard deskCase.deceased.diedOn <= slot.day else {
            throw DeskRefusal.wrongDays(["来庁の日（\(slot.day.japanese)）が、亡くなった日より前です。日を確かめて、直してください。"])
        }
        if let current { try settle(current.id, as: .cancelled, on: connection) }
        let free = try table(settings: settings, from: stamp.today, on: connection).free(
            minutes: slot.minutes, wishes: deskCase.wishes, on: stamp.today, isSameDay: isSameDay)
        // The lane does not matter to anybody.
        guard let found = free.first(where: { $0.day == slot.day && $0.starts == slot.starts }) else {
            throw DeskRefusal.slotTaken
        }
        let id: ID<Visit> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO counter_visit (id, case_id, day, lane, starts, minutes, planned_minutes, state)
            VALUES (\(id), \(deskCase.id), \(found.day), \(found.lane), \(found.starts), \(found.minutes),
                \(plannedMinutes), 'booked')
            """)
        try CaseStore.move(deskCase.id, to: .booked, by: stamp, on: connection)
        try DeskLog.append(
            "book", case: deskCase.id, ["day": JSON(found.day), "minutes": JSON(found.minutes)], by: stamp,
            on: connection)
        return id
    }

    /// The visit that is booked or under way.
    static func current(of id: ID<DeskCase>, on connection: any Connection) throws -> Visit? {
        try connection.row(
            "\(columns) WHERE case_id = \(id) AND state IN ('booked', 'visiting') ORDER BY day DESC, id DESC"
        ).map(visit)
    }

    static func all(of id: ID<DeskCase>, on connection: any Connection) throws -> [Visit] {
        try connection.rows("\(columns) WHERE case_id = \(id) ORDER BY day, starts, id").map(visit)
    }

    /// The visits of a day in the order of the clock.
    static func visits(on day: CivilDate, _ connection: any Connection) throws -> [Visit] {
        try connection.rows(
            "\(columns) WHERE day = \(day) AND state <> 'cancelled' ORDER BY starts, lane, id"
        ).map(visit)
    }

    static func booked(from day: CivilDate, to last: CivilDate, on connection: any Connection) throws -> [Visit] {
        try connection.rows(
            "\(columns) WHERE day >= \(day) AND day <= \(last) AND state IN ('booked', 'visiting') ORDER BY day, starts, lane"
        ).map(visit)
    }

    /// What visits that are over were planned for and what they took, the latest last.
    static func model(on connection: any Connection) throws -> TimeModel {
        let rows = try connection.rows(
            """
            \(columns) WHERE state = 'done' AND began_at IS NOT NULL AND ended_at IS NOT NULL
            ORDER BY ended_at DESC, id DESC LIMIT \(TimeModel.window)
            """
        ).map(visit)
        return TimeModel(
            rows.reversed().compactMap { visit in
                visit.actualMinutes.map { TimeModel.Visit(planned: visit.plannedMinutes, actual: $0) }
            })
    }

    static func begin(_ visit: Visit, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE counter_visit SET state = 'visiting', began_at = \(stamp.at) WHERE id = \(visit.id)")
        try CaseStore.move(visit.caseID, to: .visiting, by: stamp, on: connection)
    }

    static func end(_ visit: Visit, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE counter_visit SET state = 'done', ended_at = \(stamp.at) WHERE id = \(visit.id)")
        try CaseStore.move(visit.caseID, to: .followUp, by: stamp, on: connection)
    }

    static func settle(_ id: ID<Visit>, as state: Visit.State, on connection: any Connection) throws {
        try connection.execute("UPDATE counter_visit SET state = \(state) WHERE id = \(id)")
    }

    private static let columns: SQL = """
        SELECT id, case_id, day, lane, starts, minutes, planned_minutes, state, began_at, ended_at FROM counter_visit
        """

    private static func visit(_ row: SQLRow) throws -> Visit {
        Visit(
            id: try row[0], caseID: try row[1],
            slot: SlotTable.Slot(day: try row[2], lane: try row[3], starts: try row[4], minutes: try row[5]),
            plannedMinutes: try row[6], state: try row[7], beganAt: try row[8], endedAt: try row[9])
    }
}
