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
    /// What else an address may say for the value of a choice, such as an identifier for a name.
    let spellings: [String: String]
    let isMet: @Sendable (Row, String) -> Bool

    /// - Parameters:
    ///   - spellings: other values by which links may name a choice, with the value they stand for.
    ///   - isMet: whether a row has what the value of a choice asks for.
    public init(
        _ key: String, _ label: String, choices: [Choice], spellings: [String: String] = [:],
        isMet: @escaping @Sendable (Row, String) -> Bool
    ) {
        self.key = key
        self.label = label
        self.choices = choices
        self.spellings = spellings
        self.isMet = isMet
    }

    /// The choices are the values that the rows have, in the order of their first appearance.
    public init(
        _ key: String, _ label: String, of rows: [Row], spellings: [String: String] = [:],
        _ value: @escaping @Sendable (Row) -> String
    ) {
        self.init(key, label, ofAll: rows, spellings: spellings) { [value($0)] }
    }

    /// The same where a row may have several values, or none.
    public init(
        _ key: String, _ label: String, ofAll rows: [Row], spellings: [String: String] = [:],
        _ values: @escaping @Sendable (Row) -> [String]
    ) {
        var seen: Set<String> = []
        let known = rows.flatMap(values).filter { seen.insert($0).inserted }
        self.init(key, label, choices: known.map { Choice($0, $0) }, spellings: spellings) { row, asked in
            values(row).contains(asked)
        }
    }

    /// A filter with one answer: those to which something applies.
    public init(_ key: String, _ label: String, yes choice: String, _ applies: @escaping @Sendable (Row) -> Bool) {
        self.init(key, label, choices: [Choice("yes", choice)]) { row, _ in applies(row) }
    }
}
