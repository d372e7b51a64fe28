import Japanese

/// Rows whose cells are divided by commas, under a row of labels.
extension NoticeTable {
    /// 番号,取組名,担当課 and what stands below; a cell in quotation marks may hold commas and go on over several lines.
    static func commaRows(_ lines: [NoticeText.Line]) -> [Int: (row: Row, end: Int)] {
        var rows: [Int: (row: Row, end: Int)] = [:]
        var width = 0
        var taken = 0
        for (index, line) in lines.enumerated() where index >= taken && !line.isBlank {
            guard line.cell == nil, line.decided == nil, line.scalars.contains(","), !line.scalars.contains("\t"),
                LineRoles.noteLength(line.scalars[...]) == nil, let found = commaRow(lines[index...])
            else {
                width = 0
                continue
            }
            let cells = found.row.cells
            let labels = cells.filter { FieldLabel($0.text) != nil || FiscalYearLabel($0.text) != nil }
            if cells.count >= 3, labels.count >= 2, labels.count * 2 >= cells.count,
                cells.contains(where: { FieldLabel($0.text) != nil })
            {
                width = cells.count
            } else if cells.count != width {
                width = 0
                continue
            }
            rows[index] = found
            taken = found.end
        }
        return rows
    }

    /// A cell goes on over no more lines than these.
    private static let quotedLinesMax = 20

    /// The row that begins with the first line; `nil` where quotation marks do not close.
    private static func commaRow(_ lines: ArraySlice<NoticeText.Line>) -> (row: Row, end: Int)? {
        var cells: [Cell] = []
        var cell = LocatedText()
        var isQuoted = false
        for (index, line) in zip(lines.indices, lines).prefix(quotedLinesMax) {
            let scalars = line.scalars
            var start = 0
            func take(upTo end: Int) {
                if end > start { cell.append(scalars[start..<end], line: line.number, column: start + 1) }
            }
            var offset = 0
            while offset < scalars.count {
                defer { offset += 1 }
                if scalars[offset] == "\"" {
                    // Two of them inside of a quotation are one.
                    let isDouble = isQuoted && offset + 1 < scalars.count && scalars[offset + 1] == "\""
                    take(upTo: isDouble ? offset + 1 : offset)
                    if isDouble { offset += 1 } else { isQuoted.toggle() }
                    start = offset + 1
                } else if scalars[offset] == ",", !isQuoted {
                    take(upTo: offset)
                    start = offset + 1
                    cells.append(Cell(content: cell.trimmed))
                    cell = LocatedText()
                }
            }
            take(upTo: scalars.count)
            if !isQuoted {
                cells.append(Cell(content: cell.trimmed))
                return (Row(line: lines.first?.number ?? 0, cells: cells), index + 1)
            }
        }
        return nil
    }
}
