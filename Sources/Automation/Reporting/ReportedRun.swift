import Japanese
import Storage
import Ward

/// What is reported of a run of a robot that runs elsewhere.
struct ReportedRun: Hashable, Sendable {
    /// The sender's own name for the run: the same report twice is one run.
    var reference: String
    var startedAt: Timestamp
    var endedAt: Timestamp
    var done: Int
    var skipped = 0
    var business = 0
    var technical = 0
    var note: String?

    /// Records of one run.
    static let recordsMax = 1_000_000

    /// Writes the report down.
    /// - Returns: the run, and whether it is new: the same report again changes nothing.
    /// - Throws: ``ReportRefusal``.
    @discardableResult
    func enter(
        for robot: Robot, source: RunSource, by stamp: Stamp, on connection: any Connection
    ) throws -> (run: Run, isNew: Bool) {
        guard startedAt <= endedAt else { throw ReportRefusal.endBeforeStart }
        guard endedAt <= stamp.at else { throw ReportRefusal.future }
        if let retired = robot.retiredOn, retired < endedAt.date { throw AutomationRefusal.retired }
        let counts = Run.Counts(
            total: done + skipped + business + technical, done: done, skipped: skipped, business: business,
            technical: technical)
        if let known = try Run.list("WHERE robot = \(robot.id) AND reference = \(reference)", on: connection).first {
            guard known.counts == counts, known.startedAt == startedAt, known.endedAt == endedAt else {
                throw ReportRefusal.differs(reference)
            }
            return (known, false)
        }
        let run = try Run.insert(
            for: robot.id, source: source, reference: reference, state: .done, level: Run.submitting, scenario: nil,
            trigger: "report", counts: counts, started: startedAt, ended: endedAt, note: note, by: stamp,
            on: connection)
        try run.note(
            "", "reported",
            [
                "done": JSON(done), "skipped": JSON(skipped), "business": JSON(business), "technical": JSON(technical),
                "source": .string(source.rawValue),
            ], by: stamp, on: connection)
        let written = try Run.known(run.id, on: connection)
        try stamp.note(
            "automation.run.report", "run/\(run.id)",
            [
                "robot": JSON(robot.id), "source": .string(source.rawValue), "done": JSON(done),
                "exceptions": JSON(counts.exceptions), "ledger": .string(written.ledgerHash),
            ], on: connection)
        return (written, true)
    }

    /// A month as a person tells it (自己申告).
    static func month(
        _ first: CivilDate, done: Int, exceptions: Int, note: String?, for robot: Robot, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Run {
        let last = first.endOfMonth
        guard last < stamp.today else { throw ReportRefusal.monthNotOver }
        return try ReportedRun(
            reference: "月次 \(first.japaneseMonth)", startedAt: Timestamp(first), endedAt: Timestamp(last, hour: 17),
            done: done, business: exceptions, note: note
        ).enter(for: robot, source: .declared, by: stamp, on: connection).run
    }
}

enum ReportRefusal: Refusal, Hashable {
    case endBeforeStart
    case future
    case differs(String)
    case monthNotOver

    var words: String {
        switch self {
        case .endBeforeStart: "終わった時刻が、始めた時刻より前です。2つの時刻を確かめてください。"
        case .future: "終わった時刻が、まだ来ていません。ロボットが動く機械の時計を確かめてください。"
        case .differs(let reference):
            "「\(reference)」の実行は、別の内容で報告されています。報告は直せません。別の実行なら、別の番号で報告してください。"
        case .monthNotOver: "まだ終わっていない月です。月が終わってから申告してください。"
        }
    }
}
