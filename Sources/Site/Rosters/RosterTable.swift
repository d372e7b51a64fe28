import Japanese

/// A list whose columns were found by their headings. Every row and every column of the file is accounted for: used, set aside or not
/// read.
struct RosterTable: Sendable {
    /// Titles and remarks that may stand above the headings.
    static let linesAboveMax = 30

    /// What a column of the file is taken for.
    struct Column: Hashable, Sendable {
        /// B列
        let place: String
        let heading: String
        /// `nil`: not read, because nobody knows what it is.
        let meaning: RosterColumn?
    }

    let notes: [String]
    /// Above the headings.
    let above: [RosterSheet.Line]
    let headingRow: Int
    let columns: [Column]
    let rows: [RosterRow]
    let blankCount: Int
    /// Rows that repeat the headings, as a printed list does on each page.
    let repeated: [Int]
    /// Rows that hold something, and nothing in a column that is read.
    let besides: [Int]
    let findings: RosterFindings

    /// - Parameter meaning: of a heading, also of one that belongs to a family of columns.
    init(_ bytes: [UInt8], _ declared: [RosterColumn], _ meaning: (String) -> RosterColumn?) throws(RosterRefusal) {
        let sheets = try RosterSheet.all(in: bytes)
        func meanings(_ line: RosterSheet.Line) -> [RosterColumn?] { line.cells.map { meaning($0.text) } }
        func known(_ line: RosterSheet.Line) -> Int { Set(meanings(line).compactMap(\.self)).count }
        var best: (sheet: RosterSheet, position: Int, count: Int)?
        for sheet in sheets {
            for (position, line) in sheet.lines.prefix(Self.linesAboveMax).enumerated() {
                let count = known(line)
                if count > 0, best.map({ $0.count < count }) ?? true { best = (sheet, position, count) }
            }
        }
        let required = declared.filter { $0.use == .required }
        let wanted = required.map { "「\($0.title)」" }.joined()
        guard let best else {
            throw RosterRefusal(
                what: "見出しの行が見つかりません。",
                how: "\(wanted)の見出しのある行を、上から\(Self.linesAboveMax)行までに置いてください。下の「いまの内容のひな形」が使えます。")
        }
        let head = best.sheet.lines[best.position]
        let found = meanings(head)
        let missing = required.filter { !found.contains($0) }
        guard missing.isEmpty else {
            let seen = head.cells.map(\.text).filter { !$0.isEmpty }.map { "「\($0)」" }.joined()
            throw RosterRefusal(
                what:
                    "\(head.number)行目を見出しとして読みましたが、\(missing.map { "「\($0.title)」" }.joined())の列がありません。（見つけた見出し: \(seen)）",
                how: "列を加えるか、見出しを直してください。")
        }
        var findings = RosterFindings()
        for finding in best.sheet.findings { findings.add(finding) }
        for (column, meaning) in found.enumerated() {
            guard let meaning, meaning.isRead, let first = found.firstIndex(of: meaning), first < column else {
                continue
            }
            findings.add(
                RosterFinding(
                    row: head.number, column: meaning.title, value: head.cells[column].text,
                    what: "同じ列が\(RosterSheet.place(first))と\(RosterSheet.place(column))にあります。", how: "どちらかの列を除いてください。"))
        }
        let below = best.sheet.lines.dropFirst(best.position + 1)
        let width = max(head.cells.count, below.map(Self.width).max() ?? 0)
        columns = (0..<width).compactMap { column in
            let heading = column < head.cells.count ? head.cells[column].text : ""
            let isEmpty =
                heading.isEmpty && !below.contains { column < $0.cells.count && !$0.cells[column].text.isEmpty }
            return isEmpty
                ? nil
                : Column(
                    place: RosterSheet.place(column), heading: heading,
                    meaning: column < found.count ? found[column] : nil)
        }
        let read: [(column: Int, meaning: RosterColumn)] = found.enumerated().compactMap { column, meaning in
            meaning.flatMap { $0.isRead && found.firstIndex(of: $0) == column ? (column, $0) : nil }
        }
        var rows: [RosterRow] = []
        var (blank, repeated, besides): (Int, [Int], [Int]) = (0, [], [])
        for line in below {
            if line.isBlank {
                blank += 1
            } else if line.words == head.words {
                repeated.append(line.number)
            } else if !read.contains(where: { line.holds($0.column) }) {
                besides.append(line.number)
            } else {
                rows.append(Self.row(line, read, &findings))
            }
        }
        if rows.count > RosterSheet.Limit.rowsMax {
            throw RosterRefusal(
                what: "見出しの下に\(rows.count)行あります。", how: "\(RosterSheet.Limit.rowsMax)行までに分けてください。")
        }
        let others = sheets.compactMap { $0.name == best.sheet.name ? nil : $0.name }
        notes =
            best.sheet.notes
            + (sheets.count > 1 ? ["シート「\(best.sheet.name ?? "")」を読みました。"] : [])
            + others.map { "シート「\($0)」は読みませんでした。" }
        above = best.sheet.lines.prefix(best.position).filter { !$0.isBlank }
        headingRow = head.number
        self.rows = rows
        blankCount = blank + best.sheet.lines.prefix(best.position).count(where: \.isBlank)
        self.repeated = repeated
        self.besides = besides
        self.findings = findings
    }

    private static func width(_ line: RosterSheet.Line) -> Int {
        (line.cells.lastIndex { !$0.text.isEmpty } ?? -1) + 1
    }

    private static func row(
        _ line: RosterSheet.Line, _ read: [(column: Int, meaning: RosterColumn)], _ findings: inout RosterFindings
    ) -> RosterRow {
        var cells: [String: String] = [:]
        for (column, meaning) in read {
            let cell = column < line.cells.count ? line.cells[column] : RosterSheet.Cell(text: "")
            cells[meaning.title] = cell.text
            let count = cell.text.unicodeScalars.count
            let fault =
                cell.fault ?? (count > RosterSheet.Limit.cellScalarsMax ? "\(count)文字あります。短くしてください。" : nil)
            if let fault {
                findings.add(
                    RosterFinding(
                        row: line.number, column: meaning.title, value: String(cell.text.prefix(30)),
                        what: "値として読めません。", how: fault))
            }
        }
        return RosterRow(line.number, cells)
    }
}
