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
        <form class="filter list-asking" id="list" method="get" action="\(listing.path)" role="search" aria-label="\(listing.title)の絞り込み">
        <div class="field"><label for="\(prefix)-words">検索</label><input type="search" id="\(prefix)-words" \
        name="\(ListQuery.wordsField)" value="\(query.words)" maxlength="\(ListQuery.wordsMax)"></div>
        \(filters)\(arranging)\
        <button class="button button-secondary" type="submit">絞り込む</button>
        </form>

        """
    }

    /// Where there is room all filters stand open; on a phone they are folded, and how many are used is told.
    private var filters: HTML {
        let offered = listing.filters.filter { !$0.choices.isEmpty }
        guard !offered.isEmpty else { return .empty }
        let used: HTML? = query.filters.isEmpty ? nil : "（\(query.filters.count)）"
        return """
            <details class="details list-filters"><summary>絞り込み\(used)</summary><div class="details-content">
            \(offered.map(filter))</div></details>

            """
    }

    private func filter(_ filter: ListFilter<Row>) -> HTML {
        let values = query.filters[filter.key] ?? []
        return values.count > 1 ? boxes(filter, values) : select(filter, values.first)
    }

    private func select(_ filter: ListFilter<Row>, _ chosen: String?) -> HTML {
        let options: [HTML] = filter.choices.map { choice in
            choice.value == choice.label
                ? "<option\("selected", if: choice.value == chosen)>\(choice.label)</option>"
                : "<option value=\"\(choice.value)\"\("selected", if: choice.value == chosen)>\(choice.label)</option>"
        }
        return """
            <div class="field"><label for="\(prefix)-\(filter.key)">\(filter.label)</label>\
            <select id="\(prefix)-\(filter.key)" name="\(filter.key)"><option value="">すべて</option>\(options)</select>\
            </div>

            """
    }

    /// Several answers, as links ask for them: each can be taken out or put in.
    private func boxes(_ filter: ListFilter<Row>, _ values: [String]) -> HTML {
        let items: [HTML] = filter.choices.enumerated().map { position, choice in
            box("\(prefix)-\(filter.key)-\(position)", filter.key, choice, isOn: values.contains(choice.value))
        }
        return """
            <fieldset class="field field-group field-inline"><legend class="field-label">\(filter.label)</legend>
            \(items)</fieldset>

            """
    }

    private func box(_ id: String, _ name: String, _ choice: Choice, isOn: Bool) -> HTML {
        """
        <div class="choice"><input type="checkbox" id="\(id)" name="\(name)" value="\(choice.value)"\("checked", if: isOn)>\
        <label for="\(id)">\(choice.label)</label></div>

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
            box(
                "\(prefix)-col-\(column.key)", ListQuery.columnsField, Choice(column.key, column.title),
                isOn: list.columns.contains { $0.key == column.key })
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
