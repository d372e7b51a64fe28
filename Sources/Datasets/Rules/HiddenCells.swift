import Tabular

/// What the sheet of a workbook holds and does not show: whoever looked it over before it was handed in did not see it.
///
/// Cells are walked through once, however many columns are hidden.
struct HiddenCells {
    private let book: WorkbookContent
    /// The first row that holds something in a hidden column.
    private var columns: [ColumnIndex: Int] = [:]
    private var rows: (first: Int, count: Int)?
    /// Whose format shows nothing (`;;;`).
    private var cells: (first: (row: Int, column: ColumnIndex), count: Int)?

    init(_ book: WorkbookContent) {
        self.book = book
        let last = book.firstColumn + book.headings.count
        let hidden = Set((book.firstColumn..<last).compactMap { ColumnIndex($0) }.filter(book.sheet.isHidden))
        for row in book.sheet.rows where row.index.number >= book.headingRow {
            let number = row.index.number
            if book.sheet.hiddenRows.contains(row.index) { rows = (rows?.first ?? number, (rows?.count ?? 0) + 1) }
            for entry in row.entries {
                if hidden.contains(entry.column), columns[entry.column] == nil { columns[entry.column] = number }
                if entry.cell.mask?.hidesAll == true {
                    cells = (cells?.first ?? (number, entry.column), (cells?.count ?? 0) + 1)
                }
            }
        }
    }

    /// A finding for each column, one for all rows and one for all cells.
    var findings: [DataFinding] {
        var findings = columns.sorted { $0.key < $1.key }.map { column, row in
            finding(row, column, "\(column.letters)列は表示されていませんが、公開すると誰でも見られます。公開しない列は削除し、公開する列は再表示してから、保存し直してください。")
        }
        if let rows {
            findings.append(
                finding(
                    rows.first, nil,
                    "表示されていない行が\(rows.count)行ありますが、公開すると誰でも見られます。公開しない行は削除し、公開する行は再表示して（フィルターを解除して）から、保存し直してください。"))
        }
        if let cells {
            findings.append(
                finding(
                    cells.first.row, cells.first.column,
                    "表示形式によって値が見えないセルが\(cells.count)個ありますが、公開すると誰でも見られます。公開しない値は消し、公開する値は表示形式を標準に戻してから、保存し直してください。"))
        }
        return findings
    }

    private func finding(_ row: Int, _ column: ColumnIndex?, _ message: String) -> DataFinding {
        let position = column.map { $0.number - book.firstColumn }
        return DataFinding(
            .hiddenCells, sheet: book.sheet.name, row: row,
            column: position.flatMap { book.headings.indices.contains($0) ? book.headings[$0] : nil },
            columnNumber: position.map { $0 + 1 }, message: message)
    }
}
