/// What a repair did and what it left.
public struct RepairReport: Hashable, Sendable, Codable {
    /// A repair that was made.
    public struct Patch: Hashable, Sendable, Codable {
        public var rule: DataRule
        public var sheet: String?
        /// As in the original file.
        public var row: Int?
        public var column: String?
        public var value: String
        public var replacement: String
    }

    public var file: FileFacts
    /// In the order of the file, at most `CheckOptions.findingsPerRuleMax` of each rule.
    public var done: [Patch]
    /// All that were made, by rule.
    public var doneCounts: [DataRule: Int]
    /// Findings of the original that were not repaired: refused, undecided, or without a proposal.
    public var left: [DataFinding]
    /// All that were left, by rule.
    public var leftCounts: [DataRule: Int]
    /// What the repaired file is: its encoding, and that a workbook became CSV.
    public var notes: [String]
    /// Columns with findings of 個人番号, of which a person may say that they hold none.
    public var numberColumns: [NumberColumn] = []

    public var doneCount: Int { doneCounts.values.reduce(0, +) }
    public var leftCount: Int { leftCounts.values.reduce(0, +) }

    /// Keys sorted, indented, UTF-8.
    public var json: String { CheckReport.jsonText(self) }

    private enum CodingKeys: String, CodingKey {
        case file, done, doneCounts, left, leftCounts, notes, numberColumns
    }

    init(
        file: FileFacts, done: [Patch], doneCounts: [DataRule: Int], left: [DataFinding],
        leftCounts: [DataRule: Int], notes: [String]
    ) {
        self.file = file
        self.done = done
        self.doneCounts = doneCounts
        self.left = left
        self.leftCounts = leftCounts
        self.notes = notes
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        file = try container.decode(FileFacts.self, forKey: .file)
        done = try container.decode([Patch].self, forKey: .done)
        doneCounts = try Self.counts(container.decode([String: Int].self, forKey: .doneCounts))
        left = try container.decode([DataFinding].self, forKey: .left)
        leftCounts = try Self.counts(container.decode([String: Int].self, forKey: .leftCounts))
        notes = try container.decode([String].self, forKey: .notes)
        numberColumns = try container.decodeIfPresent([NumberColumn].self, forKey: .numberColumns) ?? []
    }

    /// Counts are an object with the rules as keys; by itself a dictionary with such keys would be written as a list.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(file, forKey: .file)
        try container.encode(done, forKey: .done)
        try container.encode(Self.texts(doneCounts), forKey: .doneCounts)
        try container.encode(left, forKey: .left)
        try container.encode(Self.texts(leftCounts), forKey: .leftCounts)
        try container.encode(notes, forKey: .notes)
        try container.encode(numberColumns, forKey: .numberColumns)
    }

    private static func counts(_ texts: [String: Int]) -> [DataRule: Int] {
        Dictionary(
            uniqueKeysWithValues: texts.compactMap { name, count in DataRule(rawValue: name).map { ($0, count) } })
    }

    private static func texts(_ counts: [DataRule: Int]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    }
}
