import Japanese
import Storage
import Ward

/// One body on one day, with what belongs to it.
struct BodyOverview: Sendable {
    /// One initiative of a group, with the mark of the newest frozen quarter that asked about it.
    struct InitiativeRow: Sendable {
        let initiative: Initiative
        let marks: [Latest]
    }

    struct Latest: Sendable {
        let round: Round
        let row: RoundBoard.Row
    }

    struct Origin: Sendable {
        let meeting: Meeting
        let decision: Decision
    }

    let body: Body
    let day: CivilDate
    let parent: Body?
    let seats: [Seat]
    let succession: Succession
    let secretariat: [OfficeUnit]
    let meetings: [Meeting]
    /// Bodies under this one, with the ended ones.
    let children: [Body]
    let initiatives: [InitiativeRow]
    /// Ad-hoc rounds that were limited to the body.
    let rounds: [Round]
    /// For a working team, the decision that set it up, and the one that ended it.
    let established: Origin?
    let ended: Origin?

    init(_ body: Body, on day: CivilDate, connection: any Connection) throws {
        self.body = body
        self.day = day
        parent = try body.parent.flatMap { try BodyStore.find($0, on: connection) }
        seats = try BodyStore.seats(of: body.id, validOn: day, on: connection)
        succession = try UnitStore.succession(on: connection)
        secretariat = body.secretariat(on: day, in: succession)
        meetings = try MeetingStore.list(of: body.id, on: connection)
        children = try BodyStore.list(on: connection).filter { $0.parent == body.id }
        let all = try RoundStore.list(on: connection)
        rounds = all.filter { $0.limitedTo == body.id }
        initiatives = try Self.initiatives(of: body.id, rounds: all, on: connection)
        let team = try WorkingTeamStore.find(body.id, on: connection)
        established = try team.flatMap { try Self.origin($0.establishedBy, on: connection) }
        ended = try team?.endedBy.flatMap { try Self.origin($0, on: connection) }
    }

    private static func origin(_ id: ID<Decision>, on connection: any Connection) throws -> Origin? {
        guard let decision = try MeetingStore.decision(id, on: connection),
            let meeting = try Meeting.find(decision.meeting, on: connection)
        else { return nil }
        return Origin(meeting: meeting, decision: decision)
    }

    private static func initiatives(
        of body: ID<Body>, rounds: [Round], on connection: any Connection
    ) throws -> [InitiativeRow] {
        guard let version = try PlanStore.current(on: connection) else { return [] }
        let own = try InitiativeStore.list(version: version.id, on: connection).filter { $0.studyGroup == body }
        // Newest first; ad-hoc rounds are no quarter of the series.
        let sealed = rounds.filter { $0.limitedTo == nil && $0.state.isSealed }
        return try own.map { initiative in
            let rows = try RoundBoard.rows("entry.lineage = \(initiative.lineage)", on: connection)
            let newest = sealed.first { round in rows.contains { $0.round == round.id } }
            return InitiativeRow(
                initiative: initiative,
                marks: newest.map { round in
                    rows.filter { $0.round == round.id }.map { Latest(round: round, row: $0.row) }
                } ?? [])
        }
    }

    var json: JSON {
        [
            "id": .string(body.id.text), "name": .string(body.name), "kind": .string(body.kind.rawValue),
            "on": JSON(day), "parent": JSON(parent?.name), "remit": .string(body.remit),
            "from": JSON(body.validFrom), "to": JSON(body.validTo),
            "secretariat": .array(secretariat.map { .string($0.name) }),
            "seats": .array(
                seats.map {
                    ["role": .string($0.role.rawValue), "label": .string($0.label), "count": JSON($0.count)]
                }),
            "total": JSON(Seat.total(seats)),
            "bodies": .array(
                children.map {
                    [
                        "id": .string($0.id.text), "name": .string($0.name), "kind": .string($0.kind.rawValue),
                        "from": JSON($0.validFrom), "to": JSON($0.validTo),
                    ]
                }),
        ]
    }
}
