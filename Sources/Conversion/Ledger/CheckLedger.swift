/// What reading the written records of a system again gave: counts, sums, and findings of rules.
public struct CheckLedger: Sendable, Codable {
    /// Records by target group.
    public var records: [String: Int] = [:]
    /// Sums of whole numbers by `group/item`.
    public var sums: [String: Int] = [:]
    public var findings: [Reason: FindingCount] = [:]
    /// Findings by rule, in the order of the rules.
    public var rules: [SystemReport.Rule] = []
    /// Rules that could not be asked, each with the group that is not there.
    public var notAsked: [NotAsked] = []

    public struct NotAsked: Hashable, Sendable, Codable {
        public let rule: String
        public let missing: String
    }

    package mutating func add(_ rule: String, _ reason: Reason, _ group: String, _ state: FindingState) {
        findings[reason, default: FindingCount()].add(state)
        if let position = rules.lastIndex(where: { $0.name == rule && $0.reason == reason && $0.group == group }) {
            rules[position].count.add(state)
        } else {
            var count = FindingCount()
            count.add(state)
            rules.append(.init(name: rule, code: .init(reason), group: group, count: count))
        }
    }
}
