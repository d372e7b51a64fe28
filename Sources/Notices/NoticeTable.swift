import Japanese

/// A table as text: cells divided by tabs, by `|`, or by two and more spaces.
struct NoticeTable: Hashable, Sendable {
    struct Cell: Hashable, Sendable {
        let content: LocatedText
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
                parts.append(.table(NoticeTable(rows: run, caption: caption)))
            } else {
                parts += plain.map(Part.line)
            }
            run = []
            plain = []
        }
        for line in lines {
            if let row = row(line) {
                // A rule between head and body of a table.
                if row.cells.allSatisfy({ $0.text.unicodeScalars.allSatisfy { "-:=+ ".unicodeScalars.contains($0) } }),
                    !run.isEmpty, row.cells.contains(where: { !$0.content.isEmpty })
                {
                    plain.append(line)
                    continue
                }
                run.append(row)
                plain.append(line)
            } else if line.isBlank, !run.isEmpty {
                plain.append(line)
            } else {
                flush()
                parts.append(.line(line))
                if !line.isBlank { caption = line.text }
            }
        }
        flush()
        return parts
    }

    private static func row(_ line: NoticeText.Line) -> Row? {
        let scalars = line.scalars
        if scalars.contains("\t") { return row(line, separator: { $0 == "\t" }) }
        let bars = scalars.filter { $0 == "|" || $0 == "｜" }.count
        if bars >= 2 {
            var row = row(line, separator: { $0 == "|" || $0 == "｜" })
            // Bars at both edges frame the row.
            if let first = row.cells.first, first.content.isEmpty {
                row = Row(line: row.line, cells: Array(row.cells.dropFirst()))
            }
            if let last = row.cells.last, last.content.isEmpty {
                row = Row(line: row.line, cells: Array(row.cells.dropLast()))
            }
            return row
        }
        return nil
    }

    private static func row(_ line: NoticeText.Line, separator: (Unicode.Scalar) -> Bool) -> Row {
        var cells: [Cell] = []
        var start = 0
        for offset in 0...line.scalars.count where offset == line.scalars.count || separator(line.scalars[offset]) {
            let whole = LocatedText(line.scalars[start..<offset], line: line.number, column: start + 1)
            cells.append(Cell(content: whole.trimmed))
            start = offset + 1
        }
        return Row(line: line.number, cells: cells)
    }
}
