import Japanese
import Storage
import Ward

extension RoundStore {
    /// Opens a round: makes one empty answer for each initiative and each unit that answers for it today (``RoundAsking``).
    ///
    /// Connected indicators are counted as of the as-of day and stand in the answers from the beginning; where that day is not
    /// over yet, the clock counts them when it is.
    /// - Parameter registry: what the platform counts.
    /// - Returns: how many answers are asked for.
    public static func open(
        _ id: ID<Round>, counting registry: IndicatorRegistry, by stamp: Stamp, on connection: any Connection
    ) throws -> Int {
        let planned = try Round.known(id, on: connection)
        let asking = try RoundAsking(planned, openedOn: stamp.today, on: connection)
        try connection.execute("UPDATE round SET version = \(asking.version) WHERE id = \(id)")
        // Marks may have changed since the round was planned; from here on they may not.
        let marks = try MarkSetStore.current(by: stamp, on: connection)
        try connection.execute("UPDATE round SET mark_set = \(marks.id) WHERE id = \(id)")
        try move(planned, by: .open, stamp: stamp, on: connection)
        var count = 0
        for (initiative, units) in asking.asked {
            for unit in units {
                try connection.execute(
                    """
                    INSERT INTO entry (id, round, initiative, lineage, unit, state, done_text, plan_text, problem_text,
                        response_text, revision)
                    VALUES (\(stamp.newID(Entry.self)), \(id), \(initiative.id), \(initiative.lineage), \(unit.id),
                        \(EntryState.notAnswered), '', '', '', '', 0)
                    """)
                count += 1
            }
        }
        try CountedValueStore.countMissing(
            try Round.known(id, on: connection), from: registry, by: stamp, on: connection)
        try RoundNotifications.opened(id, by: stamp, on: connection)
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
    public static func close(_ round: Round, by stamp: Stamp, on connection: any Connection) throws {
        try move(round, by: .close, stamp: stamp, on: connection)
    }

    /// Asks units again during review; their answers become drafts, unanswered ones stay unanswered.
    public static func reopen(
        _ round: Round, units: [ID<OfficeUnit>], reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard !reason.isBlank else { throw RoundRefusal.reasonNeeded }
        guard !units.isEmpty else { throw RoundRefusal.noUnitsNamed }
        try EntryStore.reopen(units: units, in: round, reason: reason, by: stamp, on: connection)
        try move(
            round, by: .reopen,
            details: ["units": .array(units.map { .string($0.text) }), "reason": .string(reason)], stamp: stamp,
            on: connection)
    }

    public static func report(_ round: Round, by stamp: Stamp, on connection: any Connection) throws {
        if round.state == .frozen { try move(round, by: .report, stamp: stamp, on: connection) }
    }

    /// Makes the newest edition of a reported round public.
    public static func publish(_ round: Round, by stamp: Stamp, on connection: any Connection) throws {
        guard round.state == .reported else { throw RoundRefusal.notPossible(.publish, in: round.state) }
        try PublicationStore.publish(
            PublishedEdition(
                kind: RoundContent.kind, subject: round.id.text, edition: round.edition, on: connection),
            by: stamp, on: connection)
    }
}
