import Japanese
import Tabular

/// A list as a file: every row that fits the conditions, with the columns that are shown.
public struct ListExport: Sendable {
    enum Format: String, CaseIterable {
        case csv, xlsx
    }

    let title: String
    let file: String
    /// What the rows fit, how many there are and when: a line each.
    let conditions: [String]
    let heads: [String]
    let rows: [[ListValue]]

    /// - Parameters:
    ///   - file: begins the name of the file: Latin letters.
    ///   - conditions: what the rows fit, a line each.
    ///   - rows: as many values as there are heads.
    public init(title: String, file: String, conditions: [String], heads: [String], rows: [[ListValue]]) {
        self.title = title
        self.file = file
        self.conditions = conditions
        self.heads = heads
        self.rows = rows
    }

    /// Rows of a file; who asks for more is told to narrow the list.
    public static let rowsMax = 100_000

    /// - Throws: ``PageRefusal/conflict(_:)`` for more rows than a file takes.
    public static func checkSize(_ count: Int) throws(PageRefusal) {
        guard count <= rowsMax else {
            throw .conflict("条件に合うものが\(count)件あります。ファイルにできるのは\(rowsMax)件までです。期間などで絞ってから、もう一度保存してください。")
        }
    }

    func answer(_ format: Format, at moment: Timestamp, isSample: Bool) throws -> PageResponse {
        let name = "\(file)-\(moment.date.description).\(format.rawValue)"
        let notes = conditions + ["\(moment.japanese)現在"] + (isSample ? ["見本です。実在の区のものではありません。"] : [])
        switch format {
        case .csv:
            // The conditions stand below the rows: the first line of a CSV file is its header to every program.
            let bytes = CSVWriter.bytes(
                rows: [heads] + rows.map { $0.map(\.plain) } + [[""]] + notes.map { [$0] })
            return .bytes(bytes, type: "text/csv; charset=utf-8", filename: name)
        case .xlsx: return try PageResponse.workbook(workbook(notes, at: moment), filename: name)
        }
    }

    private func workbook(_ notes: [String], at moment: Timestamp) -> Workbook {
        let widths = SheetMeasure.widths(fitting: heads, rows: rows.lazy.map { $0.map(\.plain) })
        let filled = rows.map { Sheet.Row($0.map(\.cell)) }
        let head = notes.count + 2
        return Workbook(
            title: title, createdAt: moment,
            sheets: [
                Sheet(
                    name: "一覧", columns: widths.map { Sheet.Column(width: $0) },
                    rows: [[Cell(title, style: CellStyle(fontSize: 14, isBold: true))]] + notes.map { [Cell($0)] }
                        + [Sheet.Row(heads, style: .heading)] + filled,
                    frozenRows: head,
                    printing: PrintSetup(
                        paper: .a4, orientation: heads.count > Self.portraitColumns ? .landscape : .portrait,
                        fitsWidth: true, repeatedRows: head...head, footer: .pageNumbers))
            ])
    }

    /// More of them are printed on paper that lies on its side.
    private static let portraitColumns = 6
}

extension PageResponse {
    /// Of an Excel workbook.
    public static let excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// A workbook as a file.
    public static func workbook(_ book: Workbook, filename: String) throws -> PageResponse {
        do throws(WorkbookRefusal) {
            return .bytes(try book.bytes(), type: excel, filename: filename)
        } catch {
            throw PageRefusal.conflict(error.japanese)
        }
    }
}
