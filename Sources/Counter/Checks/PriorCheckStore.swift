import Japanese
import LifeEvents
import Storage
import Ward

/// Prior checks in the database.
enum PriorCheckStore {
    static func checks(of id: ID<DeskCase>, on connection: any Connection) throws -> [PriorCheck] {
        try PriorCheck.list("WHERE case_id = \(id) AND state <> 'withdrawn' ORDER BY section", on: connection)
    }

    /// Those that wait for an answer, the earliest due first.
    /// - Parameter sections: of the rules; `nil` for all.
    static func open(_ sections: Set<String>?, on connection: any Connection) throws -> [PriorCheck] {
        try PriorCheck.list("WHERE state = 'asked' ORDER BY due_on, asked_at, id", on: connection)
            .filter { sections?.contains($0.section) ?? true }
    }

    /// Answered ones of the last days, for a section that wants to correct something.
    static func answered(
        _ sections: Set<String>?, since day: CivilDate, on connection: any Connection
    ) throws -> [PriorCheck] {
        try PriorCheck.list(
            "WHERE state = 'answered' AND answered_at >= \(Timestamp(day)) ORDER BY answered_at DESC, id",
            on: connection
        ).filter { sections?.contains($0.section) ?? true }
    }

    /// Asks every section that can decide something, and takes back what became needless. Needs the family's consent.
    /// - Returns: the sections that were asked now.
    @discardableResult
    static func ask(
        _ deskCase: DeskCase, visitOn day: CivilDate, base: KnowledgeBase, by stamp: Stamp,
        on connection: any Connection
    ) throws -> [String] {
        guard try CaseStore.consents(of: deskCase.id, on: connection).contains(.sections) else {
            throw DeskRefusal.noConsent
        }
        let office = try SettingStore.officeCalendar(on: connection)
        let due = max(office.previousOfficeDay(onOrBefore: day.adding(days: -1)), stamp.today)
        let ledger = try FactStore.ledger(of: deskCase.id, for: base, on: connection)
        let wanted = base.priorChecks(ledger.facts, today: stamp.today)
        let existing = try PriorCheck.list("WHERE case_id = \(deskCase.id)", on: connection)
        var asked: [(section: String, check: ID<PriorCheck>)] = []
        for (section, facts) in wanted {
            let text = facts.joined(separator: ",")
            if let known = existing.first(where: { $0.section == section }) {
                // What a section has answered is asked again only when there is something new to ask.
                let isNew = !Set(facts).isSubset(of: known.facts)
                guard known.state == .asked || known.state == .withdrawn || isNew else { continue }
                try connection.execute(
                    """
                    UPDATE counter_check SET facts = \(text), due_on = \(due), state = 'asked', asked_at = \(stamp.at)
                    WHERE id = \(known.id)
                    """)
                if known.state != .asked || isNew { asked.append((section, known.id)) }
            } else {
                let id: ID<PriorCheck> = stamp.newID()
                try connection.execute(
                    """
                    INSERT INTO counter_check (id, case_id, section, facts, due_on, state, asked_at, note)
                    VALUES (\(id), \(deskCase.id), \(section), \(text), \(due), 'asked', \(stamp.at), '')
                    """)
                asked.append((section, id))
            }
        }
        let sections = Set(wanted.map(\.section))
        for check in existing where check.state == .asked && !sections.contains(check.section) {
            try connection.execute("UPDATE counter_check SET state = 'withdrawn' WHERE id = \(check.id)")
        }
        if !asked.isEmpty {
            try DeskLog.append(
                "ask", case: deskCase.id, ["sections": .array(asked.map { .string($0.section) })], by: stamp,
                on: connection)
            try CheckNotifications.asked(asked, in: deskCase, base: base, by: stamp, on: connection)
        }
        if deskCase.state == .booked, !wanted.isEmpty {
            try CaseStore.move(deskCase.id, to: .investigating, by: stamp, on: connection)
        }
        try settle(deskCase.id, by: stamp, on: connection)
        return asked.map(\.section)
    }

    /// Takes back what no section has answered yet.
    static func withdraw(_ id: ID<DeskCase>, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE counter_check SET state = 'withdrawn' WHERE case_id = \(id) AND state = 'asked'")
    }

    /// When the last answer is in, the case is ready.
    static func settle(_ id: ID<DeskCase>, by stamp: Stamp, on connection: any Connection) throws {
        let state = try DeskCase.known(id, on: connection).state
        let isOpen = try checks(of: id, on: connection).contains { $0.state == .asked }
        switch (state, isOpen) {
        case (.investigating, false), (.booked, false): try CaseStore.move(id, to: .ready, by: stamp, on: connection)
        case (.ready, true): try CaseStore.move(id, to: .investigating, by: stamp, on: connection)
        default: break
        }
    }

    static func answer(
        _ check: PriorCheck, _ answers: [PriorCheck.Answer], note: String, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let isShared = try CaseStore.consents(of: check.caseID, on: connection).contains(.share)
        try connection.execute("DELETE FROM counter_check_answer WHERE check_id = \(check.id)")
        var facts = CaseFacts()
        for answer in answers {
            let text: String
            switch answer.content {
            case .talk: text = "talk"
            case .fact(let told):
                text = told.json.canonical
                facts[answer.fact] = told
            }
            try connection.execute(
                """
                INSERT INTO counter_check_answer (check_id, fact, answer, yen)
                VALUES (\(check.id), \(answer.fact), \(text), \(answer.yen))
                """)
        }
        try connection.execute(
            """
            UPDATE counter_check SET state = 'answered', answered_at = \(stamp.at), answered_by = \(stamp.actor.name),
                note = \(note)
            WHERE id = \(check.id)
            """)
        // Without the family's word the desk is not told: the section keeps its answer for the visit.
        if isShared {
            try FactStore.tell(
                facts, case: check.caseID, source: .section, section: check.section, consent: .share, by: stamp,
                on: connection)
        }
        try DeskLog.append(
            "answer", case: check.caseID, ["section": .string(check.section), "shared": .bool(isShared)], by: stamp,
            on: connection)
        try settle(check.caseID, by: stamp, on: connection)
    }

    static func answers(
        to check: PriorCheck, for base: KnowledgeBase, on connection: any Connection
    ) throws -> [PriorCheck.Answer] {
        try connection.rows(
            "SELECT fact, answer, yen FROM counter_check_answer WHERE check_id = \(check.id) ORDER BY fact"
        ).compactMap { row in
            let (code, text): (String, String) = (try row["fact"], try row["answer"])
            if text == "talk" { return .init(fact: code, content: .talk, yen: try row["yen"]) }
            guard let json = try? JSON(parsing: text),
                let answer = CaseFacts.read([code: json], for: base).facts[code]
            else { return nil }
            return .init(fact: code, content: .fact(answer), yen: try row["yen"])
        }
    }
}
