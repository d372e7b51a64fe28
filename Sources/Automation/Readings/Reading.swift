import Browsing
import Scenarios
import Storage
import Ward

/// A record whose reading by an AI-OCR is laid before a person (読み取りの確認): nothing of it is typed before somebody saw what was read.
struct Reading: Sendable {
    let matter: Matter
    let run: Run
    let record: InputRecord
    let plan: InputPlan
    let doubts: [Doubt]

    /// Holds the records of a run that are doubtful, and lays each before a person once. A trial that sends nothing asks nobody.
    ///
    /// What decides is what the record holds: one that was let go in any other way is asked about again.
    static func hold(_ run: Run, in ward: Ward, by stamp: Stamp, on connection: any Connection) throws {
        guard run.level >= Run.sending, let plan = try plan(of: run, on: connection), plan.kind == .ocr else { return }
        let asked = Set(
            try Matter.list(
                "WHERE run = \(run.id) AND kind = \(Matter.Kind.reading) AND settled_at IS NULL", on: connection
            )
            .compactMap(\.recordKey))
        for (key, state, sealed) in try unsent(run, on: connection) where !asked.contains(key) {
            let doubts = try SealedRecords.open(sealed, key: key, in: ward)
                .doubts(plan, confidenceMin: run.confidenceMin)
            guard !doubts.isEmpty else { continue }
            if state.after(.hold) == .held {
                try run.note(
                    key, LedgerEntry.Phase.approve.rawValue, state: .held,
                    [
                        "event": .string(RecordEvent.hold.rawValue), "note": "読み取りを人が確かめます。",
                        "columns": .array(doubts.map { .string($0.column.name) }),
                    ], by: stamp, on: connection)
            }
            try Matter.open(
                .reading, "読み取りの確認（\(key)）", doubts.map { $0.words(run.confidenceMin) }.joined(separator: "\n"),
                robot: run.robot, run: run.id, key: key, by: stamp, on: connection)
        }
    }

    private static func unsent(
        _ run: Run, on connection: any Connection
    ) throws -> [(key: String, state: RecordState, sealed: String)] {
        try connection.rows(
            """
            SELECT record_key, state, sealed FROM automation_record
            WHERE run = \(run.id) AND sealed IS NOT NULL AND state IN \(values: [RecordState.new, .held, .technical])
            ORDER BY position
            """
        ).map { (try $0["record_key"], try $0["state"], try $0["sealed"]) }
    }

    private static func plan(of run: Run, on connection: any Connection) throws -> InputPlan? {
        try run.scenarioVersion.flatMap { try ScenarioVersion.find($0, on: connection) }?.scenario?.input
    }

    /// What waits for somebody, opened: who looks at it is told to the trail by ``look(by:on:)``.
    /// - Throws: ``AutomationRefusal/wrongState(_:)`` where nothing waits any more.
    init(_ matter: Matter, in ward: Ward, on connection: any Connection) throws {
        guard matter.isOpen, matter.kind == .reading, let key = matter.recordKey,
            let run = try matter.run.map({ try Run.known($0, on: connection) }),
            let plan = try Self.plan(of: run, on: connection),
            let sealed: String = try connection.value(
                "SELECT sealed FROM automation_record WHERE run = \(run.id) AND record_key = \(key)")
        else { throw AutomationRefusal.wrongState("この読み取りは、もう確かめるものがありません。画面を開き直してください。") }
        let record = try SealedRecords.open(sealed, key: key, in: ward)
        (self.matter, self.run, self.record, self.plan) = (matter, run, record, plan)
        doubts = record.doubts(plan, confidenceMin: run.confidenceMin)
    }

    /// The trail says who saw facts about people.
    func look(by stamp: Stamp, on connection: any Connection) throws {
        try stamp.note(
            "automation.reading.look", "matter/\(matter.id)", ["columns": .array(names(doubts))], on: connection)
    }

    /// A person typed what the paper says, or left it as it was read; the record goes on with it.
    /// - Parameter texts: one for each doubt.
    /// - Throws: ``AutomationRefusal/wrongState(_:)``, also where the record turns out to be one that is known already.
    func confirm(
        _ texts: [String], minutes: Int, remark: String?, in ward: Ward, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard texts.count == doubts.count else {
            throw AutomationRefusal.wrongState("確かめる値が、ほかで変わりました。画面を開き直してください。")
        }
        guard let read = record.settling(doubts, texts, plan) else {
            throw AutomationRefusal.wrongState("記録を見分ける番号が、空か、行によって違います。番号をそろえてください。")
        }
        let corrected = zip(doubts, texts).filter { $0.value.text != $1 }.map(\.0)
        let confirmed = zip(doubts, texts).filter { $0.value.text == $1 }.map(\.0)
        let told: JSON = [
            "corrected": .array(names(corrected)), "confirmed": .array(names(confirmed)),
            "record": .string(record.key), "key": .string(read.key), "run": JSON(run.id),
        ]
        try matter.release(minutes: minutes, remark: remark, told, by: stamp, on: connection) {
            try keep(read, told, by: stamp, in: ward, on: connection)
        }
    }

    private func keep(
        _ read: InputRecord, _ told: JSON, by stamp: Stamp, in ward: Ward, on connection: any Connection
    ) throws {
        try run.note(record.key, "reading", state: .new, told, by: stamp, on: connection)
        let isOther = read.key != record.key
        if isOther, try RunRecord.state(of: read.key, in: run.id, on: connection) != nil {
            throw AutomationRefusal.wrongState("「\(read.key)」は、この実行にもうあります。同じ紙を二度読み取ったときは、「対象から外す」を選んでください。")
        }
        if isOther, try RunRecord.isTaken(read.key, of: run.robot, on: connection) {
            throw AutomationRefusal.wrongState("「\(read.key)」は、ほかの実行が登録したか、いま扱っています。重なるときは、「対象から外す」を選んでください。")
        }
        try connection.execute(
            """
            UPDATE automation_record SET record_key = \(read.key), sealed = \(try SealedRecords.seal(read, in: ward))
            WHERE run = \(run.id) AND record_key = \(record.key)
            """)
        try connection.execute(
            "UPDATE automation_matter SET record_key = \(read.key) WHERE run = \(run.id) AND record_key = \(record.key)"
        )
    }

    private func names(_ doubts: [Doubt]) -> [JSON] { doubts.map { .string($0.column.name) } }
}

extension Run {
    /// From 0 to 1.
    var confidenceMin: Double? { confidencePercent.map { Double($0) / 100 } }
}

extension Doubt {
    /// 「3行目の「口座番号」　確信度91%（98%以上を求めています）」, without the value.
    func words(_ runMin: Double?) -> String {
        func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10)%".replacing(".0%", with: "%") }
        let least = max(column.confidenceMin ?? 0, runMin ?? 0)
        let sure = value.confidence.map { "確信度\(percent($0))（\(percent(least))以上を求めています）" } ?? ""
        return "\(line)行目の「\(column.name)」　\(sure)" + (fault.map { "　値\($0)" } ?? "")
    }
}
