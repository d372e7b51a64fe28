/// Findings in the order they come, counted without end and kept within a limit.
struct FindingTally: Sendable {
    let perRuleMax: Int
    private(set) var list: [DataFinding] = []
    private(set) var counts: [DataRule: Int] = [:]
    private(set) var repairable: [DataRule: Int] = [:]
    private var listed: [DataRule: Int] = [:]

    init(perRuleMax: Int) {
        self.perRuleMax = perRuleMax
    }

    mutating func add(_ finding: DataFinding) {
        counts[finding.rule, default: 0] += 1
        if finding.proposal != nil { repairable[finding.rule, default: 0] += 1 }
        keep(finding)
    }

    /// Takes over what was found in a part of the file.
    /// - Parameter place: gives a finding its row in the file.
    mutating func add(_ part: FindingTally, place: (inout DataFinding) -> Void) {
        for (rule, count) in part.counts { counts[rule, default: 0] += count }
        for (rule, count) in part.repairable { repairable[rule, default: 0] += count }
        for var finding in part.list {
            place(&finding)
            keep(finding)
        }
    }

    /// Takes back findings that turned out to be none.
    mutating func remove(_ rule: DataRule, count: Int, where isOne: (DataFinding) -> Bool) {
        list.removeAll { $0.rule == rule && isOne($0) }
        let left = (counts[rule] ?? 0) - count
        counts[rule] = left > 0 ? left : nil
    }

    private mutating func keep(_ finding: DataFinding) {
        guard listed[finding.rule, default: 0] < perRuleMax else { return }
        listed[finding.rule, default: 0] += 1
        list.append(finding.shortened)
    }

    var ruleCounts: [CheckReport.RuleCount] {
        DataRule.allCases.compactMap { rule in
            guard let count = counts[rule] else { return nil }
            return CheckReport.RuleCount(
                rule: rule, title: rule.title, severity: rule.severity, count: count, repairable: repairable[rule] ?? 0,
                isSafe: rule.isSafe)
        }
    }

    var leftOut: Int { counts.values.reduce(0, +) - list.count }
}

extension DataFinding {
    /// A value without end would make a report without end. Proposals stay whole: they are what is decided about.
    fileprivate var shortened: DataFinding {
        guard value.utf8.count > DataLimits.shownCharactersMax * 4, proposal == nil else { return self }
        var finding = self
        finding.value = value.prefix(DataLimits.shownCharactersMax) + "…"
        return finding
    }
}
