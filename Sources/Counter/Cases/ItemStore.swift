import Japanese
import LifeEvents
import Storage
import Ward

/// Items in the database.
enum ItemStore {
    /// Everything that applies or may apply, and what was written about anything else; by date.
    /// - Parameter today: what lies before it has been; the day the case was opened when left out.
    static func items(
        of deskCase: DeskCase, facts: CaseFacts, base: KnowledgeBase, today: CivilDate? = nil,
        on connection: any Connection
    ) throws -> [DeskItem] {
        let rows = try connection.rows(
            "SELECT procedure_id, state, reason FROM counter_item WHERE case_id = \(deskCase.id)")
        var states: [String: (state: DeskItem.State, reason: String)] = [:]
        for row in rows { states[try row["procedure_id"]] = (try row["state"], try row["reason"]) }
        let office = try SettingStore.officeCalendar(on: connection)
        let day = today ?? deskCase.openedAt.date
        let items = base.evaluate(facts, today: day, office: office).results.compactMap { result -> DeskItem? in
            guard result.state != .no || states[result.id] != nil else { return nil }
            let written = states[result.id]
            return DeskItem(
                procedure: result.procedure, result: result,
                state: written?.state ?? (result.isDone ? .done : nil), reason: written?.reason ?? "",
                isByItself: written == nil)
        }
        return items.sorted { left, right in
            switch (left.result.state, right.result.state) {
            case (.yes, .unknown): true
            case (.unknown, .yes): false
            default:
                (left.day?.dayNumber ?? .max, left.procedure.id) < (right.day?.dayNumber ?? .max, right.procedure.id)
            }
        }
    }

    /// Back to what the rules say, after a slip of the hand.
    static func clear(
        _ procedure: String, case id: ID<DeskCase>, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            "DELETE FROM counter_item WHERE case_id = \(id) AND procedure_id = \(procedure)")
        try DeskLog.append(
            DeskLog.item, case: id, ["procedure": .string(procedure), "state": "none"], by: stamp, on: connection)
    }

    static func set(
        _ procedure: String, to state: DeskItem.State, reason: String, case id: ID<DeskCase>, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO counter_item (case_id, procedure_id, state, reason, changed_at, changed_by)
            VALUES (\(id), \(procedure), \(state), \(reason), \(stamp.at), \(stamp.actor.name))
            ON CONFLICT (case_id, procedure_id) DO UPDATE SET state = excluded.state, reason = excluded.reason,
                changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """)
        try DeskLog.append(
            DeskLog.item, case: id, ["procedure": .string(procedure), "state": .string(state.rawValue)], by: stamp,
            on: connection)
    }
}
