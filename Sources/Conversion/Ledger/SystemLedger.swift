import Tabular

/// All groups of a system, what was found, and its characters.
public struct SystemLedger: Sendable, Codable {
    public let system: String
    public let name: String
    public let section: String
    public var groups: [GroupLedger] = []
    /// Findings of the conversion and of the rules.
    public var findings: [Reason: FindingCount] = [:]
    public var gaps: [Coverage.Gap]
    public var characters: [CharacterLedger.Line] = []
    /// What reading the written records again gave; `nil` before that.
    public var check: CheckLedger?

    package init(system: String, name: String, section: String, gaps: [Coverage.Gap]) {
        (self.system, self.name, self.section, self.gaps) = (system, name, section, gaps)
    }

    /// Findings of both stages.
    public var allFindings: [Reason: FindingCount] {
        findings.merging(check?.findings ?? [:]) { first, second in
            var sum = first
            sum.add(second)
            return sum
        }
    }

    /// Sums of amounts by target item.
    public var amounts: [SystemReport.Amount] {
        var tallies: [String: AmountTally] = [:]
        for amount in groups.flatMap(\.amounts) {
            for item in amount.items { tallies[item, default: AmountTally()].add(amount.tally) }
        }
        return tallies.keys.sorted().map { item in
            .init(item, tallies[item] ?? AmountTally(), written: check.map { $0.sums[item] ?? 0 })
        }
    }

    /// Records that were written and read again, where the two numbers differ.
    var recordGaps: [String] {
        guard let check else { return [] }
        var written: [String: Int] = [:]
        for group in groups { written.merge(group.written, uniquingKeysWith: +) }
        return written.keys.sorted().filter { written[$0] != check.records[$0] ?? 0 }
    }

    /// What stands in the way of going live, the gravest first.
    public var blockers: [SystemReport.Blocker] {
        typealias Blocker = SystemReport.Blocker
        var blockers = gaps.map { Blocker($0.reason, count: 1, detail: $0.japanese) }
        for group in groups where !group.isConserved {
            blockers.append(Blocker(.notConserved, count: 1, detail: "グループ「\(group.group)」の項目の収支が合いません。"))
        }
        for group in groups where group.records == group.broken && group.mayBeEmpty == false {
            blockers.append(
                Blocker(
                    .noRecords, count: 1,
                    detail:
                        "グループ「\(group.group)」のファイルに、読めたレコードが1件もありません。空で正しければ、workbench.yaml のシステムに empty: {\(group.group): 理由} と書いてください。"
                ))
        }
        for group in recordGaps {
            blockers.append(Blocker(.notConserved, count: 1, detail: "グループ「\(group)」に書いた件数と、読み直した件数が違います。"))
        }
        for line in amounts where !line.agrees {
            blockers.append(Blocker(.notConserved, count: 1, detail: "「\(line.item)」の合計額が、移行元と合いません。"))
        }
        for rule in check?.notAsked ?? [] {
            blockers.append(
                Blocker(.ruleNotAsked, count: 1, detail: "規則「\(rule.rule)」は、グループ「\(rule.missing)」のデータがないため確かめられませんでした。")
            )
        }
        for (reason, count) in allFindings where reason.severity >= .stop && count.waiting > 0 {
            blockers.append(Blocker(reason, count: count.waiting, detail: reason.japanese))
        }
        return blockers.sorted { left, right in
            if left.reason.severity != right.reason.severity { return left.reason.severity > right.reason.severity }
            return left.count != right.count ? left.count > right.count : left.detail < right.detail
        }
    }
}
