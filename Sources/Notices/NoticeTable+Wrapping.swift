import Japanese

/// Rows whose cells go on in the next row, because columns are narrow.
extension NoticeTable {
    /// A row with bars, of which the head has none at its edge: the first cell is empty.
    static func unframed(_ row: Row, below head: Row) -> Row? {
        guard row.cells.first?.content.isEmpty ?? false, head.cells.first?.content.isEmpty == false else { return nil }
        var cells = row.cells
        if cells.count == head.cells.count + 1, cells.last?.content.isEmpty ?? false { cells.removeLast() }
        return cells.count == head.cells.count ? Row(line: row.line, cells: cells) : nil
    }

    /// A row that goes on with the one above it, cell by cell: where each row has a number, one without; else one that stands
    /// below nothing but words that were broken off.
    static func joiningWrapped(_ rows: [Row]) -> [Row] {
        let top = rows.firstIndex(where: \.opensTable) ?? 0
        guard top < rows.count, let label = rows[top].cells.first.flatMap({ FieldLabel($0.text) }) else { return rows }
        let head = rows[top]
        let isNumbered = label == .number
        let texts = head.cells.indices.filter { place in
            switch FieldLabel(head.cells[place].text) {
            case .title?, .content?, .state?, .past?, .other?, .target?: true
            default: false
            }
        }
        let isSpaced = standApart(rows[(top + 1)...])
        var joined: [Row] = []
        for (index, row) in rows.enumerated() {
            guard index > top + 1, let above = joined.last, above.cells.count == row.cells.count,
                above.cells.first?.content.isEmpty == false,
                isSpaced
                    ? row.line == rows[index - 1].line + 1
                    : isNumbered
                        ? row.cells.first?.content.isEmpty ?? false && goesOn(above, into: row, texts: texts)
                        : completes(above, by: row)
            else {
                joined.append(row)
                continue
            }
            let cells = zip(above.cells, row.cells).map { above, below in
                Cell(content: joining(above.content, below.content), columnSpan: above.columnSpan)
            }
            joined[joined.count - 1] = Row(line: above.line, cells: cells)
        }
        return joined
    }

    /// Whether an empty line stands before each row, and none before what goes on with one: such lines leave a cell empty.
    private static func standApart(_ rows: ArraySlice<Row>) -> Bool {
        let below = zip(rows, rows.dropFirst())
        let apart = below.count { $1.line > $0.line + 1 }
        let next = below.filter { $1.line == $0.line + 1 }.map(\.1)
        // What stands between a page and the next parts some rows, too.
        return apart >= 3 && !next.isEmpty && next.count <= apart * 2
            && next.allSatisfy { row in
                row.cells.contains { $0.content.isEmpty }
                    && !row.cells.contains { !$0.content.isEmpty && TableInitiative.isMark($0.text) }
            }
            && below.allSatisfy { $1.line == $0.line + 1 || !($1.cells.first?.content.isEmpty ?? true) }
    }

    /// Each cell of the row completes what the cell above it broke off.
    private static func completes(_ above: Row, by row: Row) -> Bool {
        let filled = row.cells.indices.filter { !row.cells[$0].content.isEmpty }
        if filled.contains(where: { PlanTable.isTotal(row.cells[$0].text) }) { return false }
        return !filled.isEmpty && filled.count < row.cells.count
            && filled.allSatisfy { isBroken(above.cells[$0].content, before: row.cells[$0].content) }
    }

    /// Nothing but text stands in the row, or a text that the row above broke off.
    private static func goesOn(_ above: Row, into row: Row, texts: [Int]) -> Bool {
        let filled = row.cells.indices.filter { !row.cells[$0].content.isEmpty }
        guard !filled.isEmpty else { return false }
        let pairs = filled.filter { !above.cells[$0].content.isEmpty && texts.contains($0) }
        if pairs.contains(where: { isBroken(above.cells[$0].content, before: row.cells[$0].content) })
            || filled.contains(where: { isOpen(above.cells[$0].content) })
        {
            return true
        }
        // A text that has ended is followed by another of its own.
        return filled.allSatisfy(texts.contains) && pairs.count == filled.count
            && !pairs.contains { above.cells[$0].content.scalars.last == "。" }
    }

    static func isBroken(_ above: LocatedText, before below: LocatedText) -> Bool {
        guard let last = above.scalars.last, last != "。" else { return false }
        return isOpen(above) || "をはがのにとでへもや".unicodeScalars.contains(last)
            || LineJoint.isOpen(above.scalars, before: below.scalars) || LineJoint.binds(above.scalars, below.scalars)
    }

    /// 人事課、 and 令和6年度～: something must follow, whatever the column holds.
    private static func isOpen(_ text: LocatedText) -> Bool {
        text.scalars.last.map { "、，・～〜".unicodeScalars.contains($0) } ?? false
    }

    private static func joining(_ above: LocatedText, _ below: LocatedText) -> LocatedText {
        guard !above.isEmpty, !below.isEmpty else { return above.isEmpty ? below : above }
        var joined = above
        // 情報課 over 管財課 are two.
        if UnitNames.isSection(above.text), UnitNames.isSection(below.text) {
            joined.append(["、"], line: below.line, column: 1)
        }
        let place = below.place(of: 0)
        joined.append(below.scalars, line: place.line, column: place.column)
        return joined
    }

    /// 窓口支援<br>システム: a break inside of a cell.
    static func joiningBreaks(_ text: LocatedText) -> LocatedText {
        guard text.scalars.contains("<") else { return text }
        var joined = LocatedText()
        var start = 0
        for offset in text.scalars.indices where text.scalars[offset] == "<" && offset >= start {
            guard let length = breakLength(text.scalars[offset...]) else { continue }
            joined = joining(joined, text.part(start..<offset))
            start = offset + length
        }
        return start == 0 ? text : joining(joined, text.part(start..<text.scalars.count))
    }

    /// Of <br>, <br/> and <br />.
    private static func breakLength(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let end = scalars.prefix(6).firstIndex(of: ">") else { return nil }
        let name = String(scalars: scalars[(scalars.startIndex + 1)..<end].filter { !$0.isSpace && $0 != "/" })
        return ["br", "BR", "Br"].contains(name) ? end - scalars.startIndex + 1 : nil
    }
}
