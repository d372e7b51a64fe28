import Documents
import Japanese

/// A table: cells of a format that has them, or of text divided by tabs, by `|`, or by columns of spaces.
struct NoticeTable: Hashable, Sendable {
    struct Cell: Hashable, Sendable {
        let content: LocatedText
        var columnSpan = 1
        /// Goes on from the row above: a merged cell.
        var isRepeated = false
        var text: String { content.text }
    }

    struct Row: Hashable, Sendable {
        let line: Int
        let cells: [Cell]

        /// One filled cell over several columns.
        var spanning: Cell? {
            let filled = cells.filter { !$0.content.isEmpty }
            return filled.count == 1 && cells.count > 1 ? filled.first : nil
        }
    }

    let rows: [Row]
    /// The last line of text before it, such as its caption.
    let caption: String?

    var line: Int { rows.first?.line ?? 0 }

    enum Part {
        case line(NoticeText.Line)
        case table(NoticeTable)
    }

    /// Divides lines into tables and the rest. A table has at least two rows in a row.
    static func grouping(_ lines: [NoticeText.Line]) -> [Part] {
        var parts: [Part] = []
        var run: [Row] = []
        var plain: [NoticeText.Line] = []
        var caption: String?
        func flush() {
            if run.count >= 2 {
                parts += NoticeTable(rows: run, caption: caption).dividedAtHeads.map { table in
                    .table(NoticeTable(rows: joiningWrapped(table.rows), caption: table.caption))
                }
            } else {
                parts += plain.map(Part.line)
            }
            run = []
            plain = []
        }
        var cells: [NoticeText.Line] = []
        func flushCells() {
            guard !cells.isEmpty else { return }
            parts += NoticeTable(cells: cells, caption: caption).dividedAtHeads.map(Part.table)
            cells = []
        }
        let spaced = spacedRows(lines)
        let barred = barredRows(lines).merging(cellsByLine(lines)) { _, cells in cells }
            .merging(commaRows(lines)) { barred, _ in barred }
            .merging(quotedRows(lines)) { barred, _ in barred }
            .merging(listedRows(lines)) { barred, _ in barred }
            .merging(keyedRows(lines)) { barred, _ in barred }
        var taken = 0
        for (index, line) in lines.enumerated() {
            if index < taken { continue }
            if let wrapped = barred[index] {
                run.append(wrapped.row)
                plain += lines[index..<wrapped.end]
                taken = wrapped.end
                continue
            }
            if let cell = line.cell, line.decided == nil {
                flush()
                if let first = cells.first?.cell, first.table != cell.table { flushCells() }
                cells.append(line)
                continue
            }
            if line.isBlank, !cells.isEmpty { continue }
            flushCells()
            let isIndented =
                run.isEmpty && line.scalars.contains("\t") && !line.scalars.drop(while: \.isSpace).contains("\t")
            if line.decided == nil, let row = spaced.rows[index] ?? (isIndented ? nil : row(line, below: run.first)) {
                // A rule between head and body of a table.
                if row.cells.allSatisfy({ $0.text.unicodeScalars.allSatisfy { "-:=+ ".unicodeScalars.contains($0) } }),
                    !run.isEmpty, row.cells.contains(where: { !$0.content.isEmpty })
                {
                    plain.append(line)
                    continue
                }
                run.append(row)
                plain.append(line)
            } else if line.isBlank || spaced.rules.contains(index), !run.isEmpty {
                plain.append(line)
            } else if let head = run.first, let row = dividing(line, lines[(index + 1)...], under: head) {
                run.append(row)
                plain.append(line)
            } else {
                flush()
                parts.append(.line(line))
                if !line.isBlank { caption = line.text }
            }
        }
        flushCells()
        flush()
        return parts
    }

    /// Of cells with their places; a merged cell stands in each of its rows.
    init(cells lines: [NoticeText.Line], caption: String?) {
        var grid: [Int: [Int: Cell]] = [:]
        var width = 0
        for line in lines {
            guard let place = line.cell, place.row < Self.cellsMax, place.column < Self.columnsMax else { continue }
            var content = grid[place.row]?[place.column]?.content ?? LocatedText()
            if !content.isEmpty { content.append([" "], line: line.number, column: 1) }
            content.append(line.scalars, line: line.number, column: 1)
            width = max(width, place.column + 1)
            for row in place.row..<min(place.row + max(1, place.rowSpan), place.row + Self.spanMax) {
                grid[row, default: [:]][place.column] = Cell(
                    content: content, columnSpan: max(1, place.columnSpan), isRepeated: row > place.row)
            }
        }
        rows = grid.keys.sorted().map { row in
            let cells = (0..<width).map { grid[row]?[$0] ?? Cell(content: LocatedText()) }
            let line =
                cells.first { !$0.content.isEmpty && !$0.isRepeated }?.content.line ?? cells.first {
                    !$0.content.isEmpty
                }?.content.line ?? 0
            return Row(line: line, cells: cells)
        }
        self.caption = caption
    }

    init(rows: [Row], caption: String?) {
        self.rows = rows
        self.caption = caption
    }

    private static let cellsMax = 20_000
    private static let columnsMax = 200
    private static let spanMax = 500

    /// - Parameter head: the first row of the table that is open; where it has no bar at its edge, a bar there stands behind an
    ///   empty cell.
    static func row(_ line: NoticeText.Line, below head: Row? = nil) -> Row? {
        let scalars = line.scalars
        if scalars.contains("\t") { return row(line, separator: { $0 == "\t" }) }
        let bars = scalars.count(where: isBar)
        if bars >= 2 {
            var row = row(line, separator: isBar)
            if let head, let unframed = unframed(row, below: head) { return unframed }
            // Bars at both edges frame the row.
            if let first = row.cells.first, first.content.isEmpty {
                row = Row(line: row.line, cells: Array(row.cells.dropFirst()))
            }
            if let last = row.cells.last, last.content.isEmpty {
                row = Row(line: row.line, cells: Array(row.cells.dropLast()))
            }
            return row
        }
        // 達成度の評価 |: a row broken off behind its first cell.
        if bars == 1, let last = scalars.last(where: { !$0.isSpace }), isBar(last), scalars.count <= 60 {
            let row = row(line, separator: isBar)
            return Row(line: row.line, cells: Array(row.cells.dropLast()))
        }
        return nil
    }

    static func isBar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "|", "｜", "│", "┃", "║": true
        default: false
        }
    }

    static func row(_ line: NoticeText.Line, separator: (Unicode.Scalar) -> Bool) -> Row {
        var cells: [Cell] = []
        var start = 0
        for offset in 0...line.scalars.count where offset == line.scalars.count || separator(line.scalars[offset]) {
            let whole = LocatedText(line.scalars[start..<offset], line: line.number, column: start + 1)
            cells.append(Cell(content: joiningBreaks(whole.trimmed)))
            start = offset + 1
        }
        return Row(line: line.number, cells: cells)
    }
}
