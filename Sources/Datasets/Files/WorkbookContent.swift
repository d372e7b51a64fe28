import Japanese
import Tabular

/// The table of a workbook's sheet.
struct WorkbookContent: Sendable {
    let size: Int
    let book: ReadWorkbook
    let sheet: ReadSheet
    /// Of the row of headings.
    let headingRow: Int
    /// The first column of the table, from 1.
    let firstColumn: Int
    let headings: [String]

    init(_ bytes: [UInt8], sheet name: String?) throws(DataFileRefusal) {
        let read: ReadWorkbook
        do throws(WorkbookRefusal) {
            read = try WorkbookReader.read(bytes)
        } catch { throw .workbook(error) }
        let chosen =
            name.map { read.sheet(named: $0) } ?? read.sheets.first { $0.visibility == .visible && !$0.rows.isEmpty }
        guard let chosen, !chosen.rows.isEmpty else { throw .noSheet(name) }
        let bytesOfText = chosen.rows.reduce(0) { sum, row in
            row.entries.reduce(sum) { $0 + ($1.cell.text?.utf8.count ?? 0) }
        }
        guard bytesOfText <= DataLimits.sheetTextBytesMax else { throw .tooMuchText(bytesOfText) }
        let widths = chosen.rows.prefix(100).map(\.entries.count)
        let counts = Dictionary(grouping: widths, by: \.self).mapValues(\.count)
        let usual = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
        let needed = usual == 1 ? 1 : max(2, usual / 2)
        guard let heading = chosen.rows.prefix(50).first(where: { $0.entries.count >= needed }) else { throw .noTable }
        let below = chosen.rows.filter { $0.index >= heading.index }
        let first = below.compactMap { $0.entries.first?.column.number }.min() ?? 1
        let last = below.compactMap { $0.entries.last?.column.number }.max() ?? first
        guard last - first < DataLimits.columnsMax else {
            throw .farColumn(ColumnIndex(last)?.letters ?? "", columns: last - first + 1)
        }
        size = bytes.count
        book = read
        sheet = chosen
        headingRow = heading.index.number
        firstColumn = first
        headings = (first...last).map { number in
            ColumnIndex(number).flatMap { heading[$0] }.map { $0.plain(read.dateSystem) } ?? ""
        }
    }

    /// Rows below the headings.
    var dataRows: ArraySlice<ReadRow> {
        let start = sheet.rows.firstIndex { $0.index.number > headingRow } ?? sheet.rows.endIndex
        return sheet.rows[start...]
    }

    /// Values that show what unknown columns hold: those above the first blank row, for below it another table may begin.
    var sample: [[String]] {
        var rows: [[String]] = []
        var previous = headingRow
        for row in dataRows.prefix(2_000) {
            if row.index.number > previous + 1, rows.count >= 3 { break }
            previous = row.index.number
            rows.append(texts(row))
        }
        return rows
    }

    /// The values of a row, one for each heading.
    func texts(_ row: ReadRow) -> [String] {
        headings.indices.map { offset in
            ColumnIndex(firstColumn + offset).flatMap { row[$0] }.map { $0.plain(book.dateSystem) } ?? ""
        }
    }
}
