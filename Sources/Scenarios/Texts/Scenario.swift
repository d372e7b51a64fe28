/// What a robot does with each record of its input, as text that people read, compare and publish (シナリオ).
///
///     var log = YAMLReader.FindingLog()
///     let scenario = Scenario.read(text, file: "hoiku.yaml", log: log)   // nil with findings when it cannot be read
///
/// A scenario holds no script, no address of a machine and no secret: screens are named as in a `ScreenContract`, values come
/// from the columns of the input by total expressions, secrets are named handles of the vault.
public struct Scenario: Hashable, Sendable {
    /// Lower-case letters, digits and hyphens; the same for all versions.
    public let name: String
    /// What it is for, in the words of the section.
    public let purpose: String
    /// The business system whose screen contract is meant.
    public let system: String
    public let input: InputPlan
    /// Names of the secrets that steps may type; their values live in the vault alone.
    public let secrets: [String]
    /// Done once when a browser begins, and again when the system shows its sign-in screen in between.
    public let session: [Step]
    /// Done for every record.
    public let steps: [Step]
    /// How a record that may have been sent already is looked for; required where a step is irreversible.
    public let alreadyDone: DoneQuery?
    public let retry: RetryPlan
    public let limits: RunLimits
    public let effect: EffectPlan?

    public init(
        name: String, purpose: String, system: String, input: InputPlan, secrets: [String] = [], session: [Step] = [],
        steps: [Step], alreadyDone: DoneQuery? = nil, retry: RetryPlan = RetryPlan(), limits: RunLimits = RunLimits(),
        effect: EffectPlan? = nil
    ) {
        self.name = name
        self.purpose = purpose
        self.system = system
        self.input = input
        self.secrets = secrets
        self.session = session
        self.steps = steps
        self.alreadyDone = alreadyDone
        self.retry = retry
        self.limits = limits
        self.effect = effect
    }

    /// The name under which the receipt is read.
    public static let receiptName = "receipt"

    /// Whether something is to be done after the receipt was read, such as receiving a file.
    public var goesOnAfterReceipt: Bool {
        let last = steps.lastIndex { step in ([step] + step.inner).contains(where: \.readsReceipt) }
        return last.map { $0 < steps.count - 1 } ?? false
    }

    /// All steps in the order in which they are written: session, query, records; those inside branches too.
    public var allSteps: [Step] {
        (session + (alreadyDone?.steps ?? []) + steps).flatMap { [$0] + $0.inner }
    }
}

/// How a record that may already be registered is looked for. The query changes nothing in the system.
public struct DoneQuery: Hashable, Sendable {
    /// What is done with a record that was sent, has no receipt, and is not found.
    public enum Absent: String, Hashable, Sendable, CaseIterable {
        /// A person decides at the exception desk.
        case desk
        /// It is new again: claimed, looked for once more before anything is typed, and sent.
        case again
    }

    /// Which records are looked for before anything is typed. Unknown ones always are.
    public enum When: String, Hashable, Sendable, CaseIterable {
        case always
        /// Those that an attempt was made with before.
        case retries
    }

    public let steps: [Step]
    /// The control that is shown when, and only when, the record is registered: `search.該当行`.
    public let found: ControlName
    /// The control whose text is the receipt then; `nil` when the system shows none.
    public let receipt: ControlName?
    public let absent: Absent
    public let when: When

    public init(
        steps: [Step], found: ControlName, receipt: ControlName? = nil, absent: Absent = .desk, when: When = .always
    ) {
        self.steps = steps
        self.found = found
        self.receipt = receipt
        self.absent = absent
        self.when = when
    }
}

/// What is done about technical failures (技術的な失敗); business exceptions (業務上の例外) always go to the desk and are never retried.
public struct RetryPlan: Hashable, Sendable {
    public enum Afterwards: String, Hashable, Sendable, CaseIterable {
        /// The run ends; records not begun stay new.
        case stop
        /// The record waits at the desk, the run goes on.
        case next
    }

    /// Further attempts after the first.
    public let attempts: Int
    public let secondsFirst: Int
    public let secondsMax: Int
    public let then: Afterwards

    public init(attempts: Int = 2, secondsFirst: Int = 5, secondsMax: Int = 60, then: Afterwards = .stop) {
        self.attempts = attempts
        self.secondsFirst = secondsFirst
        self.secondsMax = secondsMax
        self.then = then
    }

    /// How long to wait before an attempt (from 1): doubles from the first to the longest.
    public func seconds(beforeRetry retry: Int) -> Int {
        var seconds = secondsFirst
        for _ in 1..<max(retry, 1) where seconds < secondsMax { seconds *= 2 }
        return min(seconds, secondsMax)
    }
}

/// Bounds of a run; everything has one.
public struct RunLimits: Hashable, Sendable {
    public enum Days: String, Hashable, Sendable, CaseIterable {
        case office
        case every
    }

    /// Minutes of the day in Japan, from the first up to but not including the last; may pass midnight (22:00-05:00).
    public struct Window: Hashable, Sendable {
        public let minuteFrom: Int
        public let minuteTo: Int

        public init(minuteFrom: Int, minuteTo: Int) {
            self.minuteFrom = minuteFrom
            self.minuteTo = minuteTo
        }

        public func contains(minute: Int) -> Bool {
            minuteFrom <= minuteTo
                ? (minuteFrom..<minuteTo).contains(minute) : minute >= minuteFrom || minute < minuteTo
        }
    }

    public static let recordsMax = 10_000

    /// Records of one run.
    public let records: Int
    /// How long a condition is waited for: a screen, a filled field, an answer.
    public let secondsPerWait: Int
    public private(set) var downloadBytesMax: Int
    public let secondsPerDownload: Int
    public let window: Window?
    public let days: Days

    public init(
        records: Int = 500, secondsPerWait: Int = 30, downloadBytesMax: Int = 50_000_000, secondsPerDownload: Int = 120,
        window: Window? = nil, days: Days = .office
    ) {
        self.records = records
        self.secondsPerWait = secondsPerWait
        self.downloadBytesMax = downloadBytesMax
        self.secondsPerDownload = secondsPerDownload
        self.window = window
        self.days = days
    }

    /// The same for whoever keeps no larger file.
    public func keeping(downloadBytesMax most: Int) -> RunLimits {
        var limits = self
        limits.downloadBytesMax = min(downloadBytesMax, most)
        return limits
    }
}

/// Against what the hours of a run are counted.
public struct EffectPlan: Hashable, Sendable {
    /// The name of the baseline in the register.
    public let baseline: String
    /// What one record is, as the baseline counts it.
    public let unit: String

    public init(baseline: String, unit: String) {
        self.baseline = baseline
        self.unit = unit
    }
}
