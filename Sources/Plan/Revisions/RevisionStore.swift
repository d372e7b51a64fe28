import Japanese
import Storage
import Ward

/// Drafts of the next version of the plan in the database.
enum RevisionStore {
    /// Begins a draft as a copy of the version in force: same initiatives, same lineages, promises that know their origin.
    @discardableResult
    static func begin(by stamp: Stamp, on connection: any Connection) throws -> PlanVersion {
        guard let base = try PlanStore.current(on: connection) else { throw RevisionRefusal.noPlan }
        let versions = try PlanStore.versions(on: connection).filter { $0.plan == base.plan }
        if let draft = versions.first(where: { $0.state != .inForce }) {
            throw RevisionRefusal.draftExists(number: draft.number)
        }
        let id: ID<PlanVersion> = stamp.newID()
        let number = (versions.map(\.number).max() ?? 0) + 1
        try connection.execute(
            """
            INSERT INTO plan_version (id, plan, number, fiscal_year, subject, basis, import_run, created_at, state, based_on,
                begun_person)
            SELECT \(id), plan, \(number), fiscal_year, subject, basis, import_run, \(stamp.at), \(VersionState.draft), id,
                \(stamp.actor.person)
            FROM plan_version WHERE id = \(base.id)
            """)
        let initiatives = try InitiativeStore.list(version: base.id, on: connection)
        var copies: [ID<Initiative>: ID<Initiative>] = [:]
        for initiative in initiatives { copies[initiative.id] = stamp.newID() }
        for initiative in initiatives {
            guard let copy = copies[initiative.id] else { continue }
            try insert(
                copy, of: initiative, at: initiative.position, in: id,
                repeating: initiative.repeatOf.flatMap { copies[$0] }, by: stamp, on: connection)
        }
        for (position, clause) in try PlanStore.governanceClauses(of: base.id, on: connection).enumerated() {
            try connection.execute(
                """
                INSERT INTO governance_clause (id, version, position, kind, content, source_line)
                VALUES (\(stamp.newID(GovernanceNote.self)), \(id), \(position + 1), \(clause.kind), \(clause.content),
                    \(clause.sourceLine))
                """)
        }
        try stamp.note(
            "plan.version.begin", "version/\(id)",
            ["basedOn": .string(base.id.text), "number": JSON(number)], on: connection)
        return try PlanVersion.known(id, on: connection)
    }

