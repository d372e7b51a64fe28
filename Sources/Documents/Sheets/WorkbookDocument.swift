import Japanese
import Tabular

/// Sheets as lines: each cell that holds something is a line, or several where its text has line ends.
enum WorkbookDocument {
    static func read(_ bytes: [UInt8], limits: DocumentLimits) throws(DocumentRefusal) -> PlacedDocument {
        let bounds = WorkbookLimits(
            bytesMax: limits.bytesMax, entriesMax: limits.partsMax, entryBytesMax: limits.partBytesMax,
            unpackedBytesMax: limits.unpackedBytesMax, ratioMax: limits.ratioMax, cellsMax: limits.cellsMax)
        let workbook: ReadWorkbook
        do throws(WorkbookRefusal) {
            workbook = try WorkbookReader.read(bytes, limits: bounds)
        } catch {
            throw .table(reason: error.japanese)
        }
        var book = LineBook(limits: limits)
        for note in workbook.notes { try book.note(.setAside, note.japanese) }
        for sheet in workbook.sheets { try add(sheet, of: workbook, to: &book) }
        return try book.document(.xlsx)
    }

    private static func add(
        _ sheet: ReadSheet, of workbook: ReadWorkbook, to book: inout LineBook
    ) throws(DocumentRefusal) {
        if sheet.visibility != .visible {
            let texts = sheet.rows.flatMap(\.entries).map { shown($0.cell, workbook) }.filter { !$0.isEmpty }
            try book.note(
                .setAside, "シート「\(sheet.name)」は非表示のため読みません（\(texts.count)セル: \(texts.joined(separator: "、"))）。",
                at: DocumentPlace(line: book.nextLine, sheet: sheet.name))
            return
        }
        let table = book.nextTable()
        var spans: [CellReference: CellRange] = [:]
        for range in sheet.mergedRanges { spans[range.first] = range }
        var uncomputed: [String] = []
        var hiddenCells = 0
        for row in sheet.rows {
            for entry in row.entries {
                guard let reference = CellReference(row: row.index.number, column: entry.column.number) else {
                    continue
                }
                if entry.cell.isUncomputed { uncomputed.append(reference.description) }
                let span = spans[reference]
                let place = CellPlace(
                    table: table, row: row.index.number - 1, column: entry.column.number - 1,
                    rowSpan: span.map { $0.rows.count } ?? 1, columnSpan: span.map { $0.columns.count } ?? 1)
                if sheet.hiddenRows.contains(row.index) || sheet.isHidden(entry.column) { hiddenCells += 1 }
                try book.countCell()
                try add(shown(entry.cell, workbook), place, sheet.name, to: &book)
            }
        }
        let place = DocumentPlace(line: book.nextLine, sheet: sheet.name)
        if hiddenCells > 0 {
            try book.note(
                .read, "シート「\(sheet.name)」の非表示の行や列にある\(hiddenCells)セルも読みました。", at: place)
        }
        if !uncomputed.isEmpty {
            try book.note(
                .setAside,
                "シート「\(sheet.name)」の\(uncomputed.joined(separator: "、"))は計算されていない数式のため読みません。Excelで開いて保存し直してください。",
                at: place)
        }
    }

    private static func add(
        _ text: String, _ cell: CellPlace, _ sheet: String, to book: inout LineBook
    ) throws(DocumentRefusal) {
        for part in text.split(whereSeparator: \.isNewline) {
            let trimmed = TrimmedText(part)
            guard !trimmed.text.isEmpty else { continue }
            try book.add(
                PlacedLine(
                    text: trimmed.text, place: DocumentPlace(line: book.nextLine, sheet: sheet),
                    look: LineLook(indent: trimmed.indent), cell: cell))
        }
    }

    /// A cell as a text: days as 2026年3月31日, shares with %, numbers as plain decimals.
    private static func shown(_ cell: ReadCell, _ workbook: ReadWorkbook) -> String {
        switch cell.value {
        case .empty: return ""
        case .text(let text): return text
        case .error(let text): return text
        case .bool(let value): return value ? "TRUE" : "FALSE"
        case .isoDate(let text): return day(cell, workbook) ?? text
        case .number(let number):
            switch cell.format {
            case .date, .dateTime: return day(cell, workbook) ?? number.text
            case .time: return time(number) ?? number.text
            case .percentage:
                guard let exact = number.exact(scale: 4) else { return number.text }
                return percent(exact.plain)
            case .number, .text: return (number.exact ?? number.exact(scale: 9))?.plain ?? number.text
            }
        }
    }

    private static func day(_ cell: ReadCell, _ workbook: ReadWorkbook) -> String? {
        do throws(SerialDateRefusal) {
            let date = try workbook.date(of: cell)
            return "\(date.year)年\(date.month)月\(date.day)日"
        } catch {
            return nil
        }
    }

    private static func time(_ number: StoredNumber) -> String? {
        guard number.double >= 0, number.double < 100 else { return nil }
        let minutes = Int((number.double * 24 * 60).rounded())
        return "\(minutes / 60)時\(minutes % 60)分"
    }

    /// The decimal point moved two places: 0.9 is 90%, 0.0125 is 1.25%.
    private static func percent(_ decimal: String) -> String {
        let isNegative = decimal.hasPrefix("-")
        let parts = decimal.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        var fraction = parts.count > 1 ? String(parts[1]) : ""
        while fraction.count < 2 { fraction += "0" }
        let whole = (String(parts.first ?? "0") + fraction.prefix(2)).drop { $0 == "0" }
        let rest = fraction.dropFirst(2)
        return (isNegative ? "-" : "") + (whole.isEmpty ? "0" : String(whole)) + (rest.isEmpty ? "" : ".\(rest)") + "%"
    }
}
