import Japanese
import Storage
import Ward

extension RoundStore {
    /// Changes the days of a round that was not opened yet.
    public static func reschedule(
        _ round: Round, to calendar: RoundCalendar, office: OfficeCalendar, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        guard round.state == .planned else { throw RoundRefusal.opened(round.state) }
        let problems = calendar.problems(for: round.quarter, in: office)
        guard problems.isEmpty else { throw RoundRefusal.calendar(problems) }
        let changed = try connection.execute(
            """
            UPDATE round SET as_of = \(calendar.asOf), opens_on = \(calendar.opensOn), due_on = \(calendar.dueOn),
                closes_on = \(calendar.closesOn), freezes_on = \(calendar.freezesOn)
            WHERE id = \(round.id) AND state = \(RoundState.planned)
            """)
        guard changed == 1 else { throw StaleRecord() }
        try stamp.note(
            "plan.round.reschedule", "round/\(round.id)",
            ["before": round.calendar.json, "after": calendar.json], on: connection)
    }

    /// Puts the due day of a running round off (延長), with the reason that the sections read beside it.
    ///
    /// Reminders are counted from the new day. Those that name the old one and did not go out are taken back.
    public static func extend(
        _ round: Round, dueOn: CivilDate, closesOn: CivilDate, freezesOn: CivilDate, reason: String,
        office: OfficeCalendar, by stamp: Stamp, on connection: any Connection
    ) throws {
        _ = try round.state.applying(.extend)
        guard !reason.isBlank else { throw RoundRefusal.reasonNeeded }
        let before = round.calendar
        let calendar = RoundCalendar(
            asOf: before.asOf, opensOn: before.opensOn, dueOn: dueOn, closesOn: closesOn, freezesOn: freezesOn)
        let problems =
            (dueOn > before.dueOn ? [] : ["新しい回答期限は、今の期限（\(before.dueOn.japanese)）より後の日にしてください。"])
            + (dueOn >= stamp.today ? [] : ["新しい回答期限は、今日（\(stamp.today.japanese)）以後の日にしてください。"])
            + calendar.problemsOnceOpened(in: office)
        guard problems.isEmpty else { throw RoundRefusal.calendar(problems) }
        try move(
            round, by: .extend,
            details: ["before": before.json, "after": calendar.json, "reason": .string(reason)], stamp: stamp,
            on: connection)
        try connection.execute(
            """
            UPDATE round SET due_on = \(dueOn), closes_on = \(closesOn), freezes_on = \(freezesOn),
                extended_from = \(before.dueOn), extend_reason = \(reason)
            WHERE id = \(round.id)
            """)
        try ReminderStore.withdrawUnsent(of: round, by: stamp, on: connection)
    }

    /// Takes back a round that was never opened: nobody was asked and nothing was answered. Its days stay in the audit trail.
    public static func discard(_ round: Round, by stamp: Stamp, on connection: any Connection) throws {
        guard round.state == .planned else { throw RoundRefusal.opened(round.state) }
        let decided: [String] = try connection.column(
            """
            SELECT meeting_decision.content FROM meeting_decision WHERE meeting_decision.round = \(round.id)
            ORDER BY meeting_decision.id
            """)
        guard decided.isEmpty else { throw RoundRefusal.decidedUpon(decided) }
        let gone = try connection.execute(
            "DELETE FROM round WHERE id = \(round.id) AND state = \(RoundState.planned)")
        guard gone == 1 else { throw StaleRecord() }
        try stamp.note(
            "plan.round.discard", "round/\(round.id)",
            [
                "quarter": .string(round.quarter.japanese), "days": round.calendar.json,
                "limitedTo": JSON(round.limitedTo),
            ],
            on: connection)
    }
}

extension RoundCalendar {
    /// For the audit trail: what the days were.
    fileprivate var json: JSON {
        [
            "asOf": JSON(asOf), "opens": JSON(opensOn), "due": JSON(dueOn), "closes": JSON(closesOn),
            "freezes": JSON(freezesOn),
        ]
    }
}
