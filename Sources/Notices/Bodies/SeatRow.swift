import Documents

/// A cell of a row, with the lines it is printed on.
struct SeatCell: Hashable, Sendable {
    struct Part: Hashable, Sendable {
        let text: String
        let line: Int
    }

    var parts: [Part]
    /// Belongs to a cell of a row above that covers this one too.
    var isInherited = false

    init(_ parts: [Part] = [], isInherited: Bool = false) {
        self.parts = parts
        self.isInherited = isInherited
    }

    init(_ text: String, line: Int) {
        parts = text.isEmpty ? [] : [Part(text: text, line: line)]
    }

    var isEmpty: Bool { parts.allSatisfy { $0.text.isEmpty } }
    /// What stands in it, without the line breaks of a narrow cell.
    var text: String { parts.count == 1 ? parts[0].text : BodyText.joiningSpread(parts.map(\.text).joined()) }
}

/// A row of a table, or a line of text as the words between its spaces.
struct SeatRow: Hashable, Sendable {
    var cells: [SeatCell]
    /// Whether the cells stand in columns that can be trusted: a table, or text with tabs.
    let isGrid: Bool
    let table: Int?
    /// The first of its lines.
    let line: Int
    /// As printed, for a line of text.
    let text: String
    let indent: Double
    let isHeading: Bool

    var filled: [SeatCell] { cells.filter { !$0.isEmpty } }
    var isBlank: Bool { cells.allSatisfy(\.isEmpty) }
    var lines: [Int] { cells.flatMap { $0.parts.map(\.line) } }

    /// One filled cell of a row with several.
    var spanning: SeatCell? {
        let filled = filled
        return filled.count == 1 && cells.count > 1 ? filled[0] : nil
    }
}

extension SeatRow {
    /// No table of people is wider.
    static let columnsMax = 64

    /// A document as rows, in order. Page heads and feet belong to no row.
    static func rows(of document: PlacedDocument) -> [SeatRow] {
        var rows: [SeatRow] = []
        var position = 0
        let lines = document.lines
        while position < lines.count {
            let line = lines[position]
            if let cell = line.cell {
                var end = position
                while end < lines.count, lines[end].cell?.table == cell.table { end += 1 }
                rows += table(lines[position..<end])
                position = end
                continue
            }
            position += 1
            guard line.part != .pageHead, line.part != .pageFoot else { continue }
            rows.append(row(line))
        }
        return dividingCommas(rows)
    }

    private static func row(_ line: PlacedLine) -> SeatRow {
        var text = line.text
        if let number = line.look.automaticNumber { text = number + "\u{3000}" + text }
        return SeatRow(
            text: text, line: line.place.line, indent: line.look.indent, isHeading: line.look.headingLevel != nil)
    }

    /// A line of text, divided at its spaces.
    init(text: String, line: Int, indent: Double = 0, isHeading: Bool = false) {
        let isRow = text.utf8.count <= BodyText.rowBytesMax && !BodyText.isSentence(text)
        let text = isRow ? Self.joiningLabel(text) : text
        let (fields, isGrid) = isRow ? BodyText.fields(text) : ([text], false)
        self.init(
            cells: fields.prefix(Self.columnsMax).map { SeatCell($0, line: line) }, isGrid: isGrid, table: nil,
            line: line, text: text, indent: indent, isHeading: isHeading)
    }

    private static func table(_ lines: ArraySlice<PlacedLine>) -> [SeatRow] {
        var byRow: [Int: [Int: (cell: SeatCell, place: CellPlace)]] = [:]
        var width = 0
        for line in lines {
            guard let place = line.cell, place.column < columnsMax, place.row >= 0, place.column >= 0 else { continue }
            width = max(width, min(place.column + max(1, place.columnSpan), columnsMax))
            let part = SeatCell.Part(text: BodyText.joiningSpread(line.text), line: line.place.line)
            byRow[place.row, default: [:]][place.column, default: (SeatCell(), place)].cell.parts.append(part)
        }
        var rows: [SeatRow] = []
        var covering: [Int: (cell: SeatCell, last: Int)] = [:]
        for row in byRow.keys.sorted() {
            var cells = [SeatCell](repeating: SeatCell(), count: width)
            for (column, above) in covering {
                if above.last >= row { cells[column] = above.cell } else { covering[column] = nil }
            }
            for (column, entry) in byRow[row] ?? [:] {
                cells[column] = entry.cell
                if entry.place.rowSpan > 1 {
                    var inherited = entry.cell
                    inherited.isInherited = true
                    covering[column] = (inherited, row + entry.place.rowSpan - 1)
                }
            }
            let own = cells.filter { !$0.isInherited }.flatMap { $0.parts.map(\.line) }
            rows.append(
                SeatRow(
                    cells: cells, isGrid: true, table: lines.first?.cell?.table, line: own.min() ?? 0, text: "",
                    indent: 0, isHeading: false))
        }
        return rows
    }
}
