import Japanese
import Storage
import Ward

extension EntryStore {
    /// Everything that is wrong or doubtful with an answer as it stands.
    public static func findings(
        of entry: Entry, in round: Round, on connection: any Connection
    ) throws -> [EntryFinding] {
        let initiative = try InitiativeStore.find(entry.initiative, on: connection)
        return EntryCheck(
            answer: entry.answer, marks: round.markSet, asOf: round.calendar.asOf,
            indicators: try PlanIndicatorStore.list(of: entry.lineage, on: connection),
            deadlines: (initiative?.promises ?? []).flatMap(\.deadlines),
            evidenceCount: try evidence(of: entry.id, on: connection).count,
            previous: try previous(of: entry, in: round, on: connection)?.answer
        ).findings
    }

    /// Hands a draft in; refused with every error at once.
    public static func submit(_ id: ID<Entry>, by stamp: Stamp, on connection: any Connection) throws {
        let entry = try known(id, on: connection)
        let state = try next(entry, .submit, on: connection)
        let round = try RoundStore.known(entry.round, on: connection)
        let findings = try findings(of: entry, in: round, on: connection)
        guard !findings.contains(where: { $0.severity == .error }) else { throw RoundRefusal.invalid(findings) }
        try connection.execute(
            "UPDATE entry SET state = \(state), submitted_by = \(stamp.actor.name) WHERE id = \(id)")
        try step(entry, .submit, state: state, note: "", answer: entry.answer, by: stamp, on: connection)
    }

    /// The section head (主管課長) approves.
    public static func approve(_ id: ID<Entry>, by stamp: Stamp, on connection: any Connection) throws {
        let entry = try known(id, on: connection)
        let state = try next(entry, .approve, on: connection)
        try connection.execute(
            "UPDATE entry SET state = \(state), approved_by = \(stamp.actor.name), returned_reason = NULL WHERE id = \(id)"
        )
        try step(entry, .approve, state: state, note: "", answer: entry.answer, by: stamp, on: connection)
    }

    /// The secretariat (事務局) accepts.
    public static func accept(_ id: ID<Entry>, by stamp: Stamp, on connection: any Connection) throws {
        let entry = try known(id, on: connection)
        let state = try next(entry, .accept, on: connection)
        try connection.execute("UPDATE entry SET state = \(state) WHERE id = \(id)")
        try step(entry, .accept, state: state, note: "", answer: entry.answer, by: stamp, on: connection)
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
        guard !reason.isEmpty else { throw RoundRefusal.reasonNeeded }
        let entry = try known(id, on: connection)
        let state = try next(entry, event, on: connection)
        try set(state, of: entry, returned: reason, on: connection)
        try step(entry, event, state: state, note: reason, answer: entry.answer, by: stamp, on: connection)
    }

    /// Asks units again; called by ``RoundStore/reopen(_:units:reason:by:on:)`` and by an amendment.
    static func reopen(
        units: [ID<OfficeUnit>], in round: Round, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        for entry in try list(round: round.id, on: connection) where units.contains(entry.unit) {
            let state = try next(entry, .reopen, on: connection)
            try set(state, of: entry, returned: reason, on: connection)
            try step(entry, .reopen, state: state, note: reason, answer: entry.answer, by: stamp, on: connection)
        }
    }

    private static func set(
        _ state: EntryState, of entry: Entry, returned reason: String, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            UPDATE entry SET state = \(state), returned_reason = \(reason), submitted_by = NULL, approved_by = NULL,
                revision = revision + 1
            WHERE id = \(entry.id)
            """)
    }
}
