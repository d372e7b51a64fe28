import Japanese

/// Rows whose columns are drawn with spaces, under a row of labels.
extension NoticeTable {
    /// The rows by index of their line, and the rules drawn between them.
    static func spacedRows(_ lines: [NoticeText.Line]) -> (rows: [Int: Row], rules: Set<Int>) {
        var rows: [Int: Row] = [:]
        var rules: Set<Int> = []
        var head: [Range<Int>] = []
        var last: Int?
        var above: Row?
        for (index, line) in lines.enumerated() {
            if rules.contains(index) { continue }
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
            var found = columns(line)
            if let joined = joinedHead(found, below: index + 1 < lines.count ? lines[index + 1] : nil), isHead(joined) {
                found = joined
                rules.insert(index + 1)
            }
            if found.count >= 3, isHead(found) {
                if isOfYears(found), let start = found.first?.extent.lowerBound, start > shiftMax + 1,
                    let below = lines[(index + 1)...].first.map(columns), below.count >= 3,
                    let edge = below.first?.extent.lowerBound, edge + shiftMax < start
                {
                    // What the rows are about stands below no word.
                    found.insert((Cell(content: LocatedText()), edge..<edge), at: 0)
                }
                head = found.map(\.extent)
                rows[index] = Row(line: line.number, cells: found.map(\.cell))
            } else if found.count < head.count,
                isTitle(line, above: lines[(index + 1)...])
                    || last != index - 1 && isHeading(found, above: lines[(index + 1)...], under: head)
            {
                head = []
                continue
            } else if !head.isEmpty, divides(line, lines[(index + 1)...], under: head) {
                let empty = [Cell](repeating: Cell(content: LocatedText()), count: head.count - 1)
                let whole = LocatedText(line.scalars[...], line: line.number, column: 1).trimmed
                rows[index] = Row(line: line.number, cells: [Cell(content: whole)] + empty)
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

    private typealias Column = (cell: Cell, extent: Range<Int>)

    private static func isHead(_ found: [Column]) -> Bool {
        if isOfYears(found) { return true }
        let fields = found.compactMap { FieldLabel($0.cell.text) }
        guard !fields.isEmpty else { return false }
        let labels =
            fields.count + found.count { FieldLabel($0.cell.text) == nil && FiscalYearLabel($0.cell.text) != nil }
        // 年次計画　　令和7年度　　設計: a schedule with what is done then.
        if labels < found.count, fields.allSatisfy(\.isTime) { return false }
        // 取組コード　1101　　　　所属　税務課: a label beside what belongs to it.
        let isSheet = zip(found, found.dropFirst()).contains { label, value in
            FieldLabel(label.cell.text) == .unit && FieldLabel(value.cell.text) == nil
                && UnitNames.areSections(value.cell.text)
        }
        return labels >= 2 && labels * 2 >= found.count && !isSheet
    }

    /// 現況　　6年度　　7年度　　8年度　　計: years side by side, whatever stands around them.
    private static func isOfYears(_ found: [Column]) -> Bool {
        let years = found.count { column in
            FiscalYearLabel(column.cell.text).map { $0.year != nil || column.cell.text.contains("年") } ?? false
        }
        return years >= 3 && years * 2 >= found.count
    }

    /// 整理 over 番号: the cells of a head that go on in the line below, and say only then what their columns hold.
    private static func joinedHead(_ found: [Column], below line: NoticeText.Line?) -> [Column]? {
        guard found.count >= 3, let line, line.cell == nil, !line.isBlank else { return nil }
        var head = found
        for item in columns(line) {
            guard
                let place = found.firstIndex(where: { abs($0.extent.lowerBound - item.extent.lowerBound) <= shiftMax }),
                !PlanTable.isHead(found[place].cell.text),
                PlanTable.isHead(found[place].cell.text + item.cell.text)
            else { return nil }
            var whole = found[place].cell.content
            let start = item.cell.content.place(of: 0)
            whole.append(item.cell.content.scalars, line: start.line, column: start.column)
            head[place].cell = Cell(content: whole)
        }
        return head
    }

    /// １　自然を守る: a number and a title at the edge of the table, over a row that stands further in.
    private static func divides(
        _ line: NoticeText.Line, _ below: ArraySlice<NoticeText.Line>, under head: [Range<Int>]
    ) -> Bool {
        let found = columns(line)
        let body = line.scalars.drop { $0.isSpace }.trimmedEnd
        guard let start = found.first?.extent.lowerBound, found.count <= 2, start <= head[0].lowerBound,
            body.count <= dividerMax, body.last != "。", let next = below.first(where: { !$0.isBlank })
        else { return false }
        let row = columns(next)
        guard row.count >= 2, !isHead(row), let cells = placed(row, under: head, below: nil) else { return false }
        // 3   防災倉庫の over a row without a number: the name goes on there.
        if found.count == 2, cells[0].content.isEmpty { return false }
        let sign = HeadingSign.read(body)
        if let sign, sign.isSure, sign.ordinal != nil, !body.dropFirst(sign.length).contains(where: \.isSpace),
            row.first.map({ $0.extent.lowerBound > start }) ?? false
        {
            return true
        }
        // 【行政サービス】 also where the rows stand no further in.
        return found.count == 1 && sign?.kind == .bracket
            && body.last.map { "】〕》〉".unicodeScalars.contains($0) } ?? false
    }

    /// ５　進め方 below an empty line, where no row stands below it that could go on with it: a heading, and no row of number and name.
    private static func isHeading(
        _ found: [Column], above below: ArraySlice<NoticeText.Line>, under head: [Range<Int>]
    ) -> Bool {
        guard found.count <= 2, let first = found.first?.cell.content.scalars,
            let sign = HeadingSign.read(first[...] + [" ", "題"]), sign.isSure, sign.ordinal != nil
        else { return false }
        guard let next = below.first, !next.isBlank else { return true }
        let row = columns(next)
        return row.count < 2 || placed(row, under: head, below: nil) == nil
    }

    /// ２　職員向け, and below an empty line 項目　担当　時期 again: the title of the next table, and no row of this one.
    private static func isTitle(_ line: NoticeText.Line, above below: ArraySlice<NoticeText.Line>) -> Bool {
        guard let sign = HeadingSign.read(line.scalars.drop { $0.isSpace }.trimmedEnd), sign.isSure,
            let next = below.first(where: { !$0.isBlank })
        else { return false }
        let found = columns(next)
        return found.count >= 3 && isHead(found)
    }

    /// How far a cell may stand from the place of its label, in half-width letters.
    private static let shiftMax = 1

    /// The cells of a row in the columns of the head: one by one where there are as many, else by where they stand.
    ///
    /// What stands below no label goes on, behind a gap of its own (耐震管　φ300), with the cell before it. A cell alone goes on with
    /// the row that stands right above it.
    private static func placed(_ found: [Column], under head: [Range<Int>], below row: Row?) -> [Cell]? {
        guard !found.isEmpty else { return nil }
        if found.count == head.count { return found.map(\.cell) }
        var columns = found.map { item in
            head.firstIndex {
                abs($0.lowerBound - item.extent.lowerBound) <= shiftMax || $0.contains(item.extent.lowerBound)
            }
        }
        // ○ and 1,200 in the middle below 令和7年度: what stands below some part of a head is of its column.
        if found.count > 1 {
            let isMarked = found.contains { TableInitiative.isMark($0.cell.text) }
            columns = zip(columns, found).map { known, item in
                known ?? (isMarked || isAmount(item.cell.content) ? head.firstIndex { $0.overlaps(item.extent) } : nil)
            }
        }
        let places = columns.compactMap(\.self)
        if zip(places, places.dropFirst()).allSatisfy(<), columns.first.flatMap(\.self) != nil,
            found.count > 1 && places.count * 2 > found.count
                || row.map({ places != [0] || goesOn(below: $0, found[0], upTo: head[1].lowerBound) }) ?? false
        {
            var contents = [LocatedText](repeating: LocatedText(), count: head.count)
            var place = 0
            for (item, column) in zip(found, columns) {
                place = column ?? place
                if !contents[place].isEmpty {
                    contents[place].append(["\u{3000}"], line: item.cell.content.line, column: 1)
                }
                let start = item.cell.content.place(of: 0)
                contents[place].append(item.cell.content.scalars, line: start.line, column: start.column)
            }
            return contents.map { Cell(content: $0) }
        }
        return found.count >= 2 && found.count == head.count - 1 ? found.map(\.cell) : nil
    }

    /// 1,204, ▲3.2%
    static func isAmount(_ text: LocatedText) -> Bool {
        text.scalars.allSatisfy { scalar in
            ",，.．▲△%％ ".unicodeScalars.contains(scalar) || Script(of: scalar) == .digit
                || Script(of: scalar) == .fullwidthDigit
        }
    }

    /// Whether a cell alone at the edge completes what the one above broke off, and stays in its column.
    private static func goesOn(below row: Row, _ found: Column, upTo end: Int) -> Bool {
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
    private static func columns(_ line: NoticeText.Line) -> [Column] {
        let scalars = line.scalars
        var parts: [(range: Range<Int>, extent: Range<Int>)] = []
        var start = 0
        var (offset, place, startPlace) = (0, 0, 0)
        func breadth(_ scalar: Unicode.Scalar) -> Int {
            scalar.value < 0x100 || Script(of: scalar) == .halfwidthKatakana ? 1 : 2
        }
        func close(at end: Int) {
            guard end > start else { return }
            let extent = startPlace..<scalars[start..<end].reduce(startPlace) { $0 + breadth($1) }
            // 年　度, 合　計: two letters that are spread.
            if let last = parts.last, last.range.count == 1, end == start + 1, start == last.range.upperBound + 1,
                Script(of: scalars[start]) == .kanji, Script(of: scalars[last.range.lowerBound]) == .kanji
            {
                parts[parts.count - 1] = (last.range.lowerBound..<end, last.extent.lowerBound..<extent.upperBound)
            } else {
                parts.append((start..<end, extent))
            }
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
        return parts.map { part in
            let content = LocatedText(scalars[part.range], line: line.number, column: part.range.lowerBound + 1)
            return (Cell(content: content), part.extent)
        }
    }
}
