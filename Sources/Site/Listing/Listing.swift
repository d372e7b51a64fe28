/// What one list of the site is: its columns, what narrows it, what can be done with several of its rows.
///
///     Listing(
///         "取組", at: "/plan", file: "torikumi", identity: \.id.text,
///         columns: [.heading("title", "取組", { .text($0.title) }), ListColumn("unit", "主管課") { .text($0.unitName) }],
///         filters: [ListFilter("unit", "主管課", of: rows) { $0.unitName }])
///
/// The state of a list is its address and nothing else: whoever opens it sees the same rows in the same order.
public struct Listing<Row: Sendable>: Sendable {
    /// What the rows are, such as 取組: the caption.
    public let title: String
    /// The address of the page on which it stands.
    public let path: String
    /// Begins the names of exported files: Latin letters.
    public let file: String
    /// How rows are counted: 件, 人.
    public let counter: String
    public let columns: [ListColumn<Row>]
    public let filters: [ListFilter<Row>]
    /// The column by which it is sorted at first, `-` before it for the other direction; `nil` keeps the order in which the
    /// rows were read.
    public let sort: String?
    public let actions: [BulkAction]
    /// Shown when there is no row at all: what to do next.
    public let empty: HTML
    /// Tells a row from all others: without spaces and without `@`.
    let identity: @Sendable (Row) -> String
    /// Counts the changes of a row that several people work on.
    let revision: (@Sendable (Row) -> Int)?
    /// Whether the actions can be applied to a row by the person for whom the list is made.
    let isChoosable: @Sendable (Row) -> Bool
    /// How a row is named where several are told of: with what one decides by, as 「(4) 取組（区民課、B 予定どおり）」.
    let name: @Sendable (Row) -> String

    public init(
        _ title: String, at path: String, file: String, counter: String = "件",
        identity: @escaping @Sendable (Row) -> String, revision: (@Sendable (Row) -> Int)? = nil,
        columns: [ListColumn<Row>], filters: [ListFilter<Row>] = [], sort: String? = nil,
        actions: [BulkAction] = [], isChoosable: @escaping @Sendable (Row) -> Bool = { _ in true },
        name: (@Sendable (Row) -> String)? = nil, empty: HTML = "該当するものはありません。"
    ) {
        let heading = columns.first { $0.kind == .heading }?.value
        self.name = name ?? { row in heading?(row).plain ?? identity(row) }
        self.title = title
        self.path = path
        self.file = file
        self.counter = counter
        self.identity = identity
        self.revision = revision
        self.columns = columns
        self.filters = filters
        self.sort = sort
        self.actions = actions
        self.isChoosable = isChoosable
        self.empty = empty
    }

    /// Rows on one page.
    public static var pageRows: Int { 50 }

    /// What a row's box sends: which row, and how it was when it was shown.
    func mark(_ row: Row) -> String {
        revision.map { "\(identity(row))@\($0(row))" } ?? identity(row)
    }

    /// Those that fit the query, in its order.
    func matching(_ query: ListQuery, in rows: [Row]) -> [Row] {
        sorted(query, filtered(query, rows))
    }

    private func filtered(_ query: ListQuery, _ rows: [Row]) -> [Row] {
        let asked = filters.compactMap { filter in query.filters[filter.key].map { (filter, $0) } }
        let words = query.searchKeys
        guard !asked.isEmpty || !words.isEmpty else { return rows }
        let searched = columns.filter(\.isSearched)
        return rows.filter { row in
            asked.allSatisfy { filter, values in values.contains { filter.isMet(row, $0) } }
                && (words.isEmpty || words.areIn(searched.map { $0.value(row).plain }))
        }
    }

    /// Whether somebody may leave a column out.
    func canHide(_ key: String) -> Bool {
        columns.first { $0.key == key }?.kind != .heading
    }

    func sorted(_ query: ListQuery, _ rows: [Row]) -> [Row] {
        guard let order = query.order ?? sort.map(ListQuery.Order.init),
            let column = columns.first(where: { $0.key == order.key })
        else { return rows }
        // The place in the list as it was read decides between equal ones, so that the order is one.
        return rows.enumerated().map { (position: $0.offset, key: column.sortKey($0.element), row: $0.element) }
            .sorted { left, right in
                left.key.precedes(right.key, isDescending: order.isDescending) ?? (left.position < right.position)
            }.map(\.row)
    }
}
