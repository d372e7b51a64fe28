import Japanese
import Storage
import Ward

/// Reminders in the database.
enum ReminderStore {
    /// All reminders of a round, the latest occasion first.
    static func list(round: ID<Round>, on connection: any Connection) throws -> [Reminder] {
        try connection.rows(
            "\(columns) WHERE reminder.round = \(round) ORDER BY reminder.occasion DESC, office_unit.code, reminder.id"
        ).map(reminder)
    }

    static func find(_ id: ID<Reminder>, on connection: any Connection) throws -> Reminder? {
        try connection.row("\(columns) WHERE reminder.id = \(id)").map(reminder)
    }

    /// Makes what is due today and not made yet: at most one for each unit and occasion, however often it is asked for.
    ///
    /// - Parameter address: of the site, for the letter.
    static func make(
        for round: Round, address: String?, by stamp: Stamp, on connection: any Connection
    ) throws -> [Reminder] {
        let office = try SettingStore.officeCalendar(on: connection)
        guard stamp.today <= round.calendar.closesOn, round.state == .open || round.state == .chasing else {
            throw ChasingRefusal.closed
        }
        guard let occasion = Chasing.occasion(on: stamp.today, of: round, in: office) else {
            throw ChasingRefusal.noOccasion
        }
        let known = Set(try list(round: round.id, on: connection).filter { $0.occasion == occasion }.map(\.unit))
        let contacts = try UnitContactStore.all(on: connection)
        let isSample = try SettingStore.isSample(on: connection)
        let debtors = try Chasing.debtors(RoundBoard(round, on: connection).rows)
        for debtor in debtors where !known.contains(debtor.unit) {
            let letter = ReminderLetter(
                round: round, debtor: debtor, occasion: occasion, address: address, isSample: isSample)
            let id: ID<Reminder> = stamp.newID()
            let contact = contacts[debtor.unit]
            try connection.execute(
                """
                INSERT INTO reminder
                    (id, round, unit, occasion, mail, head_mail, subject, body, made_at, state, changed_at, note)
                VALUES (\(id), \(round.id), \(debtor.unit), \(occasion), \(contact?.mail),
                    \(occasion > 0 ? contact?.headMail : nil), \(letter.subject), \(letter.body), \(stamp.at),
                    'made', \(stamp.at), '')
                """)
            try Audit.append(
                "plan.reminder.make", subject: "reminder/\(id)",
                details: [
                    "round": .string(round.id.text), "unit": .string(debtor.unit.text), "occasion": JSON(occasion),
                ], by: stamp, on: connection)
        }
        return try list(round: round.id, on: connection).filter { $0.occasion == occasion }
    }

    /// Takes a reminder for sending, so that nobody else sends it as well.
    ///
    /// - Returns: whether it was still to be sent, and the round still takes answers.
    static func claim(_ id: ID<Reminder>, by stamp: Stamp, on connection: any Connection) throws -> Bool {
        guard let reminder = try find(id, on: connection), reminder.state == .made, reminder.mail != nil,
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
        guard try find(id, on: connection)?.state == .sending else { throw ChasingRefusal.underWay }
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
        guard let reminder = try find(id, on: connection), reminder.state == .failed || reminder.state == .sending
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
        guard let reminder = try find(id, on: connection), reminder.state == .made || reminder.state == .failed else {
            throw ChasingRefusal.underWay
        }
        try move(id, to: .sent, note: "手で送付", by: stamp, on: connection)
    }

    private static func move(
        _ id: ID<Reminder>, to state: Reminder.State, note: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            "UPDATE reminder SET state = \(state), changed_at = \(stamp.at), note = \(note) WHERE id = \(id)")
        try Audit.append(
            "plan.reminder.\(state.rawValue)", subject: "reminder/\(id)", details: ["note": .string(note)], by: stamp,
            on: connection)
    }

    private static let columns: SQL = """
        SELECT reminder.id, reminder.round, reminder.unit, office_unit.name, reminder.occasion, reminder.mail,
            reminder.head_mail, reminder.subject, reminder.body, reminder.made_at, reminder.state,
            reminder.changed_at, reminder.note
        FROM reminder JOIN office_unit ON office_unit.id = reminder.unit
        """

    private static func reminder(_ row: SQLRow) throws -> Reminder {
        Reminder(
            id: try row[0], round: try row[1], unit: try row[2], unitName: try row[3], occasion: try row[4],
            mail: try row[5], headMail: try row[6], subject: try row[7], body: try row[8], madeAt: try row[9],
            state: try row[10], changedAt: try row[11], note: try row[12])
    }
}
