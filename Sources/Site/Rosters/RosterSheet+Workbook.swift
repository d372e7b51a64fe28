import Japanese
import Tabular

extension RosterSheet {
    private static let limits = WorkbookLimits(
        bytesMax: Limit.bytesMax, entriesMax: 500, entryBytesMax: 64 << 20, unpackedBytesMax: 128 << 20,
        cellsMax: 500_000, sheetsMax: 50, itemsMax: 20_000)

    static func workbook(_ bytes: [UInt8]) throws(RosterRefusal) -> [RosterSheet] {
        let book: ReadWorkbook
        do throws(WorkbookRefusal) {
            book = try WorkbookReader.read(bytes, limits: limits)
        } catch {
            throw RosterRefusal(what: "ExcelのファイルともCSVとも読めません。", how: error.japanese)
        }
        let seen = book.sheets.filter { $0.visibility == .visible && !$0.rows.isEmpty }
        guard !seen.isEmpty else {
            throw RosterRefusal(what: "表示されているシートに、値がありません。", how: "名簿のあるシートを表示して保存し直してください。")
        }
        var sheets: [RosterSheet] = []
        for sheet in seen { sheets.append(try RosterSheet(sheet, of: book)) }
        return sheets
    }

    private init(_ sheet: ReadSheet, of book: ReadWorkbook) throws(RosterRefusal) {
        let wide = sheet.rows.first { ($0.entries.last?.column.number ?? 0) > Limit.columnsMax }
        if let wide {
            throw RosterRefusal(
                what: "シート「\(sheet.name)」の\(wide.index.number)行目の値が、\(Limit.columnsMax)列より右にあります。",
                how: "名簿の列だけにして保存し直してください。")
        }
        guard (sheet.rows.last?.index.number ?? 0) <= Limit.rowsMax + RosterTable.linesAboveMax else {
            throw RosterRefusal(
                what: "シート「\(sheet.name)」は\(Limit.rowsMax)行を超えています。", how: "\(Limit.rowsMax)行までに分けてください。")
        }
        var rows: [Int: [Cell]] = [:]
        for row in sheet.rows {
            var cells = Array(repeating: Cell(text: ""), count: row.entries.last?.column.number ?? 0)
            for entry in row.entries { cells[entry.column.number - 1] = Cell(entry.cell, of: book) }
            rows[row.index.number] = cells
        }
        let last = sheet.rows.last?.index.number ?? 0
        let spread = try Self.spread(sheet.mergedRanges, over: &rows, to: last, in: sheet.name)
        self.init(
            name: sheet.name,
            lines: last == 0 ? [] : (1...last).map { Line(number: $0, cells: rows[$0] ?? []) },
            notes: spread == 0 ? [] : ["結合されたセル\(spread)か所は、どの行にも同じ値があるものとして読みました。"])
    }

    /// A cell that is merged over several rows says the same of each of them, as it is seen.
    /// - Returns: over how many ranges of rows a value was spread.
    private static func spread(
        _ ranges: [CellRange], over rows: inout [Int: [Cell]], to last: Int, in name: String
    ) throws(RosterRefusal) -> Int {
        var count = 0
        // Ranges that do not overlap, as Excel has them, cannot cover more.
        var cellsLeft = (Limit.rowsMax + RosterTable.linesAboveMax) * Limit.columnsMax
        for range in ranges where range.rows.count > 1 && range.columns.lowerBound <= Limit.columnsMax {
            let column = range.columns.lowerBound - 1
            guard let value = rows[range.rows.lowerBound].flatMap({ $0.indices.contains(column) ? $0[column] : nil }),
                !value.text.isEmpty
            else { continue }
            count += 1
            let below = range.rows.lowerBound + 1..<max(range.rows.lowerBound + 1, min(range.rows.upperBound, last) + 1)
            cellsLeft -= below.count
            guard cellsLeft >= 0 else {
                throw RosterRefusal(what: "シート「\(name)」の結合されたセルが重なっています。", how: "セルの結合を解いて保存し直してください。")
            }
            for row in below {
                // Rows without any other value stay blank: a range may reach far below the list.
                guard let width = rows[row]?.count else { continue }
                if width <= column {
                    rows[row]?.append(contentsOf: repeatElement(Cell(text: ""), count: column + 1 - width))
                }
                rows[row]?[column] = value
            }
        }
        return count
    }
}

extension RosterSheet.Cell {
    /// What is seen in a cell of a workbook.
    init(_ cell: ReadCell, of book: ReadWorkbook) {
        if cell.isUncomputed {
            self.init(text: "", fault: "数式の結果がありません。Excelで開いて保存し直すか、値を書いてください。")
            return
        }
        switch cell.value {
        case .empty: self.init(text: "")
        case .text(let text): self.init(text: RosterSheet.cleaned(text))
        case .number(let number): self.init(text: Self.words(number, cell, book))
        case .isoDate(let text): self.init(text: String(decoding: text.utf8.prefix(10), as: UTF8.self))
        case .bool(let value): self.init(text: value ? "TRUE" : "FALSE")
        case .error(let text): self.init(text: text, fault: "Excelのエラーの値です。数式を直すか、値を書いてください。")
        }
    }

    private static func words(_ number: StoredNumber, _ cell: ReadCell, _ book: ReadWorkbook) -> String {
        if cell.isDate, let day = try? book.date(of: cell) { return "\(day)" }
        if cell.format == .percentage, let exact = number.exact, let share = StoredNumber("\(exact.plain)E2")?.exact {
            return "\(share.plain)%"
        }
        return cell.plainNumber
    }
}
