/// The cells of a table of a Word document with their places (ECMA-376 Part 1, 17.4).
struct WordTable {
    struct Cell {
        let node: XMLNode
        let column: Int
        var columnSpan: Int
        var rowSpan = 1
        /// Lies under the cell above it.
        var isCovered = false
    }

    private(set) var rows: [[Cell]] = []
    /// Rows and cells that tracked changes took out.
    private(set) var deleted: [XMLNode] = []

    private static let columnsMax = 1_000
    private enum Merge { case none, begins, goesOn }

    init(_ node: XMLNode) {
        var merges: [[Merge]] = []
        for row in WordTable.elements("tr", in: node) {
            if row.child("trPr")?.child("del") != nil {
                deleted.append(row)
                continue
            }
            var cells: [Cell] = []
            var states: [Merge] = []
            var column = WordTable.span(row.child("trPr")?.child("gridBefore"), usual: 0)
            for cell in WordTable.elements("tc", in: row) {
                let properties = cell.child("tcPr")
                let span = WordTable.span(properties?.child("gridSpan"), usual: 1)
                if properties?.child("cellDel") != nil {
                    deleted.append(cell)
                    column = min(column + span, WordTable.columnsMax)
                    continue
                }
                if let merge = properties?.child("hMerge"), merge["val"] != "restart", !cells.isEmpty {
                    // The older way to join cells of one row.
                    cells[cells.count - 1].columnSpan += span
                    column = min(column + span, WordTable.columnsMax)
                    if !WordTable.texts(of: cell).isEmpty { deleted.append(cell) }
                    continue
                }
                cells.append(Cell(node: cell, column: column, columnSpan: span))
                states.append(WordTable.merge(properties?.child("vMerge")))
                column = min(column + span, WordTable.columnsMax)
            }
            rows.append(cells)
            merges.append(states)
        }
        join(merges)
    }

    /// Rows also stand inside content controls.
    private static func elements(_ name: String, in node: XMLNode) -> [XMLNode] {
        node.outermost([name], without: name == "tr" ? ["tc", "tblPr"] : ["p", "tbl", "tcPr", "trPr"])
    }

    private static func span(_ node: XMLNode?, usual: Int) -> Int {
        guard let value = node?.number("val") else { return usual }
        return max(usual, min(value, columnsMax))
    }

    /// Without a value a cell goes on with the one above.
    private static func merge(_ node: XMLNode?) -> Merge {
        guard let node else { return .none }
        return node["val"] == "restart" ? .begins : .goesOn
    }

    /// A cell that goes on where nothing began stands for itself.
    private mutating func join(_ merges: [[Merge]]) {
        var owners: [Int: (row: Int, cell: Int)] = [:]
        for row in rows.indices {
            var next: [Int: (row: Int, cell: Int)] = [:]
            for cell in rows[row].indices {
                let column = rows[row][cell].column
                switch merges[row][cell] {
                case .none: continue
                case .begins: next[column] = (row, cell)
                case .goesOn:
                    if let owner = owners[column] {
                        rows[row][cell].isCovered = true
                        rows[owner.row][owner.cell].rowSpan = row - owner.row + 1
                        next[column] = owner
                    } else {
                        next[column] = (row, cell)
                    }
                }
            }
            owners = next
        }
    }

    static func texts(of node: XMLNode) -> String {
        node.outermost(["t", "delText"], without: ["Fallback"]).map(\.content).joined()
    }
}
