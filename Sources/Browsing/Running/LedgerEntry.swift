import Japanese
import Scenarios

/// A row of a run's ledger: written, and kept, before the next thing happens. Its texts hold no personal value and no secret.
public struct LedgerEntry: Hashable, Sendable {
    /// What was, or for `submit` is about to be, done with the record.
    public enum Phase: String, Hashable, Sendable, CaseIterable, Codable {
        case claim, guardScreen, fill, approve, submit, receipt, read, query, download, commit
        /// The record ends without being registered: refusal, failure, stop.
        case end
    }

    /// The record's key.
    public let record: String
    /// From 1.
    public let attempt: Int
    public let phase: Phase
    /// Ids of the steps it stands for.
    public let steps: [String]
    /// What happened to the state; `nil` when it stays as it is.
    public let event: RecordEvent?
    public let state: RecordState
    public let at: Timestamp
    /// Since the entry before it of the same record.
    public let milliseconds: Int
    /// For people, in Japanese: the outcome where it is not the expected one.
    public let note: String
    /// The system's receipt, on `receipt` and on what a query found.
    public let receipt: String?
    /// What `hands.keep` answered for the picture.
    public let evidence: String?

    public init(
        record: String, attempt: Int, phase: Phase, steps: [String], event: RecordEvent?, state: RecordState,
        at: Timestamp, milliseconds: Int, note: String = "", receipt: String? = nil, evidence: String? = nil
    ) {
        self.record = record
        self.attempt = attempt
        self.phase = phase
        self.steps = steps
        self.event = event
        self.state = state
        self.at = at
        self.milliseconds = milliseconds
        self.note = note
        self.receipt = receipt
        self.evidence = evidence
    }
}
