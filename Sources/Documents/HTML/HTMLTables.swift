/// Where the cells of the tables of a web page stand, while they are read.
struct HTMLTables {
    private struct Table {
        let number: Int
        var row = -1
        var column = 0
        /// By column: the first row in which it is free again.
        var freeFrom: [Int: Int] = [:]
        var cell: CellPlace?
    }

    private var open: [Table] = []

    var depth: Int { open.count }
    /// Of the innermost table, or of the one around it while no cell of it is open.
    var cell: CellPlace? { open.last.flatMap(\.cell) }
    var isInside: Bool { !open.isEmpty }

    static let spanMax = 1_000

    mutating func begin(_ number: Int) { open.append(Table(number: number)) }
    mutating func end() { _ = open.popLast() }

    mutating func beginRow() {
        guard var table = open.popLast() else { return }
        table.row += 1
        table.column = 0
        table.cell = nil
        open.append(table)
    }

    mutating func endRow() {
        guard !open.isEmpty else { return }
        open[open.count - 1].cell = nil
    }

    /// - Returns: `false` outside a table.
    mutating func beginCell(columns: Int, rows: Int) -> Bool {
        guard var table = open.popLast() else { return false }
        if table.row < 0 { table.row = 0 }
        while table.freeFrom[table.column, default: 0] > table.row { table.column += 1 }
        let columns = max(1, min(columns, HTMLTables.spanMax))
        let rows = max(1, min(rows, HTMLTables.spanMax))
        table.cell = CellPlace(
            table: table.number, row: table.row, column: table.column, rowSpan: rows, columnSpan: columns)
        if rows > 1 {
            for column in table.column..<(table.column + columns) { table.freeFrom[column] = table.row + rows }
        }
        table.column += columns
        open.append(table)
        return true
    }

    mutating func endCell() {
        guard !open.isEmpty else { return }
        open[open.count - 1].cell = nil
    }
}
