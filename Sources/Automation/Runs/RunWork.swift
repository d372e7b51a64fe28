import Browsing
import Foundation
import Japanese
import Scenarios
import Storage
import Ward

/// Does the runs of the engine: each is a job, and what it needs of this module is handed to the `Runner` as functions.
enum RunWork {
    /// Runs go side by side in so many lanes, since each has a browser of its own.
    static let lanes = 2

    static let handlers: [JobHandler] = (0..<lanes).map { number in
        JobHandler(kind: kind(number), lane: JobLane("automation.\(number)")) { context in
            try await perform(context)
        }
    }

    private static func kind(_ number: Int) -> String { "automation.run.\(number)" }

    /// Queues a run in one of the lanes: from now on this job does it, and none that was asked for before.
    static func request(_ run: Run, _ robot: Robot, by stamp: Stamp, on connection: any Connection) throws {
        let number = robot.id.text.utf8.reduce(0) { $0 &+ Int($1) } % lanes
        let job = try JobStore.request(
            kind: kind(number), title: "\(robot.name)の実行", parameters: ["run": JSON(run.id)], by: stamp, on: connection)
        try connection.execute("UPDATE automation_run SET job = \(job.id) WHERE id = \(run.id)")
    }

    /// The job that a run waits for or is in: one whose program died goes back into the queue by itself.
    static func job(of run: Run, on connection: any Connection) throws -> Job? {
        guard let id = run.job, let job = try JobStore.find(id, on: connection), !job.state.isEnded else { return nil }
        return job
    }

    private static func perform(_ context: JobContext) async throws {
        guard let id = context.job.parameters["run"]?.string.flatMap({ ID<Run>(untrusted: $0) }) else { return }
        let job = context.job.id
        try await perform(
            id, for: job, in: context.ward, by: context.job.requestedBy, isCancelled: { await context.isCancelled },
            isOver: { try JobStore.find(job, on: $0)?.isCancelRequested ?? true })
    }

    /// How a job finds its run.
    private enum Beginning: Equatable {
        case turn(Int)
        /// Somebody cancelled it while no program worked on it.
        case over
        /// It is not for this job to do.
        case elsewhere
    }

    /// What a run is made of, read in one state of the store.
    private struct Prepared: Sendable {
        let run: Run
        let robot: Robot
        let plan: RunPlan
    }

    /// Works a run off, or goes on with one whose program was killed: what was sent without a receipt is looked up first.
    /// - Parameters:
    ///   - job: that does it; `nil` for a command. A run that another job does, waits for a person or is over is left alone.
    ///   - isCancelled: whether this program shall go on no more.
    ///   - isOver: whether nobody else will go on with it then. A program that ends leaves the run to the next one; a job that somebody
    ///     cancelled is over, and so is its run.
    static func perform(
        _ id: ID<Run>, for job: ID<Job>? = nil, in ward: Ward, by actor: Actor,
        isCancelled: @escaping @Sendable () async -> Bool,
        isOver: @escaping @Sendable (any Connection) throws -> Bool = { _ in false }
    ) async throws {
        let begun = ward.stamp(by: actor)
        // It begins before its records are read: what another program still did with them stands in the store by then.
        let beginning = try await ward.database.write { connection -> Beginning in
            let run = try Run.known(id, on: connection)
            guard run.job == job, run.state == .waiting || run.state == .running else { return .elsewhere }
            // Its program died before it could.
            if run.isCancelRequested {
                try finish(run, .cancelled, note: "中止しました。", by: begun, on: connection)
                return .over
            }
            return .turn(try run.begin(browser: nil, by: begun, on: connection))
        }
        if beginning == .over { RunFolder.clear(id) }
        guard case .turn(let turn) = beginning else { return }
        do {
            try await ward.database.write { connection in
                let run = try Run.known(id, on: connection)
                guard run.turn == turn else { return }
                try Reading.hold(run, in: ward, by: begun, on: connection)
            }
            try await work(id, turn: turn, in: ward, by: actor, isCancelled)
        } catch let error as StorageError where error.isPassing {
            // It goes on when the database is back.
            throw error
        } catch {
            // Not in this task: where it is cancelled, its transactions would be, too.
            try await Task {
                let stamp = ward.stamp(by: actor)
                try await ward.database.write { connection in
                    let run = try Run.known(id, on: connection)
                    // Whoever took it over ends it.
                    guard run.turn == turn, !run.state.isEnded else { return }
                    if error is CancellationError {
                        guard try isOver(connection) else { return }
                        try finish(run, .cancelled, note: "中止しました。", by: stamp, on: connection)
                    } else {
                        try finish(run, .stopped, note: words(error), by: stamp, on: connection)
                    }
                }
            }.value
            guard error is any Refusal || error is RunOutcome else { throw error }
        }
    }

    private static func words(_ error: any Error) -> String {
        (error as? any Refusal)?.words ?? (error as? RunOutcome)?.japanese ?? "途中で止まりました。"
    }

