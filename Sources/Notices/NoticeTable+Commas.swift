import Japanese

/// Rows whose cells are divided by commas or tabs and may stand in quotation marks, as tables are exported.
extension NoticeTable {
    /// 番号,取組名,担当課 and what stands below; a cell in quotation marks may hold commas and go on over several lines.
    static func commaRows(_ lines: [NoticeText.Line]) -> [Int: (row: Row, end: Int)] {
        var rows: [Int: (row: Row, end: Int)] = [:]
        var width = 0
        var taken = 0
        for (index, line) in lines.enumerated() where index >= taken && !line.isBlank {
            guard line.cell == nil, line.decided == nil, line.scalars.contains(","), !line.scalars.contains("\t"),
                LineRoles.noteLength(line.scalars[...]) == nil, let found = row(lines[index...], dividedBy: ",")
            else {
                width = 0
                continue
            }
            let cells = found.row.cells
            let labels = cells.count { PlanTable.isHead($0.text) }
            let isHead =
                labels >= 2 && labels * 2 >= cells.count && cells.contains { FieldLabel($0.text) != nil }
                || width == 0 && labels >= 1 && !PlanTable.isDirectory(found.row)
                    && isOver(lines[found.end...], count: cells.count)
            if cells.count >= 3, isHead {
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

    private static let rowsBelowMin = 2

    /// Words over rows of as many cells as they are.
    private static func isOver(_ lines: ArraySlice<NoticeText.Line>, count: Int) -> Bool {
        guard count >= 4 else { return false }
        var rest = lines
        for _ in 0..<rowsBelowMin {
            guard let row = row(rest, dividedBy: ","), row.row.cells.count == count else { return false }
            rest = rest[min(row.end, rest.endIndex)...]
        }
        return true
    }

    /// "登録 22件 / 寄附 1億円" between tabs: a cell in quotation marks may go on over several lines.
    static func quotedRows(_ lines: [NoticeText.Line]) -> [Int: (row: Row, end: Int)] {
        var rows: [Int: (row: Row, end: Int)] = [:]
        var taken = 0
        for (index, line) in lines.enumerated()
        where index >= taken && line.scalars.contains("\"") && line.scalars.contains("\t") {
            guard line.cell == nil, line.decided == nil, let found = row(lines[index...], dividedBy: "\t") else {
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
    ///
    /// A cell is quoted where it begins with the mark; the mark alone (〃) is a word of its own.
    private static func row(
        _ lines: ArraySlice<NoticeText.Line>, dividedBy divider: Unicode.Scalar
    ) -> (row: Row, end: Int)? {
        var cells: [Cell] = []
        var cell = LocatedText()
        var isQuoted = false
        for (index, line) in zip(lines.indices, lines).prefix(quotedLinesMax) {
            let scalars = line.scalars
            var start = 0
            func take(upTo end: Int) {
                if end > start { cell.append(scalars[start..<end], line: line.number, column: start + 1) }
            }
            func opensQuotation(_ offset: Int) -> Bool {
                cell.isEmpty && scalars[start..<offset].allSatisfy { $0 == " " } && offset + 1 < scalars.count
                    && scalars[offset + 1] != divider
            }
            var offset = 0
            while offset < scalars.count {
                defer { offset += 1 }
                if scalars[offset] == "\"", isQuoted || opensQuotation(offset) {
                    // Two of them inside of a quotation are one.
                    let isDouble = isQuoted && offset + 1 < scalars.count && scalars[offset + 1] == "\""
                    take(upTo: isDouble ? offset + 1 : offset)
                    if isDouble { offset += 1 } else { isQuoted.toggle() }
                    start = offset + 1
                } else if scalars[offset] == divider, !isQuoted {
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
