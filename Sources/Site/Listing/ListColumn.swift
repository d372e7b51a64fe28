/// A column of a list: what it holds of a row, and how that is drawn.
///
///     ListColumn("unit", "主管課") { .text($0.unitName) }
///     ListColumn.heading("title", "取組", { .text($0.title) }) { "<a href=\"\($0.path)\">\($0.title)</a>" }
///     ListColumn("due", "期限", order: { .day($0.due) }) { .text($0.due.japanese) }
public struct ListColumn<Row: Sendable>: Sendable {
    enum Kind: Sendable { case text, name, number, heading, beneath }

    /// In the address: Latin letters.
    public let key: String
    public let title: String
    private(set) var kind: Kind
    /// Whether it is shown before anybody chose columns.
    let isShown: Bool
    /// Whether the words of a search are looked for in it.
    let isSearched: Bool
    let value: @Sendable (Row) -> ListValue
    let order: (@Sendable (Row) -> ListValue)?
    let drawn: (@Sendable (Row) -> HTML)?

    private init(
        _ key: String, _ title: String, kind: Kind, isShown: Bool, isSearched: Bool,
        order: (@Sendable (Row) -> ListValue)?, value: @escaping @Sendable (Row) -> ListValue,
        drawn: (@Sendable (Row) -> HTML)?
    ) {
        self.key = key
        self.title = title
        self.kind = kind
        self.isShown = isShown
        self.isSearched = isSearched
        self.order = order
        self.value = value
        self.drawn = drawn
    }

    /// - Parameters:
    ///   - order: by what it is sorted where that is not what is read, such as the rank of a mark.
    ///   - value: what is searched and exported.
    ///   - drawn: the cell; `nil` shows the value.
    public init(
        _ key: String, _ title: String, isShown: Bool = true, isSearched: Bool = true,
        order: (@Sendable (Row) -> ListValue)? = nil, _ value: @escaping @Sendable (Row) -> ListValue,
        drawn: (@Sendable (Row) -> HTML)? = nil
    ) {
        self.init(
            key, title, kind: .text, isShown: isShown, isSearched: isSearched, order: order, value: value,
            drawn: drawn)
    }

    /// A number, aligned to the right. Its unit stands in the title, as 件数（件）.
    public static func number(
        _ key: String, _ title: String, isShown: Bool = true, _ value: @escaping @Sendable (Row) -> ListValue,
        drawn: (@Sendable (Row) -> HTML)? = nil
    ) -> ListColumn {
        ListColumn(
            key, title, kind: .number, isShown: isShown, isSearched: false, order: nil, value: value, drawn: drawn)
    }

    /// What the row is about: always shown, read aloud before the other cells, the name of the row's box.
    public static func heading(
        _ key: String, _ title: String, order: (@Sendable (Row) -> ListValue)? = nil,
        _ value: @escaping @Sendable (Row) -> ListValue, drawn: (@Sendable (Row) -> HTML)? = nil
    ) -> ListColumn {
        ListColumn(
            key, title, kind: .heading, isShown: true, isSearched: true, order: order, value: value, drawn: drawn)
    }

    /// The same, of states or names of sections: their words are not broken while there is room.
    public var whole: ListColumn {
        var copy = self
        copy.kind = .name
        return copy
    }

    /// The same, of sentences: on wide screens they have the width of the row below its short facts.
    public var beneath: ListColumn {
        var copy = self
        copy.kind = .beneath
        return copy
    }

    func html(_ row: Row) -> HTML {
        if let drawn { return drawn(row) }
        return switch value(row) {
        case .day(let day): "<span class=\"whole\">\(day.japanese)</span>"
        case .none: "―"
        case let known: "\(known.plain)"
        }
    }

    func sortKey(_ row: Row) -> ListSortKey {
        (order ?? value)(row).key
    }
}
