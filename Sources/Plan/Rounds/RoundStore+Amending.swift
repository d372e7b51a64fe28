import Japanese
import Storage
import Ward

extension RoundStore {
    /// Begins a correction of a sealed round: the named units are asked again, and the next freeze makes edition n+1.
    /// Edition n stays as it is.
    public static func amend(
        _ round: Round, units: [ID<OfficeUnit>], reason: String, decision: String, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        guard !reason.isBlank else { throw RoundRefusal.reasonNeeded }
        guard !units.isEmpty else { throw RoundRefusal.noUnitsNamed }
        try move(
            round, by: .amend,
            details: [
                "reason": .string(reason), "decision": .string(decision),
                "units": .array(units.map { .string($0.text) }),
            ], stamp: stamp, on: connection)
        try connection.execute(
            """
            UPDATE round SET amend_reason = \(reason), amend_decision = \(decision), amend_from = \(round.state),
                amend_at = \(stamp.at)
            WHERE id = \(round.id)
            """)
        let reviewing = try Round.known(round.id, on: connection)
        try EntryStore.forgetReturns(in: reviewing, on: connection)
        try EntryStore.reopen(units: units, in: reviewing, reason: reason, by: stamp, on: connection)
    }

    /// Gives up a correction that was begun: the round stands again where it stood, and its answers say again what the
    /// sealed edition says. What was written meanwhile stays in the history of each answer.
    /// - Returns: how many answers were set back.
    @discardableResult
    public static func cancelAmendment(
        _ round: Round, by stamp: Stamp, on connection: any Connection
    ) throws -> Int {
        guard round.isAmending, let before = round.beforeAmendment,
            let seal = try RoundContent.editions(of: round.id.text, on: connection).last, seal.edition == round.edition,
            let sealed = try RoundContent.content(of: seal, on: connection)
        else { throw RoundRefusal.noAmendment }
        let restored = try EntryStore.restore(
            sealed, of: round, asOf: before.at, by: stamp, on: connection)
        let moved = try connection.execute(
            """
            UPDATE round SET state = \(before.state), amend_reason = NULL, amend_decision = NULL, amend_from = NULL,
                amend_at = NULL
            WHERE id = \(round.id) AND state = \(round.state)
            """)
        guard moved == 1 else { throw StaleRecord() }
        try stamp.note(
            "plan.round.cancelAmendment", "round/\(round.id)",
            [
                "from": .string(round.state.rawValue), "to": .string(before.state.rawValue),
                "reason": JSON(round.amendment?.reason), "entries": JSON(restored),
            ], on: connection)
        return restored
    }
}
