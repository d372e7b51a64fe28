/// One record of the input: what is typed for one thing that is registered.
public struct InputRecord: Hashable, Sendable {
    /// A value as it was read.
    public struct Value: Hashable, Sendable {
        public let text: String
        /// How sure the machine was that read it, 0 to 1; `nil` where no machine read it.
        public let confidence: Double?

        public init(_ text: String, confidence: Double? = nil) {
            self.text = text
            self.confidence = confidence
        }
    }

    public struct Row: Hashable, Sendable {
        /// Where it stands in the file, from 1 with the heading.
        public let line: Int
        public let values: [String: Value]

        public init(line: Int, values: [String: Value]) {
            self.line = line
            self.values = values
        }
    }

    /// The values of the key columns, joined by `/`: the idempotency key.
    public let key: String
    /// One, or more where the input is grouped.
    public let rows: [Row]

    public init(key: String, rows: [Row]) {
        self.key = key
        self.rows = rows
    }
}

/// How far a trial goes (試運転の段階). Nothing irreversible happens below `firstRecords`.
public enum DryRunLevel: Int, Hashable, Sendable, CaseIterable, Codable {
    /// The text alone is checked.
    case text = 0
    /// Contracts are tried on saved screens.
    case savedScreens = 1
    /// Screens are opened and compared; nothing is typed.
    case readOnly = 2
    /// Everything is typed; the irreversible step is not taken.
    case lastStepHeld = 3
    /// The first three records are registered, then a person is asked.
    case firstRecords = 4

    public static let firstRecordsMax = 3
}
