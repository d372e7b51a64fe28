/// The rows of a list with heads that sort, and, where something can be done with several of them, a box before each and the
/// buttons below.
struct ListTable<Row: Sendable> {
    let list: ListView<Row>

    private var listing: Listing<Row> { list.listing }
    private var query: ListQuery { list.query }
    private var isChosen: Bool { !listing.actions.isEmpty }
    /// What was sent, when the page is drawn again.
    private var sent: Form? { listing.actions.lazy.compactMap { list.state.sent(to: $0.address) }.first }

    var html: HTML {
        isChosen
            ? """
            <form class="list-form" method="post" action="\(listing.actions[0].address)">
            <input type="hidden" name="\(FormView.csrfField)" value="\(list.state.csrfToken)">\
            <input type="hidden" name="\(BulkChoice.listField)" value="\(query.text(of: listing))">\
            <input type="hidden" name="\(BulkChoice.shownField)" value="\(choosable.map(listing.mark).joined(separator: " "))">\
            <input type="hidden" name="\(BulkChoice.countField)" value="\(matchingCount)">
            \(table)\(bar)</form>

            """ : table
    }

    // Blocks in place of cells would lose the table for a screen reader: the roles keep it.
    private var table: HTML {
        let columns = list.columns
        let box: HTML? =
            isChosen
            ? "<th scope=\"col\" role=\"columnheader\" class=\"list-box\"><span class=\"visually-hidden\">選ぶ</span></th>"
            : nil
        let marks = Set(sent?.all(BulkChoice.rowField) ?? [])
        let lined: HTML? = columns.contains { $0.kind == .beneath } ? " list-lined" : nil
        return """
            <div class="table-stack"><table role="table" class="list-table\(lined)">
            <caption class="visually-hidden">\(listing.title)</caption>
            <thead role="rowgroup"><tr role="row">\(box)\(columns.map(head))</tr></thead>
            <tbody role="rowgroup">
            \(list.rows.enumerated().map { row($0.element, "list-row-\($0.offset)", columns, marks) })</tbody>
            </table></div>

            """
    }

    private func head(_ column: ListColumn<Row>) -> HTML {
        let order = query.order ?? listing.sort.map(ListQuery.Order.init)
        let isSorted = order?.key == column.key
        let isDescending = isSorted && order?.isDescending == true
        let next = ListQuery.Order(key: column.key, isDescending: isSorted && !isDescending)
        let state: HTML? = isSorted ? " aria-sort=\"\(isDescending ? "descending" : "ascending")\"" : nil
        let arrow: HTML? = isSorted ? "<span aria-hidden=\"true\">\(isDescending ? "▼" : "▲")</span>" : nil
        let title = ColumnHead(column.title)
        let own: [ListColumn<Row>.Kind: String] = [.number: "number", .beneath: "beneath"]
        let names = [own[column.kind]].compactMap(\.self) + (title.lines.count > 1 ? ["long-head"] : [])
        let kind: HTML? = names.isEmpty ? nil : " class=\"\(names.joined(separator: " "))\""
        return """
            <th scope="col" role="columnheader"\(kind)\(state)>\
            <a href="\(query.with { $0.order = next }.path(of: listing))">\(title)\
            <span class="visually-hidden">の\(next.isDescending ? "大きい順" : "小さい順")に並べる</span></a>\(arrow)</th>
            """
    }

    /// - Parameter name: of the cell that says what the row is about, which names its box.
    private func row(_ row: Row, _ name: String, _ columns: [ListColumn<Row>], _ marks: Set<String>) -> HTML {
        let identifier: HTML? = isChosen ? " id=\"\(name)\"" : nil
        let cells: [HTML] = columns.map { column in
            switch column.kind {
            case .heading:
                """
                <th scope="row" role="rowheader"\(identifier) data-label="\(column.title)">\(column.html(row))</th>
                """
            case .number:
                "<td role=\"cell\" class=\"number\" data-label=\"\(column.title)\">\(column.html(row))</td>"
            case .name:
                // The rule and not the exception in lists: told by the style of cells without a class.
                "<td role=\"cell\" data-label=\"\(column.title)\">\(column.html(row))</td>"
            case .beneath:
                """
                <td role="cell" class="beneath\(column.value(row) == .none ? " beneath-none" : "")" \
                data-label="\(column.title)">\(column.html(row))</td>
                """
            case .text:
                "<td role=\"cell\" class=\"words\" data-label=\"\(column.title)\">\(column.html(row))</td>"
            }
        }
        return "<tr role=\"row\">\(isChosen ? box(row, name, marks) : .empty)\(cells)</tr>\n"
    }

    private func box(_ row: Row, _ name: String, _ marks: Set<String>) -> HTML {
        guard listing.isChoosable(row) else { return "<td role=\"cell\" class=\"list-box\"></td>" }
        let mark = listing.mark(row)
        return """
            <td role="cell" class="list-box"><label><input type="checkbox" name="\(BulkChoice.rowField)" \
            value="\(mark)" aria-labelledby="\(name)"\("checked", if: marks.contains(mark))></label></td>
            """
    }

    private var choosable: [Row] { list.rows.filter(listing.isChoosable) }
    /// Of all that fit, those that something can be done with.
    private var matchingCount: Int { list.matching.filter(listing.isChoosable).count }

    private var bar: HTML {
        guard !choosable.isEmpty else { return .empty }
        let extent = sent?[BulkChoice.extentField]
        var extents = [
            (BulkChoice.Extent.chosen, "印を付けた行"), (.page, "このページの\(choosable.count)\(listing.counter)"),
        ]
        if list.count > list.rows.count, list.matching.count == list.count {
            extents.append((.matching, "条件に合う\(matchingCount)\(listing.counter)すべて"))
        }
        let options: [HTML] = extents.map { value, title in
            "<option value=\"\(value.rawValue)\"\("selected", if: value.rawValue == extent)>\(title)</option>"
        }
        let buttons: [HTML] = listing.actions.map { action in
            let markup = FieldMarkup(prefix: "bulk", errors: list.state.errors(of: action.address), sent: sent)
            return """
                \(action.fields.map(markup.html))<button class="button button-primary" type="submit" \
                formaction="\(action.address)">\(action.title)…</button>

                """
        }
        return """
            <div class="list-bar" role="group" aria-label="選んだ行に行うこと"><label for="bulk-rows">対象</label>\
            <select id="bulk-rows" name="\(BulkChoice.extentField)">\(options)</select>\(buttons)</div>

            """
    }
}
