import Japanese

/// Rows whose cells stand in several lines, with a bar at the end of each.
extension NoticeTable {
    /// Rows that end in a bar, of which a cell goes on over several lines: 行政の / デジタル化 | 3件 | 利用の拡大 |.
    ///
    /// A row with one cell less than the head goes on with the first cell of the row above.
    static func barredRows(_ lines: [NoticeText.Line]) -> [Int: (row: Row, end: Int)] {
        func endsInBar(_ line: NoticeText.Line) -> Bool { line.scalars.last { !$0.isSpace } == "|" }
        var rows: [Int: (row: Row, end: Int)] = [:]
        var width = 0
        var first: Cell?
        var index = 0
        while index < lines.count {
            defer { index += 1 }
            let line = lines[index]
            guard line.cell == nil, line.decided == nil, !line.isBlank else {
                width = 0
                continue
            }
            if endsInBar(line), line.scalars.first != "|", let whole = row(line) {
                if width == 0 {
                    let isRule = whole.cells.contains { $0.text.hasPrefix("--") }
                    width = isRule || whole.cells.contains(where: \.content.isEmpty) ? 0 : whole.cells.count
                } else if width >= 3, whole.cells.count == width - 1, let first {
                    rows[index] = (shifted(whole, by: first), index + 1)
                } else {
                    first = whole.cells.count == width ? whole.cells.first : nil
                }
                continue
            }
            guard width >= 2, !line.scalars.contains("\t"), line.scalars.first != "|" else {
                width = 0
                continue
            }
            let end = lines[index...].prefix(wrappedMax).firstIndex { endsInBar($0) || $0.isBlank }
            guard let end, endsInBar(lines[end]) else {
                width = 0
                continue
            }
            let whole = joined(lines[index...end])
            if whole.cells.count == width {
                rows[index] = (whole, end + 1)
                first = whole.cells.first
            } else if whole.cells.count == width - 1, width >= 3, let first {
                rows[index] = (shifted(whole, by: first), end + 1)
            } else {
                width = 0
                continue
            }
            index = end
        }
        return rows
    }

    private static let wrappedMax = 12

    /// 取組名 | 窓口の改善 over 担当 | 市民課: lines of a sheet with one bar each, behind labels.
    static func keyedRows(_ lines: [NoticeText.Line]) -> [Int: (row: Row, end: Int)] {
        func key(_ line: NoticeText.Line) -> String? {
            guard line.cell == nil, line.decided == nil, line.scalars.count(where: isBar) == 1,
                !line.scalars.contains("\t"), let bar = line.scalars.firstIndex(where: isBar), (1...16).contains(bar),
                line.scalars[(bar + 1)...].contains(where: { !$0.isSpace })
            else { return nil }
            return String(scalars: line.scalars[..<bar]).trimmingCharacters
        }
        var rows: [Int: (row: Row, end: Int)] = [:]
        var index = 0
        while index < lines.count {
            let end = lines[index...].firstIndex { key($0) == nil } ?? lines.count
            let keys = lines[index..<end].compactMap(key)
            let labels = keys.count { FieldLabel($0) != nil || PlanTable.freerLabel($0) != nil }
            let years = keys.count { FiscalYearLabel($0) != nil }
            if labels >= 3, (labels + years) * 2 >= keys.count {
                for place in index..<end { rows[place] = (row(lines[place], separator: isBar), place + 1) }
            }
            index = max(end, index + 1)
        }
        return rows
    }

    /// 件名 | / 内容 | / ---|---| and as many lines for each row: a table with a line for each cell.
    static func cellsByLine(_ lines: [NoticeText.Line]) -> [Int: (row: Row, end: Int)] {
        func isCell(_ line: NoticeText.Line) -> Bool {
            line.scalars.last { !$0.isSpace } == "|" && line.scalars.count { $0 == "|" } == 1
        }
        var rows: [Int: (row: Row, end: Int)] = [:]
        for (index, line) in lines.enumerated() {
            guard line.scalars.starts(with: "--".unicodeScalars),
                line.scalars.allSatisfy({ "-|: ".unicodeScalars.contains($0) })
            else { continue }
            let width = line.scalars.count { $0 == "|" }
            guard width >= 2, index >= width, lines[(index - width)..<index].allSatisfy(isCell) else { continue }
            rows[index - width] = (joined(lines[(index - width)..<index]), index)
            var start = index + 1
            while start + width <= lines.count, lines[start..<(start + width)].allSatisfy(isCell) {
                rows[start] = (joined(lines[start..<(start + width)]), start + width)
                start += width
            }
        }
        return rows
    }

    private static func shifted(_ row: Row, by first: Cell) -> Row {
        Row(line: row.line, cells: [Cell(content: first.content, isRepeated: true)] + row.cells)
    }

    /// The cells of a row over several lines, without the bar at its end.
    private static func joined(_ lines: ArraySlice<NoticeText.Line>) -> Row {
        var cells: [LocatedText] = []
        for line in lines {
            var parts = row(line, separator: { $0 == "|" }).cells.map(\.content)
            if let head = parts.first, let last = cells.indices.last {
                cells[last].append(head.scalars, line: line.number, column: 1)
                parts.removeFirst()
            }
            cells += parts
        }
        if cells.last?.isEmpty ?? false { cells.removeLast() }
        return Row(line: lines.first?.number ?? 0, cells: cells.map { Cell(content: $0) })
    }
}
