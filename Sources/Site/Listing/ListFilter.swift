/// A question that narrows a list.
///
///     ListFilter("unit", "主管課", choices: units) { row, unit in row.unit.text == unit }
///
/// Several answers widen it (any of them), several filters narrow it (all of them).
public struct ListFilter<Row: Sendable>: Sendable {
    /// In the address: Latin letters.
    public let key: String
    public let label: String
    public let choices: [Choice]
    let isMet: @Sendable (Row, String) -> Bool

    /// - Parameter isMet: whether a row has what the value of a choice asks for.
    public init(
        _ key: String, _ label: String, choices: [Choice], isMet: @escaping @Sendable (Row, String) -> Bool
    ) {
        self.key = key
        self.label = label
        self.choices = choices
        self.isMet = isMet
    }

    /// The choices are the values that the rows have, in the order of their first appearance.
    public init(
        _ key: String, _ label: String, of rows: [Row], _ value: @escaping @Sendable (Row) -> String
    ) {
        var seen: Set<String> = []
        let values = rows.map(value).filter { seen.insert($0).inserted }
        self.init(key, label, choices: values.map { Choice($0, $0) }) { row, asked in value(row) == asked }
    }
}
