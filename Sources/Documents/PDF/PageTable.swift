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
            guard rows[start].segments(gap: measure.em * gapShare).count > 1 else {
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
    private static let gapShare = 1.3

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

    /// Takes lines below and above for as long as at least one gutter stays open and the lines stand close.
    private static func grown(
        from start: Int, notBefore lowest: Int, _ rows: [PageRow], _ measure: PageMeasure
    ) -> Range<Int> {
        var range = start..<(start + 1)
        func fits(_ added: Int) -> Bool {
            let wider = min(range.lowerBound, added)..<max(range.upperBound, added + 1)
            let neighbour = added < range.lowerBound ? range.lowerBound : range.upperBound - 1
            let gap = max(rows[added].top, rows[neighbour].top) - min(rows[added].bottom, rows[neighbour].bottom)
            guard gap <= measure.em * 3 else { return false }
            let open = gutters(rows[wider], measure)
            guard !open.isEmpty else { return false }
            // A line that stands in one column must not cost the table its others.
            return open.count >= gutters(rows[range], measure).count - 1 || rows[added].segments(gap: measure.em * gapShare).count > 1
        }
        while range.upperBound < rows.count, fits(range.upperBound) { range = range.lowerBound..<(range.upperBound + 1) }
        while range.lowerBound > lowest, fits(range.lowerBound - 1),
            // Above a table stand headings: only a line with cells, or inside a column, belongs to it.
            rows[range.lowerBound - 1].left > rows[range].map(\.left).min() ?? 0
                || rows[range.lowerBound - 1].segments(gap: measure.em * gapShare).count > 1
        {
            range = (range.lowerBound - 1)..<range.upperBound
        }
        // Lines of one column at the end are the next paragraph, unless they stand as close as lines of a cell.
        while range.count > 1, let last = rows[range].last, last.segments(gap: measure.em * gapShare).count == 1,
            let before = rows[range].dropLast().last, last.top - before.bottom > measure.leading + measure.em * 0.9,
            last.left <= (rows[range].map(\.left).min() ?? 0) + measure.em
        {
            range = range.lowerBound..<(range.upperBound - 1)
        }
        return range
    }

    private static func isTable(_ rows: ArraySlice<PageRow>, _ measure: PageMeasure) -> Bool {
        let parted = rows.count { $0.segments(gap: measure.em * gapShare).count > 1 }
        let columns = gutters(rows, measure).count + 1
        return parted >= 2 && columns >= 2 && parted * 4 >= rows.count && !(columns == 2 && isList(rows, measure))
    }

    /// Two columns of which the left one holds only marks (１, (1), ・) are a list.
    private static func isList(_ rows: ArraySlice<PageRow>, _ measure: PageMeasure) -> Bool {
        let edge = gutters(rows, measure).first?.middle ?? 0
        return rows.allSatisfy { row in
            let width = row.words.filter { $0.center < edge }.reduce(0) { $0 + TrimmedText.width($1.text) }
            return width <= 2.5
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
        // A gap that no line has wide enough is only the space between words.
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
        var spans: [[Int]] = columns.map { _ in [] }
        for row in rows {
            var parts: [Int: [PageWord]] = [:]
            for word in row.words { parts[gutters.count { $0.middle < word.center }, default: []].append(word) }
            for (column, words) in parts.sorted(by: { $0.key < $1.key }) {
                columns[column].append(PageSegment(words: words))
                spans[column].append(1)
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
                smallest = min(smallest, below.top - above.bottom)
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
                column.contains { abs($0.middle - below.middle) < 2 } && column.contains { abs($0.middle - above.middle) < 2 }
            }
            if filled * 3 >= columns.count * 2, filled >= 2 {
                gaps.append((min(above.bottom, below.top) - 0.1, max(above.bottom, below.top) + 0.1))
            }
        }
        return gaps
    }
}
