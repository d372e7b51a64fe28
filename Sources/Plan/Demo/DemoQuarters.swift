import Japanese
import Storage
import Ward

/// Earlier quarters of the demonstration: each asked, answered and sealed with what the platform counted from the sample
/// records of all modules. Loaded after these.
enum DemoQuarters {
    enum Failure: Refusal, Hashable {
        case notSample
        case alreadyThere
        /// What an indicator counts is in no table yet: the demonstration of its module comes first.
        case recordsMissing(indicator: String)

        var words: String {
            switch self {
            case .notSample: "見本データのデータベースではありません。先に namiki demo を実行してください。"
            case .alreadyThere: "見本の前の四半期は、すでに入っています。"
            case .recordsMissing(let indicator):
                "指標「\(indicator)」が数える記録の表が、データベースにまだありません。その業務の見本データを先に入れてから、もう一度実行してください（コマンドは namiki --help で調べられます）。何も書き込んでいません。"
            }
        }
    }

    /// Sealed quarters before the one that runs: a series of a year.
    static let count = 4

    /// What initiatives are measured by, of which modules offer it.
    private static let connections:
        [(initiative: String, registry: String, target: ExactNumber, direction: PlanIndicator.Direction)] = [
            ("(2)", "standardization.rehearsals", 1, .up), ("(2)", "standardization.blocking", 0, .down),
            ("(5)", "counter.cases", 12, .up), ("(5)", "counter.sections-saved", 50, .up),
            ("(5)", "effects.hours.C", 20, .up), ("(5)", "effects.hours.B", 100, .up),
            ("(5)", "automation.records", 3_000, .up), ("(6)", "plan.entries.unanswered", 0, .down),
        ]

    /// - Returns: how many quarters were sealed.
    static func load(_ ward: Ward) async throws -> Int {
        let stamp = ward.stamp(by: Actor(person: nil, name: "見本 事務局"))
        let registry = ward.indicators
        return try await ward.database.write { connection in
            let running = Quarter(containing: stamp.today).previous
            guard try SettingStore.isSample(on: connection),
                let round = try RoundStore.find(quarter: running, on: connection)
            else { throw Failure.notSample }
            guard try RoundStore.list(on: connection).count == 1 else { throw Failure.alreadyThere }
            try checkRecords(registry, on: stamp.today, connection)
            let earlier = (1...count).reversed().map { back in
                (0..<back).reduce(running) { quarter, _ in quarter.previous }
            }
            try connect(registry, quarters: earlier + [running], by: stamp, on: connection)
            for (position, quarter) in earlier.enumerated() {
                try seal(quarter, behind: count - position, counting: registry, by: stamp, on: connection)
            }
            try CountedValueStore.countMissing(round, from: registry, by: stamp, on: connection)
            return earlier.count
        }
    }

    /// Counts each indicator once, so that a missing table is told in words before anything is written.
    private static func checkRecords(
        _ registry: IndicatorRegistry, on day: CivilDate, _ connection: any Connection
    ) throws {
        for source in connections.compactMap({ registry[$0.registry] }) {
            do {
                _ = try source.measure(day, connection)
            } catch is StorageError {
                throw Failure.recordsMissing(indicator: source.name)
            }
        }
    }

    private static func connect(
        _ registry: IndicatorRegistry, quarters: [Quarter], by stamp: Stamp, on connection: any Connection
    ) throws {
        guard let version = try PlanStore.current(on: connection) else { return }
        for initiative in try InitiativeStore.list(version: version.id, on: connection) {
            for wanted in connections where wanted.initiative == initiative.number {
                guard let source = registry[wanted.registry] else { continue }
                let indicator = try PlanIndicatorStore.create(
                    .init(
                        name: source.name, unitName: source.unitName, kind: source.kind, rule: source.rule,
                        direction: wanted.direction, baselineYear: nil, baselineValue: nil,
                        reason: "【見本】並木の記録から数えられるため", registryID: source.id),
                    for: initiative.lineage, by: stamp, on: connection)
                for quarter in quarters {
                    try PlanIndicatorStore.setTarget(
                        wanted.target, for: .init(year: quarter.fiscalYear, quarter: quarter.number),
                        of: indicator.id, by: stamp, on: connection)
                }
            }
        }
    }

    /// - Parameter behind: quarters before the one that runs; values of the past are a little smaller.
    private static func seal(
        _ quarter: Quarter, behind: Int, counting registry: IndicatorRegistry, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let office = try SettingStore.officeCalendar(on: connection)
        let days = RoundCalendar.standard(for: quarter, today: quarter.end.adding(days: 1), in: office)
        func at(_ day: CivilDate, _ name: String) -> Stamp {
            stamp.renamed(to: name).moved(to: Timestamp(day, hour: 9))
        }
        guard let version = try PlanStore.current(on: connection) else { return }
        let round = try RoundStore.plan(
            quarter: quarter, version: version.id, calendar: days, office: office, by: at(days.opensOn, "見本 事務局"),
            on: connection)
        _ = try RoundStore.open(
            round.id, counting: registry, by: at(days.opensOn, "見本 事務局"), on: connection)
        let rows = try RoundBoard(round, on: connection).rows
        for answer in DemoAnswer.all {
            guard let row = rows.first(where: { $0.number == answer.initiative && $0.unitName == answer.unit }) else {
                continue
            }
            try accept(
                row.entry, answer, quarter, behind: behind, writer: at(days.opensOn, "見本 担当"),
                head: at(days.dueOn, "見本 課長"), secretariat: at(days.dueOn, "見本 事務局"), on: connection)
        }
        try RoundStore.close(try Round.known(round.id, on: connection), by: at(days.closesOn, "見本 事務局"), on: connection)
        // What counts the answers of this very quarter has moved since it was opened.
        _ = try CountedValueStore.recount(
            try Round.known(round.id, on: connection), from: registry, by: at(days.freezesOn, "見本 事務局"),
            on: connection)
        try RoundFreezing.freeze(
            round.id, counting: registry, by: at(days.freezesOn, "見本 事務局"), on: connection)
    }

    private static func accept(
        _ id: ID<Entry>, _ answer: DemoAnswer, _ quarter: Quarter, behind: Int, writer: Stamp, head: Stamp,
        secretariat: Stamp, on connection: any Connection
    ) throws {
        let entry = try Entry.known(id, on: connection)
        var values: [ID<PlanIndicator>: Quantity] = [:]
        for indicator in try PlanIndicatorStore.list(of: entry.lineage, on: connection) {
            let raw = answer.values.first { $0.indicator == indicator.name }?.value
            guard let now = raw.flatMap({ QuantityReader.read($0) }) else { continue }
            // A twentieth less for each quarter that lies back, in whole numbers.
            let less = (now.value * ExactNumber(20 - behind)).divided(by: 20, scale: 0) ?? now.value
            let about = now.qualifiers.contains(.approximately) ? "約" : ""
            values[indicator.id] = QuantityReader.read("\(about)\(less.plain)")
        }
        let texts = Answer(
            mark: "B", done: "【見本】\(quarter.japanese)に予定した作業を行いました。", plan: "【見本】残る作業を次の四半期に進めます。",
            values: values)
        try EntryStore.save(texts, to: id, revision: entry.revision, by: writer, on: connection)
        try EntryStore.submit(id, by: writer, on: connection)
        try EntryStore.approve(id, by: head, on: connection)
        try EntryStore.accept(id, by: secretariat, on: connection)
    }
}
