import Notices
import Site
import Ward

/// How the line that was chosen is read, to be decided by a person.
struct LinePanel {
    let page: ImportPage
    let review: NoticeReview

    var html: HTML {
        guard page.mayCorrect else { return .empty }
        guard let line = page.chosen, let key = line.key else {
            return "<p>文書の行の番号を選ぶと、その行の読み方を決められます。決めると、残りの行も読み直します。</p>"
        }
        let kept = Dictionary(
            page.kept.filter { $0.line == key }.map { ($0.aspect, $0.content) }, uniquingKeysWith: { first, _ in first }
        )
        let choices = LinePanel.initiatives(in: review).filter { $0.value != key.description }
        return """
            <section id="decide" aria-labelledby="decide-title">
            <h2 id="decide-title">\(line.number)行目の読み方</h2>
            <p class="review-quote">\(line.text)</p>
            <p>いまの読み方：\(line.account.words)</p>
            \(FormView(
                "\(page.path)/lines", page.state, submit: "この読み方に決める", cancel: Link("やめる", page.path),
                revision: page.run.revision,
                fields: [
                    .hidden(ReviewFields.line, key.description),
                    ReviewFields.role(kept[.role].flatMap { LineRole(rawValue: $0) }),
                    ReviewFields.joined(kept[.joined] != nil), ReviewFields.split(kept[.split] ?? ""),
                    ReviewFields.name(kept[.name] ?? ""), ReviewFields.place(choices)(kept[.place] ?? ""),
                ]))
            </section>

            """
    }

    /// The initiatives by the keys of their lines.
    static func initiatives(in review: NoticeReview) -> [Choice] {
        let keys = Dictionary(
            review.lines.compactMap { line in line.key.map { (line.number, $0.description) } },
            uniquingKeysWith: { first, _ in first })
        var known: Set<String> = []
        return review.reading.initiatives.compactMap { initiative in
            guard let key = keys[initiative.line], known.insert(key).inserted else { return nil }
            return Choice(key, "\(initiative.number) \(initiative.title)")
        }
    }
}

/// What people decided about the document and its lines, each to be taken back.
struct LineDecisionList {
    let page: ImportPage
    let review: NoticeReview

    var html: HTML {
        let carried = page.kept.count(where: \.isCarried)
        let kind: HTML =
            page.mayCorrect
            ? Details(
                "文書の種類を決める", for: ["\(page.path)/kind"], page.state,
                FormView(
                    "\(page.path)/kind", page.state, submit: "この種類として読む", revision: page.run.revision,
                    fields: [ReviewFields.kind(chosenKind)]
                ).html
            ).html : .empty
        guard !page.kept.isEmpty else { return kind }
        let note: HTML = carried > 0 ? "<p>このうち\(carried)件は、前に取り込んだ同じ文書から引き継ぎました。</p>" : ""
        return """
            \(kind)<h2>読み方の決定（\(page.kept.count)件）</h2>
            \(note)\(TableView(
                caption: "読み方の決定", columns: [.rowHeader("行"), .text("決めたこと"), .text("状態"), .text("操作")],
                rows: page.kept.map(row), isCaptionHidden: true))
            """
    }

    private var chosenKind: DocumentKind? {
        page.kept.first { $0.aspect == .kind }.flatMap { DocumentKind(rawValue: $0.content) }
    }

    private func row(_ item: LineDecisionStore.Kept) -> [HTML] {
        let line = item.line.flatMap { key in review.lines.first { $0.key == key } }
        let name: HTML =
            line.map { "<a href=\"\(page.address(of: $0.number))\">\($0.number)行目　\($0.text)</a>" }
            ?? "\(item.line?.text ?? "文書全体")"
        let isUnmatched = review.unmatched.contains { $0.line == item.line && $0.change == item.change }
        let undo: HTML =
            page.mayCorrect
            ? ButtonForm(
                "取り消す", "\(page.path)/lines/undo", page.state,
                fields: [
                    (ReviewFields.line, item.line?.description ?? ""), (ReviewFields.aspect, item.aspect.rawValue),
                ], context: "\(line.map { "\($0.number)行目" } ?? "文書全体")の\(item.aspect.title)"
            ).html : "―"
        return [
            name, "\(item.aspect.title)：\(words(item))", isUnmatched ? Tag("この文書に当てはまりません", .warning).html : "有効", undo,
        ]
    }

    private func words(_ item: LineDecisionStore.Kept) -> String {
        switch item.aspect {
        case .kind: DocumentKind(rawValue: item.content)?.title ?? item.content
        case .role: LineRole(rawValue: item.content)?.title ?? item.content
        case .joined: "続ける"
        case .split: "「\(item.content)」から"
        case .name: item.content
        case .place: LineKey(item.content)?.text ?? item.content
        }
    }
}

/// The columns of tables, to be named once for every table with the same head.
struct TableColumns {
    let page: ImportPage
    let review: NoticeReview

    static func path(_ page: ImportPage) -> String { "\(page.path)/columns" }
    /// Of one document; others are read by their heads or not at all.
    private static let tablesMax = 20

    var html: HTML {
        var known: Set<String> = []
        let tables = review.tables.filter { known.insert($0.key).inserted }.prefix(Self.tablesMax)
        guard page.mayCorrect, !tables.isEmpty else { return .empty }
        let forms: [HTML] = tables.enumerated().map { order, table in
            let address = "\(Self.path(page))/\(order + 1)"
            let words = table.isPlan ? "取組の表として読んでいます" : "取組の表として読んでいません"
            return Details(
                "\(table.line)行目の表：\(words)", for: [address], page.state,
                FormView(
                    address, page.state, submit: "この列として読む", revision: page.run.revision,
                    fields: [.hidden(ReviewFields.head, table.key)]
                        + table.columns.enumerated().map { place, column in
                            ReviewFields.column(place, column.title)(column.column ?? .other)
                        }
                ).html
            ).html
        }
        return """
            <h2>表の列</h2>
            <p>列に何が書かれているかを決めると、同じ見出しの表は、次からも同じように読みます。</p>
            \(forms)
            """
    }
}
