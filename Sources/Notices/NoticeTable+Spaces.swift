import Japanese

/// Rows whose columns are drawn with spaces, under a row of labels.
extension NoticeTable {
    /// The rows by index of their line, and the rules drawn between them.
    static func spacedRows(_ lines: [NoticeText.Line]) -> (rows: [Int: Row], rules: Set<Int>) {
        var rows: [Int: Row] = [:]
        var rules: Set<Int> = []
        var head: [Int] = []
        var last: Int?
        var above: Row?
        for (index, line) in lines.enumerated() {
            if !head.isEmpty, isRule(line) {
                rules.insert(index)
                continue
            }
            guard !line.isBlank, line.scalars.count <= 400, !line.scalars.contains("\t"), !opensNote(line),
                line.scalars.count(where: isBar) < 2
            else {
                if !line.isBlank { head = [] }
                continue
            }
            let found = columns(line)
            if found.count >= 3, isHead(found) {
                head = found.map(\.place)
                rows[index] = Row(line: line.number, cells: found.map(\.cell))
            } else if !head.isEmpty, let cells = placed(found, under: head, below: last == index - 1 ? above : nil) {
                rows[index] = Row(line: line.number, cells: cells)
            } else {
                head = []
                continue
            }
            last = index
            above = rows[index]
        }
        return (rows, rules)
    }

    private static func isHead(_ found: [(cell: Cell, place: Int)]) -> Bool {
        let fields = found.count { FieldLabel($0.cell.text) != nil }
        guard fields > 0 else { return false }
        let labels = fields + found.count { FieldLabel($0.cell.text) == nil && FiscalYearLabel($0.cell.text) != nil }
        return labels >= 2 && labels * 2 >= found.count
    }

    /// How far a cell may stand from the place of its label, in half-width letters.
    private static let shiftMax = 1

    /// The cells of a row in the columns of the head: one by one where there are as many, else by where they stand.
    ///
    /// A cell alone goes on with the row that stands right above it.
    private static func placed(_ found: [(cell: Cell, place: Int)], under head: [Int], below row: Row?) -> [Cell]? {
        guard !found.isEmpty, found.count <= head.count else { return nil }
        if found.count == head.count { return found.map(\.cell) }
        let columns = found.map { item in head.firstIndex { abs($0 - item.place) <= shiftMax } }
        if columns.allSatisfy({ $0 != nil }),
            found.count > 1 || row.map({ columns != [0] || goesOn(below: $0, found[0], upTo: head[1]) }) ?? false
        {
            var cells = [Cell](repeating: Cell(content: LocatedText()), count: head.count)
            for (item, column) in zip(found, columns) { if let column { cells[column] = item.cell } }
            return cells
        }
        return found.count >= 2 && found.count == head.count - 1 ? found.map(\.cell) : nil
    }

    /// Whether a cell alone at the edge completes what the one above broke off, and stays in its column.
    private static func goesOn(below row: Row, _ found: (cell: Cell, place: Int), upTo end: Int) -> Bool {
        guard let first = row.cells.first?.content, !first.isEmpty, found.cell.content.scalars.count * 2 <= end else {
            return false
        }
        return isBroken(first, before: found.cell.content)
    }

    /// ─────, -----: a line drawn between head and body, or below the last row.
    private static func isRule(_ line: NoticeText.Line) -> Bool {
        let drawn = line.scalars.filter { !$0.isSpace }
        return drawn.count >= 4 && drawn.allSatisfy { "─━―－-=＝_＿┄┅┈┉ー".unicodeScalars.contains($0) }
    }

    /// （注）, ※: below a table, and no row of it.
    private static func opensNote(_ line: NoticeText.Line) -> Bool { LineRoles.noteLength(line.scalars[...]) != nil }

    /// The cells of a line that more than one half-width space divides, with their places in half-width letters.
    private static func columns(_ line: NoticeText.Line) -> [(cell: Cell, place: Int)] {
        var cells: [(cell: Cell, place: Int)] = []
        let scalars = line.scalars
        var start = 0
        var (offset, place, startPlace) = (0, 0, 0)
        func breadth(_ scalar: Unicode.Scalar) -> Int {
            scalar.value < 0x100 || Script(of: scalar) == .halfwidthKatakana ? 1 : 2
        }
        func close(at end: Int) {
            guard end > start else { return }
            cells.append(
                (Cell(content: LocatedText(scalars[start..<end], line: line.number, column: start + 1)), startPlace))
        }
        while offset < scalars.count {
            guard scalars[offset].isSpace else {
                place += breadth(scalars[offset])
                offset += 1
                continue
            }
            var end = offset
            var gap = 0
            while end < scalars.count, scalars[end].isSpace {
                gap += breadth(scalars[end])
                end += 1
            }
            place += gap
            if gap >= 2 || end == scalars.count {
                close(at: offset)
                (start, startPlace) = (end, place)
            }
            offset = end
        }
        close(at: scalars.count)
        return cells
    }
}
