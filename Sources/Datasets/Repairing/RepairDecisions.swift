/// What was decided about the repairs of a file, kept and applied again to next month's edition of it.
///
///     var decisions = RepairDecisions()
///     decisions.accept(.fullWidth)                       // the whole class
///     decisions.refuse(finding)                          // but not this value
///     decisions.accepts(finding)
///
/// Decisions speak of rule, column and value, never of row numbers, which move from month to month. The most special one holds: one
/// about a value before one about a column before one about a rule; of two about the same thing the later.
public struct RepairDecisions: Hashable, Sendable, Codable {
    /// One decision.
    public struct Decision: Hashable, Sendable, Codable {
        public var rule: DataRule
        /// The heading; `nil` for all columns.
        public var column: String?
        /// The value as it stands in the file, or the one the proposal rests on; `nil` for all values.
        public var value: String?
        /// What was proposed when a person decided about the value: another proposal is asked for anew.
        public var proposal: String?
        public var isAccepted: Bool

        public init(
            rule: DataRule, column: String? = nil, value: String? = nil, proposal: String? = nil, isAccepted: Bool
        ) {
            self.rule = rule
            self.column = column
            self.value = value
            self.proposal = proposal
            self.isAccepted = isAccepted
        }

        fileprivate var subject: Subject { Subject(rule: rule, column: column, value: value) }
    }

    struct Subject: Hashable, Sendable {
        var rule: DataRule
        var column: String?
        var value: String?
    }

    /// In the order in which they were made.
    public private(set) var list: [Decision]
    private var bySubject: [Subject: Decision]

    /// What a person says of a column whose values look like what must not be public: that they are something else, and why.
    public struct Statement: Hashable, Sendable, Codable {
        /// The heading.
        public var column: String
        public var reason: String

        public init(column: String, reason: String) {
            self.column = column
            self.reason = reason
        }
    }

    /// Columns that hold no 個人番号.
    public private(set) var statements: [Statement] = []

    /// Says that a column holds no 個人番号; the later one about a column holds.
    public mutating func state(_ column: String, reason: String) {
        statements.removeAll { $0.column == column }
        statements.append(Statement(column: column, reason: reason))
    }

    /// Why a column holds no 個人番号. Where its figures say otherwise for certain, nobody's word counts.
    public func reason(for column: NumberColumn) -> String? {
        column.isCertain ? nil : statements.first { $0.column == column.column }?.reason
    }

    /// Nothing is accepted.
    public init(_ list: [Decision] = []) {
        self.list = []
        bySubject = [:]
        for decision in list { add(decision) }
    }

    /// All repairs of some rules.
    public static func accepting(_ rules: some Sequence<DataRule>) -> RepairDecisions {
        RepairDecisions(rules.map { Decision(rule: $0, isAccepted: true) })
    }

    /// Everything for which a repair is proposed (`--accept all`).
    public static let acceptingAll = accepting(DataRule.allCases)
    /// Only what `DataRule.isSafe`.
    public static let acceptingSafe = accepting(DataRule.allCases.filter(\.isSafe))

    /// The later decision about the same thing takes the place of the earlier.
    public mutating func add(_ decision: Decision) {
        if bySubject.updateValue(decision, forKey: decision.subject) != nil {
            list.removeAll { $0.subject == decision.subject }
        }
        list.append(decision)
    }

    /// Accepts all repairs of a rule, or of one column.
    public mutating func accept(_ rule: DataRule, column: String? = nil) {
        add(Decision(rule: rule, column: column, isAccepted: true))
    }

    /// Refuses all repairs of a rule, or of one column.
    public mutating func refuse(_ rule: DataRule, column: String? = nil) {
        add(Decision(rule: rule, column: column, isAccepted: false))
    }

    /// Accepts the repair of one value, wherever it stands in its column.
    public mutating func accept(_ finding: DataFinding) {
        add(decision(finding, isAccepted: true))
    }

    /// Refuses the repair of one value, wherever it stands in its column.
    public mutating func refuse(_ finding: DataFinding) {
        add(decision(finding, isAccepted: false))
    }

    private func decision(_ finding: DataFinding, isAccepted: Bool) -> Decision {
        Decision(
            rule: finding.rule, column: finding.column ?? "", value: finding.basis ?? finding.value,
            proposal: finding.proposal, isAccepted: isAccepted)
    }

    /// Whether a proposed repair is to be made; `nil` when nobody has decided.
    public func verdict(on finding: DataFinding) -> Bool? {
        let value = finding.basis ?? finding.value
        if let special = bySubject[Subject(rule: finding.rule, column: finding.column ?? "", value: value)],
            special.proposal == finding.proposal
        {
            return special.isAccepted
        }
        let column = bySubject[Subject(rule: finding.rule, column: finding.column ?? "", value: nil)]
        return (column ?? bySubject[Subject(rule: finding.rule, column: nil, value: nil)])?.isAccepted
    }

    /// Whether a proposed repair is to be made: somebody accepted it.
    public func accepts(_ finding: DataFinding) -> Bool {
        finding.proposal != nil && verdict(on: finding) == true
    }

    private enum CodingKeys: String, CodingKey {
        case list = "decisions"
        case statements
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try container.decode([Decision].self, forKey: .list))
        statements = try container.decodeIfPresent([Statement].self, forKey: .statements) ?? []
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(list, forKey: .list)
        if !statements.isEmpty { try container.encode(statements, forKey: .statements) }
    }
}

extension RepairDecisions {
    /// Reads the option `--accept`: `all`, `safe`, or rules with commas between: `full-width,1-5`.
    /// - Throws: ``UnknownRules`` with all names that are no rule.
    public init(option text: String) throws(UnknownRules) {
        switch text {
        case "all": self = .acceptingAll
        case "safe": self = .acceptingSafe
        default:
            var rules: [DataRule] = []
            var unknown: [String] = []
            for part in text.split(separator: ",") {
                let name = String(part.drop { $0 == " " })
                if let rule = DataRule(rawValue: name) { rules.append(rule) } else { unknown.append(name) }
            }
            guard unknown.isEmpty, !rules.isEmpty else { throw UnknownRules(names: unknown) }
            self = .accepting(rules)
        }
    }
}

/// Names that are no rule.
public struct UnknownRules: Error, Hashable, Sendable {
    public let names: [String]

    /// Where, what, and how to mend it.
    public var japanese: String {
        let known = DataRule.allCases.map(\.rawValue).joined(separator: "、")
        return names.isEmpty
            ? "規則が指定されていません。all、safe、または次の規則をコンマで区切って指定してください。\(known)"
            : "「\(names.joined(separator: "」「"))」という規則はありません。all、safe、または次の規則をコンマで区切って指定してください。\(known)"
    }
}
