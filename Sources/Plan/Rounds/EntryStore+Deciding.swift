import Japanese
import Storage
import Ward

extension EntryStore {
    /// Everything that is wrong or doubtful with an answer as it stands.
    public static func findings(
        of entry: Entry, in round: Round, on connection: any Connection
    ) throws -> [EntryFinding] {
        let initiative = try Initiative.find(entry.initiative, on: connection)
        let files = try evidence(of: entry.id, on: connection)
        return EntryCheck(
            answer: entry.answer, marks: round.markSet, asOf: round.calendar.asOf,
            indicators: try PlanIndicatorStore.list(of: entry.lineage, asOf: round.calendar.asOf, on: connection),
            deadlines: (initiative?.promises ?? []).flatMap(\.deadlines),
            evidenceCount: files.count, previous: try previous(of: entry, in: round, on: connection)?.handedIn,
            bases: try BasisReading.outcomes(of: entry.answer, evidence: files, on: connection),
            counted: Set(entry.counted.keys)
        ).findings
    }

    /// Hands a draft in; refused with every error at once.
    public static func submit(_ id: ID<Entry>, by stamp: Stamp, on connection: any Connection) throws {
        let entry = try Entry.known(id, on: connection)
        let state = try next(entry, .submit, on: connection)
        let round = try Round.known(entry.round, on: connection)
        let findings = try findings(of: entry, in: round, on: connection)
        guard !findings.contains(where: { $0.severity == .error }) else { throw RoundRefusal.invalid(findings) }
        try connection.execute(
            """
            UPDATE entry SET state = \(state), submitted_by = \(stamp.actor.name), submitted_person = \(stamp.actor.person)
            WHERE id = \(id)
            """)
        try step(entry, .submit, state: state, note: "", answer: entry.answer, by: stamp, on: connection)
        try RoundNotifications.submitted(entry, by: stamp, on: connection)
    }

    /// The section head (主管課長) approves, or who stands in for them (代決); never who handed it in.
    ///
    /// - Parameter revision: the one that was read; `nil` when nobody read it on a page. Another one is refused, so that
    ///   nobody approves words they did not see.
    public static func approve(
        _ id: ID<Entry>, revision: Int? = nil, by stamp: Stamp, on connection: any Connection
    ) throws {
        let entry = try Entry.known(id, on: connection)
        try check(revision, of: entry)
        let state = try next(entry, .approve, on: connection)
        try checkSecondPerson(for: id, by: stamp, on: connection)
        let standIn = try StandInStore.acting(stamp.actor.person, for: entry.unit, on: stamp.today, connection)
        try connection.execute(
            """
            UPDATE entry SET state = \(state), approved_by = \(stamp.actor.name), stand_in = \(standIn?.id)
            WHERE id = \(id)
            """)
        try step(
            entry, .approve, state: state, note: standIn?.note ?? "", answer: entry.answer, for: standIn, by: stamp,
            on: connection)
    }

    /// The secretariat (事務局) accepts; what the answer was returned for is settled with that. Never who handed it in.
    ///
    /// - Parameter revision: as for ``approve(_:revision:by:on:)``.
    public static func accept(
        _ id: ID<Entry>, revision: Int? = nil, by stamp: Stamp, on connection: any Connection
    ) throws {
        let entry = try Entry.known(id, on: connection)
        try check(revision, of: entry)
        let state = try next(entry, .accept, on: connection)
        try checkSecondPerson(for: id, by: stamp, on: connection)
        try connection.execute("UPDATE entry SET state = \(state), returned_reason = NULL WHERE id = \(id)")
        try step(entry, .accept, state: state, note: "", answer: entry.answer, by: stamp, on: connection)
    }

    /// Takes an acceptance back while the round is open. What the answer had been returned for counts again, so that it may
    /// be mended or returned where only such answers may.
    ///
    /// - Parameter revision: as for ``approve(_:revision:by:on:)``.
    public static func undoAccept(
        _ id: ID<Entry>, revision: Int? = nil, by stamp: Stamp, on connection: any Connection
    ) throws {
        let entry = try Entry.known(id, on: connection)
        try check(revision, of: entry)
        let round = try Round.known(entry.round, on: connection)
        let reason = try settledReason(of: entry, in: round, on: connection)
        guard round.allows(.undoAccept, wasReturned: reason != nil) else { throw RoundRefusal.roundClosed(round.state) }
        let state = try entry.state.applying(.undoAccept)
        try connection.execute(
            "UPDATE entry SET state = \(state), returned_reason = \(reason) WHERE id = \(entry.id)")
        try step(entry, .undoAccept, state: state, note: "", answer: entry.answer, by: stamp, on: connection)
    }

    /// Why an answer had been returned or asked for again before it was accepted last; while a correction is made, by that
    /// correction.
    static func settledReason(
        of entry: Entry, in round: Round, on connection: any Connection
    ) throws -> String? {
        guard entry.state == .accepted else { return nil }
        var (open, settled): (String?, String?) = (nil, nil)
        let rows = try connection.rows(
            """
            SELECT event, note FROM entry_event
            WHERE entry = \(entry.id) AND at >= \(round.beforeAmendment?.at ?? Timestamp(milliseconds: 0))
            ORDER BY \(stepOrder)
            """)
        for row in rows {
            switch EntryEvent(rawValue: try row["event"]) {
            case .sendBack, .withdraw, .reopen: open = try row["note"]
            case .accept: (open, settled) = (nil, open)
            case .undoAccept: open = settled
            case .save, .submit, .approve, .restore, nil: break
            }
        }
        return settled
    }

