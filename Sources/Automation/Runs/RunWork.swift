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

    private static let brokenOff = "途中で止まりました。"

    private static func kind(_ number: Int) -> String { "automation.run.\(number)" }

    /// Queues a run in one of the lanes.
    static func request(_ run: Run, _ robot: Robot, by stamp: Stamp, on connection: any Connection) throws {
        let number = robot.id.text.utf8.reduce(0) { $0 &+ Int($1) } % lanes
        _ = try JobStore.request(
            kind: kind(number), title: "\(robot.name)の実行", parameters: ["run": JSON(run.id)], by: stamp, on: connection)
    }

    private static func perform(_ context: JobContext) async throws {
        guard let id = context.job.parameters["run"]?.string.flatMap({ ID<Run>(untrusted: $0) }) else { return }
        do {
            try await perform(id, in: context.ward, by: context.job.requestedBy) { await context.isCancelled }
        } catch is CancellationError {
            // A program that ends leaves the run to the next one; a job that somebody cancelled is over, and so is its run.
            let (job, stamp) = (context.job.id, context.stamp)
            try await context.ward.database.write { connection in
                let run = try Run.known(id, on: connection)
                guard try JobStore.find(job, on: connection)?.isCancelRequested ?? false, !run.state.isEnded else {
                    return
                }
                try run.end(.cancelled, note: "中止しました。", by: stamp, on: connection)
            }
            throw CancellationError()
        } catch {
            // The job is over: nobody would end the run any more.
            let stamp = context.stamp
            try await context.ward.database.write { connection in
                let run = try Run.known(id, on: connection)
                if !run.state.isEnded { try run.end(.stopped, note: brokenOff, by: stamp, on: connection) }
            }
            throw error
        }
    }

    /// What a run is made of, read in one state of the store.
    private struct Prepared: Sendable {
        let run: Run
        let robot: Robot
        let plan: RunPlan
    }

    /// Works a run off, or goes on with one whose program was killed: what was sent without a receipt is looked up first.
    static func perform(
        _ id: ID<Run>, in ward: Ward, by actor: Actor, isCancelled: @escaping @Sendable () async -> Bool
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-run-\(id)").path
        let begun = ward.stamp(by: actor)
        // It begins before its records are read: what another program still did with them stands in the store by then.
        let turn = try await ward.database.write { connection -> Int? in
            let run = try Run.known(id, on: connection)
            return run.state.isEnded ? nil : try run.begin(browser: nil, by: begun, on: connection)
        }
        guard let turn else { return }
        let prepared: Prepared
        do {
            prepared = try await ward.database.read { try prepare(id, folder: folder, in: ward, on: $0) }
        } catch let error where !(error is CancellationError) {
            let (stamp, words) = (ward.stamp(by: actor), (error as? any Refusal)?.words ?? "準備できませんでした。")
            try await ward.database.write { connection in
                try Run.known(id, on: connection).end(.stopped, note: words, by: stamp, on: connection)
            }
            return
        }
        // Of a program that was killed in the middle of this run.
        Runner.endLeftovers(of: folder)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let hands = RunHands.live(
            prepared.run, prepared.robot, prepared.plan.scenario, turn: turn, in: ward, by: actor)
        let report: Browsing.RunReport?
        do {
            report = try await watched(prepared.plan, hands, id, ward, isCancelled)
        } catch let error where !(error is CancellationError) {
            try? FileManager.default.removeItem(atPath: folder)
            let stamp = ward.stamp(by: actor)
            let words = (error as? any Refusal)?.words ?? (error as? RunOutcome)?.japanese ?? brokenOff
            try await ward.database.write { connection in
                let run = try Run.known(id, on: connection)
                // Whoever took it over ends it.
                guard run.turn == turn else { return }
                try openMatters(of: run, by: stamp, on: connection)
                try run.end(.stopped, note: words, by: stamp, on: connection)
            }
            return
        }
        try? FileManager.default.removeItem(atPath: folder)
        let isCut = report.map { $0.ending == .cancelled } ?? true
        if isCut, await !isAsked(id, ward) { throw CancellationError() }
        let stamp = ward.stamp(by: actor)
        try await ward.database.write { connection in
            let run = try Run.known(id, on: connection)
            guard run.turn == turn else { return }
            try close(run, report, prepared.plan, by: stamp, on: connection)
        }
    }

    /// The run beside somebody who looks whether it was asked to stop; it then ends after the step it is in.
    private static func watched(
        _ plan: RunPlan, _ hands: RunHands, _ id: ID<Run>, _ ward: Ward,
        _ isCancelled: @escaping @Sendable () async -> Bool
    ) async throws -> Browsing.RunReport? {
        try await withThrowingTaskGroup(of: Browsing.RunReport?.self) { group in
            group.addTask { try await Runner(plan, hands).run() }
            group.addTask {
                while await !isAsked(id, ward), await !isCancelled() { try await ward.pause.seconds(lookSeconds) }
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
            WHERE run = \(id) AND state NOT IN ('done', 'skipped', 'business') ORDER BY position
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
                trial: DryRunLevel(rawValue: run.level), folder: folder))
    }

    // MARK: ending

    /// Ends the run in the store and lays before people what waits for them.
    private static func close(
        _ run: Run, _ report: Browsing.RunReport?, _ plan: RunPlan, by stamp: Stamp, on connection: any Connection
    ) throws {
        try settleMatters(of: run, by: stamp, on: connection)
        try openMatters(of: run, by: stamp, on: connection)
        var (state, note): (Run.State, String?) = (.done, nil)
        switch report?.ending {
        case .finished: break
        case .trialEnded: note = "試運転を終えました。"
        case .screenChanged(let change):
            state = .held
            note = "画面「\(change.screen)」が、約束と違います。"
            try openProposal(change, plan.contract, of: run, by: stamp, on: connection)
        case .stopped(let outcome): (state, note) = (.stopped, outcome.japanese)
        case .cancelled, nil: (state, note) = (.cancelled, "中止しました。")
        }
        let waits = try Matter.list(
            "WHERE run = \(run.id) AND kind = 'approval' AND settled_at IS NULL", on: connection)
        if state == .done, !waits.isEmpty { (state, note) = (.held, "\(waits.count)件が承認を待っています。") }
        if let version = report?.browserVersion {
            try connection.execute("UPDATE automation_run SET browser = \(version) WHERE id = \(run.id)")
        }
        try run.end(state, note: note, by: stamp, on: connection)
    }

    /// One for each record that a person has to look at and that is not before anybody yet.
    static func openMatters(of run: Run, by stamp: Stamp, on connection: any Connection) throws {
        let open = Set(
            try Matter.list("WHERE run = \(run.id) AND settled_at IS NULL", on: connection).compactMap(\.recordKey))
        let last = Dictionary(
            try RunStep.list(of: run.id, on: connection).map { ($0.recordKey, $0) },
            uniquingKeysWith: { _, last in last })
        for record in try RunRecord.list(of: run.id, on: connection) where !open.contains(record.key) {
            let kind: Matter.Kind
            switch record.state {
            case .business:
                let approval = try Matter.approval(of: record.key, in: run.id, on: connection)
                kind = approval?.matter.decision == .refuse ? .declined : .business
            case .technical: kind = .technical
            case .unknown, .submitted: kind = .unknown
            default: continue
            }
            let note = last[record.key].flatMap { (try? JSON(parsing: $0.detail))?["note"]?.string } ?? ""
            try Matter.open(
                kind, "\(kind.title)（\(record.key)）", note.isEmpty ? "台帳で、止まったところを見てください。" : note, robot: run.robot,
                run: run.id, key: record.key, by: stamp, on: connection)
        }
    }

    private static func openProposal(
        _ change: ScreenChange, _ contract: ScreenContract, of run: Run, by stamp: Stamp, on connection: any Connection
    ) throws {
        let proposals = change.proposals.map { proposal in
            "「\(proposal.control)」は、\(proposal.new.label.isEmpty ? proposal.new.said : proposal.new.label)（id \(proposal.new.id)、name \(proposal.new.name)）に変わったようです。確からしさ\(Int(proposal.score * 100))%、次の候補\(Int(proposal.runnerUp * 100))%。"
        }
        let missing = change.missing.map { "「\($0)」は、見つかりません。画面の約束を直してください。" }
        try Matter.open(
            .screen, "画面「\(change.screen)」が変わった", (proposals + missing).joined(separator: "\n"), robot: run.robot,
            run: run.id, key: change.record, picture: change.evidence,
            proposal: change.missing.isEmpty && !change.proposals.isEmpty
                ? contract.accepting(change.proposals).text : nil, by: stamp, on: connection)
    }

    /// What waited for records that are done now waits no longer.
    private static func settleMatters(of run: Run, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            """
            UPDATE automation_matter SET decision = \(Matter.Decision.done), settled_at = \(stamp.at),
                settled_by = \(stamp.actor.name)
            WHERE run = \(run.id) AND settled_at IS NULL AND record_key IN
                (SELECT record_key FROM automation_record WHERE run = \(run.id) AND state IN ('done', 'skipped'))
            """)
    }
}
