import Japanese
import Storage
import Ward

/// A word to a family that a deadline comes near.
struct DeskReminder: Sendable {
    /// Days before the deadline.
    static let stages = [30, 7, 0]

    let deskCase: DeskCase
    let item: DeskItem
    let deadline: CivilDate
    let daysBefore: Int

    /// In an SMS: no name, and nothing that tells strangers what it is about but the deadline.
    func message(phone: String?) -> String {
        let ask = phone.map { "お問い合わせ：\($0)" } ?? ""
        return "【手続きのお知らせ】「\(item.procedure.title.japanese)」の期限は\(deadline.japaneseWithWeekday)です。\(ask)"
    }
}

/// Reminders in the database: which were settled.
enum DeskReminderStore {
    /// What is due today, the earliest deadline first: of each procedure the latest stage only.
    static func due(
        today: CivilDate, on connection: any Connection
    ) throws -> [DeskReminder] {
        var found: [DeskReminder] = []
        for deskCase in try CaseStore.list(.followUp, on: connection) where deskCase.reminders != .none {
            guard try CaseStore.consents(of: deskCase.id, on: connection).contains(.reminders),
                let base = try RuleStore.base(of: deskCase, on: connection)
            else { continue }
            let facts = try FactStore.ledger(of: deskCase.id, for: base, on: connection).facts
            let settled = try connection.rows(
                "SELECT procedure_id, days_before FROM counter_reminder WHERE case_id = \(deskCase.id)"
            ).map { "\(try $0["procedure_id"] as String) \(try $0["days_before"] as Int)" }
            for item in try ItemStore.items(
                of: deskCase, facts: facts, base: base, today: today, on: connection)
            {
                guard item.result.state == .yes, item.isOpen, let day = item.day, today <= day,
                    let stage = DeskReminder.stages.last(where: { day.dayNumber - today.dayNumber <= $0 }),
                    !settled.contains("\(item.procedure.id) \(stage)")
                else { continue }
                found.append(DeskReminder(deskCase: deskCase, item: item, deadline: day, daysBefore: stage))
            }
        }
        return found.sorted { ($0.deadline, $0.deskCase.number) < ($1.deadline, $1.deskCase.number) }
    }

    static func settle(
        case id: ID<DeskCase>, procedure: String, daysBefore: Int, deadline: CivilDate, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let reminder: ID<DeskReminder> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO counter_reminder (id, case_id, procedure_id, days_before, deadline, settled_at, settled_by)
            VALUES (\(reminder), \(id), \(procedure), \(daysBefore), \(deadline), \(stamp.at), \(stamp.actor.name))
            ON CONFLICT (case_id, procedure_id, days_before) DO NOTHING
            """)
        try DeskLog.append(
            "remind", case: id, ["procedure": .string(procedure), "days": JSON(daysBefore)], by: stamp, on: connection)
    }
}
