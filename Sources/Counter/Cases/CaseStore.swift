import Japanese
import LifeEvents
import Storage
import Ward

/// Cases of the desk in the database. Every change leaves an event.
enum CaseStore {
    // MARK: reading

    /// Cases the desk still works on, the newest first.
    static func open(on connection: any Connection) throws -> [DeskCase] {
        try DeskCase.list(
            "WHERE state NOT IN ('archived', 'cancelled') ORDER BY opened_at DESC, id DESC", on: connection)
    }

    static func list(_ state: DeskCase.State, on connection: any Connection) throws -> [DeskCase] {
        try DeskCase.list("WHERE state = \(state) ORDER BY opened_at, id", on: connection)
    }

    static func find(code: GuideCode, on connection: any Connection) throws -> DeskCase? {
        try DeskCase.list("WHERE code_key = \(code.key)", on: connection).first
    }

    /// Other cases about the same person.
    static func others(_ deceased: Deceased, on connection: any Connection) throws -> [DeskCase] {
        try DeskCase.list(
            """
            WHERE kana_key = \(deceased.kanaKey) AND born_on = \(deceased.bornOn) AND state <> 'cancelled'
            ORDER BY opened_at, id
            """, on: connection)
    }

    // MARK: changing

    /// What is told when a case begins.
    struct Opening: Sendable {
        var event: String
        var source: DeskCase.Source
        var deceased: Deceased
        var visitor: Visitor
        var wishes: Set<VisitWish> = []
        var language = PageLanguage.japanese
        var reminders = DeskCase.Reminders.none
        var note = ""
        var consents: Set<ConsentPurpose> = []
        /// What the family told in the guide, if they hand it on.
        var answers = CaseFacts()
        var code: GuideCode?
        var origin: BookingOrigin?
    }

    static func open(_ opening: Opening, base: KnowledgeBase, by stamp: Stamp, on connection: any Connection) throws
        -> DeskCase
    {
        let id: ID<DeskCase> = stamp.newID()
        var deceased = opening.deceased
        let matches = try DeathStore.matches(deceased, on: connection)
        let match = matches.first { $0.deceased.diedOn == deceased.diedOn }
        let days = deceased.days(in: base)
        let problems = dayProblems(
            opening.answers.answers.merging(days) { $1 }, base: base, today: stamp.today)
        guard problems.isEmpty else { throw DeskRefusal.wrongDays(problems) }
        // Whoever booked: what the register or another case protects stays protected.
        if let known = matches.first(where: \.deceased.isRestricted)?.deceased {
            deceased.address = known.address
        } else if try DeathStore.isProtected(deceased, on: connection) {
            deceased.address = ProtectedAddress(deceased.address.stored, isRestricted: true)
        }
        let number = try nextNumber(stamp.today, on: connection)
        let edition = try RuleStore.currentEdition(opening.event, on: connection)
        try connection.execute(
            """
            INSERT INTO counter_case
                (id, number, event, edition, state, source, name, kana, kana_key, born_on, died_on, address,
                is_restricted, death, visitor, relation, is_relation_proved, phone, wishes, language, reminders,
                code_key, note, opened_at, opened_on, browser_key, client_key)
            VALUES (\(id), \(number), \(opening.event), \(edition), 'waiting', \(opening.source),
                \(deceased.name), \(deceased.kana), \(deceased.kanaKey), \(deceased.bornOn), \(deceased.diedOn),
                \(deceased.address.stored), \(deceased.isRestricted), \(match?.id), \(opening.visitor.name),
                \(opening.visitor.relation), 0, \(opening.visitor.phone), \(VisitWish.text(opening.wishes)),
                \(opening.language.rawValue), \(opening.reminders), \(opening.code?.key), \(opening.note),
                \(stamp.at), \(stamp.today), \(opening.origin?.browser), \(opening.origin?.client))
            """)
        try DeskLog.append(
            DeskTrail.openKind, case: id, ["source": .string(opening.source.rawValue)], by: stamp, on: connection)
        for purpose in ConsentPurpose.allCases {
            try setConsent(purpose, to: opening.consents.contains(purpose), case: id, by: stamp, on: connection)
        }
        try FactStore.tell(
            CaseFacts(days).limited(to: base), case: id, source: .family, by: stamp, on: connection)
        if let match {
            try FactStore.tell(
                match.told.limited(to: base), case: id, source: .register, by: stamp, on: connection)
        }
        if deceased.isRestricted { try DeathStore.protect(deceased, by: stamp, on: connection) }
        try FactStore.tell(opening.answers, case: id, source: .family, by: stamp, on: connection)
        return try DeskCase.known(id, on: connection)
    }

    /// What is wrong with the order of days, in words.
    static func dayProblems(
        _ answers: [String: FactAnswer], base: KnowledgeBase, today: CivilDate
    ) -> [String] {
        base.dayProblems(CaseFacts(answers), today: today).map(Sentences(base).sentence)
    }

    /// R8-0012: the fiscal year and a number that says nothing else.
    private static func nextNumber(_ today: CivilDate, on connection: any Connection) throws -> String {
        let prefix = FiscalYear(containing: today).japaneseShort + "-"
        let last: String? = try connection.value(
            "SELECT MAX(number) FROM counter_case WHERE number LIKE \(prefix + "%")")
        let lastFigures = last.map { String($0.dropFirst(prefix.count)) } ?? "0"
        let figures = String(1 + (Int(lastFigures) ?? 0))
        return prefix + String(repeating: "0", count: max(0, 4 - figures.utf8.count)) + figures
    }

