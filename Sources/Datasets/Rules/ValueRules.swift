import Japanese

/// What a rule says about a value that was already cleaned by the rules before it.
struct ValueFlaw {
    let rule: DataRule
    let message: String
    /// What would stand there instead; `nil` where nothing can be proved.
    var replacement: String?
}

/// The rules for one value, in the order in which their repairs build on each other: characters first, then spaces, then width, then the
/// form of the kind, then what should not be public.
///
/// `ValueGlance` passes over values that no rule here says anything about; both must agree.
struct ValueRules: Sendable {
    let options: CheckOptions

    typealias Rule = @Sendable (String, ColumnPlan, CheckOptions) -> ValueFlaw?

    private static let order: [Rule] = [
        CharacterRules.broken, CharacterRules.vendor, SpaceRules.check, WidthRules.check, FormRules.check,
        NumberRules.check, NumberRules.shortened, NumberRules.total, PersonalRules.number, PersonalRules.mobile,
        PersonalRules.mail, PersonalRules.formula,
    ]

    /// All findings about a value, without their row; each proposal builds on the ones before it.
    func findings(_ raw: String, in column: ColumnPlan) -> [DataFinding] {
        steps(raw, column).map(\.finding)
    }

    /// The value with the accepted repairs.
    func repaired(
        _ raw: String, in column: ColumnPlan, accepts: (DataFinding) -> Bool
    ) -> (value: String, done: [DataFinding], left: [DataFinding]) {
        var value = raw
        var done: [DataFinding] = []
        var left: [DataFinding] = []
        for (rule, finding) in steps(raw, column) {
            guard accepts(finding), let changed = rule(value, column, options)?.replacement else {
                left.append(finding)
                continue
            }
            value = changed
            done.append(finding)
        }
        return (value, done, left)
    }

    private func steps(_ raw: String, _ column: ColumnPlan) -> [(rule: Rule, finding: DataFinding)] {
        if raw.isEmpty {
            guard column.isRequired else { return [] }
            let finding = finding(
                ValueFlaw(rule: .required, message: "必須の項目です。値を入れてください。", replacement: nil), raw, column)
            return [({ _, _, _ in nil }, finding)]
        }
        var steps: [(Rule, DataFinding)] = []
        var value = raw
        for rule in Self.order {
            guard var flaw = rule(value, column, options) else { continue }
            // What stands there already is no proposal.
            if let replacement = flaw.replacement, replacement.utf8.elementsEqual(raw.utf8) { flaw.replacement = nil }
            steps.append((rule, finding(flaw, raw, column)))
            if let replacement = flaw.replacement { value = replacement }
        }
        return steps
    }

    private func finding(_ flaw: ValueFlaw, _ raw: String, _ column: ColumnPlan) -> DataFinding {
        DataFinding(
            flaw.rule, column: column.heading, columnNumber: column.position + 1, value: raw, message: flaw.message,
            proposal: flaw.replacement)
    }
}