    private static func work(
        _ id: ID<Run>, turn: Int, in ward: Ward, by actor: Actor, _ isCancelled: @escaping @Sendable () async -> Bool
    ) async throws {
        // Before it leaves a folder of its own, it clears those that nobody else will.
        try await RunFolder.clearEnded(in: ward)
        let prepared = try await ward.database.read {
            try prepare(id, folder: RunFolder.path(of: id), in: ward, on: $0)
        }
        let hands = RunHands.live(
            prepared.run, prepared.robot, prepared.plan.scenario, turn: turn, in: ward, by: actor)
        let report = try await RunFolder.use(of: id) {
            try await watched(prepared.plan, hands, prepared.run, turn, ward, isCancelled)
        }
        let isCut = report.map { $0.ending == .cancelled } ?? true
        if isCut, await !isAsked(id, ward) { throw CancellationError() }
        let stamp = ward.stamp(by: actor)
        try await ward.database.write { connection in
            let run = try Run.known(id, on: connection)
            guard run.turn == turn else { return }
            try close(run, report, prepared.plan, by: stamp, on: connection)
        }
    }

    /// The run beside somebody who looks whether it was asked to stop, and says that it is alive; it then ends after the step it is in.
    private static func watched(
        _ plan: RunPlan, _ hands: RunHands, _ run: Run, _ turn: Int, _ ward: Ward,
        _ isCancelled: @escaping @Sendable () async -> Bool
    ) async throws -> Browsing.RunReport? {
        try await withThrowingTaskGroup(of: Browsing.RunReport?.self) { group in
            group.addTask { try await Runner(plan, hands).run() }
            group.addTask {
                var seen = ward.clock.now()
                while await !isAsked(run.id, ward), await !isCancelled() {
                    try await ward.pause.seconds(lookSeconds)
                    guard seen.adding(seconds: seenSeconds) <= ward.clock.now() else { continue }
                    seen = ward.clock.now()
                    let moment = seen
                    // Where the database is away for a moment, the next time tells it.
                    try? await ward.database.write { try run.see(turn: turn, at: moment, on: $0) }
                }
                return nil
            }
            var report: Browsing.RunReport?
            var isFirst = true
            while let ended = await group.nextResult() {
                if case .success(let value?) = ended { report = value }
                if case .failure(let error) = ended, isFirst { throw error }
                isFirst = false
                group.cancelAll()
            }
            return report
        }
    }

    /// Between two looks whether somebody asked to stop.
    private static let lookSeconds = 2
    /// Between two signs of life.
    private static let seenSeconds = 10

    private static func isAsked(_ id: ID<Run>, _ ward: Ward) async -> Bool {
        let run = try? await ward.database.read { try Run.find(id, on: $0) }
        return run?.isCancelRequested ?? false
    }

    private static func prepare(
        _ id: ID<Run>, folder: String, in ward: Ward, on connection: any Connection
    ) throws -> Prepared {
        let run = try Run.known(id, on: connection)
        let robot = try Robot.known(run.robot, on: connection)
        try robot.check(startOn: ward.clock.today, on: connection)
        try robot.check(level: run.level)
        guard let version = try run.scenarioVersion.flatMap({ try ScenarioVersion.find($0, on: connection) }),
            let scenario = version.scenario
        else { throw ScenarioRefusal.nothingPublished }
        guard let contract = try ContractVersion.newest(scenario.system, on: connection)?.contract else {
            throw ScenarioRefusal.noContract(scenario.system)
        }
        guard let target = try RunTarget.of(robot.id, on: connection) else { throw ScenarioRefusal.noTarget }
        if run.level >= Run.sending {
            try scenario.limits.check(at: ward.clock.now(), SettingStore.officeCalendar(on: connection))
        }
        let items = try connection.rows(
            """
            SELECT record_key, state, attempts, sealed FROM automation_record
            WHERE run = \(id) AND state NOT IN ('done', 'skipped', 'business') AND record_key NOT IN
                (SELECT record_key FROM automation_matter
                WHERE run = \(id) AND kind = \(Matter.Kind.reading) AND settled_at IS NULL)
            ORDER BY position
            """
        ).compactMap { row -> RunPlan.Item? in
            let (key, sealed): (String, String?) = (try row["record_key"], try row["sealed"])
            guard let sealed else { return nil }
            return RunPlan.Item(
                try SealedRecords.open(sealed, key: key, in: ward), state: try row["state"],
                attempts: try row["attempts"])
        }
        return Prepared(
            run: run, robot: robot,
            plan: RunPlan(
                scenario: scenario, contract: contract, base: target.base, hosts: target.hosts, items: items,
                trial: DryRunLevel(rawValue: run.level), folder: folder,
                browser: RobotBrowser.options(), fileBytesMax: RunFile.bytesMax))
    }
}
