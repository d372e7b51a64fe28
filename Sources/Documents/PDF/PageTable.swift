/// A table that stands on a page without its rules: words in columns that hold over several lines.
///
/// Columns are what lies between gutters that no line crosses; rows are what lies between gaps that are wider than those between
/// the lines of one cell. A text that stands across such a gap is in a cell of several rows.
struct PageTable {
    struct Cell {
        var row: Int
        var column: Int
        var rowSpan: Int
        var columnSpan: Int
        var lines: [PageSegment]
    }

    private(set) var cells: [Cell] = []

    /// Runs of lines that are tables, as ranges of lines.
    static func find(_ rows: [PageRow], _ measure: PageMeasure) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        while start < rows.count {
            guard rows[start].isParted(measure) else {
                start += 1
                continue
            }
            let range = grown(from: start, notBefore: found.last?.upperBound ?? 0, rows, measure)
            if isTable(rows[range], measure) {
                found.append(range)
                start = range.upperBound
            } else {
                start += 1
            }
        }
        return joined(found, rows, measure)
    }

    /// A gap of so many characters parts two cells; a full-width space is one.
    static let gapShare = 1.3

    /// Tables that a line across all columns parts, when both have the same columns.
    private static func joined(_ ranges: [Range<Int>], _ rows: [PageRow], _ measure: PageMeasure) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in ranges {
            if let last = result.last, range.lowerBound - last.upperBound <= 1 {
                let before = gutters(rows[last], measure)
                let after = gutters(rows[range], measure)
                let both = gutters(Array(rows[last]) + Array(rows[range]), measure)
                if both.count >= 2, both.count == min(before.count, after.count) {
                    result[result.count - 1] = last.lowerBound..<range.upperBound
                    continue
                }
            }
            result.append(range)
        }
        return result
    }

    /// Takes lines below and above for as long as they stand close and leave the gutters open.
    private static func grown(
        from start: Int, notBefore lowest: Int, _ rows: [PageRow], _ measure: PageMeasure
    ) -> Range<Int> {
        var range = start..<(start + 1)
        var open = gutters(rows[range], measure)
        var widestGap = measure.leading + measure.em * 0.8
        func gap(_ above: Int, _ below: Int) -> Double { rows[below].top - rows[above].bottom }
        /// The gutters with the line, when it may belong to the table.
        func taken(_ added: Int, _ wider: Range<Int>, _ gap: Double) -> [Gutter]? {
            guard gap <= measure.em * 3 else { return nil }
            let after = gutters(rows[wider], measure)
            guard !after.isEmpty else { return nil }
            let keeps = open.allSatisfy { gutter in after.contains { $0.left < gutter.right && gutter.left < $0.right }
            }
            if rows[added].isParted(measure) {
                // A cell of several columns may cross a gutter, when another cell begins where a column does.
                let begins = rows[added].words.contains { word in
                    open.contains { abs($0.right - word.left) < measure.em }
                }
                return keeps || begins ? after : nil
            }
            // A line in one column: it crosses no gutter, stands inside the table, and as close as its lines do.
            let left = rows[range].map(\.left).min() ?? 0
            let isInside = rows[added].left >= left - measure.em * 0.12 && gap <= widestGap + measure.em * 0.3
            return isInside && keeps ? after : nil
        }
        while range.upperBound < rows.count {
            let distance = gap(range.upperBound - 1, range.upperBound)
            let wider = range.lowerBound..<(range.upperBound + 1)
            guard let after = taken(range.upperBound, wider, distance) else { break }
            widestGap = max(widestGap, distance)
            range = wider
            open = after
        }
        while range.lowerBound > lowest {
            let distance = gap(range.lowerBound - 1, range.lowerBound)
            let wider = (range.lowerBound - 1)..<range.upperBound
            guard let after = taken(range.lowerBound - 1, wider, distance) else { break }
            range = wider
            open = after
        }
        return range
    }

    private static func isTable(_ rows: ArraySlice<PageRow>, _ measure: PageMeasure) -> Bool {
        let parted = rows.count { $0.isParted(measure) }
        let gutters = gutters(rows, measure)
        guard let first = gutters.first, rows.count >= 2, parted >= 1, parted * 5 >= rows.count else { return false }
        if gutters.count == 1, isList(rows, measure) { return false }
        if parted >= 2 { return true }
        // One line with cells, and below it lines in both columns: a table of few rows.
        let left = rows.count { row in row.words.contains { $0.center < first.middle } }
        let right = rows.count { row in row.words.contains { $0.center > first.middle } }
        return left >= 2 && right >= 2
    }

    /// Two columns of which the left one holds only marks (１, (1), ・) are a list.
    private static func isList(_ rows: ArraySlice<PageRow>, _ measure: PageMeasure) -> Bool {
        let edge = gutters(rows, measure).first?.middle ?? 0
        return rows.allSatisfy { row in
            let mark = row.words.filter { $0.center < edge }.map(\.text).joined()
            guard TrimmedText.width(mark) <= 2.5 else { return false }
            return mark.unicodeScalars.count <= 1
                || mark.unicodeScalars.contains { !(0x3041...0x9FFF).contains($0.value) }
        }
    }

    struct Gutter {
        let left: Double
        let right: Double
        var middle: Double { (left + right) / 2 }
    }

    /// Strips that no word of any of the lines touches.
    static func gutters(_ rows: some Collection<PageRow>, _ measure: PageMeasure) -> [Gutter] {
        let spans = rows.flatMap(\.words).map { ($0.left, $0.right) }.sorted { $0 < $1 }
        var gutters: [Gutter] = []
        var right = spans.first?.0 ?? 0
        for (start, end) in spans {
            if start - right >= measure.em * 0.4 { gutters.append(Gutter(left: right, right: start)) }
            right = max(right, end)
        }
        // A gap between lines that stand one below the other is no gutter: some line has words on both sides.
        return gutters.filter { gutter in
            gutter.right - gutter.left >= measure.em * gapShare
                || rows.contains { row in
                    row.words.contains { $0.right <= gutter.left + 0.01 }
                        && row.words.contains { $0.left >= gutter.right - 0.01 }
                }
        }
    }

    init(_ rows: [PageRow], _ measure: PageMeasure) {
        let gutters = PageTable.gutters(rows, measure)
        var columns: [[PageSegment]] = Array(repeating: [], count: gutters.count + 1)
        for row in rows {
            var parts: [Int: [PageWord]] = [:]
            for word in row.words { parts[gutters.count { $0.middle < word.center }, default: []].append(word) }
            for (column, words) in parts.sorted(by: { $0.key < $1.key }) {
                columns[column].append(PageSegment(words: words))
            }
        }
        let separators = PageTable.separators(columns, measure)
        for (column, segments) in columns.enumerated() {
            var previous: PageSegment?
            for segment in segments.sorted(by: { $0.top < $1.top }) {
                if let before = previous, let last = cells.indices.last, cells[last].column == column,
                    !separators.contains(where: { before.middle < $0 && $0 < segment.middle && $0 > before.bottom - 1 })
                {
                    cells[last].lines.append(segment)
                } else {
                    cells.append(Cell(row: 0, column: column, rowSpan: 1, columnSpan: 1, lines: [segment]))
                }
                previous = segment
            }
        }
        for position in cells.indices {
            let top = cells[position].lines.map(\.top).min() ?? 0
            let bottom = cells[position].lines.map(\.bottom).max() ?? 0
            let first = separators.count { $0 <= top + measure.em * 0.15 }
            let last = separators.count { $0 < bottom - measure.em * 0.15 }
            cells[position].row = first
            cells[position].rowSpan = max(1, last - first + 1)
        }
        cells.sort { ($0.row, $0.column, $0.lines.first?.top ?? 0) < ($1.row, $1.column, $1.lines.first?.top ?? 0) }
    }

    /// Heights between rows: as few as lie in every wide gap of every column.
    private static func separators(_ columns: [[PageSegment]], _ measure: PageMeasure) -> [Double] {
        var gaps: [(top: Double, bottom: Double)] = []
        let lines = columns.map { $0.sorted { $0.top < $1.top } }
        var smallest = Double.infinity
        for column in lines {
            for (above, below) in zip(column, column.dropFirst()) {
                let gap = below.top - above.bottom
                if gap > -measure.em * 0.3 { smallest = min(smallest, gap) }
            }
        }
        let lead = max(-measure.em * 0.5, min(smallest, measure.leading))
        let wide = lead + max(1.6, measure.em * 0.22)
        for column in lines {
            for (above, below) in zip(column, column.dropFirst()) where below.top - above.bottom > wide {
                gaps.append((above.bottom, below.top))
            }
        }
        gaps += fullLines(lines, wide)
        gaps.sort { ($0.bottom, $0.top) < ($1.bottom, $1.top) }
        var points: [Double] = []
        var open: (top: Double, bottom: Double)?
        for gap in gaps {
            if let group = open, gap.top < group.bottom {
                open = (max(group.top, gap.top), group.bottom)
            } else {
                if let group = open { points.append((group.top + group.bottom) / 2) }
                open = gap
            }
        }
        if let group = open { points.append((group.top + group.bottom) / 2) }
        return points
    }

    /// Lines set as closely as those of a cell, where most columns begin again: each is a row.
    private static func fullLines(_ columns: [[PageSegment]], _ wide: Double) -> [(top: Double, bottom: Double)] {
        guard let first = columns.first, first.count > 1 else { return [] }
        var gaps: [(top: Double, bottom: Double)] = []
        for (above, below) in zip(first, first.dropFirst()) where below.top - above.bottom <= wide {
            let filled = columns.count { column in
                column.contains { abs($0.middle - below.middle) < 2 }
                    && column.contains { abs($0.middle - above.middle) < 2 }
            }
            if filled * 3 >= columns.count * 2, filled >= 2 {
                gaps.append((min(above.bottom, below.top) - 0.1, max(above.bottom, below.top) + 0.1))
            }
        }
        return gaps
    }
}
