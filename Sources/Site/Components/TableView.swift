/// A table of data.
///
///     TableView(
///         caption: "取組の一覧", columns: [.rowHeader("取組"), .text("主管課"), .number("件数")],
///         rows: initiatives.map { ["<a href=\"\($0.path)\">\($0.title)</a>", "\($0.unit)", "\($0.count)"] },
///         empty: "取組はまだありません。")
///
/// On narrow screens each row becomes a block with the headers before the values; ``Narrow/scrolling`` keeps the grid for
/// numbers that are compared down a column.
public struct TableView: Component, Hashable {
    public struct Column: Hashable, Sendable {
        enum Kind: Sendable { case text, name, number, rowHeader }
        let title: String
        let kind: Kind

        public static func text(_ title: String) -> Column { Column(title: title, kind: .text) }
        /// A state, a section or another short name, which is not broken while there is room for it.
        public static func name(_ title: String) -> Column { Column(title: title, kind: .name) }
        /// Aligned to the right, in figures of one width.
        public static func number(_ title: String) -> Column { Column(title: title, kind: .number) }
        /// What the row is about: read aloud before its other cells.
        public static func rowHeader(_ title: String) -> Column { Column(title: title, kind: .rowHeader) }
    }

    public enum Narrow: Sendable {
        case stacked, scrolling
    }

    public let caption: String
    public let columns: [Column]
    public let rows: [[HTML]]
    public let empty: String
    public let narrow: Narrow
    /// Whether a heading above says the same as the caption, which is then only read aloud.
    public let isCaptionHidden: Bool
    /// The last rows that are sums, set apart.
    public let totalRows: Int

    /// - Parameter rows: each has as many cells as there are columns; missing cells are left empty.
    public init(
        caption: String, columns: [Column], rows: [[HTML]], empty: String = "該当するものはありません。",
        narrow: Narrow = .stacked, isCaptionHidden: Bool = false, totalRows: Int = 0
    ) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.empty = empty
        self.narrow = narrow
        self.isCaptionHidden = isCaptionHidden
        self.totalRows = totalRows
    }

    public var html: HTML {
        guard !rows.isEmpty else {
            let heading: HTML = isCaptionHidden ? .empty : "<p class=\"table-caption\">\(caption)</p>\n"
            return "\(heading)<p class=\"empty\">\(empty)</p>\n"
        }
        switch narrow {
        case .stacked: return "<div class=\"table-stack\">\(table)</div>\n"
        case .scrolling:
            return """
                <div class="table-scroll" role="region" aria-label="\(caption)（横に動かせる表）" tabindex="0">\(table)</div>

                """
        }
    }

    // Blocks in place of cells would lose the table for a screen reader: the roles keep it.
    private var table: HTML {
        let heads: [HTML] = columns.map { column in
            let head = ColumnHead(column.title)
            let names = (column.kind == .number ? ["number"] : []) + (head.lines.count > 1 ? ["long-head"] : [])
            let headClass: HTML = names.isEmpty ? .empty : " class=\"\(names.joined(separator: " "))\""
            return "<th scope=\"col\" role=\"columnheader\"\(headClass)>\(head)</th>"
        }
        let captionClass: HTML = isCaptionHidden ? " class=\"visually-hidden\"" : ""
        return """
            <table role="table">
            <caption\(captionClass)>\(caption)</caption>
            <thead role="rowgroup"><tr role="row">\(heads)</tr></thead>
            <tbody role="rowgroup">
            \(rows.enumerated().map(row))</tbody>
            </table>
            """
    }

    private func row(_ position: Int, _ cells: [HTML]) -> HTML {
        let isTotal = position >= rows.count - totalRows
        let parts: [HTML] = columns.enumerated().map { position, column in
            let content = position < cells.count ? cells[position] : .empty
            return column.kind == .rowHeader
                ? "<th scope=\"row\" role=\"rowheader\" data-label=\"\(column.title)\">\(content)</th>"
                : "<td role=\"cell\" data-label=\"\(column.title)\"\(cellClass(column))>\(content)</td>"
        }
        let rowClass: HTML = isTotal ? " class=\"total\"" : ""
        return "<tr role=\"row\"\(rowClass)>\(parts)</tr>\n"
    }

    private func cellClass(_ column: Column) -> HTML {
        switch column.kind {
        case .number: " class=\"number\""
        case .name: " class=\"whole\""
        case .text, .rowHeader: ""
        }
    }
}
