import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// Cases of the desk in the database. Every change leaves an event.
enum CaseStore {
    // MARK: reading

    static func find(_ id: ID<DeskCase>, on connection: any Connection) throws -> DeskCase? {
        try connection.row("\(columns) WHERE id = \(id)").map(deskCase)
    }

    static func get(_ id: ID<DeskCase>, on connection: any Connection) throws -> DeskCase {
        guard let found = try find(id, on: connection) else { throw DeskRefusal.notFound }
        return found
    }

    /// Cases the desk still works on, the newest first.
    static func open(on connection: any Connection) throws -> [DeskCase] {
        try connection.rows(
            "\(columns) WHERE state NOT IN ('archived', 'cancelled') ORDER BY opened_at DESC, id DESC"
        ).map(deskCase)
    }

    static func list(_ state: DeskCase.State, on connection: any Connection) throws -> [DeskCase] {
        try connection.rows("\(columns) WHERE state = \(state) ORDER BY opened_at, id").map(deskCase)
    }

    static func find(code: GuideCode, on connection: any Connection) throws -> DeskCase? {
        try connection.row("\(columns) WHERE code_key = \(code.key)").map(deskCase)
    }

    /// Other cases about the same person.
    static func others(_ deceased: Deceased, on connection: any Connection) throws -> [DeskCase] {
        try connection.rows(
            """
            \(columns) WHERE kana_key = \(deceased.kanaKey) AND born_on = \(deceased.bornOn) AND state <> 'cancelled'
            ORDER BY opened_at, id
            """
        ).map(deskCase)
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
    }

