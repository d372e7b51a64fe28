import Japanese
import Storage
import Ward

extension NotificationKind {
    /// An owner left: to who answers for the section's robots, and to who was the owner.
    static let handoverWaits = NotificationKind(
        "automation.handover.waits", "ロボットの引継ぎのお願い", opening: "次のロボットの担当がいなくなりました。次の担当を決めてください。",
        listPath: MatterListPage.path, permission: .readRobots
    ) { told, person, _, connection in
        guard let id = ID<Matter>(untrusted: told.subject), let matter = try Matter.find(id, on: connection),
            matter.isOpen
        else { return .over }
        guard person.may(.readRobots) else { return .notAllowed }
        return .stands(note: "")
    }
}

extension Matter {
    /// Whom a handover concerns: the people of the section, and who left.
    func tell(_ former: ID<Person>, in unit: ID<OfficeUnit>, by stamp: Stamp, on connection: any Connection) throws {
        let section = try UnitPeople(
            holding: .editRobots, by: AutomationGrants.all, unit: unit, on: stamp.today, connection)[unit]
        try NotificationStore.tell(
            .handoverWaits,
            [
                NotificationMatter(
                    subject: id.text, occasion: "open", title: title, path: path, people: section.union([former]))
            ],
            by: stamp, on: connection)
    }
}
