/// Rules that amend others by showing old and new side by side (新旧対照表).
extension ArticleText {
    private static let newHeads = ["改正後", "改正後欄", "改正案", "新"]
    private static let oldHeads = ["改正前", "改正前欄", "現行", "旧"]

    /// A table of 改正後 and 改正前 as the lines of its new side; what it says no more is set aside.
    static func newSide(of rows: [SeatRow]) -> (rows: [SeatRow], lines: [Int]) {
        var sided: [SeatRow] = []
        var lines: [Int] = []
        var column: Int?
        var table: Int?
        for row in rows {
            if row.isGrid, let found = newColumn(row) {
                (column, table) = (found, row.table)
                lines += row.lines
            } else if let new = column, row.isGrid, row.table == table {
                lines += row.lines
                guard new < row.cells.count, !PostWord.isNone(row.cells[new].text) else { continue }
                sided += row.cells[new].parts.map { SeatRow(text: $0.text, line: $0.line) }
            } else {
                if !row.isBlank { column = nil }
                sided.append(row)
            }
        }
        return (sided, lines)
    }

    private static func newColumn(_ row: SeatRow) -> Int? {
        let keys = row.cells.map { BodyText.key($0.text).trimmingBrackets }
        guard row.filled.count == 2, keys.contains(where: oldHeads.contains) else { return nil }
        return keys.firstIndex(where: newHeads.contains)
    }
}
