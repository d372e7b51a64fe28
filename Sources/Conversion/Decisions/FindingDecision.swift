import Japanese

/// What a person decided about one finding: kept apart from the data, applied again at the next rehearsal, and lapsed as soon as
/// the value it was made for changes.
public struct FindingDecision: Hashable, Sendable {
    /// What is done.
    public enum Action: String, CaseIterable, Hashable, Sendable {
        /// The value is right as it is: the finding is closed.
        case accept
        /// Another value goes to the target.
        case replace
        /// The value is not carried.
        case discard

        public var japanese: String {
            switch self {
            case .accept: "確かめた。このままでよい"
            case .replace: "別の値に置き換えて移す"
            case .discard: "この値を移さない"
            }
        }
    }

    /// Which finding: the record by its key, the item and the reason.
    public struct Subject: Hashable, Sendable {
        public let system: String
        public let reason: Reason
        public let key: String
        /// The source item; empty for the whole record and for findings of rules.
        public let field: String
        /// The target group and item.
        public let target: String
        public let item: String

        public init(system: String, reason: Reason, key: String, field: String, target: String, item: String) {
            self.system = system
            self.reason = reason
            self.key = key
            self.field = field
            self.target = target
            self.item = item
        }
    }

    public let subject: Subject
    /// Fingerprint of the value the decision was made for.
    public let hash: UInt64
    public let action: Action
    /// For ``Action/replace``.
    public let value: String
    public let why: String
    public let decidedBy: String
    public let decidedOn: CivilDate

    public init(
        subject: Subject, hash: UInt64, action: Action, value: String, why: String, decidedBy: String,
        decidedOn: CivilDate
    ) {
        self.subject = subject
        self.hash = hash
        self.action = action
        self.value = value
        self.why = why
        self.decidedBy = decidedBy
        self.decidedOn = decidedOn
    }
}

/// Whether a finding still waits.
public enum FindingState: UInt8, CaseIterable, Hashable, Sendable {
    case open
    /// Closed by a decision.
    case decided
    /// A decision was made for another value than the one that stands there now.
    case lapsed

    public var word: String {
        switch self {
        case .open: "open"
        case .decided: "decided"
        case .lapsed: "lapsed"
        }
    }

    public var japanese: String {
        switch self {
        case .open: "未決"
        case .decided: "判断済み"
        case .lapsed: "判断が失効"
        }
    }
}

/// The overlay of decisions. Of several about one subject the last one holds.
public struct DecisionSet: Hashable, Sendable {
    public let decisions: [FindingDecision]
    private let bySubject: [FindingDecision.Subject: FindingDecision]
    private let reasons: Set<Reason>

    public init(_ decisions: [FindingDecision] = []) {
        self.decisions = decisions
        bySubject = Dictionary(decisions.map { ($0.subject, $0) }) { _, last in last }
        reasons = Set(decisions.map(\.subject.reason))
    }

    /// Whether anybody decided about such a finding.
    package func concerns(_ reason: Reason) -> Bool { reasons.contains(reason) }

    /// Whether a finding is closed, and by which decision.
    ///
    /// Records without a key cannot be told apart, and what no person can decide about stays open whatever a file says.
    public func state(of subject: FindingDecision.Subject, hash: UInt64) -> (
        state: FindingState, decision: FindingDecision?
    ) {
        guard !subject.key.isEmpty, let decision = bySubject[subject], subject.reason.actions.contains(decision.action)
        else { return (.open, nil) }
        return decision.hash == hash ? (.decided, decision) : (.lapsed, decision)
    }
}
