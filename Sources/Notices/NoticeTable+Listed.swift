import Japanese

/// Tables as converters leave them: one cell a line, the heads first and then row by row.
extension NoticeTable {
    private static let headLettersMax = 16
    private static let widthMax = 12
    /// So many lines of a row may be the rest of cells that go on.
    private static let wrapsMax = 6

    /// 番号 / 事業名 / 担当課 and, below, 1 / 名 / 課 / 2 / 名 / 課: the rows by the index of their first line.
    static func listedRows(_ all: [NoticeText.Line]) -> [Int: (row: Row, end: Int)] {
        // - 3 - between two rows is of the page.
        let kept = all.indices.filter { !(Furniture.pageNumber(all[$0].scalars)?.isMarked ?? false) }
        let lines = kept.map { all[$0] }
        var rows: [Int: (row: Row, end: Int)] = [:]
        var index = 0
        while index < lines.count {
            defer { index += 1 }
            guard let label = head(lines[index]),
                let table = label == .number ? listed(lines, from: index) : unnumbered(lines, from: index)
            else { continue }
            for (place, found) in table.rows {
                rows[kept[place]] = (found.row, found.end < kept.count ? kept[found.end] : all.count)
            }
            index = table.end - 1
        }
        return rows
    }

    /// A label that is the whole line.
    private static func head(_ line: NoticeText.Line) -> FieldLabel? {
        guard line.cell == nil, line.decided == nil, line.scalars.count <= headLettersMax, !line.isBlank else {
            return nil
        }
        return FieldLabel(line.text) ?? PlanTable.freerLabel(line.text)
    }

    private static func listed(
        _ lines: [NoticeText.Line], from start: Int
    ) -> (rows: [Int: (row: Row, end: Int)], end: Int)? {
        let near = lines[start...].prefix(widthMax + 1)
        // 35, where the numbers go on through a whole plan.
        let firsts = [near.firstIndex { number($0) == 1 }, near.firstIndex { number($0) != nil }].compactMap(\.self)
        return firsts.lazy.compactMap { listed(lines, from: start, first: $0) }.first
    }

    private static func listed(
        _ lines: [NoticeText.Line], from start: Int, first: Int
    ) -> (rows: [Int: (row: Row, end: Int)], end: Int)? {
        guard var expected = number(lines[first]) else { return nil }
        let heads = lines[start..<first].trimmedBlank
        let labels = heads.map(head)
        guard heads.count >= 3, heads.allSatisfy({ !$0.isBlank && $0.scalars.count <= headLettersMax }),
            labels.contains(.title), labels.contains(.unit) || labels.contains(where: { $0?.isTime ?? false }),
            labels.count(where: { $0 != nil }) * 2 >= heads.count
        else { return nil }
        var rows: [Int: (row: Row, end: Int)] = [start: (Row(line: heads[start].number, cells: heads.map(cell)), first)]
        var place = first
        while true {
            // Rows may be told apart by empty lines.
            place = lines[place...].firstIndex { !$0.isBlank } ?? lines.count
            guard place < lines.count, number(lines[place]) == expected else { break }
            let from = place + heads.count
            guard from <= lines.count else { break }
            let stop = lines[from...].prefix(wrapsMax).firstIndex { line in
                line.isBlank || number(line) == expected + 1 || LineRoles.noteLength(line.scalars[...]) != nil
                    || PlanTable.isTotal(line.text)
            }
            // Without anything that ends it the last row is as long as its heads.
            let end = stop ?? from
            guard let cells = divided(lines[place..<end], under: labels) else { break }
            rows[place] = (Row(line: lines[place].number, cells: cells), end)
            (place, expected) = (end, expected + 1)
        }
        return rows.count >= 3 ? (rows, place) : nil
    }

