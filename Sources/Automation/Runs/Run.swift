import Japanese
import Scenarios
import Site
import Storage
import Ward

/// One run (実行) of a robot: of the engine, record by record with its ledger, or one that was reported of a robot elsewhere.
struct Run: AddressedRecord {
    enum State: String, CaseIterable, SQLBindable, SQLDecodable {
        case waiting, running
        /// Until a person decided.
        case held
        case done, stopped, cancelled
        /// The program that did it is gone, and so is the job.
        case interrupted
        /// A report that somebody took back: nothing of it counts.
        case withdrawn

        var title: String {
            switch self {
            case .waiting: "開始待ち"
            case .running: "実行中"
            case .held: "人の判断待ち"
            case .done: "終了"
            case .stopped: "途中で停止"
            case .cancelled: "中止"
            case .interrupted: "中断"
            case .withdrawn: "報告の取消"
            }
        }

        var tag: Tag {
            switch self {
            case .waiting: Tag(title, .waiting)
            case .running: Tag(title, .active)
            case .held: Tag(title, .warning)
            case .done: Tag(title, .done)
            case .stopped, .interrupted: Tag(title, .danger)
            case .cancelled, .withdrawn: Tag(title, .neutral)
            }
        }

        var isEnded: Bool { self == .withdrawn || State.counted.contains(self) }

        /// Whose records count for what was saved.
        static let counted: [State] = [.done, .stopped, .cancelled, .interrupted]
    }

    let id: ID<Run>
    let robot: ID<Robot>
    let source: RunSource
    let reference: String?
    let state: State
    /// Of a dry run; 5 submits.
    let level: Int
    let scenarioVersion: ID<ScenarioVersion>?
    /// Below it readings of an AI-OCR are laid before a person.
    let confidencePercent: Int?
    let trigger: String
    let askedBy: String
    let askedAt: Timestamp
    let startedAt: Timestamp?
    let endedAt: Timestamp?
    let counts: Counts
    /// Version of the engine's browser.
    let browser: String?
    let isCancelRequested: Bool
    /// When a program last said that it works on it, or when it was put into the queue.
    let seenAt: Timestamp
    /// How often a program began with it: an earlier one that is still alive writes no further row.
    let turn: Int
    /// The job that does it, or did it last: no other one begins with it. `nil` where a command does it.
    let job: ID<Job>?
    let note: String?
    let ledgerRows: Int
    let ledgerHash: String

    /// Records by what became of them.
    struct Counts: Hashable, Sendable {
        /// `nil` until the input was read.
        var total: Int?
        var done = 0
        var skipped = 0
        var business = 0
        var technical = 0
        var unknown = 0

        var exceptions: Int { business + technical + unknown }
        var settled: Int { done + skipped + exceptions }
        /// Those about which nobody was told what became of them.
        var open: Int? { total.map { max(0, $0 - settled) } }
    }

    static let parameter = "run"
    static let selection: SQL = "SELECT * FROM automation_run"
    static let key: SQL = "automation_run.id"
    static let title = "実行"

    /// A run that submits; below are the levels of a dry run.
    static let submitting = 5
    /// From this level on something is sent: the first records of a trial, or all.
    static let sending = 4

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, robot, source, reference) = (try row["id"], try row["robot"], try row["source"], try row["reference"])
        (state, level, scenarioVersion) = (try row["state"], try row["level"], try row["scenario_version"])
        confidencePercent = try row["confidence_percent"]
        (trigger, askedBy, askedAt) = (try row["trigger_kind"], try row["asked_by"], try row["asked_at"])
        (startedAt, endedAt) = (try row["started_at"], try row["ended_at"])
        counts = Counts(
            total: try row["total"], done: try row["done"], skipped: try row["skipped"],
            business: try row["business"], technical: try row["technical"], unknown: try row["unknown"])
        (browser, isCancelRequested, note) = (
            try row["browser"], try row["cancel_requested"], try row["note"]
        )
        seenAt = try row["seen_at"] ?? askedAt
        (turn, job) = (try row["turn"], try row["job"])
        (ledgerRows, ledgerHash) = (try row["ledger_rows"], try row["ledger_hash"])
    }

    var path: String { "/automation/runs/\(id)" }
    /// When it began, or was asked for.
    var beganAt: Timestamp { startedAt ?? askedAt }

    static func of(_ robot: ID<Robot>, limit: Int, on connection: any Connection) throws -> [Run] {
        try list("WHERE robot = \(robot) ORDER BY asked_at DESC, id DESC LIMIT \(limit)", on: connection)
    }

    /// Ended ones that submitted, by the day on which they ended.
    static func ended(
        of robot: ID<Robot>, from first: CivilDate, to last: CivilDate, on connection: any Connection
    ) throws -> [Run] {
        try list(
            """
            WHERE robot = \(robot) AND level >= \(submitting) AND state IN \(values: State.counted)
                AND ended_at >= \(Timestamp(first)) AND ended_at < \(Timestamp(last.adding(days: 1)))
            ORDER BY ended_at, id
            """, on: connection)
    }
}

