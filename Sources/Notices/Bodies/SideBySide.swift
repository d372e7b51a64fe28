/// Several bodies side by side: their names in one row, and below each its members, with labels at the left of all or of each.
struct SideBySide {
    struct Side {
        let name: String
        let line: Int
        var rows: [SeatRow]
    }

    let parent: String?
    let parentLine: Int
    let nameLines: [Int]
    /// Rows that it takes.
    let rowCount: Int
    private(set) var bodies: [Side]

    init?(_ block: [SeatRow]) {
        guard let place = block.prefix(6).firstIndex(where: { Self.names(in: $0) != nil }),
            let names = Self.names(in: block[place])
        else { return nil }
        let below = block[(place + 1)...].filter { !$0.isBlank }
        let labels = below.count { row in row.filled.contains { SeatLabel($0.text) != nil } }
        guard labels >= 1 else { return nil }
        let starts = names.map(\.column)
        let own = block[place]
        bodies = names.map { Side(name: $0.name, line: $0.line, rows: []) }
        for row in below {
            for (index, start) in starts.enumerated() {
                let end = index + 1 < starts.count ? starts[index + 1] : max(row.cells.count, start)
                let cells = start < row.cells.count ? Array(row.cells[start..<min(end, row.cells.count)]) : []
                var label = starts[0] > 0 ? Array(row.cells[..<min(starts[0], row.cells.count)]) : []
                // 区分 beside the names heads the labels of all.
                if label.allSatisfy(\.isEmpty), Self.isHead(row) { label = Array(own.cells[..<starts[0]]) }
                bodies[index].rows.append(
                    SeatRow(
                        cells: cells.allSatisfy(\.isEmpty) ? [] : label + cells, isGrid: true, table: row.table,
                        line: row.line, text: "",
                        indent: 0, isHeading: false))
            }
        }
        let above = block[..<place].compactMap(\.spanning).first { BodyName.isName($0.text) }
        parent = above?.text
        parentLine = above?.parts.first?.line ?? 0
        rowCount = block.count
        nameLines = own.lines + (above?.parts.map(\.line) ?? [])
    }

    private static func isHead(_ row: SeatRow) -> Bool {
        let filled = row.filled
        return filled.count > 1 && filled.allSatisfy { SeatColumns.kind(of: $0.text) != nil }
    }

    /// Names of bodies in a row that holds nothing else but a head at its left.
    private static func names(in row: SeatRow) -> [(name: String, line: Int, column: Int)]? {
        guard row.cells.count > 1 else { return nil }
        var names: [(name: String, line: Int, column: Int)] = []
        for (column, cell) in row.cells.enumerated() where !cell.isEmpty {
            let text = cell.text
            if BodyName.isName(text), SeatColumns.kind(of: text) == nil || column > 0 {
                names.append((text, cell.parts.first?.line ?? row.line, column))
            } else if names.isEmpty, column == 0, SeatColumns.kind(of: text) != nil {
                continue
            } else {
                return nil
            }
        }
        let hasHead = row.cells.first.map { !$0.isEmpty && SeatColumns.kind(of: $0.text) == .body } ?? false
        return names.count > 1 || names.count == 1 && hasHead ? names : nil
    }

    // MARK: Drawn with spaces

    private static let spacedRowsMax = 100

    /// Lines whose left half belongs to one body and whose right half to another, down to the next blank line.
    init?(spaced rows: ArraySlice<SeatRow>) {
        guard let own = rows.first, !own.isGrid, own.filled.count > 1, own.text.utf8.count <= 400,
            own.filled.allSatisfy({ BodyName.isName($0.text) })
        else { return nil }
        let below = Array(
            rows.dropFirst().prefix(Self.spacedRowsMax).prefix {
                !$0.isBlank && !$0.isGrid && !BodyText.isSentence($0.text)
            })
        guard below.count > 1 else { return nil }
        let lines = below.map { PlacedLetter.letters(of: $0) }
        let heads = own.filled.compactMap { cell in Self.start(of: cell.text, in: own) }
        guard heads.count == own.filled.count else { return nil }
        var cuts: [Int] = []
        for (left, right) in zip(heads, heads.dropFirst()) {
            guard let cut = Self.gap(of: lines, from: left, to: right) else { return nil }
            cuts.append(cut)
        }
        bodies = own.filled.enumerated().map { index, cell in
            let from = index == 0 ? 0 : cuts[index - 1]
            let to = index < cuts.count ? cuts[index] : Int.max
            return Side(
                name: cell.text, line: own.line,
                rows: zip(below, lines).map { row, line in
                    let part = line.filter { from <= $0.place.lowerBound && $0.place.lowerBound < to }.map(\.scalar)
                    return SeatRow(text: String(scalars: part), line: row.line)
                })
        }
        guard
            bodies.allSatisfy({ side in
                side.rows.contains { row in row.filled.first.map { SeatLabel($0.text) != nil } ?? false }
            })
        else { return nil }
        parent = nil
        parentLine = 0
        nameLines = own.lines
        rowCount = below.count + 1
    }

    private static func start(of name: String, in row: SeatRow) -> Int? {
        guard let range = row.text.firstRange(of: name) else { return nil }
        let before = row.text.unicodeScalars[..<range.lowerBound].count
        return PlacedLetter.letters(of: row)[before].place.lowerBound
    }

    /// The middle of the widest strip between two columns in which no line has a letter.
    private static func gap(of lines: [[PlacedLetter]], from left: Int, to right: Int) -> Int? {
        let filled = Set(lines.joined().lazy.filter { !BodyText.isSpace($0.scalar) }.flatMap(\.place))
        var best = left..<left
        var start = left
        for column in left...max(left, right) where column == right || filled.contains(column) {
            if column - start > best.count { best = start..<column }
            start = column + 1
        }
        return best.count >= 3 ? (best.lowerBound + best.upperBound) / 2 : nil
    }
}
