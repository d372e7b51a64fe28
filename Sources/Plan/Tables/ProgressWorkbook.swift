import Japanese
import Tabular
import Ward

/// 進行管理一覧: every answer of a round on A3 landscape, one row each, no merged cells.
struct ProgressWorkbook {
    let content: RoundContent
    /// 0 while the round is not sealed.
    let edition: Int
    let madeAt: Timestamp

    var workbook: Workbook {
        // What the checks say is for the office, while it works on the quarter.
        let showsDoubts = edition == 0
        let heads =
            ["取組", "主管課", "進捗区分", "状態", "実施したこと", "今後の予定", "課題", "対応", "終えた日", "指標"]
            + (showsDoubts ? ["確認を要する点"] : [])
        let widths: [Double] = [24, 12, 12, 10, 34, 28, 22, 22, 12, 20] + (showsDoubts ? [24] : [])
        let title = "進行管理一覧　\(content.quarter)（\(content.asOf)現在、\(editionTitle)）\(content.isSample ? "　見本" : "")"
        let rows = content.entries.map { entry in
            let doneOn = content.answers.first { $0.entry == entry.id }?.doneOn
            let texts =
                [
                    entry.initiative + (entry.isRepeat ? "（再掲）" : ""), entry.unit,
                    entry.isAnswered ? entry.mark.map { "\($0.symbol) \($0.label)" } ?? "未記入" : "未回答",
                    entry.stateTitle + (entry.approval.map { "\n\($0)" } ?? ""), entry.done, entry.plan, entry.problem,
                    entry.response, doneOn?.japanese ?? "",
                    entry.values.map { "\($0.indicator)　\($0.printed)\($0.notes)" }.joined(separator: "\n"),
                ] + (showsDoubts ? [entry.warnings.joined(separator: "\n")] : [])
            return Sheet.Row(texts, style: .framed, height: SheetMeasure.height(fitting: texts, widths: widths))
        }
        return .a3Table(
            "進行管理一覧", title: "進行管理一覧 \(content.quarter)", line: title, heads: heads, widths: widths, rows: rows,
            frozenColumns: 1, madeAt: madeAt)
    }

    private var editionTitle: String { edition > 0 ? "第\(edition)版" : "確定前" }
}
