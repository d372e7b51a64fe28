import Japanese
import Storage
import Ward

extension MeetingStore {
    /// The decisions of a meeting, in their order.
    static func decisions(of meeting: ID<Meeting>, on connection: any Connection) throws -> [Decision] {
        try decisions("meeting_decision.meeting = \(meeting)", on: connection)
    }

    static func decision(_ id: ID<Decision>, on connection: any Connection) throws -> Decision? {
        try decisions("meeting_decision.id = \(id)", on: connection).first
    }

    /// Decisions on an initiative in all versions of the plan, newest meeting first, as far as their records are closed.
    static func decisions(
        on lineage: ID<Lineage>, on connection: any Connection
    ) throws -> [BodyOverview.Origin] {
        let found = try decisions(
            """
            meeting_decision.id IN (
                SELECT meeting_decision_initiative.decision FROM meeting_decision_initiative
                JOIN initiative ON initiative.id = meeting_decision_initiative.initiative
                WHERE initiative.lineage = \(lineage))
            """, on: connection)
        let meetings = try list(on: connection).filter { $0.state == .held }
        return meetings.flatMap { meeting in
            found.filter { $0.meeting == meeting.id }.map { .init(meeting: meeting, decision: $0) }
        }
    }

    /// Decisions of the body's confirmed meetings, on which a working team can rest.
    static func confirmedDecisions(
        of body: ID<Body>, on connection: any Connection
    ) throws -> [BodyOverview.Origin] {
        try list(of: body, on: connection).filter { $0.state == .held }.flatMap { meeting in
            try decisions(of: meeting.id, on: connection).map { .init(meeting: meeting, decision: $0) }
        }
    }

    /// Decisions of all confirmed meetings, newest meeting first.
    static func confirmedDecisions(on connection: any Connection) throws -> [BodyOverview.Origin] {
        try list(on: connection).filter { $0.state == .held }.flatMap { meeting in
            try decisions(of: meeting.id, on: connection).map { .init(meeting: meeting, decision: $0) }
        }
    }

    @discardableResult
    static func add(
        decision content: String, agenda: ID<Meeting.AgendaItem>? = nil, initiatives: [ID<Initiative>] = [],
        round: ID<Round>? = nil, report: ID<Report>? = nil, to meeting: Meeting, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Decision {
        _ = try meeting.state.applying(.write)
        let count = try decisions(of: meeting.id, on: connection).count
        guard count < MeetingLimits.decisionsMax else {
            throw MeetingRefusal.tooManyDecisions(max: MeetingLimits.decisionsMax)
        }
        guard agenda.map({ item in meeting.agenda.contains { $0.id == item } }) ?? true,
            try round.map({ try Round.find($0, on: connection) != nil }) ?? true,
            try report.map({ try Report.find($0, on: connection) != nil }) ?? true
        else { throw MeetingRefusal.foreignSubject }
        let decision: ID<Decision> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO meeting_decision (id, meeting, position, content, agenda, round, report)
            VALUES (\(decision), \(meeting.id),
                (SELECT COALESCE(MAX(position), 0) + 1 FROM meeting_decision WHERE meeting = \(meeting.id)),
                \(content), \(agenda), \(round), \(report))
            """)
        for initiative in Set(initiatives).sorted() {
            guard try Initiative.find(initiative, on: connection) != nil else {
                throw MeetingRefusal.foreignSubject
            }
            try connection.execute(
                "INSERT INTO meeting_decision_initiative (decision, initiative) VALUES (\(decision), \(initiative))")
        }
        try stamp.note(
            MeetingTrail.decide, "meeting/\(meeting.id)",
            [
                "decision": .string(decision.text), "content": .string(content), "agenda": JSON(agenda),
                "initiatives": .array(initiatives.map { .string($0.text) }), "round": JSON(round),
                "report": JSON(report),
            ], on: connection)
        guard let written = try self.decision(decision, on: connection) else { throw MeetingRefusal.unknownDecision }
        return written
    }

    /// Takes a decision off a record that is still open; its words stay in the audit trail.
    static func remove(
        decision: ID<Decision>, from meeting: Meeting, by stamp: Stamp, on connection: any Connection
    ) throws {
        _ = try meeting.state.applying(.write)
        guard try self.decision(decision, on: connection)?.meeting == meeting.id else {
            throw MeetingRefusal.unknownDecision
        }
        try connection.execute("DELETE FROM meeting_decision_initiative WHERE decision = \(decision)")
        try connection.execute("DELETE FROM meeting_decision WHERE id = \(decision)")
        try stamp.note(
            MeetingTrail.undecide, "meeting/\(meeting.id)", ["decision": .string(decision.text)], on: connection)
    }

    private static func decisions(_ condition: SQL, on connection: any Connection) throws -> [Decision] {
        var initiatives: [ID<Decision>: [ID<Initiative>]] = [:]
        let links = try connection.rows(
            """
            SELECT meeting_decision_initiative.decision, initiative.id FROM meeting_decision_initiative
            JOIN initiative ON initiative.id = meeting_decision_initiative.initiative
            JOIN meeting_decision ON meeting_decision.id = meeting_decision_initiative.decision
            WHERE \(condition) ORDER BY meeting_decision_initiative.decision, initiative.position, initiative.id
            """)
        for link in links { initiatives[try link[0], default: []].append(try link[1]) }
        var counts: [ID<Meeting>: Int] = [:]
        // Numbers as printed: without the gaps that removed decisions leave.
        let order = try connection.rows(
            """
            SELECT other.id, other.meeting FROM meeting_decision AS other
            WHERE other.meeting IN (SELECT meeting_decision.meeting FROM meeting_decision WHERE \(condition))
            ORDER BY other.meeting, other.position, other.id
            """)
        var numbers: [ID<Decision>: Int] = [:]
        for row in order {
            let meeting: ID<Meeting> = try row["meeting"]
            counts[meeting, default: 0] += 1
            numbers[try row["id"]] = counts[meeting]
        }
        return try connection.rows(
            """
            SELECT meeting_decision.id, meeting_decision.meeting, meeting_decision.content, meeting_decision.agenda,
                meeting_decision.round, meeting_decision.report
            FROM meeting_decision WHERE \(condition)
            ORDER BY meeting_decision.meeting, meeting_decision.position, meeting_decision.id
            """
        ).map { row in
            let id: ID<Decision> = try row["id"]
            return Decision(
                id: id, meeting: try row["meeting"], number: numbers[id] ?? 1, content: try row["content"],
                agenda: try row["agenda"], initiatives: initiatives[id] ?? [], round: try row["round"],
                report: try row["report"])
        }
    }
}
