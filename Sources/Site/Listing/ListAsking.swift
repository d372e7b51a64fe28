/// The part of a list in which one asks: words, filters, order and columns in one form, and what was asked, each to be taken
/// away.
struct ListAsking<Row: Sendable> {
    let list: ListView<Row>

    private var listing: Listing<Row> { list.listing }
    private var query: ListQuery { list.query }
    private var prefix: String { "list" }

    var html: HTML { "\(form)\(chosen)" }

    private var form: HTML {
        """
        <form class="filter list-asking" method="get" action="\(listing.path)" role="search" aria-label="\(listing.title)の絞り込み">
        <div class="field"><label for="\(prefix)-words">検索</label><input type="search" id="\(prefix)-words" \
        name="\(ListQuery.wordsField)" value="\(query.words)" maxlength="\(ListQuery.wordsMax)"></div>
        \(listing.filters.filter { !$0.choices.isEmpty }.map(filter))\(arranging)\
        <button class="button button-secondary" type="submit">絞り込む</button>
        </form>

        """
    }

    private func filter(_ filter: ListFilter<Row>) -> HTML {
        let values = query.filters[filter.key] ?? []
        let options: [HTML] = filter.choices.map { choice in
            "<option value=\"\(choice.value)\"\("selected", if: choice.value == values.first)>\(choice.label)</option>"
        }
        // Further values, which an address may name, stay until they are taken away.
        let others: [HTML] = values.dropFirst().map { hidden(filter.key, $0) }
        return """
            <div class="field"><label for="\(prefix)-\(filter.key)">\(filter.label)</label>\
            <select id="\(prefix)-\(filter.key)" name="\(filter.key)"><option value="">すべて</option>\(options)</select>\
            \(others)</div>

            """
    }

    /// Order and columns, folded: the heads of the table sort too, but not where rows are blocks.
    private var arranging: HTML {
        let orders: [HTML] = listing.columns.flatMap { column in
            [false, true].map { isDescending in
                let order = ListQuery.Order(key: column.key, isDescending: isDescending)
                return """
                    <option value="\(order.text)"\("selected", if: order == query.order)>\
                    \(column.title)（\(isDescending ? "大きい順" : "小さい順")）</option>
                    """
            }
        }
        let boxes: [HTML] = listing.columns.filter { $0.kind != .heading }.map { column in
            let isOn = list.columns.contains { $0.key == column.key }
            let id = "\(prefix)-col-\(column.key)"
            return """
                <div class="choice"><input type="checkbox" id="\(id)" name="\(ListQuery.columnsField)" \
                value="\(column.key)"\("checked", if: isOn)><label for="\(id)">\(column.title)</label></div>

                """
        }
        return """
            <details class="details list-arranging"><summary>並び順と列</summary><div class="details-content">
            <div class="field"><label for="\(prefix)-sort">並び順</label><select id="\(prefix)-sort" \
            name="\(ListQuery.sortField)"><option value="">はじめの並び</option>\(orders)</select></div>
            <fieldset class="field field-group field-inline"><legend class="field-label">見せる列</legend>
            \(boxes)</fieldset>
            </div></details>

            """
    }

    private func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    private var chosen: HTML {
        let parts: [HTML] = list.conditions.map { part in
            """
            <li><a href="\(part.without)">\(part.label): \(part.value)<span aria-hidden="true"> ×</span>\
            <span class="visually-hidden">を外す</span></a></li>

            """
        }
        guard !parts.isEmpty else { return .empty }
        return "<ul class=\"list-chosen\" aria-label=\"使っている条件\">\n\(parts)</ul>\n"
    }
}
