import Documents
import Notices
import Site

/// The document as it looks: pages, indents, sizes and tables, each line with what it was read as and a way to the reading.
struct DocumentPane {
    let page: ImportPage
    let review: NoticeReview

    var html: HTML {
        let lines = Array(review.lines.enumerated())
        let parts = max(1, (lines.count + ImportPage.linesPerPart - 1) / ImportPage.linesPerPart)
        let start = (page.part - 1) * ImportPage.linesPerPart
        let shown = Array(lines[min(start, lines.count)..<min(start + ImportPage.linesPerPart, lines.count)])
        return """
            <section class="review-pane review-document" aria-labelledby="review-document" data-places="l" \
            tabindex="0">
            <h2 id="review-document">文書</h2>
            \(blocks(shown))
            \(Pager(page: page.part, pages: parts) { "\(page.path)?\(ImportPage.partKey)=\($0)" })
            </section>

            """
    }

    private typealias Item = (offset: Int, element: ReviewedLine)

    private func blocks(_ items: [Item]) -> HTML {
        var html: HTML = .empty
        var printed: Int?
        var position = 0
        while position < items.count {
            let line = items[position].element
            if let number = line.page, number != printed {
                html += "<p class=\"review-page\">\(number)ページ</p>\n"
                printed = number
            }
            guard let cell = line.cell else {
                if !line.isBlank { html += paragraph(items[position]) }
                position += 1
                continue
            }
            var end = position
            while end < items.count, items[end].element.cell?.table == cell.table { end += 1 }
            html += table(Array(items[position..<end]))
            position = end
        }
        return html
    }

    private func paragraph(_ item: Item) -> HTML {
        let line = item.element
        var classes = "review-line review-indent-\(min(max(Int(line.look.indent.rounded()), 0), 8))"
        if line.look.size >= 1.4 {
            classes += " review-large"
        } else if line.look.size <= 0.8 {
            classes += " review-small"
        }
        if line.look.isBold || line.look.headingLevel != nil { classes += " review-bold" }
        return "<p class=\"\(classes)\(state(line))\"\(anchor(item))>\(content(item))</p>\n"
    }

    // An empty cell has no line: it is drawn all the same, so that the others stand below their heads. A row or column without any line is
    // not: spans are counted in those that are drawn.
    private func table(_ items: [Item]) -> HTML {
        let rows = Dictionary(grouping: items) { $0.element.cell?.row ?? 0 }
        let numbers = rows.keys.sorted()
        let columns = Set(items.map { $0.element.cell?.column ?? 0 }).sorted()
        // Of merged cells: up to which row a column is taken.
        var taken: [Int: Int] = [:]
        let drawn: [HTML] = numbers.map { row in
            let cells = Dictionary(grouping: rows[row] ?? []) { $0.element.cell?.column ?? 0 }
            var html: HTML = .empty
            var end = 0
            for column in columns where column >= end {
                guard let inside = cells[column], let span = inside.first?.element.cell else {
                    if taken[column] ?? -1 < row { html += "<td></td>" }
                    continue
                }
                end = column + max(1, span.columnSpan)
                let last = row + max(1, span.rowSpan) - 1
                let covered = columns.filter { column..<end ~= $0 }
                for place in covered { taken[place] = last }
                html += cell(inside, rows: numbers.count { row...last ~= $0 }, columns: covered.count)
            }
            return "<tr>\(html)</tr>"
        }
        return "<div class=\"review-table\"><table><tbody>\(drawn)</tbody></table></div>\n"
    }

    private func cell(_ inside: [Item], rows: Int, columns: Int) -> HTML {
        let lines: [HTML] = inside.map {
            "<div class=\"review-line\(state($0.element))\"\(anchor($0))>\(content($0))</div>"
        }
        let down: HTML? = rows > 1 ? " rowspan=\"\(rows)\"" : nil
        let across: HTML? = columns > 1 ? " colspan=\"\(columns)\"" : nil
        return "<td\(down)\(across)>\(lines)</td>"
    }

    /// A line that was split has one place.
    private func anchor(_ item: Item) -> HTML {
        let isFirst = item.offset == 0 || review.lines[item.offset - 1].number != item.element.number
        return isFirst ? " id=\"l\(item.element.number)\"" : ""
    }

    private func state(_ line: ReviewedLine) -> HTML {
        switch line.account {
        case .unread: line.isBlank ? "" : " review-unread"
        case .setAside: " review-aside"
        case .used: ""
        }
    }

    private func content(_ item: Item) -> HTML {
        let line = item.element
        guard line.key != nil else { return "\(line.text)" }
        let mark: HTML =
            line.confidence.map { "<span class=\"review-mark\">読み取り \(Int(($0 * 100).rounded()))%</span>" } ?? ""
        let decided: HTML = line.role == nil && line.host == nil ? "" : "<span class=\"review-mark\">決定</span>"
        let words = line.host.map { "\($0)行目に続く" } ?? line.account.words
        let number: HTML =
            page.mayCorrect
            ? """
            <a class="review-number" href="\(page.path)?\(ImportPage.choosing)=\(item.offset)#decide">\(line.number)\
            <span class="visually-hidden">行目の読み方を決める</span></a>
            """ : "<span class=\"review-number\">\(line.number)</span>"
        let reading: HTML =
            ReadingPane.hasPlace(line.number, in: review.reading)
            ? "<a class=\"review-as\" href=\"#r\(line.number)\">\(words)</a>"
            : "<span class=\"review-as\">\(words)</span>"
        return "\(number) <span class=\"review-text\">\(line.text)</span> \(reading)\(decided)\(mark)"
    }
}

extension LineLedger.Account {
    /// As what a line was read, in words.
    var words: String {
        switch self {
        case .unread: "読み取れない"
        case .used(let use):
            switch use {
            case .title: "表題"
            case .date: "日付"
            case .author: "作成者"
            case .addressee: "あて先"
            case .basis: "根拠"
            case .heading: "見出し"
            case .initiative: "取組"
            case .promise: "約束"
            case .paragraph: "説明の文"
            case .unit: "主管課"
            case .deadline: "時期"
            case .indicator: "指標・目標"
            case .body: "会議体"
            case .member: "構成員"
            case .secretariat: "事務局"
            case .total: "合計"
            case .remit: "所掌事務"
            case .governance: "進行管理"
            case .attendance: "出欠"
            case .decision: "決定事項"
            case .meeting: "会議"
            case .note: "注記"
            }
        case .setAside(let reason):
            switch reason {
            case .blank: "空行"
            case .pageNumber: "ページ番号"
            case .runningHead: "柱"
            case .contents: "目次"
            case .tableHead: "表の見出し"
            case .rule: "罫線"
            case .speech: "発言"
            case .article: "条文"
            case .personName: "個人の名前"
            case .ignored: "読まない行"
            }
        }
    }
}
