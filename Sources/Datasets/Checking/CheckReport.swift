import Foundation

/// What was found in a file: for a page, a command and a program alike.
///
///     let report = try await DatasetCheck(file).report()
///     report.human   // lines for a terminal
///     report.json    // keys sorted, see README.md
public struct CheckReport: Hashable, Sendable, Codable {
    /// What the file is.
    public var file: FileFacts
    /// Which standard dataset its headings are, and of which generation.
    public var recognition: Recognition
    /// In the order of `DataRule`, only rules with findings.
    public var counts: [RuleCount]
    /// In the order of the rows, at most `CheckOptions.findingsPerRuleMax` of each rule.
    public var findings: [DataFinding]
    /// Findings that are counted but not listed.
    public var findingsLeftOut: Int
    /// What this check cannot see, and where it stopped looking.
    public var notes: [String]
    /// Columns with findings of 個人番号, of which a person may say that they hold none.
    public var numberColumns: [NumberColumn] = []

    /// Findings of one rule.
    public struct RuleCount: Hashable, Sendable, Codable {
        public var rule: DataRule
        public var title: String
        public var severity: DataRule.Severity
        /// All, also those not listed.
        public var count: Int
        /// Those with a proposal.
        public var repairable: Int
        /// See `DataRule.isSafe`.
        public var isSafe: Bool
    }

    /// No errors and no warnings.
    public var isClean: Bool { counts.allSatisfy { $0.severity == .advice } }

    public func count(of severity: DataRule.Severity) -> Int {
        counts.reduce(0) { $0 + ($1.severity == severity ? $1.count : 0) }
    }

    /// Keys sorted, indented, UTF-8.
    public var json: String { Self.jsonText(self) }

    static func jsonText(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        // Strings, numbers, arrays and keyed values: nothing here that JSON cannot hold.
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

/// What a file is, before anything in it is judged.
public struct FileFacts: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case csv, tsv, xlsx
    }

    public var name: String
    /// Bytes.
    public var size: Int
    public var kind: Kind
    /// In words, as it was proved: 「UTF-8（BOM付き）」; 「xlsx」 for a workbook.
    public var encoding: String
    /// `CRLF`, `LF`, `CR`, `mixed`, `none`.
    public var lineEnds: String
    public var headings: [String]
    /// Rows of data that could be told apart into their columns.
    public var rows: Int
    /// Rows of data that could not.
    public var brokenRows: Int
    /// The sheet that holds the table; `nil` for delimited text.
    public var sheet: String?
}
