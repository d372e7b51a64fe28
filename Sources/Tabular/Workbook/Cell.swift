import Japanese

/// One cell that is to be written.
///
///     Cell("標準化", style: .heading)
///     Cell(.date(due), style: CellStyle(isLocked: false))
public struct Cell: Hashable, Sendable {
    /// What the cell holds.
    public enum Value: Hashable, Sendable {
        case empty
        /// Always stays text, also when it begins with = or looks like a number. An empty text is an empty cell.
        case text(String)
        /// At most 15 significant digits: Excel keeps no more.
        case number(ExactNumber)
        /// From 1900-01-01; shown by the style's number format, or as 2026/3/31 where it has none.
        case date(CivilDate)
        /// Shown as TRUE or FALSE.
        case bool(Bool)
        /// The result is what a reader shows before it computes itself, and what programs that do not compute read.
        case formula(Formula, result: Result)
    }

    /// The computed value that is kept beside a formula.
    public enum Result: Hashable, Sendable {
        case number(ExactNumber)
        case text(String)
    }

    /// Where a click leads.
    public enum Link: Hashable, Sendable {
        /// `https://`, `http://` or `mailto:`
        case url(String)
        /// A cell of a sheet of the same workbook.
        case cell(sheet: String, CellReference)
    }

    /// What the cell holds.
    public var value: Value
    /// `nil` takes the column's style.
    public var style: CellStyle?
    /// Shown blue and underlined unless the style has a colour of its own.
    public var link: Link?
    /// The pieces of its text where some are underlined; empty where none is. Together they are the text.
    public private(set) var pieces: [Piece] = []

    /// A part of a text.
    public struct Piece: Hashable, Sendable {
        public let text: String
        public let isUnderlined: Bool

        public init(_ text: String, isUnderlined: Bool) {
            self.text = text
            self.isUnderlined = isUnderlined
        }
    }

    /// A cell of any value.
    public init(_ value: Value, style: CellStyle? = nil, link: Link? = nil) {
        self.value = value
        self.style = style
        self.link = link
    }

    /// A text.
    public init(_ text: String, style: CellStyle? = nil, link: Link? = nil) {
        self.init(.text(text), style: style, link: link)
    }

    /// A text of which parts are underlined.
    public init(_ pieces: [Piece], style: CellStyle? = nil) {
        let pieces = pieces.filter { !$0.text.isEmpty }
        self.init(pieces.map(\.text).joined(), style: style)
        self.pieces = pieces.contains(where: \.isUnderlined) ? pieces : []
    }

    /// A whole number.
    public init(_ number: Int, style: CellStyle? = nil) {
        self.init(.number(ExactNumber(number)), style: style)
    }

    /// Nothing.
    public static let empty = Cell(.empty)
    /// Characters of one cell, in UTF-16 units as Excel counts (Excel specifications and limits).
    public static let textLengthMax = 32_767
    /// Significant digits of a number (Excel specifications and limits).
    public static let digitsMax = 15
    /// Characters of an address (Excel specifications and limits).
    public static let urlLengthMax = 2_079
}

extension Cell: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        self.init(value)
    }
}
