import Declaring

/// Rules that a layout brings along: items that are required under a condition (条件付き必須).
enum ConditionalRules {
    /// - Returns: a rule for each `required-when` of the target, and what is wrong with their conditions.
    static func of(_ target: RecordLayout, file: String) -> (rules: [Rule], findings: [DeclarationFinding]) {
        var rules: [Rule] = []
        var findings: [DeclarationFinding] = []
        for group in target.groups {
            for (column, item) in group.items.enumerated() {
                guard let text = item.requiredWhen else { continue }
                func tell(_ message: String) {
                    findings.append(
                        DeclarationFinding(file: file, line: nil, message: "「\(item.name)」の required-when: \(message)"))
                }
                do {
                    let (condition, type) = try ExpressionParser.parse(text, group: group, maps: [])
                    guard type == .flag else {
                        tell("条件を書いてください。")
                        continue
                    }
                    rules.append(
                        Rule(
                            id: "RQ2-\(group.name)-\(item.name)", group: group.name, reason: .conditionMissing,
                            filters: [], check: .record(.filledWhen(column: column, condition))))
                } catch {
                    tell(error.message)
                }
            }
        }
        return (rules, findings)
    }
}
