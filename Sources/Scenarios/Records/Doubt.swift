/// A reading of a machine that a person has to see before anything is typed (読み取りの確認).
public struct Doubt: Hashable, Sendable {
    /// Of the record, from 0.
    public let row: Int
    /// In the file.
    public let line: Int
    public let column: InputColumn
    public let value: InputRecord.Value
    /// What is wrong with the value itself; never the value.
    public let fault: String?
}

extension InputRecord {
    /// Readings below what is asked of their column, by the scenario or by the run, and those that cannot be right.
    /// - Parameter confidenceMin: of the run, from 0 to 1. What no machine read is not asked about.
    public func doubts(_ plan: InputPlan, confidenceMin: Double?) -> [Doubt] {
        guard plan.kind == .ocr else { return [] }
        return rows.enumerated().flatMap { index, row in
            plan.columns.compactMap { column -> Doubt? in
                guard let value = row.values[column.name], let confidence = value.confidence else { return nil }
                let fault = column.fault(value.text)
                let least = max(column.confidenceMin ?? 0, confidenceMin ?? 0)
                guard fault != nil || confidence < least else { return nil }
                return Doubt(row: index, line: row.line, column: column, value: value, fault: fault)
            }
        }
    }

    /// The record as a person read it: what they saw is certain. Its key may be another one then.
    /// - Parameter texts: one for each doubt, in its order.
    /// - Returns: `nil` when rows of one record would be of several, or of none.
    public func settling(_ doubts: [Doubt], _ texts: [String], _ plan: InputPlan) -> InputRecord? {
        var values = rows.map(\.values)
        for (doubt, text) in zip(doubts, texts) { values[doubt.row][doubt.column.name] = Value(text, confidence: 1) }
        let keys = Set(values.map { plan.key(of: $0) })
        let isNamed = values.allSatisfy { row in plan.key.allSatisfy { row[$0].map { !$0.text.isEmpty } ?? false } }
        guard isNamed, keys.count == 1, let key = keys.first else { return nil }
        return InputRecord(key: key, rows: zip(rows, values).map { Row(line: $0.line, values: $1) })
    }
}

extension InputPlan {
    /// The values of the key columns.
    func key(of values: [String: InputRecord.Value]) -> String {
        key.map { values[$0]?.text ?? "" }.joined(separator: "/")
    }
}
