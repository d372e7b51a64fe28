import Japanese
import Tabular

extension Workbook {
    /// One table on A3 landscape: a title above the headings, which stay in sight and stand on each printed page.
    ///
    /// - Parameter widths: of the columns, in characters of Excel.
    static func a3Table(
        _ name: String, title: String, line: String, heads: [String], widths: [Double], rows: [Sheet.Row],
        frozenColumns: Int = 0, madeAt: Timestamp
    ) -> Workbook {
        Workbook(
            title: title, createdAt: madeAt,
            sheets: [
                Sheet(
                    name: name, columns: widths.map { Sheet.Column(width: $0) },
                    rows: [
                        Sheet.Row([Cell(line, style: CellStyle(fontSize: 14, isBold: true))], height: 26),
                        Sheet.Row(heads, style: .heading),
                    ] + rows,
                    frozenRows: 2, frozenColumns: frozenColumns,
                    printing: PrintSetup(
                        paper: .a3, orientation: .landscape, fitsWidth: true, repeatedRows: 1...2,
                        footer: .pageNumbers))
            ])
    }
}
