import Browsing
import Japanese
import Scenarios
import Storage
import Ward

extension RunWork {
    /// Ends the run in the store and lays before people what waits for them.
    static func close(
        _ run: Run, _ report: Browsing.RunReport?, _ plan: RunPlan, by stamp: Stamp, on connection: any Connection
    ) throws {
        // An approval of what is done by now keeps no run waiting.
        try settleMatters(of: run, by: stamp, on: connection)
        var (state, note): (Run.State, String?) = (.done, nil)
        switch report?.ending {
        case .finished: break
        case .trialEnded: note = "試運転を終えました。"
        case .screenChanged(let change):
            state = .held
            note = "画面「\(change.screen)」が、約束と違います。"
        case .stopped(let outcome): (state, note) = (.stopped, outcome.japanese)
        case .cancelled, nil: (state, note) = (.cancelled, "中止しました。")
        }
        let waits = try Matter.list(
            "WHERE run = \(run.id) AND kind IN ('approval', 'reading') AND settled_at IS NULL", on: connection)
        if state == .done, !waits.isEmpty {
            let readings = waits.count { $0.kind == .reading }
            let words = [(waits.count - readings, "承認"), (readings, "読み取りの確認")].filter { $0.0 > 0 }
            (state, note) = (.held, words.map { "\($0)件が\($1)を待っています。" }.joined())
        }
        // Asked for while its last record was in hand: nobody is asked any more.
        if state == .held, run.isCancelRequested { (state, note) = (.cancelled, "中止しました。") }
        if let version = report?.browserVersion {
            try connection.execute("UPDATE automation_run SET browser = \(version) WHERE id = \(run.id)")
        }
        try finish(run, state, note: note, by: stamp, on: connection)
        if case .screenChanged(let change)? = report?.ending, state == .held {
            try openProposal(change, plan.contract, of: run, by: stamp, on: connection)
        }
    }

    /// Ends a run, or holds it, and leaves nothing of it hanging: what a program had in hand is let go, what waits no longer is settled, and
    /// what a person has to look at lies before one.
    static func finish(
        _ run: Run, _ state: Run.State, note: String?, by stamp: Stamp, on connection: any Connection
    ) throws {
        if state.isEnded { try release(run, by: stamp, on: connection) }
        try settleMatters(of: run, by: stamp, on: connection)
        if state == .cancelled { try closeMatters(of: run, by: stamp, on: connection) }
        try openMatters(of: run, unknownAlone: state == .cancelled, by: stamp, on: connection)
        try run.end(state, note: note, by: stamp, on: connection)
    }

    /// The same as after a program that was killed: what was sent may have arrived and is unknown, the rest is as if nothing had happened.
    private static func release(_ run: Run, by stamp: Stamp, on connection: any Connection) throws {
        for record in try RunRecord.list(of: run.id, on: connection) {
            guard let state = record.state.after(.lose) else { continue }
            try run.note(
                record.key, LedgerEntry.Phase.end.rawValue, state: state,
                ["event": .string(RecordEvent.lose.rawValue), "note": "実行が途中で終わりました。"], by: stamp, on: connection)
        }
    }

    /// A run that was cancelled asks nobody any more, but for what may have been sent: its end must be looked up; and for what was to follow
    /// on what is registered.
    private static func closeMatters(of run: Run, by stamp: Stamp, on connection: any Connection) throws {
        let states = Dictionary(
            try RunRecord.list(of: run.id, on: connection).map { ($0.key, $0.state) }, uniquingKeysWith: { $1 })
        for matter in try Matter.list("WHERE run = \(run.id) AND settled_at IS NULL ORDER BY id", on: connection) {
            let state = matter.recordKey.flatMap { states[$0] }
            if matter.kind == .unknown, state == .unknown || state == .submitted { continue }
            // It is registered, whatever becomes of the rest.
            if matter.kind == .unfinished { continue }
            try connection.execute(
                """
                UPDATE automation_matter SET decision = \(Matter.Decision.runCancelled), settled_at = \(stamp.at),
                    settled_by = \(stamp.actor.name), settled_person = \(stamp.actor.person)
                WHERE id = \(matter.id)
                """)
            try stamp.note(
                "automation.matter.close", "matter/\(matter.id)", ["run": JSON(run.id)], on: connection)
        }
    }

    /// One for each record that a person has to look at and that is not before anybody yet.
    /// - Parameter unknownAlone: of a run that was cancelled, whose other records somebody may begin anew.
    static func openMatters(
        of run: Run, unknownAlone: Bool = false, by stamp: Stamp, on connection: any Connection
    ) throws {
        let matters = Dictionary(
            grouping: try Matter.list(
                "WHERE run = \(run.id) AND record_key IS NOT NULL ORDER BY opened_at, id", on: connection),
            by: \.recordKey)
        let goesOn =
            try run.scenarioVersion.flatMap { try ScenarioVersion.find($0, on: connection) }?.scenario?
            .goesOnAfterReceipt ?? false
        let last = Dictionary(
            try RunStep.list(of: run.id, on: connection).map { ($0.recordKey, $0) },
            uniquingKeysWith: { _, last in last })
        for record in try RunRecord.list(of: run.id, on: connection) {
            let known = matters[record.key] ?? []
            if known.contains(where: \.isOpen) { continue }
            let kind: Matter.Kind
            switch record.state {
            case .business: kind = Matter.approval(among: known)?.decision == .refuse ? .declined : .business
            case .technical: kind = .technical
            case .unknown, .submitted: kind = .unknown
            case .done where isUnfinished(last[record.key]?.step, goesOn: goesOn):
                if known.contains(where: { $0.kind == .unfinished }) { continue }
                kind = .unfinished
            default: continue
            }
            if unknownAlone, kind != .unknown, kind != .unfinished { continue }
            let detail = last[record.key].flatMap { try? JSON(parsing: $0.detail) }
            let note = detail?["note"]?.string ?? ""
            // A file that was received is not a picture.
            let picture = detail?["evidence"]?.string.flatMap { $0.hasPrefix(RunFile.referencePrefix) ? nil : $0 }
            try Matter.open(
                kind, "\(kind.title)（\(record.key)）", note.isEmpty ? "台帳で、止まったところを見てください。" : note, robot: run.robot,
                run: run.id, key: record.key, picture: picture, by: stamp, on: connection)
        }
    }

    /// Whether steps that were to follow on a registration were not done: one failed, or the program died in between.
    private static func isUnfinished(_ step: String?, goesOn: Bool) -> Bool {
        switch step.flatMap(LedgerEntry.Phase.init(rawValue:)) {
        case .end: true
        case .receipt, .read, .guardScreen, .fill, .download, .approve: goesOn
        default: false
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
            WHERE run = \(run.id) AND settled_at IS NULL AND kind <> \(Matter.Kind.unfinished) AND record_key IN
                (SELECT record_key FROM automation_record WHERE run = \(run.id) AND state IN ('done', 'skipped'))
            """)
    }
}
