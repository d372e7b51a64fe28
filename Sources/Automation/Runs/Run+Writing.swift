import Browsing
import Japanese
import Scenarios
import Storage
import Ward

extension Run {
    /// Asks for a run of the engine.
    /// - Parameters:
    ///   - level: of a dry run, or ``Run/submitting``.
    ///   - records: keys with what they hold, sealed; in the order of the input.
    /// - Throws: ``AutomationRefusal`` when nobody owns the robot, its stocktaking is late, or it does not work.
    static func ask(
        for robot: Robot, level: Int = submitting, scenario: ID<ScenarioVersion>? = nil, trigger: String,
        records: [(key: String, sealed: String?)], confidencePercent: Int? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Run {
        try robot.check(startOn: stamp.today, on: connection)
        try robot.check(level: level)
        let run = try insert(
            for: robot.id, source: .engine, reference: nil, state: .waiting, level: level, scenario: scenario,
            trigger: trigger, counts: Counts(total: records.count), confidencePercent: confidencePercent, started: nil,
            ended: nil, note: nil, by: stamp, on: connection)
        for (position, record) in records.enumerated() {
            try connection.execute(
                """
                INSERT INTO automation_record (run, position, record_key, state, attempts, sealed, changed_at)
                VALUES (\(run.id), \(position + 1), \(record.key), \(RecordState.new), 0, \(record.sealed), \(stamp.at))
                """)
        }
        try stamp.note(
            "automation.run.ask", "run/\(run.id)",
            [
                "robot": JSON(robot.id), "records": JSON(records.count), "level": JSON(level),
                "confidence": JSON(confidencePercent),
            ], on: connection)
        return run
    }

    static func insert(
        for robot: ID<Robot>, source: RunSource, reference: String?, state: State, level: Int,
        scenario: ID<ScenarioVersion>?, trigger: String, counts: Counts, confidencePercent: Int? = nil,
        started: Timestamp?, ended: Timestamp?,
        note: String?, by stamp: Stamp, on connection: any Connection
    ) throws -> Run {
        let id: ID<Run> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO automation_run (id, robot, source, reference, state, level, scenario_version, trigger_kind,
                asked_by, asked_at, started_at, ended_at, total, done, skipped, business, technical, unknown,
                confidence_percent, cancel_requested, note, seen_at, ledger_rows, ledger_hash)
            VALUES (\(id), \(robot), \(source), \(reference), \(state), \(level), \(scenario), \(trigger),
                \(stamp.actor.name), \(stamp.at), \(started), \(ended), \(counts.total), \(counts.done),
                \(counts.skipped), \(counts.business), \(counts.technical), \(counts.unknown), \(confidencePercent), 0, \(note), \(stamp.at), 0,
                \(RunStep.beginning))
            """)
        return try known(id, on: connection)
    }

    /// Adds a row to the ledger and moves the record on, in one transaction with whatever else the caller writes.
    ///
    /// The robot takes the next step only when this was written.
    /// - Parameter turn: of the program that writes; `nil` for people.
    /// - Throws: ``AutomationRefusal/wrongState(_:)`` when another program began with the run since.
    func note(
        _ key: String, _ step: String, state: RecordState? = nil, receipt: String? = nil, _ detail: JSON = [:],
        turn: Int? = nil, by stamp: Stamp, on connection: any Connection
    ) throws {
        try append(key, step, detail, turn: turn, by: stamp, on: connection)
        guard let state else { return }
        let before = try RunRecord.state(of: key, in: id, on: connection)
        try connection.execute(
            """
            UPDATE automation_record SET state = \(state), receipt = COALESCE(\(receipt), receipt),
                attempts = attempts + \(step == Run.claim ? 1 : 0), changed_at = \(stamp.at),
                sealed = CASE WHEN \(state.isFinal ? 1 : 0) = 1 THEN NULL ELSE sealed END
            WHERE run = \(id) AND record_key = \(key)
            """)
        if let before, before != state { try count(before, state, on: connection) }
    }

    /// The step with which an attempt begins.
    static let claim = LedgerEntry.Phase.claim.rawValue

    /// As work orders name it.
    var taker: String { String(path.dropFirst()) }

    private func append(
        _ key: String, _ step: String, _ detail: JSON, turn: Int? = nil, by stamp: Stamp, on connection: any Connection
    ) throws {
        let row = try connection.row("SELECT ledger_rows, ledger_hash, turn FROM automation_run WHERE id = \(id)")
        guard let head = row else { throw UnknownRecord(Run.self) }
        if let turn, turn != (try head["turn"] as Int) {
            throw AutomationRefusal.wrongState("この実行は、ほかのプログラムが引き継ぎました。")
        }
        let sequence = 1 + (try head["ledger_rows"] as Int)
        let text = detail.canonical
        let hash = RunStep.hash(
            run: id.text, sequence: sequence, key: key, step: step, detail: text, at: stamp.at,
            after: try head["ledger_hash"])
        try connection.execute(
            """
            INSERT INTO automation_step (run, sequence, record_key, step, detail, at, hash)
            VALUES (\(id), \(sequence), \(key), \(step), \(text), \(stamp.at), \(hash))
            """)
        try connection.execute(
            "UPDATE automation_run SET ledger_rows = \(sequence), ledger_hash = \(hash) WHERE id = \(id)")
    }

    /// Moves a record from one count to another; what is in hand is counted when it is out of it.
    private func count(_ before: RecordState, _ after: RecordState, on connection: any Connection) throws {
        func change(_ state: RecordState) -> Int { (after == state ? 1 : 0) - (before == state ? 1 : 0) }
        try connection.execute(
            """
            UPDATE automation_run SET done = done + \(change(.done)), skipped = skipped + \(change(.skipped)),
                business = business + \(change(.business)), technical = technical + \(change(.technical)),
                unknown = unknown + \(change(.unknown))
            WHERE id = \(id)
            """)
    }

    /// Writes a row of the engine: only what can happen to the record as it stands in the store, and only in the turn of the program. Of two
    /// runs that have the same record, the second one does not send it, whenever they began.
    /// - Throws: `RunOutcome.sentElsewhere`, ``AutomationRefusal/wrongState(_:)``.
    func note(_ entry: LedgerEntry, turn: Int, by stamp: Stamp, on connection: any Connection) throws {
        if let event = entry.event {
            guard try RunRecord.state(of: entry.record, in: id, on: connection)?.after(event) == entry.state else {
                throw AutomationRefusal.wrongState("「\(entry.record)」の状態が、ほかで変わりました。")
            }
        }
        if entry.event == .submit, try RunRecord.isSentElsewhere(entry.record, self, on: connection) {
            throw RunOutcome.sentElsewhere
        }
        try note(
            entry.record, entry.phase.rawValue, state: entry.state, receipt: entry.receipt,
            [
                "attempt": JSON(entry.attempt), "steps": .array(entry.steps.map { .string($0) }),
                "event": JSON(entry.event?.rawValue), "note": .string(entry.note),
                "milliseconds": JSON(entry.milliseconds), "evidence": JSON(entry.evidence),
            ], turn: turn, by: stamp, on: connection)
    }

    /// A program begins with it, or goes on with what another left behind.
    /// - Returns: its turn, with which it writes.
    @discardableResult
    func begin(browser: String?, by stamp: Stamp, on connection: any Connection) throws -> Int {
        try connection.execute(
            """
            UPDATE automation_run SET state = \(State.running), started_at = COALESCE(started_at, \(stamp.at)),
                browser = \(browser), seen_at = \(stamp.at), turn = turn + 1
            WHERE id = \(id)
            """)
        try append("", "begin", ["browser": JSON(browser), "level": JSON(level)], by: stamp, on: connection)
        if level >= Run.sending { try leaveElsewhere(by: stamp, on: connection) }
        return try Run.known(id, on: connection).turn
    }

    /// A file that was given twice at once made two runs: the second one leaves what the first dealt with. What that may have sent is
    /// the first one's to be looked up, and to be sent again where it did not arrive.
    private func leaveElsewhere(by stamp: Stamp, on connection: any Connection) throws {
        let settled = try RunRecord.keys(.settled, elsewhere: self, on: connection)
        let sent = try RunRecord.keys(.sent, elsewhere: self, on: connection)
        let orders = try RunOrders(of: self, on: connection)
        for record in try RunRecord.list(of: id, on: connection) where record.state.isUnsent {
            if settled.contains(record.key) {
                try note(record.key, "elsewhere", state: .skipped, by: stamp, on: connection)
            } else if sent.contains(record.key) {
                try orders.leave(record, "ほかの実行が送り、登録されたかを確かめています。", by: stamp, on: connection)
            }
        }
    }

    /// A program says that it still works on it.
    func see(turn: Int, at moment: Timestamp, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE automation_run SET seen_at = \(moment) WHERE id = \(id) AND turn = \(turn)")
    }

    /// Ends it, or holds it until a person decided; the head of its ledger goes into the audit trail, which others keep heads of.
    func end(_ state: State, note: String? = nil, by stamp: Stamp, on connection: any Connection) throws {
        try append("", "end", ["state": .string(state.rawValue)], by: stamp, on: connection)
        try connection.execute(
            """
            UPDATE automation_run SET state = \(state), ended_at = \(state.isEnded ? stamp.at : nil), note = \(note)
            WHERE id = \(id)
            """)
        let ended = try Run.known(id, on: connection)
        try RunOrders(of: ended, on: connection).follow(by: stamp, on: connection)
        try stamp.note(
            "automation.run.end", "run/\(id)",
            [
                "state": .string(state.rawValue), "rows": JSON(ended.ledgerRows), "ledger": .string(ended.ledgerHash),
                "done": JSON(ended.counts.done), "exceptions": JSON(ended.counts.exceptions),
            ], on: connection)
    }

    /// Puts a run back into the queue: for records that wait no longer for anybody, or that a program left behind.
    /// - Throws: ``AutomationRefusal``.
    func resume(by stamp: Stamp, on connection: any Connection) throws {
        guard source == .engine, state != .waiting, state != .running else {
            throw AutomationRefusal.wrongState("続けられる実行ではありません。画面を開き直してください。")
        }
        // It would only ask once more, or lay the same changed screen before them again.
        if state == .held, try Matter.holds(id, on: connection) {
            throw AutomationRefusal.wrongState("人の判断を待っている実行です。「例外・承認」で処理すると、続きが始まります。")
        }
        let robot = try Robot.known(robot, on: connection)
        try robot.check(startOn: stamp.today, on: connection)
        try robot.check(level: level)
        try RunOrders(of: self, on: connection).takeAgain(by: stamp, on: connection)
        try connection.execute(
            """
            UPDATE automation_run SET state = \(State.waiting), ended_at = NULL, cancel_requested = 0,
                seen_at = \(stamp.at)
            WHERE id = \(id)
            """)
        try stamp.note("automation.run.resume", "run/\(id)", on: connection)
        try RunWork.request(self, robot, by: stamp, on: connection)
    }

    /// Asks a run to stop after the record it is at; one that has not begun ends at once.
    func cancel(by stamp: Stamp, on connection: any Connection) throws {
        guard !state.isEnded else { throw AutomationRefusal.wrongState("この実行は、終わっています。") }
        try connection.execute("UPDATE automation_run SET cancel_requested = 1 WHERE id = \(id)")
        try stamp.note("automation.run.cancel", "run/\(id)", on: connection)
        guard state != .running else { return }
        if let job = try RunWork.job(of: self, on: connection), job.state == .waiting {
            try JobStore.cancel(job.id, by: stamp, on: connection)
        }
        try RunWork.finish(self, .cancelled, note: "中止しました。", by: stamp, on: connection)
    }
}
