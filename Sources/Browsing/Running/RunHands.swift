import Japanese
import Scenarios

/// What a run needs from whoever starts it, as functions: the engine knows no database, no vault and no clock.
public struct RunHands: Sendable {
    /// Keeps a row of the ledger. When it returns, the row survives a power failure; when it throws, the run ends at once, but for a
    /// ``RunOutcome``, such as that the record was sent elsewhere, which is one of the step.
    public var write: @Sendable (LedgerEntry) async throws -> Void
    /// A secret of the scenario by its name, for one use.
    public var secret: @Sendable (_ name: String) async throws -> OneUseSecret
    public var now: @Sendable () -> Timestamp
    /// Asks a person whether a record may be sent. Answers at once: `waiting` leaves the record held and the run goes on.
    public var approve: @Sendable (ApprovalRequest) async throws -> ApprovalAnswer
    /// Keeps a masked picture or a downloaded file and answers its address for the ledger. A ``RunOutcome`` that it throws, such as that a
    /// file is too large, is one of the step; anything else ends the run.
    public var keep: @Sendable (RunEvidence) async throws -> String

    public init(
        write: @escaping @Sendable (LedgerEntry) async throws -> Void,
        secret: @escaping @Sendable (_ name: String) async throws -> OneUseSecret,
        now: @escaping @Sendable () -> Timestamp,
        approve: @escaping @Sendable (ApprovalRequest) async throws -> ApprovalAnswer,
        keep: @escaping @Sendable (RunEvidence) async throws -> String
    ) {
        self.write = write
        self.secret = secret
        self.now = now
        self.approve = approve
        self.keep = keep
    }
}

/// A record that wants a person's agreement.
public struct ApprovalRequest: Hashable, Sendable {
    public let record: String
    public let step: String
    public let role: String
    /// Why it is asked, in Japanese.
    public let reason: String
    /// A masked picture of the filled screen.
    public let evidence: String?

    public init(record: String, step: String, role: String, reason: String, evidence: String?) {
        self.record = record
        self.step = step
        self.role = role
        self.reason = reason
        self.evidence = evidence
    }
}

public enum ApprovalAnswer: Hashable, Sendable {
    case granted
    /// Why not, in the person's words.
    case refused(String)
    case waiting
}

/// What a run leaves behind for people to look at.
public struct RunEvidence: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// PNG, painted over before it left the browser.
        case picture
        case download
    }

    public let kind: Kind
    public let record: String
    public let step: String
    public let name: String
    public let bytes: [UInt8]

    public init(kind: Kind, record: String, step: String, name: String, bytes: [UInt8]) {
        self.kind = kind
        self.record = record
        self.step = step
        self.name = name
        self.bytes = bytes
    }
}