/// What became of a record, as the database keeps it and pages show it.
extension RecordState: SQLBindable, SQLDecodable {
    var title: String {
        switch self {
        case .new: "未処理"
        case .claimed: "処理中"
        case .held: "登録の直前で保留"
        case .submitted: "送信した（控え待ち）"
        case .done: "登録済み"
        // Registered before, done by hand, or left out by a person: the robot saved nothing with it.
        case .skipped: "対象外"
        case .business: "業務の例外"
        case .technical: "技術の例外"
        case .unknown: "不明（要照会）"
        }
    }

    var tag: Tag {
        switch self {
        case .new: Tag(title, .waiting)
        case .claimed, .held, .submitted: Tag(title, .active)
        case .done: Tag(title, .done)
        case .skipped: Tag(title, .neutral)
        case .business, .technical: Tag(title, .warning)
        case .unknown: Tag(title, .danger)
        }
    }
}

extension RecordState {
    /// Nothing of it was sent, and a run may send it.
    var isUnsent: Bool { self == .new || self == .claimed || self == .held || self == .technical }
}

/// One record of a run.
struct RunRecord: Sendable {
    let position: Int
    let key: String
    let state: RecordState
    let attempts: Int
    let receipt: String?
    let changedAt: Timestamp

    static func list(of run: ID<Run>, on connection: any Connection) throws -> [RunRecord] {
        try connection.rows(
            """
            SELECT position, record_key, state, attempts, receipt, changed_at FROM automation_record
            WHERE run = \(run) ORDER BY position
            """
        ).map {
            RunRecord(
                position: try $0["position"], key: try $0["record_key"], state: try $0["state"],
                attempts: try $0["attempts"], receipt: try $0["receipt"], changedAt: try $0["changed_at"])
        }
    }

    /// - Returns: `nil` where the run has no such record.
    static func state(
        of key: String, in run: ID<Run>, on connection: any Connection
    ) throws -> RecordState? {
        try connection.value("SELECT state FROM automation_record WHERE run = \(run) AND record_key = \(key)")
    }

    /// Keys that no other run of the robot may send: registered, dealt with by a person, sent without a receipt, or in the hands of a run
    /// that is not over. Trials that send nothing do not count.
    static func takenKeys(of robot: ID<Robot>, on connection: any Connection) throws -> Set<String> {
        Set(try connection.column("SELECT automation_record.record_key " + taken(robot), as: String.self))
    }

    /// Whether it is one of ``takenKeys(of:on:)``.
    static func isTaken(_ key: String, of robot: ID<Robot>, on connection: any Connection) throws -> Bool {
        try connection.row("SELECT 1 " + taken(robot) + " AND automation_record.record_key = \(key) LIMIT 1") != nil
    }

    /// Whether a run of the robot registered it, or was told that it is dealt with.
    static func isSettled(_ key: String, of robot: ID<Robot>, on connection: any Connection) throws -> Bool {
        try connection.row(
            "SELECT 1 " + taken(robot)
                + " AND automation_record.record_key = \(key) AND automation_record.state IN ('done', 'skipped') LIMIT 1"
        ) != nil
    }

    private static func taken(_ robot: ID<Robot>) -> SQL {
        sending(
            robot,
            """
            automation_record.state IN ('done', 'skipped', 'submitted', 'unknown')
                OR automation_run.state IN ('waiting', 'running', 'held')
            """)
    }

    private static func elsewhere(_ run: Run, _ states: [RecordState]) -> SQL {
        sending(run.robot, "automation_run.id <> \(run.id) AND automation_record.state IN \(values: states)")
    }

    /// The records of the robot's runs that send something, standing so.
    private static func sending(_ robot: ID<Robot>, _ standing: SQL) -> SQL {
        """
        FROM automation_record JOIN automation_run ON automation_run.id = automation_record.run
        WHERE automation_run.robot = \(robot) AND automation_run.level >= \(Run.sending) AND (
        """ + standing + ")"
    }

    /// Where another run of the robot stands with a record.
    enum Elsewhere {
        /// Registered, or dealt with by a person.
        case settled
        /// Perhaps registered.
        case sent

        var states: [RecordState] {
            switch self {
            case .settled: [.done, .skipped]
            case .sent: [.submitted, .unknown]
            }
        }
    }

    /// The keys with which other runs of the robot stand so.
    static func keys(
        _ standing: Elsewhere, elsewhere run: Run, on connection: any Connection
    ) throws -> Set<String> {
        Set(
            try connection.column(
                "SELECT automation_record.record_key " + elsewhere(run, standing.states), as: String.self))
    }

    /// Whether another run of the robot dealt with it, or may have sent it.
    static func isSentElsewhere(_ key: String, _ run: Run, on connection: any Connection) throws -> Bool {
        let states = Elsewhere.settled.states + Elsewhere.sent.states
        return try connection.row(
            "SELECT 1 " + elsewhere(run, states) + " AND automation_record.record_key = \(key) LIMIT 1") != nil
    }
}
