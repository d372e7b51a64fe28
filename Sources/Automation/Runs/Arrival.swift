import Japanese
import Scenarios
import Storage
import Ward

/// A file that arrived for a robot (届いたファイル): kept sealed, worked on by one run, the same bytes once.
struct Arrival: Record {
    let id: ID<Arrival>
    let robot: ID<Robot>
    let filename: String
    let hash: String
    let envelope: EnvelopeKey.Envelope
    let arrivedAt: Timestamp
    let run: ID<Run>?

    static let selection: SQL = "SELECT * FROM automation_arrival"
    static let key: SQL = "automation_arrival.id"
    static let title = "届いたファイル"

    static let bytesMax = 5_000_000

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, robot, filename, hash) = (try row["id"], try row["robot"], try row["filename"], try row["hash"])
        envelope = EnvelopeKey.Envelope(key: try row["sealed_key"], value: try row["sealed_value"])
        (arrivedAt, run) = (try row["arrived_at"], try row["run"])
    }

    /// The oldest that no run has.
    static func next(of robot: ID<Robot>, on connection: any Connection) throws -> Arrival? {
        try list("WHERE robot = \(robot) AND run IS NULL ORDER BY arrived_at, id LIMIT 1", on: connection).first
    }

    static func owner(_ id: ID<Arrival>) -> String { "arrival/\(id)" }

    /// - Throws: ``ArrivalRefusal``.
    static func keep(
        _ bytes: [UInt8], named filename: String, for robot: Robot, in ward: Ward, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Arrival {
        guard bytes.count <= bytesMax else { throw ArrivalRefusal.tooLarge }
        let hash = ContentHash.of(bytes)
        guard try list("WHERE robot = \(robot.id) AND hash = \(hash)", on: connection).isEmpty else {
            throw ArrivalRefusal.known(filename)
        }
        let id: ID<Arrival> = stamp.newID()
        let envelope = try EnvelopeKey(ward.signingKey).seal(bytes, for: owner(id), random: ward.random)
        try connection.execute(
            """
            INSERT INTO automation_arrival
                (id, robot, filename, hash, sealed_key, sealed_value, arrived_at, arrived_by)
            VALUES (\(id), \(robot.id), \(filename), \(hash), \(envelope.key), \(envelope.value), \(stamp.at),
                \(stamp.actor.name))
            """)
        try stamp.note(
            "automation.arrival.keep", "robot/\(robot.id)", ["hash": .string(hash), "size": JSON(bytes.count)],
            on: connection)
        return try known(id, on: connection)
    }

    /// No run can use it: a person is told why, and the next file is not held up.
    func setAside(_ why: String, by stamp: Stamp, on connection: any Connection) throws {
        let taken = try connection.execute(
            """
            UPDATE automation_arrival SET run = 'aside', sealed_key = '', sealed_value = ''
            WHERE id = \(id) AND run IS NULL
            """)
        // Another program took it meanwhile.
        guard taken == 1 else { return }
        try Matter.open(.business, "届いたファイルを使えない（\(filename)）", why, robot: robot, by: stamp, on: connection)
    }

    func bytes(in ward: Ward) throws -> [UInt8] {
        try EnvelopeKey(ward.signingKey).open(envelope, for: Arrival.owner(id))
    }
}

enum ArrivalRefusal: Refusal, Hashable {
    case tooLarge
    case known(String)
    case findings([String])
    case nothing
    case doneBefore(Int)
    case tooMany(Int, max: Int)

    var words: String {
        switch self {
        case .tooLarge: "ファイルは\(Arrival.bytesMax / 1_000_000)MBまでです。分けて送ってください。"
        case .known(let name): "「\(name)」と同じ内容のファイルは、前に届いています。二重に登録しないよう、受け取りませんでした。"
        case .findings(let lines): "ファイルに、直すところがあります。何も始めていません。\n" + lines.joined(separator: "\n")
        case .nothing: "行う件がありません。"
        case .doneBefore(let count): "\(count)件すべてを、ほかの実行が登録したか、いま扱っています。新しい件はありません。その実行の画面で、続けるか処理してください。"
        case .tooMany(let count, let max): "\(count)件あります。1回の実行は\(max)件までです。分けて送ってください。"
        }
    }
}

/// Starting a run of the engine from a file.
enum RunStarting {
    /// What a run is started from, read before.
    struct Ready: Sendable {
        let robot: Robot
        let version: ScenarioVersion
        let scenario: Scenario
    }

