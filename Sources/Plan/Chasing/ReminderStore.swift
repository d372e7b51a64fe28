import Japanese
import Storage
import Ward

/// Reminders in the database.
enum ReminderStore {
    /// All reminders of a round, the latest occasion first, those of a due day before it was extended last.
    static func list(round: ID<Round>, on connection: any Connection) throws -> [Reminder] {
        try Reminder.list(
            """
            WHERE reminder.round = \(round)
            ORDER BY reminder.due_on DESC, reminder.occasion DESC, office_unit.code, reminder.id
            """, on: connection)
    }

    /// Those of one occasion of the due day that stands.
    static func list(of occasion: Int, in round: Round, on connection: any Connection) throws -> [Reminder] {
        try list(round: round.id, on: connection).filter {
            $0.occasion == occasion && $0.dueOn == round.calendar.dueOn
        }
    }

    /// Makes what is due today and not made yet: at most one for each unit and occasion, however often it is asked for.
    ///
    /// - Parameters:
    ///   - units: only for these; `nil` for all that owe something.
    ///   - address: of the site, for the letter.
    @discardableResult
    static func make(
        for round: Round, units: Set<ID<OfficeUnit>>? = nil, address: String?, by stamp: Stamp,
        on connection: any Connection
    ) throws -> [Reminder] {
        let office = try SettingStore.officeCalendar(on: connection)
        guard stamp.today <= round.calendar.closesOn, round.state == .open || round.state == .chasing else {
            throw ChasingRefusal.closed
        }
        guard let occasion = Chasing.occasion(on: stamp.today, of: round, in: office) else {
            throw ChasingRefusal.noOccasion
        }
        let known = Set(try list(of: occasion, in: round, on: connection).map(\.unit))
        let contacts = try UnitContactStore.all(on: connection)
        let isSample = try SettingStore.isSample(on: connection)
        let debtors = try Chasing.debtors(RoundBoard(round, on: connection).rows)
        for debtor in debtors where !known.contains(debtor.unit) && units?.contains(debtor.unit) ?? true {
            let letter = ReminderLetter(
                round: round, debtor: debtor, today: stamp.today, address: address, isSample: isSample)
            let id: ID<Reminder> = stamp.newID()
            let contact = contacts[debtor.unit]
            try connection.execute(
                """
                INSERT INTO reminder
                    (id, round, unit, due_on, occasion, mail, head_mail, subject, body, made_at, state, changed_at,
                    note)
                VALUES (\(id), \(round.id), \(debtor.unit), \(round.calendar.dueOn), \(occasion), \(contact?.mail),
                    \(letter.isLate ? contact?.headMail : nil), \(letter.subject), \(letter.body), \(stamp.at),
                    'made', \(stamp.at), '')
                """)
            try stamp.note(
                "plan.reminder.make", "reminder/\(id)",
                [
                    "round": .string(round.id.text), "unit": .string(debtor.unit.text), "occasion": JSON(occasion),
                ], on: connection)
        }
        return try list(of: occasion, in: round, on: connection)
    }

    /// Takes back what was made for a round and did not go out: it names a due day that no longer stands.
    static func withdrawUnsent(of round: Round, by stamp: Stamp, on connection: any Connection) throws {
        for reminder in try list(round: round.id, on: connection)
        where reminder.state == .made || reminder.state == .failed {
            try connection.execute("DELETE FROM reminder WHERE id = \(reminder.id)")
            try stamp.note(
                "plan.reminder.withdraw", "reminder/\(reminder.id)",
                [
                    "round": .string(round.id.text), "unit": .string(reminder.unit.text),
                    "due": JSON(reminder.dueOn), "occasion": JSON(reminder.occasion),
                ], on: connection)
        }
    }

    /// Takes a reminder for sending, so that nobody else sends it as well.
    ///
    /// - Returns: whether it was still to be sent, and the round still takes answers.
    static func claim(_ id: ID<Reminder>, by stamp: Stamp, on connection: any Connection) throws -> Bool {
        guard let reminder = try Reminder.find(id, on: connection), reminder.state == .made, reminder.mail != nil,
            let round = try Round.find(reminder.round, on: connection),
            round.state == .open || round.state == .chasing, stamp.today <= round.calendar.closesOn
        else { return false }
        try move(id, to: .sending, note: "", by: stamp, on: connection)
        return true
    }

    static func finish(
        _ id: ID<Reminder>, refusal: MailRefusal?, by stamp: Stamp, on connection: any Connection
    ) throws {
        // Somebody may have decided meanwhile that it was cut off.
        guard try Reminder.find(id, on: connection)?.state == .sending else { throw ChasingRefusal.underWay }
        let state: Reminder.State =
            switch refusal {
            case nil: .sent
            // Whether it went out a person finds out: it stays under way with its reason.
            case let refusal?: refusal.mayHaveGoneOut ? .sending : .failed
            }
        try move(id, to: state, note: refusal?.words ?? "", by: stamp, on: connection)
    }

    /// After so long nothing is under way any more: more than any transport may take.
    static let sendingSecondsMax = 300

    /// A person decides that a reminder which failed, or was cut off while being sent, is sent once more.
    static func retry(_ id: ID<Reminder>, by stamp: Stamp, on connection: any Connection) throws {
        guard let reminder = try Reminder.find(id, on: connection),
            reminder.state == .failed || reminder.state == .sending
        else {
            throw ChasingRefusal.notFailed
        }
        // Without a reason it may still be under way, and would go twice.
        let isCutOff = !reminder.note.isEmpty || reminder.changedAt.adding(seconds: sendingSecondsMax) <= stamp.at
        guard reminder.state == .failed || isCutOff else { throw ChasingRefusal.underWay }
        try move(id, to: .made, note: "", by: stamp, on: connection)
    }

    /// A person has sent the file or handed over the paper: nothing goes out for it any more.
    static func markHandedOver(_ id: ID<Reminder>, by stamp: Stamp, on connection: any Connection) throws {
        guard let reminder = try Reminder.find(id, on: connection), reminder.state == .made || reminder.state == .failed
        else {
            throw ChasingRefusal.underWay
        }
        try move(id, to: .sent, note: "手で送付", by: stamp, on: connection)
    }

    private static func move(
        _ id: ID<Reminder>, to state: Reminder.State, note: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            "UPDATE reminder SET state = \(state), changed_at = \(stamp.at), note = \(note) WHERE id = \(id)")
        try stamp.note(
            "plan.reminder.\(state.rawValue)", "reminder/\(id)", ["note": .string(note)], on: connection)
    }
}

extension Reminder: Record {
    static let selection: SQL = """
        SELECT reminder.id, reminder.round, reminder.unit, office_unit.name, reminder.due_on, reminder.occasion,
            reminder.mail, reminder.head_mail, reminder.subject, reminder.body, reminder.made_at, reminder.state,
            reminder.changed_at, reminder.note
        FROM reminder JOIN office_unit ON office_unit.id = reminder.unit
        """
    static let key: SQL = "reminder.id"
    static let title = "督促"

    init(_ row: SQLRow, on _: any Connection) throws {
        self.init(
            id: try row["id"], round: try row["round"], unit: try row["unit"], unitName: try row["name"],
            dueOn: try row["due_on"], occasion: try row["occasion"], mail: try row["mail"],
            headMail: try row["head_mail"], subject: try row["subject"], body: try row["body"],
            madeAt: try row["made_at"], state: try row["state"], changedAt: try row["changed_at"],
            note: try row["note"])
    }
}
