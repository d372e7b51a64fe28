/// Rosters given out as cells between commas or strokes: 番号,役職,氏名,選出区分.
extension SeatRow {
    private static let commaRowsMin = 3

    /// Lines with as many commas as their neighbours, one of which is the head of a roster, are rows of a table.
    static func dividingCommas(_ rows: [SeatRow]) -> [SeatRow] {
        var divided = rows
        var start = rows.startIndex
        while start < rows.endIndex {
            let width = commaCells(rows[start]).count
            var end = start + 1
            guard width > 1 else {
                start = end
                continue
            }
            while end < rows.endIndex, commaCells(rows[end]).count == width { end += 1 }
            let table = rows[start..<end].map { row in
                SeatRow(
                    cells: commaCells(row).prefix(columnsMax).map { SeatCell($0, line: row.line) }, isGrid: true,
                    table: nil, line: row.line, text: "", indent: 0, isHeading: false)
            }
            let heads = width > 2 ? table[...] : table.prefix(1)
            // 部会長,企画課長: words for roles need no head.
            let isLabelled = table.allSatisfy { SeatLabel($0.cells[0].text)?.role != nil }
            if table.count >= commaRowsMin, isLabelled || heads.contains(where: { SeatColumns(head: $0.cells) != nil })
            {
                divided.replaceSubrange(start..<end, with: table)
            }
            start = end
        }
        return divided
    }

    /// A cell in quotation marks may hold commas.
    private static func commaCells(_ row: SeatRow) -> [String] {
        let hasComma = row.text.utf8.contains(0x2C)
        guard !row.isGrid, hasComma || row.text.contains("／"), row.text.utf8.count <= BodyText.rowBytesMax
        else { return [] }
        var isQuoted = false
        let mark: Unicode.Scalar = hasComma ? "," : "／"
        return BodyText.split(row.text, keepsEmpty: true) { scalar in
            if scalar == "\"" { isQuoted.toggle() }
            return scalar == mark && !isQuoted
        }.map { BodyText.trimmed($0.filter { $0 != "\"" }) }
    }
}
