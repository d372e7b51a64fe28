import Ward

/// A 新旧対照表 as sealed: read back from its JSON, without the versions it came from.
struct SealedComparison: Hashable, Sendable {
    let planTitle: String
    let oldTitle: String
    let newTitle: String
    /// 第2回デジタル・セキュリティ部会　決定事項1, or empty before the decision.
    let decision: String
    let isSample: Bool
    let rows: [PlanComparison.Row]

    init(_ comparison: PlanComparison, decision: String, isSample: Bool) {
        planTitle = comparison.new.planTitle
        oldTitle = Self.title(comparison.old.number, comparison.old.effectiveOn)
        newTitle = Self.title(comparison.new.number, comparison.new.effectiveOn)
        self.decision = decision
        self.isSample = isSample
        rows = comparison.rows
    }

    private static func title(_ number: Int, _ day: String) -> String {
        "第\(number)版" + (day.isEmpty ? "" : "（\(day)施行）")
    }

    var json: JSON {
        [
            "plan": .string(planTitle), "old": .string(oldTitle), "new": .string(newTitle),
            "decision": .string(decision), "isSample": .bool(isSample),
            "rows": .array(
                rows.map { row in
                    [
                        "kind": .string(row.kind), "initiative": .string(row.initiative), "part": .string(row.part),
                        "old": .string(row.old), "new": .string(row.new), "reason": .string(row.reason),
                    ]
                }),
        ]
    }

    init?(_ json: JSON) {
        guard let plan = json["plan"]?.string, let old = json["old"]?.string, let new = json["new"]?.string,
            let rows = json["rows"]?.array
        else { return nil }
        planTitle = plan
        oldTitle = old
        newTitle = new
        decision = json["decision"]?.string ?? ""
        isSample = json["isSample"] == .bool(true)
        self.rows = rows.map { row in
            PlanComparison.Row(
                kind: row["kind"]?.string ?? "", initiative: row["initiative"]?.string ?? "",
                part: row["part"]?.string ?? "", old: row["old"]?.string ?? "", new: row["new"]?.string ?? "",
                reason: row["reason"]?.string ?? "")
        }
    }
}
