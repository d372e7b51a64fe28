/// A document of any format as lines with a place, in the order in which a person reads them.
///
/// Nothing that the file holds is dropped: what a reader does not take over (a deleted passage, a picture, an outside link) is a
/// note with its place.
public struct PlacedDocument: Hashable, Sendable {
    public var format: DocumentFormat
    /// In reading order. A cell of a table is one line or several, each with its ``PlacedLine/cell``.
    public var lines: [PlacedLine]
    public var notes: [DocumentNote]

    public init(format: DocumentFormat, lines: [PlacedLine], notes: [DocumentNote] = []) {
        self.format = format
        self.lines = lines
        self.notes = notes
    }
}

/// The format a file was read as.
public enum DocumentFormat: String, Hashable, Sendable, CaseIterable {
    case text, csv, html, docx, odt, xlsx, pdf
    /// Pictures of pages, whose words were recognised.
    case scan
}

/// One printed line or, where the format keeps paragraphs whole, one paragraph.
public struct PlacedLine: Hashable, Sendable {
    /// Which part of a page a line stands in.
    public enum Part: String, Hashable, Sendable {
        case body, pageHead, pageFoot, footnote, textBox
    }

    /// As printed, without the space around it, and without a line's end. An automatic number of a word processor is not in it.
    public var text: String
    public var place: DocumentPlace
    public var part: Part
    public var look: LineLook
    /// Where in a table the line stands.
    public var cell: CellPlace?
    /// 0…1 where the words were recognised in a picture (読み取り), `nil` where they are text.
    public var confidence: Double?

    public init(
        text: String, place: DocumentPlace, part: Part = .body, look: LineLook = LineLook(), cell: CellPlace? = nil,
        confidence: Double? = nil
    ) {
        self.text = text
        self.place = place
        self.part = part
        self.look = look
        self.cell = cell
        self.confidence = confidence
    }
}

/// Where a line stands.
public struct DocumentPlace: Hashable, Sendable {
    /// From 1, counted through the document; of a text file the line of the file.
    public var line: Int
    /// From 1, of what has pages.
    public var page: Int?
    /// Of a workbook.
    public var sheet: String?

    public init(line: Int, page: Int? = nil, sheet: String? = nil) {
        self.line = line
        self.page = page
        self.sheet = sheet
    }
}

/// How a line looks, as far as the format tells.
public struct LineLook: Hashable, Sendable {
    /// In full-width characters of the body's size, from the left edge of the text.
    public var indent: Double
    /// As a share of the size most of the document has: 1 is the body's.
    public var size: Double
    public var isBold: Bool
    /// 1…9 where the author gave the line a heading's style.
    public var headingLevel: Int?
    /// 第１条, （２）: the number a word processor draws before the text.
    public var automaticNumber: String?
    /// Whether the printed line ends at the right edge, so that the next one may go on with its sentence; `nil` where lines are
    /// whole paragraphs.
    public var reachesEdge: Bool?
    /// Whether space stands before the line that is more than between lines.
    public var isApart: Bool

    public init(
        indent: Double = 0, size: Double = 1, isBold: Bool = false, headingLevel: Int? = nil,
        automaticNumber: String? = nil, reachesEdge: Bool? = nil, isApart: Bool = false
    ) {
        self.indent = indent
        self.size = size
        self.isBold = isBold
        self.headingLevel = headingLevel
        self.automaticNumber = automaticNumber
        self.reachesEdge = reachesEdge
        self.isApart = isApart
    }
}

/// A cell of a table.
public struct CellPlace: Hashable, Sendable {
    /// From 1, counted through the document.
    public var table: Int
    /// From 0.
    public var row: Int
    /// From 0.
    public var column: Int
    /// How many rows and columns the cell covers: merged cells are one cell.
    public var rowSpan: Int
    public var columnSpan: Int

    public init(table: Int, row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1) {
        self.table = table
        self.row = row
        self.column = column
        self.rowSpan = rowSpan
        self.columnSpan = columnSpan
    }
}

/// What the reading of a file says about it beside its lines: how its encoding was proved, what was set aside and why.
public struct DocumentNote: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// How the characters were read.
        case encoding
        /// Taken over in a way a person may wish to know: tracked changes accepted, vertical text, columns.
        case read
        /// Held by the file and not taken over: deleted passages, pictures, macros, outside links.
        case setAside
    }

    public var kind: Kind
    public var message: String
    public var place: DocumentPlace?

    public init(kind: Kind, message: String, place: DocumentPlace? = nil) {
        self.kind = kind
        self.message = message
        self.place = place
    }
}
