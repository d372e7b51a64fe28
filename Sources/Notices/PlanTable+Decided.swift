import Japanese

/// What people said of the columns of tables.
extension PlanTable {
    /// The head of a table by what it says, so that a decision holds for every table with the same one.
    static func key(of row: NoticeTable.Row) -> String {
        row.cells.map { TextKey($0.text).text }.joined(separator: "|")
    }

    private static let decidedRowsMax = 10

    /// The row over which people say what the columns hold: the first with several words.
    static func headRow(of table: NoticeTable) -> Int? {
        table.rows.prefix(decidedRowsMax).firstIndex { row in
            row.cells.count { !$0.content.isEmpty && !$0.isRepeated } >= 2
        }
    }

    static func isDecided(_ table: NoticeTable, by columns: [String: [PlanColumn]]) -> Bool {
        guard !columns.isEmpty, let row = headRow(of: table) else { return false }
        return columns[key(of: table.rows[row])] != nil
    }

    static func decidedHead(
        of table: NoticeTable, _ decided: [String: [PlanColumn]]
    ) -> (columns: [Column], end: Int)? {
        guard !decided.isEmpty, let row = headRow(of: table), let columns = decided[key(of: table.rows[row])] else {
            return nil
        }
        return (
            zip(columns, table.rows[row].cells).map { column, cell in
                // A year keeps its year where nothing else was said of it.
                column == .other ? FiscalYearLabel(cell.text).map(Column.year) ?? .unknown : .field(column.label)
            }, row + 1
        )
    }
}