    /// - Throws: ``ScenarioRefusal``, ``AutomationRefusal``.
    static func ready(_ robot: Robot, on day: CivilDate, _ connection: any Connection) throws -> Ready {
        try robot.check(startOn: day, on: connection)
        guard let version = try ScenarioVersion.published(robot.id, on: connection), let scenario = version.scenario
        else { throw ScenarioRefusal.nothingPublished }
        guard try ContractVersion.newest(scenario.system, on: connection) != nil else {
            throw ScenarioRefusal.noContract(scenario.system)
        }
        guard try RunTarget.of(robot.id, on: connection) != nil else { throw ScenarioRefusal.noTarget }
        return Ready(robot: robot, version: version, scenario: scenario)
    }

    /// The records of a file. Everything that is wrong is told at once, and then nothing begins; takes no transaction.
    /// - Throws: ``ArrivalRefusal``.
    static func records(in bytes: [UInt8], named filename: String, _ scenario: Scenario) throws -> [InputRecord] {
        try checked(InputReader.read(bytes, plan: scenario.input, file: filename), scenario)
    }

    private static func checked(_ reading: InputReading, _ scenario: Scenario) throws -> [InputRecord] {
        guard reading.findings.isEmpty else { throw ArrivalRefusal.findings(reading.findings.map(\.japanese)) }
        guard reading.records.count <= scenario.limits.records else {
            throw ArrivalRefusal.tooMany(reading.records.count, max: scenario.limits.records)
        }
        return reading.records
    }

    /// The records of work that other modules ordered of the robot's section, taken for the run; what it holds is checked like a file.
    static func startOrders(
        _ ready: Ready, kind: String, level: Int, in ward: Ward, by stamp: Stamp, on connection: any Connection
    ) throws -> Run {
        let (orders, reading) = try waiting(kind, ready, on: connection)
        let records = try checked(reading, ready.scenario)
        let run = try start(
            ready, records, level: level, trigger: "orders", in: ward, by: stamp, on: connection)
        // A trial takes nothing: the work still waits for the real run.
        if level >= Run.submitting {
            try RunOrders.take(orders, as: records, for: run, by: stamp, on: connection)
        }
        return run
    }

    /// Orders that wait, as far as one run may take them, and how they read.
    private static func waiting(
        _ kind: String, _ ready: Ready, on connection: any Connection
    ) throws -> ([WorkOrder], InputReading) {
        let orders = Array(
            try WorkOrder.waiting(kind, for: ready.robot.unit, on: connection).prefix(ready.scenario.limits.records))
        return (
            orders,
            InputReader.records(orders.map(\.content.facts), plan: ready.scenario.input, source: "引き渡された仕事")
        )
    }

    /// Those with which something is wrong; all of them where no run can be made of them for another reason.
    static func unusable(
        _ kind: String, _ ready: Ready, for refusal: ArrivalRefusal, on connection: any Connection
    ) throws -> [WorkOrder] {
        let (orders, reading) = try waiting(kind, ready, on: connection)
        guard case .findings = refusal else { return orders }
        // Their lines count from 1.
        let lines = Set(reading.findings.compactMap(\.line))
        return orders.enumerated().filter { lines.contains($0.offset + 1) }.map(\.element)
    }

    /// Asks for the run and queues it. Keys that another run of the robot registered, may have registered or still has in hand are
    /// left out.
    /// - Parameters:
    ///   - confidencePercent: below it readings of an AI-OCR are laid before a person.
    ///   - isQueued: `false` for a command that does the run itself.
    static func start(
        _ ready: Ready, _ records: [InputRecord], level: Int, trigger: String, arrival: ID<Arrival>? = nil,
        confidencePercent: Int? = nil,
        isQueued: Bool = true, in ward: Ward,
        by stamp: Stamp, on connection: any Connection
    ) throws -> Run {
        let taken = try RunRecord.takenKeys(of: ready.robot.id, on: connection)
        let fresh = records.filter { !taken.contains($0.key) }
        guard !records.isEmpty else { throw ArrivalRefusal.nothing }
        guard !fresh.isEmpty else { throw ArrivalRefusal.doneBefore(records.count) }
        let run = try Run.ask(
            for: ready.robot, level: level, scenario: ready.version.id, trigger: trigger,
            records: fresh.map { (key: $0.key, sealed: try SealedRecords.seal($0, in: ward)) },
            confidencePercent: confidencePercent, by: stamp, on: connection)
        if let arrival {
            // Its records stand sealed in the run now.
            let taken = try connection.execute(
                """
                UPDATE automation_arrival SET run = \(run.id), sealed_key = '', sealed_value = ''
                WHERE id = \(arrival) AND run IS NULL
                """)
            guard taken == 1 else { throw AutomationRefusal.wrongState("このファイルは、ほかの実行が使っています。") }
        }
        if isQueued { try RunWork.request(run, ready.robot, by: stamp, on: connection) }
        return run
    }
}
