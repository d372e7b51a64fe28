/// What somebody asked of a list, as its address says it.
///
///     /plan?q=標準&unit=区民課&sort=-due&page=2&cols=title+unit
public struct ListQuery: Hashable, Sendable {
    /// By which column, and in which direction.
    public struct Order: Hashable, Sendable {
        public let key: String
        public let isDescending: Bool

        /// As an address says it: the key of a column, `-` before it for the other direction.
        init(_ text: String) {
            isDescending = text.hasPrefix("-")
            key = isDescending ? String(text.dropFirst()) : text
        }

        init(key: String, isDescending: Bool) {
            self.key = key
            self.isDescending = isDescending
        }

        var text: String { (isDescending ? "-" : "") + key }
    }

    /// The words looked for, as they were typed.
    public var words: String
    /// The values that were chosen, by the key of the filter; a filter that was not used is not in it.
    public var filters: [String: [String]]
    public var order: Order?
    /// From 1.
    public var page: Int
    /// The keys of the columns that were chosen; `nil` are those of the list itself.
    public var columns: [String]?
    /// What the address asked for and the list does not know, in words.
    public private(set) var unknown: [String]

    public init() {
        words = ""
        filters = [:]
        order = nil
        page = 1
        columns = nil
        unknown = []
    }

    /// Reads the address of a list. What it does not know is told, never left out in silence.
    public init<Row>(_ form: Form, of listing: Listing<Row>) {
        self.init()
        words = String(String.UnicodeScalarView((form[Self.wordsField] ?? "").unicodeScalars.prefix(Self.wordsMax)))
        for filter in listing.filters {
            let asked = form.all(filter.key).filter { !$0.isEmpty }.map { filter.spellings[$0] ?? $0 }
            let known = filter.choices.map(\.value).filter(asked.contains)
            unknown += asked.filter { !known.contains($0) }.map { "「\(filter.label)」に「\($0)」はありません。" }
            if !known.isEmpty { filters[filter.key] = known }
        }
        if let text = form[Self.sortField], !text.isEmpty {
            let asked = Order(text)
            if listing.columns.contains(where: { $0.key == asked.key }) {
                order = asked
            } else {
                unknown.append("並び順「\(text)」はありません。")
            }
        }
        if let text = form[Self.pageField], !text.isEmpty {
            if let number = Int(text), number > 0 {
                page = number
            } else {
                unknown.append("ページ「\(text)」はありません。")
            }
        }
        let chosen = form.all(Self.columnsField).flatMap { $0.split(separator: " ") }.map(String.init)
        if !chosen.isEmpty {
            let known = listing.columns.map(\.key).filter(chosen.contains)
            unknown += chosen.filter { !known.contains($0) }.map { "列「\($0)」はありません。" }
            let isSame =
                known.filter(listing.canHide) == listing.columns.filter(\.isShown).map(\.key).filter(listing.canHide)
            columns = known.isEmpty || isSame ? nil : known
        }
        if let text = form[Self.formatField], !text.isEmpty, ListExport.Format(rawValue: text) == nil {
            unknown.append("「\(text)」というファイルにはできません。CSVかExcelを選んでください。")
        }
    }

    /// What a request asks of a list: by its address, or where rows were sent and refused, by the list they were sent from.
    public init<Row>(_ request: PageRequest, of listing: Listing<Row>) {
        let sent = listing.actions.lazy.compactMap { request.state.sent(to: $0.address) }.first
        self.init(sent.flatMap(BulkChoice.init)?.query ?? request.query, of: listing)
    }

    /// Whether it sorts or narrows by one of these keys.
    public func asks(for keys: Set<String>) -> Bool {
        order.map { keys.contains($0.key) } ?? false || filters.keys.contains(where: keys.contains)
    }

    /// Whether every row fits.
    public var isWhole: Bool { words.isEmpty && filters.isEmpty }

    var searchKeys: SearchKeys { SearchKeys(words) }

    /// The address of the list with this query: parts in a fixed order, what is as it always is left out.
    func path<Row>(of listing: Listing<Row>) -> String {
        let text = text(of: listing)
        return text.isEmpty ? listing.path : "\(listing.path)?\(text)"
    }

    /// The part of the address after the question mark.
    func text<Row>(of listing: Listing<Row>) -> String {
        var fields: [(name: String, value: String)] = []
        if !words.isEmpty { fields.append((Self.wordsField, words)) }
        for filter in listing.filters {
            fields += (filters[filter.key] ?? []).map { (filter.key, $0) }
        }
        if let order { fields.append((Self.sortField, order.text)) }
        if page > 1 { fields.append((Self.pageField, "\(page)")) }
        if let columns { fields.append((Self.columnsField, columns.joined(separator: " "))) }
        return URLEncodedForm.encoded(fields)
    }

    /// The same query, changed; back to the first page.
    func with(_ change: (inout ListQuery) -> Void) -> ListQuery {
        var copy = self
        copy.page = 1
        change(&copy)
        return copy
    }

    static let wordsField = "q"
    static let sortField = "sort"
    static let pageField = "page"
    static let columnsField = "cols"
    static let formatField = "format"
    /// Characters of what is looked for.
    static let wordsMax = 200
}
