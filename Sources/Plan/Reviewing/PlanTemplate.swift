import Japanese
import Notices
import Site
import Tabular
import Ward

/// A plan to be written in Excel and taken in: its columns are those that can be named for any table.
enum PlanTemplate {
    static let path = "/imports/template.xlsx"

    private static let columns: [(title: String, width: Double, note: String)] = [
        (PlanColumn.number.title, 8, "例: (1)。空でもよい。"), (PlanColumn.title.title, 36, "取組1件を1行に書く。"),
        (PlanColumn.unit.title, 20, "2つ以上のときは「、」で区切る。"),
        (PlanColumn.content.title, 60, "何をするかを、「〜する。」の文で書く。"), (PlanColumn.time.title, 24, "例: 令和7年3月まで"),
        ("指標", 28, "何を数えるか。例: オンライン申請の割合"), ("目標", 16, "例: 60%"),
    ]

    static func workbook(madeAt: Timestamp) -> Workbook {
        let text = CellStyle(numberFormat: .text)
        return Workbook(
            title: "計画のひな形", createdAt: madeAt,
            sheets: [
                Sheet(
                    name: "計画", columns: columns.map { Sheet.Column(width: $0.width, style: text) },
                    rows: [Sheet.Row(columns.map(\.title), style: .heading)], frozenRows: 1,
                    printing: PrintSetup(orientation: .landscape, fitsWidth: true, repeatedRows: 1...1))
            ])
    }
}
