import Japanese

/// A cell as it was read.
public struct ReadCell: Hashable, Sendable {
    /// What the cell holds, or the result that was kept beside its formula.
    public enum Value: Hashable, Sendable {
        /// Nothing: only beside a formula that was never computed.
        case empty
        /// Numbers that were kept as text are texts.
        case text(String)
        case number(StoredNumber)
        /// A day or time as ISO 8601, which only few programs write.
        case isoDate(String)
        case bool(Bool)
        /// `#REF!`, `#N/A` and the like.
        case error(String)
    }

    /// What the cell holds.
    public let value: Value
    /// What the number format makes of a number.
    public let format: NumberFormatKind
    /// How the format places the figures of a whole number; `nil` where it shows a plain one.
    public let mask: FigureMask?
    /// Where the formula stands; `nil` without one.
    private let source: FormulaSource?
    /// The text in kana (ふりがな) as it was typed, with the parts that have none as they are.
    public let reading: String?

    /// By value; the reader makes cells, and so do tests.
    public init(
        _ value: Value, format: NumberFormatKind = .number, formula: String? = nil, reading: String? = nil
    ) {
        self.init(value, format: ReadFormat(kind: format), source: formula.map { .own($0) }, reading: reading)
    }

    init(_ value: Value, format: ReadFormat, source: FormulaSource?, reading: String?) {
        self.value = value
        self.format = format.kind
        mask = format.mask
        self.source = source
        self.reading = reading
    }

    /// Without the leading `=`; where Excel shares one formula among cells, the form for this cell.
    ///
    /// A shared formula is spelled out for the cell that is asked, never for all: a small file can share a long one among very
    /// many cells.
    public var formula: String? { source?.text }

    public var hasFormula: Bool { source != nil }

    /// The text; `nil` for anything else. Numbers are not made into texts: that would lose how they are shown.
    public var text: String? {
        if case .text(let text) = value { text } else { nil }
    }

    /// The number; `nil` for anything else.
    public var number: StoredNumber? {
        if case .number(let number) = value { number } else { nil }
    }

    /// A number that is shown as a day, or a day in ISO 8601.
    public var isDate: Bool {
        switch value {
        case .number: format.isDate
        case .isoDate: true
        default: false
        }
    }

    /// The formula was written by a program that does not compute: open it in Excel and save it.
    public var isUncomputed: Bool { hasFormula && value == .empty }

    /// The day, without the time of day; see `ReadWorkbook.date(of:)`.
    public func civilDate(_ system: DateSystem) throws(SerialDateRefusal) -> CivilDate {
        switch value {
        case .number(let number): return try system.date(number)
        case .isoDate(let text):
            guard let date = CivilDate(iso: String(decoding: text.utf8.prefix(10), as: UTF8.self)) else {
                throw .notANumber(text)
            }
            return date
        case .text(let text), .error(let text): throw .notANumber(text)
        case .bool(let value): throw .notANumber(value ? "TRUE" : "FALSE")
        case .empty: throw .notANumber("")
        }
    }
}

/// Where the formula of a cell stands.
enum FormulaSource: Hashable, Sendable {
    case own(String)
    case shared(SharedFormula, cell: CellReference)

    var text: String {
        switch self {
        case .own(let text): text
        case .shared(let formula, let cell): formula.moved(to: cell)
        }
    }

    static func == (left: FormulaSource, right: FormulaSource) -> Bool { left.text == right.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
