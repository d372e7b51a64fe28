import Site
import Ward

/// What waits for the people of the desk and of its sections.
enum DeskDuties {
    static let source = DutySource { person, ward in
        let today = ward.clock.today
        let now = ward.clock.now()
        let base = try BereavementDesk.base
        return try await ward.database.read { connection in
            var duties: [Duty] = []
            if person.may(.answerChecks) {
                let own = try AskedCheck.sections(of: person, base: base, today: today, on: connection)
                for check in try PriorCheckStore.open(own, on: connection) {
                    guard let deskCase = try DeskCase.find(check.caseID, on: connection), deskCase.state.isOpen else {
                        continue
                    }
                    duties.append(
                        Duty(
                            link: Link("おくやみの事前確認 \(deskCase.number)", check.path),
                            note: "\(check.dueOn.japaneseWithWeekday)の正午までに回答します。", isOverdue: check.isOverdue(at: now))
                    )
                }
            }
            if person.may(.runDesk) {
                let visits = try VisitStore.visits(on: today, connection).filter { $0.state == .booked }.count
                if visits > 0 {
                    duties.append(Duty(link: DeskPage.link, note: "今日の来庁は\(visits)件です。"))
                }
                let calls = try CallStore.duties(today: today, on: connection).count
                if calls > 0 {
                    duties.append(Duty(link: Link("電話をかける", "/desk/calls"), note: "電話をかける方が\(calls)人います。"))
                }
            }
            return duties
        }
    }
}
