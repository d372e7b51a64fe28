import LifeEvents
import Storage
import Ward

/// What the desk does with a case: steps that its state must allow, each with what follows from it.
extension CaseView {
    private func visit(_ state: DeskVisit.State) throws(DeskRefusal) -> DeskVisit {
        guard let visit, visit.state == state else { throw DeskRefusal.notNow(deskCase.state) }
        return visit
    }

    /// Books a time, and asks the sections where the family agreed and there is time to look things up.
    func book(
        _ slot: SlotTable.Slot, isSameDay: Bool = false, isWeb: Bool = false, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        try VisitStore.book(
            slot, for: deskCase, plannedMinutes: minutes.planned, isSameDay: isSameDay, isWeb: isWeb, by: stamp,
            on: connection)
        guard consents.contains(.sections), !isSameDay else { return }
        try PriorCheckStore.ask(
            try DeskCase.known(deskCase.id, on: connection), visitOn: slot.day, base: base, by: stamp, on: connection)
    }

    /// - Returns: the sections that were asked now.
    func ask(by stamp: Stamp, on connection: any Connection) throws -> [String] {
        try PriorCheckStore.ask(
            deskCase, visitOn: visit?.day ?? stamp.today.adding(days: 7), base: base, by: stamp, on: connection)
    }

    /// The visit will not take place: the family gave it up, or nobody came.
    func giveUpVisit(isMissed: Bool, by stamp: Stamp, on connection: any Connection) throws {
        try VisitStore.settle(visit(.booked).id, as: isMissed ? .missed : .cancelled, on: connection)
        try DeskLog.append(isMissed ? "missed" : "unbook", case: deskCase.id, by: stamp, on: connection)
        try CaseStore.move(deskCase.id, to: .waiting, by: stamp, on: connection)
    }

    func beginVisit(isProved: Bool, by stamp: Stamp, on connection: any Connection) throws {
        let visit = try visit(.booked)
        if isProved != deskCase.isRelationProved {
            var changed = deskCase
            changed.isRelationProved = isProved
            try CaseStore.correct(changed, by: stamp, on: connection)
        }
        try VisitStore.begin(visit, by: stamp, on: connection)
        try DeskLog.append("begin", case: deskCase.id, by: stamp, on: connection)
    }

    /// Ends the visit with what was done at it, which stays in the figures.
    func endVisit(_ changes: [ItemChange], by stamp: Stamp, on connection: any Connection) throws {
        let visit = try visit(.visiting)
        try set(changes, by: stamp, on: connection)
        try VisitStore.end(visit, by: stamp, on: connection)
        let items = try ItemStore.items(
            of: deskCase, facts: ledger.facts, base: base, today: stamp.today, on: connection)
        try StatisticStore.record(
            try DeskVisit.known(visit.id, on: connection), of: deskCase, items: items, by: stamp, on: connection)
    }

    func set(_ changes: [ItemChange], by stamp: Stamp, on connection: any Connection) throws {
        guard deskCase.state.isOpen else { throw DeskRefusal.notNow(deskCase.state) }
        var handed: [Procedure] = []
        for change in changes {
            if change.state != .handedOver {
                try SectionOrder.withdraw(change.procedure, of: deskCase, by: stamp, on: connection)
            }
            if let state = change.state {
                try ItemStore.set(
                    change.procedure, to: state, reason: change.reason, case: deskCase.id, by: stamp, on: connection)
                if state == .handedOver, let procedure = base[procedure: change.procedure] {
                    handed.append(procedure)
                }
            } else {
                try ItemStore.clear(change.procedure, case: deskCase.id, by: stamp, on: connection)
            }
        }
        try SectionOrder.place(
            handed, of: deskCase, consents: consents, base: base, by: stamp, on: connection)
    }

    /// What the family answers to questions. What it has settled no section needs to look up.
    func tell(_ answers: [String: FactAnswer], by stamp: Stamp, on connection: any Connection) throws {
        try FactStore.tell(CaseFacts(answers), case: deskCase.id, source: .family, by: stamp, on: connection)
        try DeskLog.append("fact", case: deskCase.id, ["count": JSON(answers.count)], by: stamp, on: connection)
        guard let visit, checks.contains(where: { $0.check.state == .asked }) else { return }
        try PriorCheckStore.ask(deskCase, visitOn: visit.day, base: base, by: stamp, on: connection)
    }

    /// Corrects what was told at the booking, with the consents.
    func correct(
        _ told: CaseStore.Opening, isProved: Bool, by stamp: Stamp, on connection: any Connection
    ) throws {
        let days = told.deceased.days(in: base)
        let early = visits.filter { $0.state != .cancelled && $0.day < told.deceased.diedOn }
        let problems =
            CaseStore.dayProblems(ledger.facts.answers.merging(days) { $1 }, base: base, today: stamp.today)
            + early.map { "「亡くなった日」が、来庁の日（\($0.day.japanese)）より後です。日を確かめて、直してください。" }
        guard problems.isEmpty else { throw DeskRefusal.wrongDays(problems) }
        var changed = deskCase
        (changed.deceased, changed.visitor, changed.wishes) = (told.deceased, told.visitor, told.wishes)
        (changed.language, changed.reminders, changed.note) = (told.language, told.reminders, told.note)
        changed.isRelationProved = isProved
        try CaseStore.correct(changed, by: stamp, on: connection)
        for purpose in ConsentPurpose.allCases where told.consents.contains(purpose) != consents.contains(purpose) {
            let isGiven = told.consents.contains(purpose)
            try CaseStore.setConsent(purpose, to: isGiven, case: deskCase.id, by: stamp, on: connection)
            if purpose == .sections, !isGiven {
                try SectionOrder.withdrawAll(of: deskCase.id, by: stamp, on: connection)
            }
            try DeskLog.append(
                "consent", case: deskCase.id, ["given": .bool(isGiven), "purpose": .string(purpose.rawValue)],
                by: stamp, on: connection)
        }
        let (before, after) = (deskCase.deceased, told.deceased)
        if after.diedOn != before.diedOn || after.bornOn != before.bornOn {
            try FactStore.tell(
                CaseFacts(days).limited(to: base), case: deskCase.id, source: .family, by: stamp, on: connection)
        }
    }
}
