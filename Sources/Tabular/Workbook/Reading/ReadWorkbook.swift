import Japanese

/// A workbook as it was read.
///
///     let book = try WorkbookReader.read(bytes)
///     book.sheet(named: "進捗")?["B12"]?.text
///     book.date(of: cell)
public struct ReadWorkbook: Hashable, Sendable {
    /// A name for cells or a formula (名前の定義).
    public struct DefinedName: Hashable, Sendable {
        public let name: String
        /// The sheet it holds for; `nil` holds for all.
        public let sheet: String?
        /// A formula, mostly the place of cells: `'入力'!$A$1:$A$3`.
        public let target: String

        /// Made by Excel for print areas, print titles and filters.
        public var isBuiltIn: Bool { name.hasPrefix("_xlnm.") }
    }

    /// Something that was passed over.
    public enum Note: Hashable, Sendable {
        /// A sheet without cells, such as a chart sheet (グラフシート).
        case otherSheetSkipped(name: String)

        /// What was passed over, for people.
        public var japanese: String {
            switch self {
            case .otherSheetSkipped(let name): "シート「\(name)」はセルのないシート（グラフなど）のため、読み飛ばしました。"
            }
        }
    }

    /// Sheets with cells, in the order of their tabs, hidden ones included.
    public let sheets: [ReadSheet]
    /// 名前の定義, in the order of the file.
    public let definedNames: [DefinedName]
    /// How days are counted.
    public let dateSystem: DateSystem
    /// What was passed over.
    public let notes: [Note]

    /// A sheet by its exact name.
    public func sheet(named name: String) -> ReadSheet? {
        sheets.first { $0.name == name }
    }

    /// The day a cell holds: a serial number or an ISO 8601 text of a date cell.
    /// - Throws: when the cell holds no number, and for the day that never was (1900-02-29). Whether the number is *meant* as
    ///   a day says `cell.format`.
    public func date(of cell: ReadCell) throws(SerialDateRefusal) -> CivilDate {
        try cell.civilDate(dateSystem)
    }
}

/// A sheet as it was read: only cells that hold something.
public struct ReadSheet: Hashable, Sendable {
    /// As on the tab.
    public let name: String
    /// 表示、非表示
    public let visibility: Sheet.Visibility
    /// In ascending order, without rows that hold nothing.
    public let rows: [ReadRow]
    /// 結合されたセル
    public let mergedRanges: [CellRange]
    /// Rows that are not shown, also by a filter.
    public let hiddenRows: Set<RowIndex>
    /// Columns that are not shown.
    public let hiddenColumns: [ClosedRange<ColumnIndex>]
    /// Shapes, pictures or charts lie on it.
    public let hasDrawing: Bool
    /// Notes (コメント、メモ) hang on cells.
    public let hasNotes: Bool

    /// The cell at a place; `nil` when nothing is there.
    public subscript(_ place: CellReference) -> ReadCell? {
        self[place.row]?[place.column]
    }

    /// The cell at a place such as `"B12"`; `nil` when nothing is there or the text is no place.
    public subscript(_ place: String) -> ReadCell? {
        CellReference(place).flatMap { self[$0] }
    }

    /// The row of a number; `nil` when it holds nothing.
    public subscript(_ row: RowIndex) -> ReadRow? {
        let position = rows.partition { $0.index < row }
        return position < rows.count && rows[position].index == row ? rows[position] : nil
    }

    /// The column is not shown.
    public func isHidden(_ column: ColumnIndex) -> Bool {
        hiddenColumns.contains { $0.contains(column) }
    }
}

/// A row as it was read.
public struct ReadRow: Hashable, Sendable {
    /// A cell with its column.
    public struct Entry: Hashable, Sendable {
        public let column: ColumnIndex
        public let cell: ReadCell
    }

    /// The row's number.
    public let index: RowIndex
    /// In ascending order of columns, at least one.
    public let entries: [Entry]

    /// The cell of a column; `nil` when nothing is there.
    public subscript(_ column: ColumnIndex) -> ReadCell? {
        let position = entries.partition { $0.column < column }
        return position < entries.count && entries[position].column == column ? entries[position].cell : nil
    }
}

extension Array {
    /// The first position whose element is not before; the array is in order.
    fileprivate func partition(isBefore: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
