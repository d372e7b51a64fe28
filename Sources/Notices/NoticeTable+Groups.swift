import Japanese

/// Lines that divide the rows of a table.
extension NoticeTable {
    static let dividerMax = 40

    /// 基本方針1 歳入の確保, without any tab, between a head of labels or a row and the next row: a row of one cell.
    static func dividing(_ line: NoticeText.Line, _ below: ArraySlice<NoticeText.Line>, under head: Row) -> Row? {
        let body = line.scalars.drop { $0.isSpace }.trimmedEnd
        guard line.decided == nil, line.cell == nil, !body.isEmpty, body.count <= dividerMax,
            !body.contains(where: { "。:：\t".unicodeScalars.contains($0) || isBar($0) }),
            LineRoles.noteLength(line.scalars[...]) == nil, head.cells.count >= 3, isOfLabels(head),
            let next = below.first, next.cell == nil, let row = row(next), !isOfLabels(row),
            (3...head.cells.count).contains(row.cells.count)
        else { return nil }
        let whole = LocatedText(line.scalars[...], line: line.number, column: 1).trimmed
        let empty = [Cell](repeating: Cell(content: LocatedText()), count: head.cells.count - 1)
        return Row(line: line.number, cells: [Cell(content: whole)] + empty)
    }

    /// A row of 3 and R8 holds what may be years and no label.
    private static func isOfLabels(_ row: Row) -> Bool {
        let labels = row.cells.count { PlanTable.isHead($0.text) }
        return labels >= 2 && labels * 2 >= row.cells.count
            && row.cells.contains { PlanTable.isHead($0.text) && FiscalYearLabel($0.text) == nil }
    }
}
