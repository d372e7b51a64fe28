import Japanese
import Storage
import Ward

/// How long one record takes by hand (基準の時間), known from samples: without one nothing was saved that anybody could tell.
struct Baseline: Record {
    /// How the samples were taken: the grade of what is told by them goes no higher.
    enum Method: String, CaseIterable, SQLBindable, SQLDecodable {
        /// Records that were drawn by lot were done by hand beside the robot, and timed.
        case drawn
        case stopwatch
        case log
        case declared

        var title: String {
            switch self {
            case .drawn: "抽せんで選んだ件を、手作業で行って計った"
            case .stopwatch: "手作業をストップウォッチで計った"
            case .log: "システムの記録（開始と終了の時刻）から求めた"
            case .declared: "担当者の申告"
            }
        }

        var grade: Effect.Grade {
            switch self {
            case .drawn: .randomised
            case .stopwatch: .beforeAndAfter
            case .log: .estimated
            case .declared: .declared
            }
        }
    }

    let id: ID<Baseline>
    let robot: ID<Robot>
    let method: Method
    /// What one record is: 件, 通
    let unitName: String
    let source: String?
    /// It counts for what is done from this day on.
    let beginsOn: CivilDate
    let samples: [Sample]

    struct Sample: Hashable, Sendable {
        let id: ID<Sample>
        let seconds: Int
        let takenAt: Timestamp
        /// Why it is left out; `nil` where it counts.
        let excluded: String?
    }

    static let selection: SQL = "SELECT * FROM automation_baseline"
    static let key: SQL = "automation_baseline.id"
    static let title = "基準の時間"

    /// Of one sample: longer is a pause, not a record.
    static let secondsMax = 8 * 3_600
    /// Fewer samples say nothing about how they spread.
    static let samplesMin = 5
    static let samplesMax = 500

    init(_ row: SQLRow, on connection: any Connection) throws {
        (id, robot, method, unitName) = (try row["id"], try row["robot"], try row["method"], try row["unit_name"])
        (source, beginsOn) = (try row["source"], try row["begins_on"])
        samples = try connection.rows(
            """
            SELECT id, seconds, taken_at, excluded FROM automation_sample WHERE baseline = \(try row["id"] as String)
            ORDER BY taken_at, id
            """
        ).map {
            Sample(
                id: try $0["id"], seconds: try $0["seconds"], takenAt: try $0["taken_at"], excluded: try $0["excluded"])
        }
    }

    /// Those that count.
    var seconds: [Int] { samples.filter { $0.excluded == nil }.map(\.seconds) }

    var mean: SampleMean? { SampleMean(seconds) }

    /// The newest first.
    static func of(_ robot: ID<Robot>, on connection: any Connection) throws -> [Baseline] {
        try list("WHERE robot = \(robot) ORDER BY begins_on DESC, id DESC", on: connection)
    }

    static func begin(
        _ method: Method, unitName: String, source: String?, from day: CivilDate, of robot: Robot, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Baseline {
        let id: ID<Baseline> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO automation_baseline (id, robot, method, unit_name, source, begins_on, made_at, made_by)
            VALUES (\(id), \(robot.id), \(method), \(unitName), \(source), \(day), \(stamp.at), \(stamp.actor.name))
            """)
        try stamp.note(
            "automation.baseline.begin", "robot/\(robot.id)", ["method": .string(method.rawValue)], on: connection)
        return try known(id, on: connection)
    }

    /// - Throws: ``BaselineRefusal``.
    func add(_ seconds: [Int], by stamp: Stamp, on connection: any Connection) throws {
        guard seconds.allSatisfy({ (1...Baseline.secondsMax).contains($0) }) else { throw BaselineRefusal.length }
        guard samples.count + seconds.count <= Baseline.samplesMax else { throw BaselineRefusal.tooMany }
        for value in seconds {
            try connection.execute(
                """
                INSERT INTO automation_sample (id, baseline, seconds, taken_at)
                VALUES (\(stamp.newID(Sample.self)), \(id), \(value), \(stamp.at))
                """)
        }
        try stamp.note(
            "automation.baseline.sample", "robot/\(robot)", ["samples": JSON(seconds.count)], on: connection)
    }

    func exclude(_ sample: ID<Sample>, _ why: String, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE automation_sample SET excluded = \(why) WHERE id = \(sample) AND baseline = \(id)")
        try stamp.note(
            "automation.baseline.sample", "robot/\(robot)", ["excluded": JSON(sample), "why": .string(why)],
            on: connection)
    }
}

extension Baseline {
    /// One that was left out by mistake counts again; the trail keeps both reasons.
    func include(_ sample: ID<Sample>, _ why: String, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE automation_sample SET excluded = NULL WHERE id = \(sample) AND baseline = \(id)")
        try stamp.note(
            "automation.baseline.sample", "robot/\(robot)", ["included": JSON(sample), "why": .string(why)],
            on: connection)
    }
}

enum BaselineRefusal: Refusal, Hashable {
    case length
    case tooMany
    case notRunning
    case runsElsewhere

    var words: String {
        switch self {
        case .length: "1件の時間は、1秒から8時間までにしてください。長い中断があったときは、その件を除いてください。"
        case .tooMany: "1つの基準に記録できるのは\(Baseline.samplesMax)件までです。新しい基準を始めてください。"
        case .notRunning: "動いている計測はありません。「計り始める」を押してから、手作業を行ってください。"
        case .runsElsewhere: "別のロボットの計測が動いています。そちらを止めてから、計り始めてください。"
        }
    }
}

/// The stopwatch page's clock: one for a person, kept by the server, so that it runs on when the page is closed.
enum Stopwatch {
    /// Which baseline somebody is timing, and since when.
    static func running(
        of person: ID<Person>, on connection: any Connection
    ) throws -> (baseline: ID<Baseline>, since: Timestamp)? {
        try connection.row("SELECT baseline, started_at FROM automation_stopwatch WHERE person = \(person)").map {
            (try $0["baseline"], try $0["started_at"])
        }
    }

    static func start(_ baseline: Baseline, of person: ID<Person>, by stamp: Stamp, on connection: any Connection)
        throws
    {
        guard try running(of: person, on: connection) == nil else { throw BaselineRefusal.runsElsewhere }
        try connection.execute(
            """
            INSERT INTO automation_stopwatch (person, baseline, started_at) VALUES (\(person), \(baseline.id), \(stamp.at))
            """)
    }

    /// - Returns: the seconds that were taken.
    @discardableResult
    static func stop(_ baseline: Baseline, of person: ID<Person>, by stamp: Stamp, on connection: any Connection) throws
        -> Int
    {
        guard let running = try running(of: person, on: connection), running.baseline == baseline.id else {
            throw BaselineRefusal.notRunning
        }
        let seconds = Int((stamp.at.milliseconds - running.since.milliseconds + 999) / 1_000)
        try connection.execute("DELETE FROM automation_stopwatch WHERE person = \(person)")
        try baseline.add([seconds], by: stamp, on: connection)
        return seconds
    }

    static func drop(of person: ID<Person>, on connection: any Connection) throws {
        try connection.execute("DELETE FROM automation_stopwatch WHERE person = \(person)")
    }
}