    /// Returns an answer with the reason, by the section head or by the secretariat.
    public static func sendBack(
        _ id: ID<Entry>, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        try giveBack(id, .sendBack, reason: reason, by: stamp, on: connection)
    }

    /// The section takes back what it handed in, before the close.
    public static func withdraw(
        _ id: ID<Entry>, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        try giveBack(id, .withdraw, reason: reason, by: stamp, on: connection)
    }

    private static func giveBack(
        _ id: ID<Entry>, _ event: EntryEvent, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard !reason.isBlank else { throw RoundRefusal.reasonNeeded }
        let entry = try Entry.known(id, on: connection)
        let state = try next(entry, event, on: connection)
        try set(state, of: entry, returned: reason, on: connection)
        try step(entry, event, state: state, note: reason, answer: entry.answer, by: stamp, on: connection)
        if event == .sendBack { try RoundNotifications.returned(entry, by: stamp, on: connection) }
    }

    private static func check(_ revision: Int?, of entry: Entry) throws(RoundRefusal) {
        guard let revision, revision != entry.revision else { return }
        throw .changedSinceRead
    }

    /// The answers of a round that a person handed in, whatever became of them: others approve and accept these.
    static func handedIn(
        by person: ID<Person>, in round: ID<Round>, on connection: any Connection
    ) throws -> Set<ID<Entry>> {
        Set(try connection.column("SELECT id FROM entry WHERE round = \(round) AND submitted_person = \(person)"))
    }

    /// Who handed an answer in.
    static func submitter(of id: ID<Entry>, on connection: any Connection) throws -> ID<Person>? {
        try connection.value("SELECT submitted_person FROM entry WHERE id = \(id)")
    }

    private static func checkSecondPerson(for id: ID<Entry>, by stamp: Stamp, on connection: any Connection) throws {
        guard let person = stamp.actor.person, try submitter(of: id, on: connection) == person else { return }
        throw RoundRefusal.handedInByOneself
    }

    /// Forgets what answers were returned for before a correction begins, so that only those it names may change. The
    /// reasons stay in the history.
    static func forgetReturns(in round: Round, on connection: any Connection) throws {
        try connection.execute("UPDATE entry SET returned_reason = NULL WHERE round = \(round.id)")
    }

    /// Asks units again; called by ``RoundStore/reopen(_:units:reason:by:on:)`` and by an amendment.
    ///
    /// An answer whose unit is gone goes to the unit that took over its work, since nobody holds a role in the old one.
    /// - Throws: ``RoundRefusal/unitsNotAsked`` when one of the units has no answer in the round,
    ///   ``RoundRefusal/nobodyAnswers(_:)`` when nobody could write an answer that is asked for again.
    static func reopen(
        units: [ID<OfficeUnit>], in round: Round, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        let entries = try list(round: round.id, on: connection)
        guard units.allSatisfy({ unit in entries.contains { $0.unit == unit } }) else {
            throw RoundRefusal.unitsNotAsked
        }
        let succession = try UnitStore.succession(on: connection)
        // Who answers for which initiative, as answers are handed over.
        var holders = Dictionary(grouping: entries, by: \.initiative).mapValues { Set($0.map(\.unit)) }
        var orphans: [String] = []
        for entry in entries where units.contains(entry.unit) {
            let state = try next(entry, .reopen, on: connection)
            let heir = succession.successors(of: entry.unit, validOn: stamp.today).first
            // Where the heir answers for the same initiative already, it cannot answer a second time.
            guard let heir, heir.id == entry.unit || holders[entry.initiative]?.contains(heir.id) != true else {
                orphans.append(succession.unit(entry.unit)?.name ?? "")
                continue
            }
            if heir.id != entry.unit {
                try hand(entry, to: heir, from: succession, by: stamp, on: connection)
                holders[entry.initiative]?.insert(heir.id)
            }
            try set(state, of: entry, returned: reason, on: connection)
            try step(entry, .reopen, state: state, note: reason, answer: entry.answer, by: stamp, on: connection)
            try RoundNotifications.reopened(entry, by: stamp, on: connection)
        }
        guard orphans.isEmpty else { throw RoundRefusal.nobodyAnswers(Set(orphans).sorted()) }
    }

    private static func hand(
        _ entry: Entry, to heir: OfficeUnit, from succession: Succession, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        try connection.execute("UPDATE entry SET unit = \(heir.id) WHERE id = \(entry.id)")
        try stamp.note(
            "plan.entry.hand-over", "entry/\(entry.id)",
            [
                "from": .string(succession.unit(entry.unit)?.name ?? ""), "to": .string(heir.name),
                "unit": .string(heir.id.text),
            ], on: connection)
    }

    private static func set(
        _ state: EntryState, of entry: Entry, returned reason: String, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            UPDATE entry SET state = \(state), returned_reason = \(reason), submitted_by = NULL, approved_by = NULL,
                stand_in = NULL, revision = revision + 1
            WHERE id = \(entry.id)
            """)
    }
}
