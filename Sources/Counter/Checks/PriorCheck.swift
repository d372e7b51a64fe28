import Japanese
import LifeEvents
import Storage
import Ward

/// A question to one section before a visit (事前確認), with the facts it owns and nothing else.
struct PriorCheck: Sendable {
    enum State: String, Sendable, SQLBindable, SQLDecodable {
        case asked, answered, withdrawn
    }

    /// What a section says to one fact.
    struct Answer: Sendable {
        enum Content: Hashable, Sendable {
            case fact(FactAnswer)
            /// 要相談: the section wants to speak with the family itself.
            case talk
        }

        let fact: String
        let content: Content
        /// To be paid out, or unpaid (negative), in yen.
        let yen: Int?
    }

    let id: ID<PriorCheck>
    let caseID: ID<DeskCase>
    let section: String
    let facts: [String]
    let dueOn: CivilDate
    let state: State
    let askedAt: Timestamp
    let answeredAt: Timestamp?
    let answeredBy: String?
    let note: String

    var path: String { "/desk/checks/\(id)" }

    /// From noon of the office day before the visit on, an answer is missing.
    func isOverdue(at now: Timestamp) -> Bool {
        state == .asked && Timestamp(dueOn, hour: 12) <= now
    }

    /// Answered by the end of the office day before the visit.
    var isInTime: Bool { answeredAt.map { $0.date <= dueOn } ?? false }
}

extension KnowledgeBase {
    /// What to ask which section: for every ward section the facts it owns that a procedure still waits for. Sections with
    /// nothing to decide are not bothered.
    func priorChecks(_ facts: CaseFacts, today: CivilDate) -> [(section: String, facts: [String])] {
        let waiting = evaluate(facts, today: today).results.filter { $0.state == .unknown }
        let blocking = Set(waiting.flatMap(\.blocking))
        var owned: [String: [String]] = [:]
        // In the order in which families are asked: a section reads its questions in a sensible order, too.
        for code in questions.flatMap(\.facts) + factOrder where blocking.contains(code) {
            guard let fact = self.facts[code], case .section(let section) = fact.origin,
                sections[section]?.isWard ?? false, !(owned[section]?.contains(code) ?? false)
            else { continue }
            owned[section, default: []].append(code)
        }
        return owned.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

/// Prior checks in the database.
enum PriorCheckStore {
    static func find(_ id: ID<PriorCheck>, on connection: any Connection) throws -> PriorCheck? {
        try connection.row("\(columns) WHERE id = \(id)").map(check)
    }

    static func checks(of id: ID<DeskCase>, on connection: any Connection) throws -> [PriorCheck] {
        try connection.rows("\(columns) WHERE case_id = \(id) AND state <> 'withdrawn' ORDER BY section").map(check)
    }

    /// Those that wait for an answer, the earliest due first.
    /// - Parameter sections: of the rules; `nil` for all.
    static func open(_ sections: Set<String>?, on connection: any Connection) throws -> [PriorCheck] {
        try connection.rows("\(columns) WHERE state = 'asked' ORDER BY due_on, asked_at, id").map(check)
            .filter { sections?.contains($0.section) ?? true }
    }

    /// Answered ones of the last days, for a section that wants to correct something.
    static func answered(
        _ sections: Set<String>?, since day: CivilDate, on connection: any Connection
    ) throws -> [PriorCheck] {
        try connection.rows(
            "\(columns) WHERE state = 'answered' AND answered_at >= \(Timestamp(day)) ORDER BY answered_at DESC, id"
        ).map(check).filter { sections?.contains($0.section) ?? true }
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
        let existing = try connection.rows("\(columns) WHERE case_id = \(deskCase.id)").map(check)
        var asked: [String] = []
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
                if known.state != .asked || isNew { asked.append(section) }
            } else {
                let id: ID<PriorCheck> = stamp.newID()
                try connection.execute(
                    """
                    INSERT INTO counter_check (id, case_id, section, facts, due_on, state, asked_at, note)
                    VALUES (\(id), \(deskCase.id), \(section), \(text), \(due), 'asked', \(stamp.at), '')
                    """)
                asked.append(section)
            }
        }
        let sections = Set(wanted.map(\.section))
        for check in existing where check.state == .asked && !sections.contains(check.section) {
            try connection.execute("UPDATE counter_check SET state = 'withdrawn' WHERE id = \(check.id)")
        }
        if !asked.isEmpty {
            try DeskLog.append(
                "ask", case: deskCase.id, ["sections": .array(asked.map { .string($0) })], by: stamp, on: connection)
        }
        if deskCase.state == .booked, !wanted.isEmpty {
            try CaseStore.move(deskCase.id, to: .investigating, by: stamp, on: connection)
        }
        try settle(deskCase.id, by: stamp, on: connection)
        return asked
    }

    /// Takes back what no section has answered yet.
    static func withdraw(_ id: ID<DeskCase>, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE counter_check SET state = 'withdrawn' WHERE case_id = \(id) AND state = 'asked'")
    }

    /// When the last answer is in, the case is ready.
    static func settle(_ id: ID<DeskCase>, by stamp: Stamp, on connection: any Connection) throws {
        let state = try CaseStore.get(id, on: connection).state
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
            let code: String = try row[0]
            let text: String = try row[1]
            if text == "talk" { return .init(fact: code, content: .talk, yen: try row[2]) }
            guard let json = try? JSON(parsing: text),
                let answer = CaseFacts.read([code: json], for: base).facts[code]
            else { return nil }
            return .init(fact: code, content: .fact(answer), yen: try row[2])
        }
    }

    private static let columns: SQL = """
        SELECT id, case_id, section, facts, due_on, state, asked_at, answered_at, answered_by, note FROM counter_check
        """

    private static func check(_ row: SQLRow) throws -> PriorCheck {
        let facts: String = try row[3]
        return PriorCheck(
            id: try row[0], caseID: try row[1], section: try row[2],
            facts: facts.split(separator: ",").map(String.init),
            dueOn: try row[4], state: try row[5], askedAt: try row[6], answeredAt: try row[7], answeredBy: try row[8],
            note: try row[9])
    }
}
