import Japanese
import LifeEvents
import Storage
import Ward

extension NotificationKind {
    /// A prior check that a section is asked. The mail says its number and its day; of the family, nothing.
    static let checkAsked = NotificationKind(
        "counter.check.asked", "おくやみの事前確認のお願い", opening: "おくやみコーナーから、次の事前確認をお願いします。", listPath: CheckListPage.path,
        permission: .answerChecks
    ) { told, person, today, connection in
        guard let id = ID<PriorCheck>(untrusted: told.subject), let check = try PriorCheck.find(id, on: connection),
            let deskCase = try DeskCase.find(check.caseID, on: connection),
            let base = try RuleStore.base(of: deskCase, on: connection)
        else { return .over }
        let own = try AskedCheck.sections(of: person, base: base, today: today, on: connection)
        guard own.contains(check.section) else { return .notAllowed }
        guard check.state == .asked, deskCase.state.isOpen else { return .over }
        return .stands(note: "\(check.dueOn.japaneseWithWeekday)の正午までに回答してください。")
    }
}

/// Whom a prior check concerns.
enum CheckNotifications {
    /// - Parameter asked: with each section of the rules, its check.
    static func asked(
        _ asked: [(section: String, check: ID<PriorCheck>)], in deskCase: DeskCase, base: KnowledgeBase,
        by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let units = try DeskSettingsStore.units(for: base, today: stamp.today, on: connection)
        let people = try UnitPeople(holding: .answerChecks, by: CounterGrants.all, on: stamp.today, connection)
        let matters = asked.compactMap { section, check -> NotificationMatter? in
            guard let unit = units[section] else { return nil }
            let name = base.sections[section]?.name ?? section
            return NotificationMatter(
                subject: check.text, occasion: "\(stamp.at.milliseconds)",
                title: "おくやみの事前確認 \(deskCase.number)（\(name)）",
                path: PriorCheck.path(check), people: people[unit.id])
        }
        try NotificationStore.tell(.checkAsked, matters, by: stamp, on: connection)
    }
}
