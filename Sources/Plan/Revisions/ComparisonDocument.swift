import Japanese
import Site
import Tabular
import Ward

/// 新旧対照表 as a document on its own: a pure function of its content and, once decided, of its seal.
struct ComparisonDocument {
    let content: SealedComparison
    /// `nil` for a draft (案) and for any two versions that were never set side by side by a decision.
    let heading: SealHeading?

    private var title: String { "\(content.planTitle)　新旧対照表" }
    private var foot: String {
        "\(title)　\(content.newTitle)　" + (heading.map { "SHA-256 \($0.contentHash)" } ?? "決定前の案です。")
    }

    var html: HTML {
        DocumentStyle.document(
            title: "\(title)（\(content.newTitle)）", edition: foot,
            body: """
                <header>
                \(content.isSample ? "<p class=\"sample\">見本　この新旧対照表は作例であり、実際の改定ではありません。</p>" : HTML.empty)
                <h1>\(title)</h1>
                <div class="letterhead"><p>\(content.decision.isEmpty ? "決定前の案" : content.decision)</p></div>
                </header>
                <main>
                <p>\(content.oldTitle)を\(content.newTitle)に改める。改める点は\(content.rows.count)件です。</p>
                \(table)
                </main>
                <footer><p>\(foot)</p></footer>
                """)
    }

    /// 新 and 旧 are as wide as each other; reasons get what their length asks for.
    private var widths: (text: Int, reason: Int) {
        let longest = content.rows.map(\.reason.unicodeScalars.count).max() ?? 0
        let reason = longest <= 20 ? 14 : longest <= 60 ? 18 : 22
        return ((86 - reason) / 2, reason)
    }

    private var table: HTML {
        guard !content.rows.isEmpty else { return "<p>違いはありません。</p>" }
        let rows: [HTML] = content.rows.map { row in
            let marked = row.marked
            return """
                <tr><th scope="row">\(row.initiative)<br>\(row.part)（\(row.kind)）</th>\
                <td class="preline">\(marked.new.html(.ins))</td>\
                <td class="preline">\(marked.old.html(.del))</td>\
                <td class="preline">\(row.reason.isEmpty ? "―" : row.reason)</td></tr>
                """
        }
        // 新 stands left of 旧, as in the tables of laws and ordinances.
        return """
            <div class="scroll comparison" role="region" aria-label="新旧対照表" tabindex="0"><table>
            <caption>新旧対照表（改めるところに下線を引いています。）</caption>
            <colgroup><col width="14%"><col width="\(widths.text)%"><col width="\(widths.text)%">\
            <col width="\(widths.reason)%"></colgroup>
            <thead><tr><th scope="col">取組・箇所</th><th scope="col">新　\(content.newTitle)</th>\
            <th scope="col">旧　\(content.oldTitle)</th><th scope="col">理由</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    /// The same table for Excel, A3 landscape.
    func workbook(madeAt: Timestamp) -> Workbook {
        let widths: [Double] = [30, 12, 60, 60, 34]
        let heads = ["取組", "箇所", "新　\(content.newTitle)", "旧　\(content.oldTitle)", "理由"]
        let rows = content.rows.map { row in
            let texts = [row.initiative, "\(row.part)（\(row.kind)）", row.new, row.old, row.reason]
            let marked = row.marked
            let cells = [
                Cell(texts[0], style: .framed), Cell(texts[1], style: .framed), marked.new.cell, marked.old.cell,
                Cell(texts[4], style: .framed),
            ]
            return Sheet.Row(cells, height: SheetMeasure.height(fitting: texts, widths: widths))
        }
        let head = title + (content.isSample ? "　見本" : "") + "　" + (content.decision.isEmpty ? "案" : content.decision)
        return .a3Table(
            "新旧対照表", title: title, line: head, heads: heads, widths: widths, rows: rows, madeAt: madeAt)
    }
}
