import Japanese
import Storage
import Ward

/// Visits in the database.
enum VisitStore {
    static func table(
        settings: DeskSettings, from day: CivilDate, on connection: any Connection
    ) throws -> SlotTable {
        let rows = try connection.rows(
            """
            SELECT counter_visit.day AS day, lane, starts, minutes, wishes, source
            FROM counter_visit JOIN counter_case ON counter_case.id = counter_visit.case_id
            WHERE counter_visit.day >= \(day) AND counter_visit.state IN ('booked', 'visiting')
            """)
        return SlotTable(
            settings: settings, office: try SettingStore.officeCalendar(on: connection),
            taken: try rows.map { row in
                SlotTable.Taken(
                    day: try row["day"], lane: try row["lane"], starts: try row["starts"], minutes: try row["minutes"],
                    wishes: VisitWish.read(try row["wishes"]), isWeb: try row["source"] as DeskCase.Source == .web)
            })
    }

    /// Books a slot for a case; what it had booked before is given up.
    /// - Throws: ``DeskRefusal`` when somebody else has the time now.
    @discardableResult
    static func book(
        _ slot: SlotTable.Slot, for deskCase: DeskCase, plannedMinutes: Int, isSameDay: Bool = false,
        isWeb: Bool = false, by stamp: Stamp, on connection: any Connection
    ) throws -> ID<DeskVisit> {
        let settings = try DeskSettingsStore.get(on: connection)
        let current = try self.current(of: deskCase.id, on: connection)
        if current?.state == .visiting { throw DeskRefusal.notNow(.visiting) }
        guard deskCase.deceased.diedOn <= slot.day else {
            throw DeskRefusal.wrongDays(["来庁の日（\(slot.day.japanese)）が、亡くなった日より前です。日を確かめて、直してください。"])
        }
        if let current { try settle(current.id, as: .cancelled, on: connection) }
        let free = try table(settings: settings, from: stamp.today, on: connection).free(
            minutes: slot.minutes, wishes: deskCase.wishes, on: stamp.today, isSameDay: isSameDay,
            isWeb: isWeb)
        // The lane does not matter to anybody.
        guard let found = free.first(where: { $0.day == slot.day && $0.starts == slot.starts }) else {
            throw DeskRefusal.slotTaken
        }
        let id: ID<DeskVisit> = stamp.newID()
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
    static func current(of id: ID<DeskCase>, on connection: any Connection) throws -> DeskVisit? {
        try DeskVisit.list(
            "WHERE case_id = \(id) AND state IN ('booked', 'visiting') ORDER BY day DESC, id DESC LIMIT 1",
            on: connection
        ).first
    }

    static func all(of id: ID<DeskCase>, on connection: any Connection) throws -> [DeskVisit] {
        try DeskVisit.list("WHERE case_id = \(id) ORDER BY day, starts, id", on: connection)
    }

    /// The visits of a day in the order of the clock.
    static func visits(on day: CivilDate, _ connection: any Connection) throws -> [DeskVisit] {
        try DeskVisit.list("WHERE day = \(day) AND state <> 'cancelled' ORDER BY starts, lane, id", on: connection)
    }

    static func booked(from day: CivilDate, to last: CivilDate, on connection: any Connection) throws -> [DeskVisit] {
        try DeskVisit.list(
            """
            WHERE day >= \(day) AND day <= \(last) AND state IN ('booked', 'visiting') ORDER BY day, starts, lane
            """, on: connection)
    }

    /// What visits that are over were planned for and what they took, the latest last.
    static func model(on connection: any Connection) throws -> TimeModel {
        let latest = try DeskVisit.list(
            """
            WHERE state = 'done' AND began_at IS NOT NULL AND ended_at IS NOT NULL
            ORDER BY ended_at DESC, id DESC LIMIT \(TimeModel.window)
            """, on: connection)
        return TimeModel(
            latest.reversed().compactMap { visit in
                visit.actualMinutes.map { TimeModel.Visit(planned: visit.plannedMinutes, actual: $0) }
            })
    }

    static func begin(_ visit: DeskVisit, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE counter_visit SET state = 'visiting', began_at = \(stamp.at) WHERE id = \(visit.id)")
        try CaseStore.move(visit.caseID, to: .visiting, by: stamp, on: connection)
    }

    static func end(_ visit: DeskVisit, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE counter_visit SET state = 'done', ended_at = \(stamp.at) WHERE id = \(visit.id)")
        try CaseStore.move(visit.caseID, to: .followUp, by: stamp, on: connection)
    }

    static func settle(_ id: ID<DeskVisit>, as state: DeskVisit.State, on connection: any Connection) throws {
        try connection.execute("UPDATE counter_visit SET state = \(state) WHERE id = \(id)")
    }
}
