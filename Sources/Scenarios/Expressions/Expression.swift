/// A value made from the columns of a record. Every expression gives a value or is unknown for every input: there are no loops,
/// no scripts and nothing that can fail half-way.
///
///     confidence(口座番号) < 0.98 or sample(0.05)
///     区分 in ('1', '2') and not empty(備考)
///     wide(氏名)
public indirect enum Expression: Hashable, Sendable {
    /// A column of the input, or a name that a step read into.
    case column(String)
    case text(String)
    case number(Double)
    case call(Function, [Expression])
    case compare(Comparison, Expression, Expression)
    case isIn(Expression, [Expression])
    case not(Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)

    public enum Function: String, Hashable, Sendable, CaseIterable {
        /// Whether nothing is written there.
        case empty
        /// How many characters.
        case length
        /// Letters and digits of half width, full width.
        case half, wide
        /// Hiragana to katakana.
        case katakana
        /// Without anything but digits.
        case digits
        /// With zeros in front up to a length: `pad(番号, 8)`.
        case pad
        /// So many characters from a place (from 1): `part(郵便番号, 1, 3)`.
        case part
        /// A day in a form: `date(生年月日, 'yyyy-MM-dd')`, also `yyyy/MM/dd`, `yyyyMMdd`, `yyyy`, `MM`, `dd`, `和暦`.
        case date
        /// The confidence of a column's reading, 0 to 1; 1 where no machine read it.
        case confidence
        /// True for so large a share of records, the same records each time: `sample(0.05)`.
        case sample

        /// How many arguments it takes.
        public var arity: Int {
            switch self {
            case .empty, .length, .half, .wide, .katakana, .digits, .confidence, .sample: 1
            case .pad, .date: 2
            case .part: 3
            }
        }
    }

    public enum Comparison: String, Hashable, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    /// Names of all columns it looks at.
    public var columns: Set<String> {
        switch self {
        case .column(let name): [name]
        case .text, .number: []
        case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.columns) }
        case .compare(_, let left, let right), .and(let left, let right), .or(let left, let right):
            left.columns.union(right.columns)
        case .isIn(let value, let list): list.reduce(into: value.columns) { $0.formUnion($1.columns) }
        case .not(let inner): inner.columns
        }
    }

    /// Whether it holds for a share of records alone.
    public var isSampled: Bool {
        switch self {
        case .column, .text, .number: false
        case .call(let function, let arguments): function == .sample || arguments.contains(where: \.isSampled)
        case .compare(_, let left, let right), .and(let left, let right), .or(let left, let right):
            left.isSampled || right.isSampled
        case .isIn(let value, let list): value.isSampled || list.contains(where: \.isSampled)
        case .not(let inner): inner.isSampled
        }
    }
}

/// An expression that is true, false or unknown, with the text it was written as.
public struct Condition: Hashable, Sendable {
    public let text: String
    public let expression: Expression

    public init(text: String, expression: Expression) {
        self.text = text
        self.expression = expression
    }
}

/// A text with expressions in braces: `{姓}　{名}`. A brace itself is written twice.
public struct Template: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        case text(String)
        case value(Expression)
    }

    public let text: String
    public let parts: [Part]

    public init(text: String, parts: [Part]) {
        self.text = text
        self.parts = parts
    }

    public var columns: Set<String> {
        parts.reduce(into: []) { if case .value(let expression) = $1 { $0.formUnion(expression.columns) } }
    }
}