    static func move(
        _ id: ID<DeskCase>, to state: DeskCase.State, by stamp: Stamp, on connection: any Connection
    ) throws {
        let current = try DeskCase.known(id, on: connection).state
        guard current != state else { return }
        guard current.next.contains(state) else { throw DeskRefusal.notNow(current) }
        let ended: CivilDate? = state.isOpen ? nil : stamp.today
        try connection.execute("UPDATE counter_case SET state = \(state), ended_on = \(ended) WHERE id = \(id)")
        try DeskLog.append(DeskTrail.stateKind, case: id, ["state": .string(state.rawValue)], by: stamp, on: connection)
    }

    /// Ends a case in which not everything was done. What was booked is given up, no section is asked any longer, and what was handed over
    /// for a robot and waits is taken back.
    /// - Throws: ``DeskRefusal/notNow(_:)`` while the family is at the desk, and when it has ended already.
    static func end(
        _ deskCase: DeskCase, because reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        let current = try DeskCase.known(deskCase.id, on: connection).state
        guard current.isOpen, current != .visiting else { throw DeskRefusal.notNow(current) }
        if let visit = try VisitStore.current(of: deskCase.id, on: connection) {
            try VisitStore.settle(visit.id, as: .cancelled, on: connection)
        }
        try PriorCheckStore.withdraw(deskCase.id, on: connection)
        try SectionOrder.withdrawAll(of: deskCase.id, by: stamp, on: connection)
        let ended: DeskCase.State = current == .followUp ? .archived : .cancelled
        try connection.execute("UPDATE counter_case SET end_reason = \(reason) WHERE id = \(deskCase.id)")
        try move(deskCase.id, to: ended, by: stamp, on: connection)
    }

    /// The family gives its visit up by the code of its booking; what was handed over for a robot and waits is taken back.
    /// - Returns: whether there is one that can be given up.
    static func cancel(_ code: GuideCode, by stamp: Stamp, on connection: any Connection) throws -> Bool {
        guard let deskCase = try find(code: code, on: connection),
            deskCase.state.isBeforeVisit
        else { return false }
        if let visit = try VisitStore.current(of: deskCase.id, on: connection) {
            try VisitStore.settle(visit.id, as: .cancelled, on: connection)
        }
        try SectionOrder.withdrawAll(of: deskCase.id, by: stamp, on: connection)
        try DeskLog.append("unbook", case: deskCase.id, by: stamp, on: connection)
        try move(deskCase.id, to: .cancelled, by: stamp, on: connection)
        return true
    }

    /// What the desk writes about the visitor and the person. Protection that the register or another case gives stays.
    static func correct(_ changed: DeskCase, by stamp: Stamp, on connection: any Connection) throws {
        var deceased = changed.deceased
        let isProtected = try DeathStore.isProtected(deceased, besides: changed.id, on: connection)
        if isProtected { deceased.address = ProtectedAddress(deceased.address.stored, isRestricted: true) }
        if deceased.isRestricted { try DeathStore.protect(deceased, by: stamp, on: connection) }
        try connection.execute(
            """
            UPDATE counter_case SET name = \(deceased.name), kana = \(deceased.kana), kana_key = \(deceased.kanaKey),
                born_on = \(deceased.bornOn), died_on = \(deceased.diedOn), address = \(deceased.address.stored),
                is_restricted = \(deceased.isRestricted), visitor = \(changed.visitor.name),
                relation = \(changed.visitor.relation), phone = \(changed.visitor.phone),
                is_relation_proved = \(changed.isRelationProved), wishes = \(VisitWish.text(changed.wishes)),
                language = \(changed.language.rawValue), reminders = \(changed.reminders), note = \(changed.note),
                revision = revision + 1
            WHERE id = \(changed.id)
            """)
        try DeskLog.append(
            "correct", case: changed.id, ["restricted": .bool(deceased.isRestricted)], by: stamp, on: connection)
    }

    // MARK: consent

    static func setConsent(
        _ purpose: ConsentPurpose, to isGiven: Bool, case id: ID<DeskCase>, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let consent: ID<ConsentPurpose> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO counter_consent (id, case_id, purpose, is_given, told_at, told_by)
            VALUES (\(consent), \(id), \(purpose), \(isGiven), \(stamp.at), \(stamp.actor.name))
            """)
    }

    /// What holds now: the last word on each purpose.
    static func consents(of id: ID<DeskCase>, on connection: any Connection) throws -> Set<ConsentPurpose> {
        let rows = try connection.rows(
            "SELECT purpose, is_given FROM counter_consent WHERE case_id = \(id) ORDER BY told_at, id")
        var given: Set<ConsentPurpose> = []
        for row in rows {
            let purpose: ConsentPurpose = try row["purpose"]
            if try row["is_given"] { given.insert(purpose) } else { given.remove(purpose) }
        }
        return given
    }
}

extension CaseFacts {
    /// Without codes the rules do not know.
    func limited(to base: KnowledgeBase) -> CaseFacts {
        CaseFacts(answers.filter { base.facts[$0.key] != nil })
    }
}

extension DeskCase {
    /// Those that came in on the web and were not visited yet, the newest first.
    static func bookedOnTheWeb(on connection: any Connection) throws -> [DeskCase] {
        // Ended ones are the many.
        try list(
            "WHERE source = 'web' AND state NOT IN ('archived', 'cancelled') ORDER BY opened_at DESC, id DESC",
            on: connection
        ).filter(\.state.isBeforeVisit)
    }
}
