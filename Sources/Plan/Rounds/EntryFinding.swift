/// Something about an answer that must be mended, or that approver and secretariat should look at.
public struct EntryFinding: Hashable, Sendable {
    public enum Severity: String, Sendable {
        /// Blocks handing in.
        case error
        /// Listed and shown, never blocking.
        case warning
    }

    public let rule: PlanRule
    public let severity: Severity
    /// The form field it belongs to.
    public let field: String
    public let message: String

    public init(rule: PlanRule, severity: Severity, field: String, message: String) {
        self.rule = rule
        self.severity = severity
        self.field = field
        self.message = message
    }
}

extension [EntryFinding] {
    /// In the order in which the form shows its fields, so that the summary reads from top to bottom.
    var inFieldOrder: [EntryFinding] {
        let fields = ["mark", "done", "plan", "problem", "response", "doneOn"]
        func rank(_ finding: EntryFinding) -> Int { fields.firstIndex(of: finding.field) ?? fields.count }
        return enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
    }
}
