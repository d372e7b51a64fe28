import Japanese
import Notices
import Storage
import Ward

/// Takes a reading into the plan: a new version with its initiatives, promises, bodies and clauses.
enum Adoption {
    /// - Returns: the version; the one there is already when the run was adopted before, so that nothing changes twice.
    @discardableResult
    static func adopt(_ id: ID<ImportRun>, by stamp: Stamp, on connection: any Connection) throws -> ID<PlanVersion> {
        let run = try ImportRun.known(id, on: connection)
        if let version = run.version { return version }
        let reading = try ImportStore.reading(of: run, on: connection)
        guard !reading.initiatives.isEmpty else { throw ImportRefusal.nothingToAdopt }
        guard let year = run.confirmedYear ?? reading.fiscalYear else { throw ImportRefusal.noFiscalYear }

        let plan = try plan(of: reading, by: stamp, on: connection)
        let before = try PlanStore.versions(on: connection).filter { $0.plan == plan }
        let version: ID<PlanVersion> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO plan_version (id, plan, number, fiscal_year, subject, basis, import_run, created_at)
            VALUES (\(version), \(plan), \((before.map(\.number).max() ?? 0) + 1), \(year), \(reading.title ?? run.fileName),
                \(reading.basisText), \(id), \(stamp.at))
            """)
        let bodies = try BodyAdoption.adopt(reading.bodies, by: stamp, on: connection)
        let lineages = try lineages(
            of: before.first { $0.state == .inForce }?.id, on: connection)
        for (index, initiative) in reading.initiatives.enumerated() {
            let group = reading.bodies.first { $0.relatedInitiative == initiative.number && $0.kind == .studyGroup }
            try insert(
                initiative, position: index + 1, version: version,
                lineage: try lineages[TextKey(initiative.title).text] ?? newLineage(by: stamp, on: connection),
                group: group.flatMap { bodies[$0.name] }, by: stamp, on: connection)
        }
        for (index, clause) in reading.governance.enumerated() {
            try connection.execute(
                """
                INSERT INTO governance_clause (id, version, position, kind, content, source_line)
                VALUES (\(stamp.newID(ReadClause.self)), \(version), \(index + 1), \(clause.kind.rawValue), \(clause.text),
                    \(clause.line))
                """)
        }
        try ImportStore.markAdopted(id, version: version, on: connection)
        try stamp.note(
            "plan.import.adopt", "import/\(id)",
            ["version": .string(version.text), "initiatives": JSON(reading.initiatives.count)], on: connection)
        return version
    }

    /// Writes the deadlines anew after a person confirmed the year; promises and their order stay.
    ///
    /// What is stored is known again by its line and its words, never by its place: initiatives and promises may have been
    /// put into another order, and another reading may find more of them.
    static func refreshDeadlines(
        of version: ID<PlanVersion>, from reading: NoticeReading, by stamp: Stamp, on connection: any Connection
    ) throws {
        let initiatives = try InitiativeStore.list(version: version, on: connection)
        for stored in initiatives {
            guard let read = reading.initiatives.first(where: { $0.line == stored.sourceLine }) else { continue }
            // One line may hold the same words twice: each is used once.
            var left = read.promises
            for promise in stored.promises {
                guard
                    let place = left.firstIndex(where: { $0.line == promise.sourceLine && $0.text == promise.content })
                else { continue }
                let fresh = left.remove(at: place)
                try connection.execute("DELETE FROM promise_deadline WHERE promise = \(promise.id)")
                try insert(fresh.deadlines, of: promise.id, by: stamp, on: connection)
            }
        }
    }

    private static func plan(
        of reading: NoticeReading, by stamp: Stamp, on connection: any Connection
    ) throws -> ID<Plan> {
        let title = reading.planTitle
        let key = TextKey(title).text
        if let known: ID<Plan> = try connection.value("SELECT id FROM plan WHERE title_key = \(key)") { return known }
        let id: ID<Plan> = stamp.newID()
        try connection.execute(
            "INSERT INTO plan (id, title, title_key, created_at) VALUES (\(id), \(title), \(key), \(stamp.at))")
        return id
    }

    /// Lineages of the version before, by the key of the title: the same title goes on, whatever its number.
    private static func lineages(
        of version: ID<PlanVersion>?, on connection: any Connection
    ) throws -> [String: ID<Lineage>] {
        guard let version else { return [:] }
        return Dictionary(
            try InitiativeStore.list(version: version, on: connection).map { (TextKey($0.title).text, $0.lineage) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func newLineage(by stamp: Stamp, on connection: any Connection) throws -> ID<Lineage> {
        let id: ID<Lineage> = stamp.newID()
        try connection.execute("INSERT INTO lineage (id, created_at) VALUES (\(id), \(stamp.at))")
        return id
    }

    private static func insert(
        _ initiative: ReadInitiative, position: Int, version: ID<PlanVersion>, lineage: ID<Lineage>, group: ID<Body>?,
        by stamp: Stamp, on connection: any Connection
    ) throws {
        let id: ID<Initiative> = stamp.newID()
        let body = initiative.paragraphs.map(\.text).joined(separator: "\n")
        try connection.execute(
            """
            INSERT INTO initiative (id, version, lineage, position, number, title, body, source_line, study_group)
            VALUES (\(id), \(version), \(lineage), \(position), \(initiative.number), \(initiative.title), \(body),
                \(initiative.line), \(group))
            """)
        var units: [ID<OfficeUnit>] = []
        for name in initiative.units {
            units.append(try UnitDirectory.findOrCreate(named: name, by: stamp, on: connection).id)
        }
        if !units.isEmpty {
            try InitiativeStore.assign(main: units, related: [], to: id, by: stamp, on: connection)
        }
        for (index, promise) in initiative.promises.enumerated() {
            let promiseID: ID<Promise> = stamp.newID()
            try connection.execute(
                """
                INSERT INTO promise (id, initiative, position, content, source_line)
                VALUES (\(promiseID), \(id), \(index + 1), \(promise.text), \(promise.line))
                """)
            try insert(promise.deadlines, of: promiseID, by: stamp, on: connection)
        }
    }

    private static func insert(
        _ deadlines: [ReadPromise.Due], of promise: ID<Promise>, by stamp: Stamp, on connection: any Connection
    ) throws {
        for (index, due) in deadlines.enumerated() {
            try connection.execute(
                """
                INSERT INTO promise_deadline (id, promise, position, deadline_class, due_from, due_to, raw, is_external)
                VALUES (\(stamp.newID(PromiseDeadline.self)), \(promise), \(index + 1), \(due.deadline.deadlineClass),
                    \(due.deadline.from), \(due.deadline.to), \(due.deadline.raw), \(due.isExternal))
                """)
        }
    }
}

extension NoticeReading {
    /// The plan the notice speaks of; the notice's own title where it names none.
    var planTitle: String {
        basis.last { $0.title.hasSuffix("計画") }?.title ?? basis.last?.title ?? subject ?? title ?? source.name
    }

    /// What it rests on, in one line.
    var basisText: String {
        basis.map { item in item.revised.map { "\(item.title)（\($0)改定）" } ?? item.title }.joined(separator: "、")
    }
}
