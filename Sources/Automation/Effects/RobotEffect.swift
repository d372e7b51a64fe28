import Japanese
import Storage
import Ward

/// The net effect of a robot in a quarter, gathered from its runs, its baseline and what people wrote down.
struct RobotEffect: Sendable {
    let robot: Robot
    let quarter: Quarter
    /// `nil` without a baseline: nobody can tell what was saved.
    let net: NetEffect?
    let runs: [Run]
    let efforts: [Effort]

    static let module = "automation"

    /// - Parameter last: the day until which is counted; of a quarter that is over, its end.
    init(_ robot: Robot, _ quarter: Quarter, until last: CivilDate, on connection: any Connection) throws {
        self.robot = robot
        self.quarter = quarter
        let end = min(quarter.end, last)
        runs = try Run.ended(of: robot.id, from: quarter.start, to: end, on: connection)
        let efforts = try Effort.list(of: robot.id, from: quarter.start, to: end, on: connection)
            .filter { $0.voided == nil }
        self.efforts = efforts
        let baseline = try Baseline.of(robot.id, on: connection).first { $0.beginsOn <= end && $0.mean != nil }
        guard let baseline, let mean = baseline.mean else {
            net = nil
            return
        }
        func minutes(_ kind: Effort.Kind) -> Int { efforts.filter { $0.kind == kind }.reduce(0) { $0 + $1.minutes } }
        let months = Self.months(robot, quarter, until: end)
        net = NetEffect(
            NetEffect.Known(
                records: runs.reduce(0) { $0 + $1.counts.done }, baseline: mean, method: baseline.method,
                source: Self.weakest(runs.map(\.source)), checkingMinutes: minutes(.checking),
                exceptionMinutes: minutes(.exception), repairMinutes: minutes(.repair),
                buildMinutes: robot.buildMinutes, buildMonths: robot.buildMonths, licenceYen: robot.licenceYen,
                hourYen: try AutomationSettings.hourYen(on: connection), monthsAtWork: months.atWork,
                monthsBuilding: months.building))
    }

    /// The surest of an empty list: who did nothing, of that nobody doubts.
    private static func weakest(_ sources: [RunSource]) -> RunSource {
        sources.max { $0.grade.rawValue < $1.grade.rawValue } ?? .engine
    }

    /// Whole months of the quarter in which it was at work, and those over which building is still spread. The month in which it began
    /// counts, that in which it was retired too.
    static func months(_ robot: Robot, _ quarter: Quarter, until end: CivilDate) -> (atWork: Int, building: Int) {
        guard let live = robot.liveOn else { return (0, 0) }
        let last = min(robot.retiredOn ?? end, end)
        var (atWork, building) = (0, 0)
        var month = quarter.start
        while month <= quarter.end {
            if month <= last, live <= month.endOfMonth {
                atWork += 1
                let age = (month.year - live.year) * 12 + month.month - live.month
                if age < robot.buildMonths { building += 1 }
            }
            month = month.endOfMonth.adding(days: 1)
        }
        return (atWork, building)
    }

    /// The records behind it, as addresses below the site's.
    var records: [String] {
        runs.map { "automation/runs/\($0.id)" } + (efforts.isEmpty ? [] : ["automation/robots/\(robot.id)"])
    }

    /// Whether there is anything to write down.
    var saysAnything: Bool { net.map { !runs.isEmpty || $0.costMinutes > 0 } ?? false }
}

/// Writing quarters into the ledger of effects.
enum EffectSettling {
    /// What a settled quarter says; the row of the ledger is its last one.
    static func settled(
        _ robot: ID<Robot>, _ quarter: Quarter, on connection: any Connection
    ) throws -> Effect? {
        let id: ID<Effect>? = try connection.value(
            """
            SELECT effect FROM automation_settlement WHERE robot = \(robot) AND quarter = \(quarter.code)
                AND effect NOT IN (SELECT replaces FROM effect WHERE replaces IS NOT NULL)
            """)
        return try id.flatMap { try Effect.find($0, on: connection) }
    }

    /// Writes a quarter that is over, of each robot of which something is known; what was written before and is another number now is
    /// corrected by a new row.
    /// - Returns: the rows that were written.
    @discardableResult
    static func settle(
        _ quarter: Quarter, by stamp: Stamp, on connection: any Connection
    ) throws -> [Effect] {
        guard quarter.end < stamp.today else {
            throw AutomationRefusal.wrongState("\(quarter.japanese)は、まだ終わっていません。四半期が終わってから記帳してください。")
        }
        let written = try Robot.list("ORDER BY name, id", on: connection).compactMap {
            try settle($0, quarter, by: stamp, on: connection)
        }
        try stamp.note(
            "automation.effect.settle", "quarter/\(quarter.code)", ["rows": JSON(written.count)], on: connection)
        return written
    }

    /// Quarters of a robot that stand in the ledger are told anew after a correction: each row stays, and one in its place counts. What was
    /// frozen of it elsewhere keeps its value.
    static func follow(
        _ robot: Robot, _ quarters: [Quarter], by stamp: Stamp, on connection: any Connection
    ) throws {
        for quarter in quarters where try settled(robot.id, quarter, on: connection) != nil {
            _ = try settle(robot, quarter, by: stamp, on: connection)
        }
    }

    /// - Returns: the row that was written; `nil` where nothing is known, or it stands there already.
    private static func settle(
        _ robot: Robot, _ quarter: Quarter, by stamp: Stamp, on connection: any Connection
    ) throws -> Effect? {
        let found = try RobotEffect(robot, quarter, until: quarter.end, on: connection)
        let before = try settled(robot.id, quarter, on: connection)
        // Where all that was told was taken back, the row that told it is replaced by nothing saved.
        guard let net = found.net, found.saysAnything || before != nil else { return nil }
        let effect = Effect(
            id: stamp.newID(), module: RobotEffect.module, subject: robot.name, unit: .hours, from: quarter.start,
            to: quarter.end, value: NetEffect.hours(net.netMinutes),
            interval: net.interval.map { NetEffect.hours($0.lowerBound)...NetEffect.hours($0.upperBound) },
            grade: net.grade, method: net.method, records: found.records, replaces: before?.id)
        if let before, before.value == effect.value, before.interval == effect.interval, before.grade == effect.grade,
            before.method == effect.method
        {
            return nil
        }
        try EffectLedger.append(effect, by: stamp, on: connection)
        try connection.execute(
            """
            INSERT INTO automation_settlement (robot, quarter, effect, details)
            VALUES (\(robot.id), \(quarter.code), \(effect.id), \(net.json.canonical))
            """)
        return effect
    }
}

/// What the ward set for this module.
enum AutomationSettings {
    /// Yen of an hour of staff, by which a licence is told in hours; `nil` where nobody set it.
    static func hourYen(on connection: any Connection) throws -> Int? {
        try connection.value("SELECT hour_yen FROM automation_setting WHERE id = 1")
    }

    static func setHourYen(_ yen: Int?, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO automation_setting (id, hour_yen) VALUES (1, \(yen))
            ON CONFLICT (id) DO UPDATE SET hour_yen = excluded.hour_yen
            """)
        try stamp.note("automation.setting.write", "setting/automation", ["hourYen": JSON(yen)], on: connection)
    }
}
