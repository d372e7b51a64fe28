/// One row of a result, read by column name or by position.
///
///     let title: String = try row["title"]
///     let closed: CivilDate? = try row["closed_on"]
///
/// Names of columns and aliases are in small letters with underscores, whatever the statement says.
///
/// A missing column, a NULL where none is expected and a value of another type each throw ``StorageError/decoding``.
public struct SQLRow: Sendable {
    let columns: Columns
    let values: [SQLValue]

    /// Column names shared by all rows of a result.
    final class Columns: Sendable {
        let names: [String]
        let positions: [String: Int]

        init(_ names: [String]) {
            self.names = names
            positions = Dictionary(
                zip(names, names.indices), uniquingKeysWith: { first, _ in first })
        }
    }

    public subscript<Value: SQLDecodable>(name: String) -> Value {
        get throws {
            guard let position = columns.positions[name] else {
                throw StorageError.decoding(column: name, reason: "no such column")
            }
            return try self[position]
        }
    }

    public subscript<Value: SQLDecodable>(name: String) -> Value? {
        get throws {
            guard let position = columns.positions[name] else {
                throw StorageError.decoding(column: name, reason: "no such column")
            }
            return try self[position]
        }
    }

    public subscript<Value: SQLDecodable>(position: Int) -> Value {
        get throws {
            try checkPosition(position)
            guard let value = Value(sqlValue: values[position]) else {
                throw StorageError.decoding(
                    column: columns.names[position], reason: "cannot read \(values[position]) as \(Value.self)")
            }
            return value
        }
    }

    public subscript<Value: SQLDecodable>(position: Int) -> Value? {
        get throws {
            try checkPosition(position)
            if case .null = values[position] { return nil }
            let value: Value = try self[position]
            return value
        }
    }

    private func checkPosition(_ position: Int) throws(StorageError) {
        guard values.indices.contains(position) else {
            throw .decoding(column: "\(position)", reason: "no such column")
        }
    }
}
