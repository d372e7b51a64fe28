/// Full-width figures, letters and signs in numbers, codes, times and addresses of the web. In a text they are right: ２階.
enum WidthRules {
    static func check(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        guard column.kind.isNarrow else { return nil }
        guard value.unicodeScalars.contains(where: { (0xFF01...0xFF5E).contains($0.value) }) else { return nil }
        let narrow = value.precomposedNarrow
        guard narrow != value else { return nil }
        // Notes beside the value are a text: only a value that is one afterwards is changed without asking further.
        guard FormRules.isForm(narrow, column.kind) else { return nil }
        return ValueFlaw(rule: .fullWidth, message: "全角の数字や記号があります。半角に直してください。", replacement: narrow)
    }
}
