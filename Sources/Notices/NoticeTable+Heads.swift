/// Heads inside of a table: below the lines about a sheet, or again over each of its sections.
extension NoticeTable {
    /// 番号 | 施策 | 担当課, and the same head again below 基本目標2: a table for each head, with the words above it as its caption.
    var dividedAtHeads: [NoticeTable] {
        guard let first = rows.firstIndex(where: \.opensTable) else { return [self] }
        var tables: [NoticeTable] = []
        var start = 0
        var head = first
        var caption = caption
        for index in rows.indices.dropFirst(first + 1)
        where rows[index].opensTable || rows[index].says(rows[first]) {
            // 取組 | 予定 over 番号 | 名 | R7 | R8: two rows of one head.
            let isSecondRow = index == head + 1
            head = index
            if isSecondRow { continue }
            tables.append(NoticeTable(rows: Array(rows[start..<index]), caption: caption))
            caption = rows[index - 1].spanning?.text ?? caption
            start = index
        }
        return tables + [NoticeTable(rows: Array(rows[start...]), caption: caption)]
    }
}

extension NoticeTable.Row {
    /// A row of labels, among them one for the name or the number of what stands below.
    var opensTable: Bool {
        let filled = cells.filter { !$0.content.isEmpty }
        // Most rows hold something that is no label by its length or its end.
        guard filled.count >= 3,
            filled.allSatisfy({ $0.content.scalars.count <= Self.labelMax && $0.content.scalars.last != "。" })
        else { return false }
        var known = 0
        var isNamed = false
        for cell in filled {
            switch PlanTable.column(cell.text) {
            case .field(let label):
                known += 1
                isNamed = isNamed || label == .title || label == .number
            // A bare 3 may as well count something.
            case .year(let label): known += label.year == nil ? 0 : 1
            case .unknown: break
            }
        }
        return isNamed && known * 3 >= filled.count * 2
    }

    private static let labelMax = 20

    fileprivate func says(_ other: NoticeTable.Row) -> Bool {
        cells.count == other.cells.count
            && zip(cells, other.cells).allSatisfy { $0.content.scalars == $1.content.scalars }
    }
}
