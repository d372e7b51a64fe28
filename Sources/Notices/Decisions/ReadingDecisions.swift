/// What a person decided about a line.
public struct LineDecision: Hashable, Sendable {
    public enum Change: Hashable, Sendable {
        case role(LineRole)
        /// Goes on in the line before it.
        case joined
        /// Ends before these words; they begin a line of their own.
        case split(before: String)
        /// What the initiative or body that stands there is called.
        case renamed(String)
        /// Its promises and its text belong to the initiative in that line.
        case moved(to: LineKey)
    }

    public let line: LineKey
    public let change: Change

    public init(_ line: LineKey, _ change: Change) {
        self.line = line
        self.change = change
    }
}

/// What a column of a table of initiatives holds, as people say it. Raw values are kept in databases.
public enum PlanColumn: String, Hashable, Sendable, CaseIterable {
    case number, title, unit, content, time, target
    /// Kept as a remark.
    case other

    var label: FieldLabel {
        switch self {
        case .number: .number
        case .title: .title
        case .unit: .unit
        case .content: .content
        case .time: .time
        case .target: .target
        case .other: .other
        }
    }
}

/// Everything that people decided about how a document is read: an input of the reading like the document itself.
public struct ReadingDecisions: Hashable, Sendable {
    public var kind: DocumentKind?
    public var lines: [LineDecision]
    /// The columns of tables, by the key of their head (``ReviewedTable/key``).
    public var columns: [String: [PlanColumn]]

    public static let none = ReadingDecisions()

    public init(
        kind: DocumentKind? = nil, lines: [LineDecision] = [], columns: [String: [PlanColumn]] = [:]
    ) {
        self.kind = kind
        self.lines = lines
        self.columns = columns
    }
}
