import Japanese
import Storage
import Ward

/// What is reported of a run of a robot that runs elsewhere.
struct ReportedRun: Hashable, Sendable {
    /// The sender's own name for the run: the same report twice is one run.
    var reference: String
    var facts: Facts
    var note: String?

    /// Records of one run.
    static let recordsMax = 1_000_000

    /// What is told of the work itself: what a correction changes.
    struct Facts: Hashable, Sendable {
        var startedAt: Timestamp
        var endedAt: Timestamp
        var done: Int
        var skipped = 0
        var business = 0
        var technical = 0

        var counts: Run.Counts {
            Run.Counts(
                total: done + skipped + business + technical, done: done, skipped: skipped, business: business,
                technical: technical)
        }

        /// - Throws: ``ReportRefusal``, ``AutomationRefusal/retired``.
        func check(of robot: Robot, by stamp: Stamp) throws {
            guard startedAt <= endedAt else { throw ReportRefusal.endBeforeStart }
            guard endedAt <= stamp.at else { throw ReportRefusal.future }
            if let retired = robot.retiredOn, retired < endedAt.date { throw AutomationRefusal.retired }
        }
    }

    /// Whether a known run under its reference tells the same, or told it before somebody corrected it: a robot that reports once more
    /// says nothing new.
    func isKnown(_ run: Run, _ corrections: [ReportCorrection]) -> Bool {
        facts == run.facts || corrections.contains { facts == $0.before }
    }

    /// Writes the report down.
    /// - Returns: the run, and whether it is new: the same report again changes nothing.
    /// - Throws: ``ReportRefusal``.
    @discardableResult
    func enter(
        for robot: Robot, source: RunSource, by stamp: Stamp, on connection: any Connection
    ) throws -> (run: Run, isNew: Bool) {
        // The engine tells of its own runs: told once more, their hours would count twice.
        guard robot.product != .namiki else { throw ReportRefusal.ownRobot(robot.name) }
        try facts.check(of: robot, by: stamp)
        let counts = facts.counts
        if let known = try Run.list("WHERE robot = \(robot.id) AND reference = \(reference)", on: connection).first {
            guard isKnown(known, try ReportCorrection.of(known.id, on: connection)) else {
                throw ReportRefusal.differs(reference)
            }
            return (known, false)
        }
        let run = try Run.insert(
            for: robot.id, source: source, reference: reference, state: .done, level: Run.submitting, scenario: nil,
            trigger: "report", counts: counts, started: facts.startedAt, ended: facts.endedAt, note: note, by: stamp,
            on: connection)
        try run.note(
            "", "reported",
            [
                "done": JSON(facts.done), "skipped": JSON(facts.skipped), "business": JSON(facts.business),
                "technical": JSON(facts.technical), "source": .string(source.rawValue),
            ], by: stamp, on: connection)
        let written = try Run.known(run.id, on: connection)
        try stamp.note(
            "automation.run.report", "run/\(run.id)",
            [
                "robot": JSON(robot.id), "source": .string(source.rawValue), "done": JSON(facts.done),
                "exceptions": JSON(counts.exceptions), "ledger": .string(written.ledgerHash),
            ], on: connection)
        return (written, true)
    }

    /// A month as a person tells it (自己申告).
    static func month(
        _ first: CivilDate, done: Int, exceptions: Int, note: String?, for robot: Robot, by stamp: Stamp,
        on connection: any Connection
    ) throws -> (run: Run, isNew: Bool) {
        let last = first.endOfMonth
        guard last < stamp.today else { throw ReportRefusal.monthNotOver }
        return try ReportedRun(
            reference: "月次 \(first.japaneseMonth)",
            facts: Facts(
                startedAt: Timestamp(first), endedAt: Timestamp(last, hour: 17), done: done, business: exceptions),
            note: note
        ).enter(for: robot, source: .declared, by: stamp, on: connection)
    }

    /// What who reports the same once more is told, also of what became of it since.
    static func knownWords(_ run: Run) -> String {
        run.state == .withdrawn
            ? "この報告は、取り消されています。数えるときは、この実行のページで訂正してください。" : "同じ報告を記録しています。いま数えているのは、\(run.facts.words)です。"
    }
}

enum ReportRefusal: Refusal, Hashable {
    case endBeforeStart
    case future
    case differs(String)
    case monthNotOver
    case nothingChanged
    case alreadyWithdrawn
    case ownRun
    case ownRobot(String)

    var words: String {
        switch self {
        case .endBeforeStart: "終わった時刻が、始めた時刻より前です。2つの時刻を確かめてください。"
        case .future: "終わった時刻が、まだ来ていません。ロボットが動く機械の時計を確かめてください。"
        case .differs(let reference):
            "「\(reference)」の実行は、別の内容で報告されています。前の報告が誤りなら、「実行の報告」からその実行を開いて訂正してください。別の実行なら、別の番号で報告してください。"
        case .monthNotOver: "まだ終わっていない月です。月が終わってから申告してください。"
        case .nothingChanged: "いまの記録と同じ内容です。誤っている所を直してから、訂正してください。"
        case .alreadyWithdrawn: "この報告は、もう取り消されています。"
        case .ownRobot(let name):
            "「\(name)」は、並木で動くロボットです。実行は並木が記録しているため、報告は受け取りません（二重に数えることになります）。ほかの製品のロボットなら、台帳の「製品」を直してから報告してください。"
        case .ownRun: "並木が実行した記録は、訂正も取消もできません。1件ごとの結果は、例外・承認のページで処理してください。"
        }
    }
}

extension ReportedRun.Facts {
    var json: JSON {
        [
            "startedAt": .integer(startedAt.milliseconds), "endedAt": .integer(endedAt.milliseconds),
            "done": JSON(done), "skipped": JSON(skipped), "business": JSON(business), "technical": JSON(technical),
        ]
    }

    init(_ json: JSON) {
        func number(_ name: String) -> Int { json[name]?.integer.map { Int($0) } ?? 0 }
        func moment(_ name: String) -> Timestamp {
            Timestamp(milliseconds: json[name]?.integer.map { Int64($0) } ?? 0)
        }
        self.init(
            startedAt: moment("startedAt"), endedAt: moment("endedAt"), done: number("done"),
            skipped: number("skipped"), business: number("business"), technical: number("technical"))
    }

    /// 登録137件、対象外0件、業務の例外3件、技術の例外0件
    var words: String { "登録\(done)件、対象外\(skipped)件、業務の例外\(business)件、技術の例外\(technical)件" }
}
