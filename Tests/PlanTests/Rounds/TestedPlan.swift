import Japanese
import Storage
import StorageTesting
import Ward
import WardTesting

@testable import Plan

/// A ward with a plan of a few initiatives, each with one main unit, whose clock the test moves and whose randomness
/// repeats.
struct TestedPlan: Sendable {
    let ward: Ward
    let version: ID<PlanVersion>
    let units: [OfficeUnit]
    let initiatives: [Initiative]
    private let clock: MovableClock

    /// 2024-07-01, 9:00: the first office day after the first quarter of 令和6年度.
    static let start = Timestamp(CivilDate(dayNumber: 19_905), hour: 9)
    static let firstQuarter = Quarter(containing: CivilDate(dayNumber: 19_904))

    /// Runs a test on a fresh database.
    static func use(
        _ kind: TestDatabase, initiatives: Int = 3, seed: UInt64 = 1, _ body: (TestedPlan) async throws -> Void
    ) async throws {
        try await kind.use(PlanModule.allMigrations) { database in
            try await body(try await TestedPlan(database, initiatives: initiatives, seed: seed))
        }
    }

    init(_ database: any Database, initiatives count: Int, seed: UInt64) async throws {
        let clock = MovableClock(TestedPlan.start)
        let ward = Ward.tested(database, clock: clock.clock, seed: seed)
        let stamp = ward.stamp(by: .commandLine)
        let version: ID<PlanVersion> = ward.newID()
        let (units, initiatives) = try await database.write { connection in
            let units = try (1...count).map { number in
                try UnitStore.create(code: "0\(number)", name: "第\(number)課", by: stamp, on: connection)
            }
            try Self.record(version, number: 1, units: units, by: stamp, on: connection)
            return (units, try InitiativeStore.list(version: version, on: connection))
        }
        self.ward = ward
        self.clock = clock
        self.version = version
        self.units = units
        self.initiatives = initiatives
    }

    /// Writes a version of the plan with one initiative for each unit.
    ///
    /// - Parameter lineages: for a later version, what its initiatives continue, in their order.
    static func record(
        _ version: ID<PlanVersion>, number: Int, units: [OfficeUnit], lineages: [ID<Lineage>] = [], by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let plan: ID<Plan>
        if let known: ID<Plan> = try connection.value("SELECT id FROM plan") {
            plan = known
        } else {
            plan = stamp.newID()
            try connection.execute(
                "INSERT INTO plan (id, title, title_key, created_at) VALUES (\(plan), '計画', '計画', \(stamp.at))")
        }
        try connection.execute(
            """
            INSERT INTO plan_version (id, plan, number, fiscal_year, subject, basis, import_run, created_at)
            VALUES (\(version), \(plan), \(number), 2024, '取組について', '方針', \(version.text), \(stamp.at))
            """)
        for (position, unit) in units.enumerated() {
            let initiative: ID<Initiative> = stamp.newID()
            var lineage: ID<Lineage> = stamp.newID()
            if position < lineages.count {
                lineage = lineages[position]
            } else {
                try connection.execute("INSERT INTO lineage (id, created_at) VALUES (\(lineage), \(stamp.at))")
            }
            try connection.execute(
                """
                INSERT INTO initiative (id, version, lineage, position, number, title, body)
                VALUES (\(initiative), \(version), \(lineage), \(position + 1), \("(\(position + number))"),
                    \("取組\(position + 1)"), '')
                """)
            try InitiativeStore.assign(main: [unit.id], related: [], to: initiative, by: stamp, on: connection)
        }
    }

    // MARK: time

    func move(to day: CivilDate, hour: Int = 9) {
        clock.move(to: day, hour: hour)
    }

    /// A later moment of the same day.
    func passMinutes(_ minutes: Int = 1) {
        clock.advance(seconds: minutes * 60)
    }

    // MARK: doing

    func stamp(_ name: String = "事務局") -> Stamp {
        ward.stamp(by: Actor(person: nil, name: name))
    }

    @discardableResult
    func write<Value: Sendable>(
        as name: String = "事務局", _ body: @escaping @Sendable (any Connection, Stamp) throws -> Value
    ) async throws -> Value {
        let stamp = stamp(name)
        // No two requests of people fall on the same moment.
        clock.advance(seconds: 1)
        return try await ward.database.write { try body($0, stamp) }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await ward.database.read(body)
    }

    /// Plans and opens a round with the default calendar.
    func open(
        _ quarter: Quarter = TestedPlan.firstQuarter, version: ID<PlanVersion>? = nil, limitedTo body: ID<Body>? = nil,
        counting registry: IndicatorRegistry = .empty
    ) async throws -> Round {
        let version = version ?? self.version
        return try await write { connection, stamp in
            let office = OfficeCalendar()
            let round = try RoundStore.plan(
                quarter: quarter, version: version,
                calendar: .standard(for: quarter, today: stamp.today, in: office), limitedTo: body, office: office,
                by: stamp, on: connection)
            _ = try RoundStore.open(round.id, counting: registry, by: stamp, on: connection)
            return try Round.known(round.id, on: connection)
        }
    }

    func entries(_ round: Round) async throws -> [Entry] {
        try await read { try EntryStore.list(round: round.id, on: $0) }
    }

    func entry(_ id: ID<Entry>) async throws -> Entry {
        try await read { try Entry.known(id, on: $0) }
    }

    func round(_ id: ID<Round>) async throws -> Round {
        try await read { try Round.known(id, on: $0) }
    }

    /// Writes an answer and takes it so far along the way.
    func answer(
        _ id: ID<Entry>, _ answer: Answer = Answer(mark: "B", done: "説明会を開いた。", plan: "続ける。"),
        until state: EntryState = .accepted
    ) async throws {
        let before = try await entry(id)
        try await write(as: "担当") { connection, stamp in
            try EntryStore.save(answer, to: id, revision: before.revision, by: stamp, on: connection)
            if state != .draft { try EntryStore.submit(id, by: stamp, on: connection) }
        }
        if state == .approved || state == .accepted {
            try await write(as: "課長") { try EntryStore.approve(id, by: $1, on: $0) }
        }
        if state == .accepted {
            try await write { try EntryStore.accept(id, by: $1, on: $0) }
        }
    }

    func close(_ round: Round) async throws {
        try await write { try RoundStore.close(Round.known(round.id, on: $0), by: $1, on: $0) }
    }

    @discardableResult
    func freeze(_ round: Round, counting registry: IndicatorRegistry = .empty) async throws -> Seal {
        try await write { try RoundFreezing.freeze(round.id, counting: registry, by: $1, on: $0) }
    }

    func amend(_ round: Round, units: [ID<OfficeUnit>], decision: String = "第2回部会") async throws {
        try await write {
            try RoundStore.amend(
                Round.known(round.id, on: $0), units: units, reason: "集計の誤り", decision: decision, by: $1, on: $0)
        }
    }

    /// The bytes of an edition as they are served.
    func page(_ round: ID<Round>, _ edition: Int) async throws -> [UInt8]? {
        try await read { connection in
            guard
                let seal = try SealStore.find(
                    kind: RoundContent.kind, subject: round.text, edition: edition, on: connection)
            else { return nil }
            return try SealStore.rendering(of: seal, type: "text/html", on: connection)
        }
    }

    /// Every hash of the memory, every edition drawn again from its content, and every table that the trail tells of.
    func verification(counting registry: IndicatorRegistry = .empty) async throws -> VerificationReport {
        try await read {
            try Verification.run(
                renderers: PlanModule().renderers, tables: PlanModule().trailed, counting: registry, on: $0)
        }
    }
}
