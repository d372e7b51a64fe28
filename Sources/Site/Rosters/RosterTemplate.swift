import Japanese
import Tabular
import Ward

/// The list as it stands, to be edited and sent back: an Excel workbook, or CSV. Texts stay texts, also those that a spreadsheet would
/// run as formulas or make numbers of.
struct RosterTemplate<List: Roster> {
    let list: List
    let madeAt: Timestamp

    static var excelPath: String { "\(List.form.path)/template.xlsx" }
    static var csvPath: String { "\(List.form.path)/template.csv" }

    private var titles: [String] { list.headings.map(\.title) }

    func excel() throws(WorkbookRefusal) -> [UInt8] {
        let form = List.form
        let text = CellStyle(numberFormat: .text)
        let rows = list.filled.map { Sheet.Row($0.map { Cell($0, style: text) }) }
        let notes = form.columns.map { column -> Sheet.Row in
            switch column.use {
            case .required: [Cell(column.title), Cell("必須"), Cell(column.note)]
            case .optional: [Cell(column.title), Cell("任意"), Cell(column.note)]
            case .setAside(let reason): [Cell(column.title), Cell("取り込みません"), Cell(reason)]
            }
        }
        return try Workbook(
            title: form.title, createdAt: madeAt,
            sheets: [
                Sheet(
                    name: form.title,
                    columns: SheetMeasure.widths(fitting: titles, rows: list.filled).map {
                        Sheet.Column(width: $0, style: text)
                    },
                    rows: [Sheet.Row(titles, style: .heading)] + rows, frozenRows: 1,
                    printing: PrintSetup(orientation: .landscape, fitsWidth: true, repeatedRows: 1...1)),
                Sheet(
                    name: "書き方", columns: [24, 16, 80].map { Sheet.Column(width: $0) },
                    rows: [Sheet.Row(["列", "要否", "書き方"], style: .heading)] + notes
                        + form.notes.map { [Cell(""), Cell(""), Cell($0)] }),
            ]
        ).bytes()
    }

    var csv: [UInt8] { CSVWriter.bytes(rows: [titles] + list.filled) }
}
