import Japanese
import Scenarios
import Storage
import Ward

/// Starts what is due. Asked every minute.
enum Scheduling {
    static func look(in ward: Ward) async throws {
        let due = try await ward.database.read { connection in
            let calendar = try SettingStore.officeCalendar(on: connection)
            return try Schedule.list("WHERE ended_on IS NULL ORDER BY id", on: connection)
                .filter { $0.isDue(at: ward.clock.now(), calendar) }
        }
        for schedule in due { try await start(schedule, in: ward) }
    }

    /// What a schedule works off now.
    private enum Work: Sendable {
        case file(Arrival)
        case orders(Schedule.Orders)
    }

    private static func start(_ schedule: Schedule, in ward: Ward) async throws {
        let stamp = ward.stamp(by: .system)
        do {
            let prepared = try await ward.database.read { connection -> (RunStarting.Ready, Work)? in
                let robot = try Robot.known(schedule.robot, on: connection)
                // One that begins each time says nothing while nothing is there, and waits while the robot is busy: a file is not read
                // before that is known.
                if schedule.rhythm == .arrival, try isBusy(robot.id, on: connection) { return nil }
                let work = try work(of: schedule, robot, on: connection)
                if schedule.rhythm == .arrival, work == nil { return nil }
                let blackout = try Blackout.of(robot.system, from: stamp.today, on: connection)
                    .first { $0.beginsOn <= stamp.today }
                if let blackout {
                    throw AutomationRefusal.wrongState("停止期間です（\(blackout.reason)、\(blackout.lastOn.japanese)まで）。")
                }
                let ready = try RunStarting.ready(robot, on: stamp.today, connection)
                try ready.scenario.limits.checkBeginning(at: stamp.at, SettingStore.officeCalendar(on: connection))
                if schedule.rhythm == .arrival, schedule.orders != nil {
                    try checkStopped(robot.id, since: stamp.today, on: connection)
                }
                guard let work else {
                    throw AutomationRefusal.wrongState(
                        schedule.orders == nil ? "ファイルが届いていません。" : "引き渡された仕事はありません。")
                }
                return (ready, work)
            }
            guard let (ready, work) = prepared else { return }
            switch work {
            case .file(let arrival): try await use(arrival, ready, schedule, in: ward, by: stamp)
            case .orders(let orders): try await use(orders, ready, schedule, in: ward, by: stamp)
            }
        } catch let refusal as any Refusal {
            // Shown on the page, and tried again until the window closes; nobody is called for it.
            guard schedule.lastNote != refusal.words else { return }
            try await ward.database.write { try schedule.mark(nil, refusal.words, on: $0) }
        }
    }

    private static func work(of schedule: Schedule, _ robot: Robot, on connection: any Connection) throws -> Work? {
        guard let orders = schedule.orders else {
            return try Arrival.next(of: robot.id, on: connection).map { .file($0) }
        }
        let isWaiting = try WorkOrder.kinds(for: robot.unit, on: connection).contains { $0.kind == orders.kind }
        return isWaiting ? .orders(orders) : nil
    }

    /// A run of it has not ended, or a changed screen that nobody decided about would hold the next one, too.
    private static func isBusy(_ robot: ID<Robot>, on connection: any Connection) throws -> Bool {
        let runs = try Run.list("WHERE robot = \(robot) AND state IN ('waiting', 'running') LIMIT 1", on: connection)
        return try !runs.isEmpty || Matter.open(of: robot, on: connection).contains { $0.kind == .screen }
    }

    /// The work of a run that stopped waits again, and what stopped it would stop the next one, too: somebody lets it go on, or the next day
    /// tries once more.
    private static func checkStopped(
        _ robot: ID<Robot>, since day: CivilDate, on connection: any Connection
    ) throws {
        let last = try Run.list(
            """
            WHERE robot = \(robot) AND source = 'engine' AND level >= \(Run.submitting)
            ORDER BY asked_at DESC, id DESC LIMIT 1
            """, on: connection
        ).first
        guard let last, last.state == .stopped, let ended = last.endedAt, day <= ended.date else { return }
        throw AutomationRefusal.wrongState("前の実行が途中で止まりました。その実行の画面で確かめ、残りを続けてください。続けないときは、明日もう一度始めます。")
    }

    private static func use(
        _ arrival: Arrival, _ ready: RunStarting.Ready, _ schedule: Schedule, in ward: Ward, by stamp: Stamp
    ) async throws {
        do {
            let records = try RunStarting.records(
                in: try arrival.bytes(in: ward), named: arrival.filename, ready.scenario)
            try await ward.database.write { connection in
                let run = try RunStarting.start(
                    ready, records, level: Run.submitting, trigger: "schedule", arrival: arrival.id,
                    confidencePercent: schedule.confidencePercent, in: ward, by: stamp, on: connection)
                try begun(run, schedule, by: stamp, on: connection)
            }
        } catch let refusal as ArrivalRefusal {
            try await ward.database.write { connection in
                try arrival.setAside(refusal.words, by: stamp, on: connection)
                try schedule.mark(nil, refusal.words, on: connection)
            }
        }
    }

    private static func use(
        _ orders: Schedule.Orders, _ ready: RunStarting.Ready, _ schedule: Schedule, in ward: Ward, by stamp: Stamp
    ) async throws {
        do {
            try await ward.database.write { connection in
                let run = try RunStarting.startOrders(
                    ready, kind: orders.kind, level: Run.submitting, in: ward, by: stamp, on: connection)
                try begun(run, schedule, by: stamp, on: connection)
            }
        } catch let refusal as ArrivalRefusal {
            // Whoever ordered it mends it: the work waits meanwhile. It is looked at each minute and written only where there is news.
            let isNews = try await ward.database.read { connection in
                let wrong = try RunStarting.unusable(orders.kind, ready, for: refusal, on: connection)
                return try !ToldOrders.untold(among: wrong, of: schedule.robot, on: connection).isEmpty
            }
            guard isNews || schedule.lastNote != refusal.words else { return }
            try await ward.database.write { connection in
                try ToldOrders.tell(
                    RunStarting.unusable(orders.kind, ready, for: refusal, on: connection), orders.title, refusal.words,
                    robot: schedule.robot, by: stamp, on: connection)
                try schedule.mark(nil, refusal.words, on: connection)
            }
        }
    }

    private static func begun(
        _ run: Run, _ schedule: Schedule, by stamp: Stamp, on connection: any Connection
    ) throws {
        try schedule.mark(
            schedule.window(at: stamp.at) ?? stamp.today, "\(run.counts.total ?? 0)件の実行を始めました。", on: connection)
    }
}
