import Japanese
import Tabular
import Ward

/// A list as it is shown: one page of the rows that fit what was asked, with everything to ask differently.
///
///     let list = ListView(InitiativeList.listing(rows), rows, request)
///     Page("取組", body: list.html)
///
/// Works without a script: asking is a form that is sent by GET, sorting and paging are links, and the rows that something
/// is to be done with stand in a form.
public struct ListView<Row: Sendable>: Sendable {
    public let listing: Listing<Row>
    public let query: ListQuery
    /// All that fit, in the order asked for; of a list that is read page by page, those of the page.
    public let matching: [Row]
    /// Those of the page that is shown.
    public private(set) var rows: [Row]
    /// How many fit.
    public let count: Int
    /// How many there are at all; `nil` where that is not counted.
    let total: Int?
    let page: Int
    let state: PageState

    /// A list whose rows were all read.
    public init(_ listing: Listing<Row>, _ rows: [Row], _ request: PageRequest) {
        let query = ListQuery(request, of: listing)
        let matching = listing.matching(query, in: rows)
        let slice = Self.slice(matching, page: query.page)
        self.init(
            listing, query, matching: matching, rows: Array(slice.rows), count: matching.count, total: rows.count,
            page: slice.page, request)
    }

    /// A list of which only the rows of a page were read, by a statement that asked for what the query says.
    public init(_ listing: Listing<Row>, _ query: ListQuery, page rows: [Row], count: Int, _ request: PageRequest) {
        self.init(
            listing, query, matching: rows, rows: rows, count: count, total: nil, page: query.page, request)
    }

    private init(
        _ listing: Listing<Row>, _ query: ListQuery, matching: [Row], rows: [Row], count: Int, total: Int?,
        page: Int, _ request: PageRequest
    ) {
        self.listing = listing
        self.query = query
        self.matching = matching
        self.rows = rows
        self.count = count
        self.total = total
        self.page = page
        state = request.state
    }

    /// The same list with more about the rows that are shown, for what takes too long to read of all of them.
    public func filled(_ fill: ([Row]) throws -> [Row]) rethrows -> ListView {
        var copy = self
        copy.rows = try fill(rows)
        return copy
    }

    /// Whether nothing narrows it.
    public var isWhole: Bool { query.isWhole }

    /// Another page about the same rows, or the list itself.
    public func address(at path: String) -> String {
        let text = query.text(of: listing)
        return text.isEmpty ? path : "\(path)?\(text)"
    }

    /// Where links from the rows lead back to.
    public var origin: ListOrigin? { query.origin(of: listing) }

    /// A page that is not there shows the last one.
    static func slice(_ rows: [Row], page: Int) -> (page: Int, rows: ArraySlice<Row>) {
        let pages = max(1, (rows.count + Listing<Row>.pageRows - 1) / Listing<Row>.pageRows)
        let page = min(page, pages)
        let start = (page - 1) * Listing<Row>.pageRows
        return (page, rows[start..<min(start + Listing<Row>.pageRows, rows.count)])
    }

    /// The columns that are shown: those that were chosen and what each row is about.
    var columns: [ListColumn<Row>] {
        listing.columns.filter { column in
            column.kind == .heading || (query.columns.map { $0.contains(column.key) } ?? column.isShown)
        }
    }

    /// The whole of it as a file: all rows that fit.
    public var export: ListExport { export(of: matching) }

    /// - Parameter rows: all rows that fit, for a list that is read page by page.
    public func export(of rows: [Row]) -> ListExport {
        ListExport(
            title: listing.title, file: listing.file,
            conditions: conditions.map { "\($0.label): \($0.value)" } + ["\(rows.count)\(listing.counter)"],
            heads: columns.map(\.title), rows: rows.map { row in columns.map { $0.value(row) } })
    }

    /// What the rows fit, each with the address of the list without it.
    var conditions: [(label: String, value: String, without: String)] {
        var parts: [(label: String, value: String, without: String)] = []
        if !query.words.isEmpty {
            parts.append(("検索", query.words, query.with { $0.words = "" }.path(of: listing)))
        }
        for filter in listing.filters {
            for value in query.filters[filter.key] ?? [] {
                let label = filter.choices.first { $0.value == value }?.label ?? value
                let without = query.with { query in
                    let rest = query.filters[filter.key]?.filter { $0 != value } ?? []
                    query.filters[filter.key] = rest.isEmpty ? nil : rest
                }
                parts.append((filter.label, label, without.path(of: listing)))
            }
        }
        return parts
    }

    public var html: HTML {
        guard count > 0 || !query.isWhole || total.map({ $0 > 0 }) == true || !query.unknown.isEmpty else {
            return "<div class=\"empty\">\(listing.empty)</div>\n"
        }
        return "\(refused)\(told)\(asking)\(summary)\(count == 0 ? nothing : table)\(pager)"
    }

    /// What was wrong with the rows that were sent.
    private var refused: HTML {
        let messages = listing.actions.flatMap { state.errors(of: $0.address).entries.map(\.message) }
        guard !messages.isEmpty else { return .empty }
        let items: [HTML] = messages.map { "<li>\($0)</li>" }
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus>
            <h2>\(FrameWords.summary(messages.count)[.japanese])</h2>
            <ul>\(items)</ul>
            </div>

            """
    }

    private var told: HTML {
        guard !query.unknown.isEmpty else { return .empty }
        let items: [HTML] = query.unknown.map { "<li>\($0)</li>" }
        return Notice(.warning, "この一覧の条件に、分からないものがありました。使わずに示しています。", "<ul>\(items)</ul>").html
    }

    private var nothing: HTML {
        """
        <div class="empty"><p>条件に合うものはありません。</p>
        <p><a href="\(ListQuery().path(of: listing))">条件をすべて外す</a></p></div>

        """
    }

    private var asking: HTML { ListAsking(list: self).html }

    private var summary: HTML {
        let first = (page - 1) * Listing<Row>.pageRows + 1
        let shown: HTML =
            count == 0
            ? "0\(listing.counter)"
            : count <= rows.count
                ? "\(count)\(listing.counter)" : "\(count)\(listing.counter)中 \(first)–\(first + rows.count - 1)"
        let all: HTML? = query.isWhole ? nil : total.map { "（全\($0)\(listing.counter)から）" }
        return """
            <div class="list-summary"><p class="list-count">\(shown)\(all)</p>\(ListFiles(query.path(of: listing), count: count, counter: listing.counter))</div>

            """
    }

    private var table: HTML { ListTable(list: self).html }

    private var pager: HTML {
        let pages = (count + Listing<Row>.pageRows - 1) / Listing<Row>.pageRows
        return Pager(page: page, pages: pages) { number in
            query.with { $0.page = number }.path(of: listing)
        }.html
    }
}

extension PageRequest {
    /// Whether the list of the page is asked for as a file.
    public var wantsListFile: Bool { listFormat != nil }

    /// Whether that file is a workbook.
    public var wantsWorkbook: Bool { listFormat == .xlsx }

    /// Whether the whole of a list is asked for, as a file or by a program, not one page of it.
    public var asksForWholeList: Bool { wantsJSON || listFormat != nil }

    /// The kind of file that was asked for in place of the page.
    var listFormat: ListExport.Format? {
        query[ListQuery.formatField].flatMap(ListExport.Format.init)
    }
}