    /// 項目 / 内容 / 担当課 / 実施期限 and, below, a line for each of them, row by row: without numbers only while each line is what
    /// its label asks for.
    private static func unnumbered(
        _ lines: [NoticeText.Line], from start: Int
    ) -> (rows: [Int: (row: Row, end: Int)], end: Int)? {
        let labels = lines[start...].prefix(widthMax).prefix { FieldLabel($0.text) != nil && head($0) != nil }.map(head)
        let first = start + labels.count
        guard labels.count >= 3, labels.contains(.title), labels.contains(.unit),
            labels.contains(where: { $0?.isTime ?? false })
        else { return nil }
        var rows: [Int: (row: Row, end: Int)] = [
            start: (Row(line: lines[start].number, cells: lines[start..<first].map(cell)), first)
        ]
        var place = first
        // One cell may go on over lines, the fewest that make a row of them.
        while let (cells, end) = (0...wrapsMax).lazy.compactMap({ more -> ([Cell], Int)? in
            let end = place + labels.count + more
            guard end <= lines.count, let cells = divided(lines[place..<end], under: labels),
                zip(cells, labels).allSatisfy({ fitsAlone($0.content, $1) })
            else { return nil }
            return (cells, end)
        }).first {
            rows[place] = (Row(line: lines[place].number, cells: cells), end)
            place = end
        }
        return rows.count >= 3 ? (rows, place) : nil
    }

    /// Whether a line is what its label asks for, where nothing else shows where a row begins.
    private static func fitsAlone(_ content: LocatedText, _ label: FieldLabel?) -> Bool {
        guard let label, !content.isEmpty, FieldLabel(content.text) == nil, fits(content, label) else { return false }
        switch label {
        case .unit: return content.scalars.count <= 40
        case .time, .due, .start:
            return content.scalars.count <= 20
                && (!DateReader.expressions(in: content.text).isEmpty || !PlanTable.isFilled(content)
                    || ["継続", "未定", "随時", "通年", "実施中", "検討中"].contains(content.text.trimmingCharacters))
        case .title: return content.scalars.count <= 40 && HeadingSign.read(content.scalars[...])?.isSure != true
        default: return true
        }
    }

    private static func number(_ line: NoticeText.Line) -> Int? {
        line.scalars.count <= 3
            ? HeadingSign.arabic(line.scalars[...]).flatMap { $0.count == line.scalars.count ? $0.value : nil } : nil
    }

    private static func cell(_ line: NoticeText.Line) -> Cell {
        Cell(content: LocatedText(line.scalars, line: line.number, column: 1).trimmed)
    }

    /// The lines of a row in its columns: one cell goes on over those that are too many, the last one that may.
    private static func divided(_ lines: ArraySlice<NoticeText.Line>, under labels: [FieldLabel?]) -> [Cell]? {
        let more = lines.count - labels.count
        let cells = lines.map(cell)
        guard cells.allSatisfy({ !$0.content.isEmpty }) else { return nil }
        for long in labels.indices.reversed() where long > 0 || labels[long] != .number {
            if more > 0, let label = labels[long], ![.content, .title, .state, .past, .target].contains(label) {
                continue
            }
            var row = Array(cells[..<long])
            var whole = cells[long].content
            for part in cells[(long + 1)...].prefix(more) {
                let place = part.content.place(of: 0)
                whole.append(part.content.scalars, line: place.line, column: place.column)
            }
            row.append(Cell(content: whole))
            row += cells[(long + 1 + more)...]
            if zip(row, labels).allSatisfy({ fits($0.content, $1) }) { return row }
        }
        return nil
    }

    private static func fits(_ content: LocatedText, _ label: FieldLabel?) -> Bool {
        switch label {
        case .unit?: !UnitNames.names(in: content.text).isEmpty || PlanTable.namesPlace(content.text)
        case .budget?: content.scalars.contains { Script(of: $0) == .digit || Script(of: $0) == .fullwidthDigit }
        case .title?: !content.scalars.contains("。")
        default: true
        }
    }
}

extension ArraySlice<NoticeText.Line> {
    /// Without empty lines at the end.
    fileprivate var trimmedBlank: Self { self[..<(lastIndex { !$0.isBlank }.map { $0 + 1 } ?? startIndex)] }
}
