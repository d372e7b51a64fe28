import Japanese
import Storage

/// Long work (処理) that is done item by item, can be watched, cancelled, and goes on after a crash.
public struct Job: Hashable, Sendable {
    public enum State: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case waiting, running, done, failed, cancelled

        /// As pages print it.
        public var title: String {
            switch self {
            case .waiting: "順番待ち"
            case .running: "実行中"
            case .done: "終わりました"
            case .failed: "途中で止まりました"
            case .cancelled: "中止しました"
            }
        }

        /// Whether no program will go on with it by itself.
        public var isEnded: Bool { self != .waiting && self != .running }
    }

    public let id: ID<Job>
    /// Which ``JobHandler`` does it, such as `opendata.publish`.
    public let kind: String
    /// What people read in the list of jobs.
    public let title: String
    public let parameters: JSON
    public let state: State
    /// Number of items; `nil` until the work has begun and they were counted.
    public let total: Int?
    /// In whose name the work is done.
    public let requestedBy: Actor
    public let requestedAt: Timestamp
    public let startedAt: Timestamp?
    public let endedAt: Timestamp?
    /// When the running program last said that it is alive.
    public let heartbeatAt: Timestamp?
    public let isCancelRequested: Bool
    /// Why it stopped, in words.
    public let message: String?
    /// The run of a program that has it; a later claim gets another one.
    let run: ID<JobRun>?
}

/// One claim of a job by a running program.
enum JobRun {}

/// What became of one item: a row in the job's ledger.
public enum JobOutcome: Hashable, Sendable {
    case ok(String = "")
    case failed(String)
    /// Nothing had to be done, and why.
    case skipped(String)

    var code: String {
        switch self {
        case .ok: "ok"
        case .failed: "failed"
        case .skipped: "skipped"
        }
    }

    public var message: String {
        switch self {
        case .ok(let message), .failed(let message), .skipped(let message): message
        }
    }

    /// As pages print it.
    public var title: String {
        switch self {
        case .ok: "済み"
        case .failed: "失敗"
        case .skipped: "対象外"
        }
    }

    init(code: String, message: String) {
        switch code {
        case "ok": self = .ok(message)
        case "skipped": self = .skipped(message)
        default: self = .failed(message)
        }
    }
}

/// One row of a job's ledger.
public struct JobItem: Hashable, Sendable {
    /// The item's key, unique in its job.
    public let item: String
    public let outcome: JobOutcome
    public let recordedAt: Timestamp
}