    static func open(_ opening: Opening, base: KnowledgeBase, by stamp: Stamp, on connection: any Connection) throws
        -> DeskCase
    {
        let id: ID<DeskCase> = stamp.newID()
        var deceased = opening.deceased
        let matches = try DeathStore.matches(deceased, for: base, on: connection)
        let match = matches.first { $0.deceased.diedOn == deceased.diedOn }
        let days: [String: FactAnswer] = [
            base.eventDay: .known(.day(deceased.diedOn)), "birth": .known(.day(deceased.bornOn)),
        ]
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
                code_key, note, opened_at, opened_on)
            VALUES (\(id), \(number), \(opening.event), \(edition), 'waiting', \(opening.source),
                \(deceased.name), \(deceased.kana), \(deceased.kanaKey), \(deceased.bornOn), \(deceased.diedOn),
                \(deceased.address.stored), \(deceased.isRestricted ? 1 : 0), \(match?.id), \(opening.visitor.name),
                \(opening.visitor.relation), 0, \(opening.visitor.phone), \(text(opening.wishes)),
                \(opening.language.rawValue), \(opening.reminders), \(opening.code?.key), \(opening.note),
                \(stamp.at), \(stamp.today))
            """)
        try DeskLog.append("open", case: id, ["source": .string(opening.source.rawValue)], by: stamp, on: connection)
        for purpose in ConsentPurpose.allCases {
            try setConsent(purpose, to: opening.consents.contains(purpose), case: id, by: stamp, on: connection)
        }
        try FactStore.tell(
            CaseFacts(days).limited(to: base), case: id, source: .family, by: stamp, on: connection)
        if let match {
            try FactStore.tell(
                match.told.limited(to: base), case: id, source: .register, by: stamp, on: connection)
        }
        if deceased.isRestricted { try DeathStore.protect(deceased, on: connection) }
        try FactStore.tell(opening.answers, case: id, source: .family, by: stamp, on: connection)
        return try get(id, on: connection)
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
        let current = try get(id, on: connection).state
        guard current != state else { return }
        guard current.next.contains(state) else { throw DeskRefusal.notNow(current) }
        let ended: CivilDate? = state.isOpen ? nil : stamp.today
        try connection.execute("UPDATE counter_case SET state = \(state), ended_on = \(ended) WHERE id = \(id)")
        try DeskLog.append("state", case: id, ["state": .string(state.rawValue)], by: stamp, on: connection)
    }

    /// Ends a case in which not everything was done. What was booked is given up, and no section is asked any longer.
    /// - Throws: ``DeskRefusal/notNow(_:)`` while the family is at the desk, and when it has ended already.
    static func end(
        _ deskCase: DeskCase, because reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        let current = try get(deskCase.id, on: connection).state
        guard current.isOpen, current != .visiting else { throw DeskRefusal.notNow(current) }
        if let visit = try VisitStore.current(of: deskCase.id, on: connection) {
            try VisitStore.settle(visit.id, as: .cancelled, on: connection)
        }
        try PriorCheckStore.withdraw(deskCase.id, on: connection)
        let ended: DeskCase.State = current == .followUp ? .archived : .cancelled
        try connection.execute("UPDATE counter_case SET end_reason = \(reason) WHERE id = \(deskCase.id)")
        try move(deskCase.id, to: ended, by: stamp, on: connection)
    }

    /// What the desk writes about the visitor and the person. Protection that the register or another case gives stays.
    static func correct(_ changed: DeskCase, by stamp: Stamp, on connection: any Connection) throws {
        var deceased = changed.deceased
        let isProtected = try DeathStore.isProtected(deceased, besides: changed.id, on: connection)
        if isProtected { deceased.address = ProtectedAddress(deceased.address.stored, isRestricted: true) }
        if deceased.isRestricted { try DeathStore.protect(deceased, on: connection) }
        try connection.execute(
            """
            UPDATE counter_case SET name = \(deceased.name), kana = \(deceased.kana), kana_key = \(deceased.kanaKey),
                born_on = \(deceased.bornOn), died_on = \(deceased.diedOn), address = \(deceased.address.stored),
                is_restricted = \(deceased.isRestricted ? 1 : 0), visitor = \(changed.visitor.name),
                relation = \(changed.visitor.relation), phone = \(changed.visitor.phone),
                is_relation_proved = \(changed.isRelationProved ? 1 : 0), wishes = \(text(changed.wishes)),
                language = \(changed.language.rawValue), reminders = \(changed.reminders), note = \(changed.note)
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
            VALUES (\(consent), \(id), \(purpose), \(isGiven ? 1 : 0), \(stamp.at), \(stamp.actor.name))
            """)
    }

    /// What holds now: the last word on each purpose.
    static func consents(of id: ID<DeskCase>, on connection: any Connection) throws -> Set<ConsentPurpose> {
        let rows = try connection.rows(
            "SELECT purpose, is_given FROM counter_consent WHERE case_id = \(id) ORDER BY told_at, id")
        var given: Set<ConsentPurpose> = []
        for row in rows {
            let purpose: ConsentPurpose = try row[0]
            if try row[1] as Int == 1 { given.insert(purpose) } else { given.remove(purpose) }
        }
        return given
    }

    // MARK: rows

    private static func text(_ wishes: Set<VisitWish>) -> String {
        VisitWish.allCases.filter(wishes.contains).map(\.rawValue).joined(separator: ",")
    }

    static func wishes(_ text: String) -> Set<VisitWish> {
        Set(text.split(separator: ",").compactMap { VisitWish(rawValue: String($0)) })
    }

    private static let columns: SQL = """
        SELECT id, number, event, edition, state, source, name, kana, born_on, died_on, address, is_restricted, visitor,
            relation, phone, is_relation_proved, wishes, language, reminders, note, death, opened_at, ended_on, end_reason
        FROM counter_case
        """

    private static func deskCase(_ row: SQLRow) throws -> DeskCase {
        DeskCase(
            id: try row[0], number: try row[1], event: try row[2], edition: try row[3], state: try row[4],
            source: try row[5],
            deceased: Deceased(
                name: try row[6], kana: try row[7], bornOn: try row[8], diedOn: try row[9],
                address: ProtectedAddress(try row[10], isRestricted: try row[11] as Int == 1)),
            visitor: Visitor(name: try row[12], relation: try row[13], phone: try row[14]),
            isRelationProved: try row[15] as Int == 1, wishes: wishes(try row[16]),
            language: PageLanguage(rawValue: try row[17]) ?? .japanese, reminders: try row[18], note: try row[19],
            death: try row[20], openedAt: try row[21], endedOn: try row[22],
            endReason: try row[23])
    }
}

extension CaseFacts {
    /// Without codes the rules do not know.
    func limited(to base: KnowledgeBase) -> CaseFacts {
        CaseFacts(answers.filter { base.facts[$0.key] != nil })
    }
}
