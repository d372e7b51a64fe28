import Tabular

/// What the sheet of a workbook holds and does not show: whoever looked it over before it was handed in did not see it.
struct HiddenCells {
    let book: WorkbookContent

    init(_ book: WorkbookContent) {
        self.book = book
    }

    /// A finding for each column, one for all rows and one for all cells whose format shows nothing (`;;;`).
    var findings: [DataFinding] { columns + rows + cells }

    private var table: [ReadRow] {
        book.sheet.rows.filter { $0.index.number >= book.headingRow }
    }

    private var columns: [DataFinding] {
        book.headings.indices.compactMap { position in
            guard let column = ColumnIndex(book.firstColumn + position), book.sheet.isHidden(column),
                let first = table.first(where: { $0[column] != nil })
            else { return nil }
            return DataFinding(
                .hiddenCells, sheet: book.sheet.name, row: first.index.number, column: book.headings[position],
                columnNumber: position + 1,
                message: "\(column.letters)列は表示されていませんが、公開すると誰でも見られます。公開しない列は削除し、公開する列は再表示してから、保存し直してください。")
        }
    }

    private var rows: [DataFinding] {
        let hidden = table.filter { book.sheet.hiddenRows.contains($0.index) }
        guard let first = hidden.first else { return [] }
        return [
            DataFinding(
                .hiddenCells, sheet: book.sheet.name, row: first.index.number,
                message:
                    "表示されていない行が\(hidden.count)行ありますが、公開すると誰でも見られます。公開しない行は削除し、公開する行は再表示して（フィルターを解除して）から、保存し直してください。"
            )
        ]
    }

    private var cells: [DataFinding] {
        let hidden = table.flatMap { row in
            row.entries.filter { $0.cell.mask?.hidesAll == true }.map { (row: row.index.number, column: $0.column) }
        }
        guard let first = hidden.first else { return [] }
        let position = first.column.number - book.firstColumn
        return [
            DataFinding(
                .hiddenCells, sheet: book.sheet.name, row: first.row,
                column: book.headings.indices.contains(position) ? book.headings[position] : nil,
                columnNumber: position + 1,
                message:
                    "表示形式によって値が見えないセルが\(hidden.count)個ありますが、公開すると誰でも見られます。公開しない値は消し、公開する値は表示形式を標準に戻してから、保存し直してください。"
            )
        ]
    }
}
