import Japanese
import Storage
import Ward

extension RoundStore {
    /// Opens a round: makes one empty answer for each initiative and each unit that answers for it today.
    ///
    /// After a reorganisation the units that took over the work answer, since their people hold the roles now. Refused when
    /// an initiative has no unit that exists, or one that was abolished without a successor (V4, V21): all of them are
    /// named at once.
    ///
    /// Connected indicators are counted as of the as-of day and stand in the answers from the beginning; where that day is not
    /// over yet, the clock counts them when it is.
    /// - Parameter registry: what the platform counts.
    /// - Returns: how many answers are asked for.
    public static func open(
        _ id: ID<Round>, counting registry: IndicatorRegistry, by stamp: Stamp, on connection: any Connection
    ) throws -> Int {
        let planned = try Round.known(id, on: connection)
        // A revision may have taken effect since the round was planned: it asks about the plan as it was on the as-of day.
        if planned.state == .planned,
            let first = try PlanVersion.find(planned.version, on: connection),
            let version = try PlanStore.inForce(of: first.plan, on: planned.calendar.asOf, on: connection),
            version.id != planned.version
        {
            try connection.execute("UPDATE round SET version = \(version.id) WHERE id = \(id)")
        }
        let round = try Round.known(id, on: connection)
        let initiatives = try InitiativeStore.list(version: round.version, on: connection)
            .filter { round.limitedTo == nil || $0.studyGroup == round.limitedTo }
        guard !initiatives.isEmpty else { throw RoundRefusal.noInitiatives }
        let succession = try UnitStore.succession(on: connection)
        let answering = initiatives.map { initiative in
            initiative.mainUnits.map { succession.successors(of: $0, validOn: stamp.today).map(\.id) }
        }
        let without = zip(initiatives, answering).filter { $1.isEmpty || $1.contains(where: \.isEmpty) }
        guard without.isEmpty else {
            throw RoundRefusal.withoutMainUnit(initiatives: without.map(\.0.heading), on: stamp.today)
        }
        // Marks may have changed since the round was planned; from here on they may not (V19).
        let marks = try MarkSetStore.current(by: stamp, on: connection)
        try connection.execute("UPDATE round SET mark_set = \(marks.id) WHERE id = \(id)")
        try move(round, by: .open, stamp: stamp, on: connection)
        var count = 0
        for (initiative, units) in zip(initiatives, answering) {
            for unit in Set(units.joined()).sorted() {
                try connection.execute(
                    """
                    INSERT INTO entry (id, round, initiative, lineage, unit, state, done_text, plan_text, problem_text,
                        response_text, revision)
                    VALUES (\(stamp.newID(Entry.self)), \(id), \(initiative.id), \(initiative.lineage), \(unit),
                        \(EntryState.notAnswered), '', '', '', '', 0)
                    """)
                count += 1
            }
        }
        try CountedValueStore.countMissing(
            try Round.known(id, on: connection), from: registry, by: stamp, on: connection)
        return count
    }

    /// Counts what is still to be counted in the rounds that run; called by the clock.
    static func countMissing(
        from registry: IndicatorRegistry, by stamp: Stamp, on connection: any Connection
    ) throws {
        for round in try list(on: connection) {
            try CountedValueStore.countMissing(round, from: registry, by: stamp, on: connection)
        }
    }

    /// Moves rounds whose due day has passed on to chasing; called by the clock.
    /// - Returns: how many rounds moved.
    @discardableResult
    public static func advance(by stamp: Stamp, on connection: any Connection) throws -> Int {
        let late = try list(on: connection).filter { $0.state == .open && $0.calendar.dueOn < stamp.today }
        for round in late { try move(round, by: .dueDatePassed, stamp: stamp, on: connection) }
        return late.count
    }

    /// Ends the time for answers; the secretariat reviews.
    public static func close(_ id: ID<Round>, by stamp: Stamp, on connection: any Connection) throws {
        try move(Round.known(id, on: connection), by: .close, stamp: stamp, on: connection)
    }

    /// Asks units again during review; their answers become drafts, unanswered ones stay unanswered.
    public static func reopen(
        _ id: ID<Round>, units: [ID<OfficeUnit>], reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard !reason.isBlank else { throw RoundRefusal.reasonNeeded }
        guard !units.isEmpty else { throw RoundRefusal.noUnitsNamed }
        let round = try Round.known(id, on: connection)
        try EntryStore.reopen(units: units, in: round, reason: reason, by: stamp, on: connection)
        try move(
            round, by: .reopen,
            details: ["units": .array(units.map { .string($0.text) }), "reason": .string(reason)], stamp: stamp,
            on: connection)
    }

    public static func report(_ id: ID<Round>, by stamp: Stamp, on connection: any Connection) throws {
        let round = try Round.known(id, on: connection)
        if round.state == .frozen { try move(round, by: .report, stamp: stamp, on: connection) }
    }

    /// Makes the newest edition of a reported round public.
    public static func publish(_ id: ID<Round>, by stamp: Stamp, on connection: any Connection) throws {
        let round = try Round.known(id, on: connection)
        guard round.state == .reported else { throw RoundRefusal.notPossible(.publish, in: round.state) }
        try PublicationStore.publish(
            kind: RoundContent.kind, subject: id.text, edition: round.edition, by: stamp, on: connection)
    }

    /// Begins a correction of a sealed round: the named units are asked again, and the next freeze makes edition n+1.
    /// Edition n stays as it is.
    public static func amend(
        _ id: ID<Round>, units: [ID<OfficeUnit>], reason: String, decision: String, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        guard !reason.isBlank else { throw RoundRefusal.reasonNeeded }
        guard !units.isEmpty else { throw RoundRefusal.noUnitsNamed }
        let round = try Round.known(id, on: connection)
        try move(
            round, by: .amend,
            details: [
                "reason": .string(reason), "decision": .string(decision),
                "units": .array(units.map { .string($0.text) }),
            ], stamp: stamp, on: connection)
        try connection.execute(
            "UPDATE round SET amend_reason = \(reason), amend_decision = \(decision) WHERE id = \(id)")
        let reviewing = try Round.known(id, on: connection)
        try EntryStore.forgetReturns(in: reviewing, on: connection)
        try EntryStore.reopen(units: units, in: reviewing, reason: reason, by: stamp, on: connection)
    }
}
