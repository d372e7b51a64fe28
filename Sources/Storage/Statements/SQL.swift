/// A statement with its parameters bound, built by string interpolation.
///
///     let statement: SQL = "SELECT title FROM round WHERE id = \(id) AND state = \(state)"
///
/// What is interpolated becomes a parameter and can never become part of the statement. Another `SQL` may be
/// interpolated as a fragment, and `values:` writes a list for `IN`. There is no way to paste text: names of
/// tables and columns are always literals in the source.
public struct SQL: Sendable, Hashable {
    /// The statement with `?` for each parameter, in the order of `parameters`.
    public internal(set) var text: String
    public internal(set) var parameters: [SQLValue]

    init(text: String, parameters: [SQLValue]) {
        self.text = text
        self.parameters = parameters
    }
}

extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        self.init(text: "\(value)", parameters: [])
    }

    public init(stringInterpolation: Interpolation) {
        self.init(text: stringInterpolation.text, parameters: stringInterpolation.parameters)
    }

    public struct Interpolation: StringInterpolationProtocol {
        var text = ""
        var parameters: [SQLValue] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            text += "\(literal)"
        }

        /// A parameter.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            text += "?"
            parameters.append(value.sqlValue)
        }

        /// A parameter that may be NULL.
        public mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            text += "?"
            parameters.append(value?.sqlValue ?? .null)
        }

        /// A fragment with its own parameters.
        public mutating func appendInterpolation(_ fragment: SQL) {
            text += fragment.text
            parameters += fragment.parameters
        }

        /// A parenthesised list for `IN`; an empty list matches nothing. Not for `NOT IN`, which an empty list would
        /// turn into "nothing" too: write `NOT (… IN …)` only for lists that are known to hold something.
        public mutating func appendInterpolation(values: some Sequence<some SQLBindable>) {
            let bound = values.map(\.sqlValue)
            text += bound.isEmpty ? "(NULL)" : "(" + bound.map { _ in "?" }.joined(separator: ", ") + ")"
            parameters += bound
        }
    }
}

extension SQL {
    public static func + (left: SQL, right: SQL) -> SQL {
        SQL(text: left.text + right.text, parameters: left.parameters + right.parameters)
    }

    /// Conditions joined by AND; `TRUE` when there are none.
    public static func all(of conditions: [SQL]) -> SQL {
        guard let first = conditions.first else { return "TRUE" }
        return conditions.dropFirst().reduce(first) { $0 + " AND " + $1 }
    }

    /// Parts with commas between them, such as the rows of an `INSERT`:
    ///
    ///     try connection.execute("INSERT INTO tag (id, name) VALUES \(SQL.list(tags.map { "(\($0.id), \($0.name))" }))")
    ///
    /// - Precondition: at least one, and not more than a few thousand parameters in all.
    public static func list(_ parts: [SQL]) -> SQL {
        SQL(text: parts.map(\.text).joined(separator: ", "), parameters: parts.flatMap(\.parameters))
    }
}
