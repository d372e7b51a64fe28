import Japanese
import Site
import Storage
import Ward

/// What waits for the people of the desk and of its sections.
enum DeskDuties {
    private static let answer = DutyKind("counter.answer", "おくやみの事前確認に回答する")
    private static let receive = DutyKind("counter.receive", "今日来庁する方を迎える")
    private static let call = DutyKind("counter.call", "電話をかける")

    static let source = DutySource { person, ward in
        let (today, now) = (ward.clock.today, ward.clock.now())
        return try await ward.database.read { connection in
            try checks(of: person, today: today, now: now, on: connection)
                + (person.may(.runDesk) ? visits(today, connection) + calls(today, connection) : [])
        }
    }

    private static func checks(
        of person: SignedIn, today: CivilDate, now: Timestamp, on connection: any Connection
    ) throws -> [Duty] {
        guard person.may(.answerChecks) else { return [] }
        let base = try BereavementDesk.base
        let own = try AskedCheck.sections(of: person, base: base, today: today, on: connection)
        return try PriorCheckStore.open(own, on: connection).compactMap { check in
            guard let deskCase = try DeskCase.find(check.caseID, on: connection), deskCase.state.isOpen else {
                return nil
            }
            // Who answers for two sections has two checks of one case.
            let section = base.sections[check.section]?.name ?? check.section
            return Duty(
                answer, link: Link("おくやみの事前確認 \(deskCase.number)（\(section)）", check.path),
                note: "\(check.dueOn.japaneseWithWeekday)の正午までに回答します。", dueOn: check.dueOn,
                isOverdue: check.isOverdue(at: now))
        }
    }

    /// Without names: a first page is open on a desk where others pass by.
    private static func visits(_ today: CivilDate, _ connection: any Connection) throws -> [Duty] {
        try VisitStore.visits(on: today, connection).filter { $0.state == .booked }.map { visit in
            let deskCase = try DeskCase.known(visit.caseID, on: connection)
            return Duty(
                receive,
                link: Link("\(TimeOfDay.figures(visit.slot.starts))　\(deskCase.number)", deskCase.path),
                note: "\(visit.slot.minutes)分の予定です。", dueOn: today)
        }
    }

    private static func calls(_ today: CivilDate, _ connection: any Connection) throws -> [Duty] {
        try CallStore.duties(today: today, on: connection).map { duty in
            Duty(
                call, link: Link("電話をかける：\(duty.deskCase.number)", duty.deskCase.path), note: duty.reason,
                dueOn: duty.visit?.day)
        }
    }
}