    /// Writes an initiative of another version into a draft, with promises that know their origin.
    static func insert(
        _ copy: ID<Initiative>, of initiative: Initiative, at position: Int, in version: ID<PlanVersion>,
        repeating other: ID<Initiative>?, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO initiative (id, version, lineage, position, number, title, body, source_line, study_group,
                repeat_of)
            VALUES (\(copy), \(version), \(initiative.lineage), \(position), \(initiative.number),
                \(initiative.title), \(initiative.body), \(initiative.sourceLine), \(initiative.studyGroup), \(other))
            """)
        try connection.execute(
            """
            INSERT INTO initiative_unit (initiative, unit, kind)
            SELECT \(copy), unit, kind FROM initiative_unit WHERE initiative = \(initiative.id)
            """)
        for (position, promise) in initiative.promises.enumerated() {
            try insert(
                promise.content, origin: promise.id, line: promise.sourceLine, deadlines: promise.deadlines,
                position: position + 1, of: copy, by: stamp, on: connection)
        }
    }

    /// A draft that may be written; anything else is refused.
    static func draft(_ id: ID<PlanVersion>, on connection: any Connection) throws -> PlanVersion {
        let version = try PlanVersion.known(id, on: connection)
        guard version.state == .draft else { throw RevisionRefusal.notADraft(number: version.number) }
        return version
    }

    /// Takes a draft back: its rows go, its steps stay in the audit trail.
    static func discard(_ version: PlanVersion, by stamp: Stamp, on connection: any Connection) throws {
        guard version.state == .draft else { throw RevisionRefusal.notADraft(number: version.number) }
        let id = version.id
        let steps = try changes(of: id, on: connection)
        let scope: SQL = "SELECT id FROM initiative WHERE version = \(id)"
        try connection.execute(
            "DELETE FROM promise_deadline WHERE promise IN (SELECT id FROM promise WHERE initiative IN (\(scope)))")
        try connection.execute("DELETE FROM promise WHERE initiative IN (\(scope))")
        try connection.execute("DELETE FROM initiative_unit WHERE initiative IN (\(scope))")
        try connection.execute("UPDATE initiative SET repeat_of = NULL WHERE version = \(id)")
        try connection.execute("DELETE FROM plan_change WHERE version = \(id)")
        try connection.execute("DELETE FROM initiative WHERE version = \(id)")
        try connection.execute("DELETE FROM governance_clause WHERE version = \(id)")
        let gone = try connection.execute("DELETE FROM plan_version WHERE id = \(id) AND state = \(VersionState.draft)")
        guard gone == 1 else { throw StaleRecord() }
        try stamp.note(
            "plan.version.discard", "version/\(id)",
            ["number": JSON(version.number), "steps": .array(steps.map { .string($0.reason) })], on: connection)
    }

    /// The steps by which a version was drafted, oldest first.
    static func changes(of version: ID<PlanVersion>, on connection: any Connection) throws -> [ComparedChange] {
        try connection.rows(
            "SELECT kind, lineage, successor, reason FROM plan_change WHERE version = \(version) ORDER BY at, id"
        ).map { row in
            let kind: String = try row["kind"]
            return ComparedChange(
                kind: ComparedChange.Kind(rawValue: kind) ?? .edit, lineage: try row["lineage"],
                successor: try row["successor"], reason: try row["reason"])
        }
    }

    /// Sets two versions side by side, with the reasons of all steps between them.
    static func comparison(
        from old: PlanVersion, to new: PlanVersion, on connection: any Connection
    ) throws -> PlanComparison {
        var steps: [ComparedChange] = []
        var next: PlanVersion? = new
        while let version = next, version.id != old.id {
            steps = try changes(of: version.id, on: connection) + steps
            next = try version.basedOn.flatMap { try PlanVersion.find($0, on: connection) }
        }
        return PlanComparison(
            from: try compared(old, on: connection), to: try compared(new, on: connection), changes: steps)
    }

    private static func compared(
        _ version: PlanVersion, on connection: any Connection
    ) throws -> ComparedVersion {
        let units = try UnitStore.names(on: connection)
        let groups = Dictionary(
            try BodyStore.list(on: connection).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let origins: [String: String] = Dictionary(
            try connection.rows(
                """
                SELECT promise.id, promise.origin FROM promise JOIN initiative ON initiative.id = promise.initiative
                WHERE initiative.version = \(version.id) AND promise.origin IS NOT NULL
                """
            ).map { (try $0[0], try $0[1]) }, uniquingKeysWith: { first, _ in first })
        return ComparedVersion(
            planTitle: version.planTitle, number: version.number, effectiveOn: version.effectiveOn?.japanese ?? "",
            initiatives: try InitiativeStore.list(version: version.id, on: connection).map { initiative in
                ComparedVersion.Item(
                    lineage: initiative.lineage.text, number: initiative.number, title: initiative.title,
                    body: initiative.body, mainUnits: initiative.mainUnits.map { units[$0] ?? "" },
                    relatedUnits: initiative.relatedUnits.map { units[$0] ?? "" },
                    group: initiative.studyGroup.flatMap { groups[$0] } ?? "",
                    promises: initiative.promises.map { promise in
                        ComparedVersion.Commitment(
                            id: promise.id.text, origin: origins[promise.id.text], content: promise.content,
                            printed: promise.printedWithExternal)
                    })
            })
    }

    // MARK: promises

    static func insert(
        _ content: String, origin: ID<Promise>?, line: Int?, deadlines: [PromiseDeadline], position: Int,
        of initiative: ID<Initiative>, by stamp: Stamp, on connection: any Connection
    ) throws {
        let id: ID<Promise> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO promise (id, initiative, position, content, source_line, origin)
            VALUES (\(id), \(initiative), \(position), \(content), \(line), \(origin))
            """)
        try write(deadlines, of: id, by: stamp, on: connection)
    }

    static func write(
        _ deadlines: [PromiseDeadline], of promise: ID<Promise>, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute("DELETE FROM promise_deadline WHERE promise = \(promise)")
        for (index, due) in deadlines.enumerated() {
            try connection.execute(
                """
                INSERT INTO promise_deadline (id, promise, position, deadline_class, due_from, due_to, raw, is_external)
                VALUES (\(stamp.newID(PromiseDeadline.self)), \(promise), \(index + 1), \(due.deadlineClass),
                    \(due.from), \(due.to), \(due.raw), \(due.isExternal))
                """)
        }
    }
}

extension Promise {
    /// Dates of the nation or others that the promise's own words do not name.
    var addedExternalDeadlines: [PromiseDeadline] {
        deadlines.filter { $0.isExternal && !content.contains($0.raw) }
    }

    /// The words, and behind them the external dates that do not stand in them.
    var printedWithExternal: String {
        let added = addedExternalDeadlines.map(\.raw)
        return added.isEmpty ? content : "\(content)（国などの期限　\(added.joined(separator: "、"))）"
    }
}
