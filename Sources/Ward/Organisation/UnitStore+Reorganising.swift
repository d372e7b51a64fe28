import Japanese
import Storage

extension UnitStore {
    /// Carries a reorganisation out in one transaction: units end and begin, posts with their seats and holders and
    /// roles go to the main successor.
    ///
    /// May be recorded before the day: everything has its dates, and nothing changes until then.
    /// - Throws: ``OrganisationError/several(_:)`` with every reason, and nothing is changed.
    @discardableResult
    public static func reorganise(
        _ change: Reorganisation, by stamp: Stamp, on connection: any Connection
    ) throws -> ReorganisationOutcome {
        let problems = change.problems(in: try succession(on: connection).units)
        guard problems.isEmpty else { throw OrganisationError.several(problems) }
        for id in change.steps.flatMap(\.old) {
            try connection.execute("UPDATE office_unit SET valid_to = \(change.eve) WHERE id = \(id)")
        }
        let created = try begin(change.newUnits, on: change.day, by: stamp, on: connection)
        var outcome = ReorganisationOutcome(created: created.values.sorted { ($0.code, $0.id) < ($1.code, $1.id) })
        for step in change.steps where !step.old.isEmpty {
            let heirs = try step.heirs.map { try resolve($0, created, on: connection) }
            for id in step.old {
                guard let old = try find(id, on: connection) else { throw OrganisationError.unknownUnit }
                try abolish(old, heirs: heirs, by: stamp, on: connection, into: &outcome)
            }
        }
        return outcome
    }

    /// One unit ends the day before `day`; a unit that exists takes over, or nobody yet.
    @discardableResult
    public static func reorganise(
        _ unit: ID<OfficeUnit>, successor: ID<OfficeUnit>?, on day: CivilDate, by stamp: Stamp,
        on connection: any Connection
    ) throws -> ReorganisationOutcome {
        try reorganise(
            Reorganisation(on: day, steps: [.abolishing(unit, successor: successor)]), by: stamp, on: connection)
    }

    /// Names who took over from a unit that was abolished without a successor; posts, seats and roles follow from the
    /// day after it ended.
    @discardableResult
    public static func nameSuccessor(
        of unit: ID<OfficeUnit>, _ successor: ID<OfficeUnit>, by stamp: Stamp, on connection: any Connection
    ) throws -> ReorganisationOutcome {
        let succession = try succession(on: connection)
        guard let old = succession.unit(unit), let heir = succession.unit(successor) else {
            throw OrganisationError.unknownUnit
        }
        guard let last = old.validTo else { throw OrganisationError.notAbolished(name: old.name) }
        if let named = old.successor.flatMap(succession.unit) {
            throw OrganisationError.successorAlreadyNamed(name: old.name, successor: named.name)
        }
        let day = last.adding(days: 1)
        guard heir.exists(on: day) else { throw OrganisationError.notStanding(name: heir.name, on: day) }
        var outcome = ReorganisationOutcome(created: [])
        try abolish(old, heirs: [heir], by: stamp, on: connection, into: &outcome)
        return outcome
    }

    /// New units in an order in which a parent that is itself new comes before its parts.
    private static func begin(
        _ units: [Reorganisation.NewUnit], on day: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws -> [Reorganisation.NewUnit: OfficeUnit] {
        var created: [Reorganisation.NewUnit: OfficeUnit] = [:]
        var waiting = units
        while !waiting.isEmpty {
            let codes = Set(waiting.map(\.code))
            let ready = waiting.filter { !($0.parentCode.map(codes.contains) ?? false) }
            // Units that stand above each other in a circle.
            guard !ready.isEmpty else {
                throw OrganisationError.several(
                    waiting.map { .unknownParentCode(code: $0.parentCode ?? "", of: $0.name) })
            }
            let standing = try list(validOn: day, on: connection)
            for new in ready {
                let parent = new.parentCode.flatMap { code in standing.first { $0.code == code } }
                created[new] = try create(
                    code: new.code, name: new.name, parent: parent?.id, validFrom: day, by: stamp, on: connection)
            }
            waiting.removeAll { ready.contains($0) }
        }
        return created
    }

    private static func resolve(
        _ heir: Reorganisation.Heir, _ created: [Reorganisation.NewUnit: OfficeUnit],
        on connection: any Connection
    ) throws -> OfficeUnit {
        let unit =
            switch heir {
            case .existing(let id): try find(id, on: connection)
            case .new(let new): created[new]
            }
        guard let unit else { throw OrganisationError.unknownUnit }
        return unit
    }

    private static func abolish(
        _ old: OfficeUnit, heirs: [OfficeUnit], by stamp: Stamp, on connection: any Connection,
        into outcome: inout ReorganisationOutcome
    ) throws {
        guard let last = old.validTo else { throw OrganisationError.notAbolished(name: old.name) }
        if let main = heirs.first {
            try connection.execute("UPDATE office_unit SET successor = \(main.id) WHERE id = \(old.id)")
            for further in heirs.dropFirst() where further.id != main.id {
                try connection.execute(
                    """
                    INSERT INTO office_unit_further_successor (unit, successor) VALUES (\(old.id), \(further.id))
                    ON CONFLICT (unit, successor) DO NOTHING
                    """)
            }
        }
        try Audit.append(
            "ward.unit.abolish", subject: "unit/\(old.id)",
            details: [
                "name": .string(old.name), "lastDay": JSON(last),
                "successors": .array(heirs.map { .string($0.id.text) }),
            ], by: stamp, on: connection)
        let day = last.adding(days: 1)
        guard let main = heirs.first else {
            outcome.abolishedWithoutSuccessor.append(old)
            outcome.seatsLeft += try BodyStore.seats(ofPostsIn: old.id, validOn: day, on: connection)
            return
        }
        outcome.seatMoves += try BodyStore.carryPostsOver(from: old, to: main, on: day, by: stamp, on: connection)
        outcome.roleMoves += try PersonStore.carryRolesOver(from: old, to: main, on: day, by: stamp, on: connection)
    }
}
