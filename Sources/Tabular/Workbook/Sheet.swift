/// A sheet that is to be written.
///
///     var sheet = Sheet(name: "進捗", rows: [Sheet.Row(["取組", "状況"], style: .heading)])
///     sheet.frozenRows = 1
public struct Sheet: Hashable, Sendable {
    /// Whether people see the sheet (表示、非表示).
    public enum Visibility: String, Hashable, Sendable, CaseIterable {
        case visible
        /// 「再表示」 brings it back.
        case hidden
        /// Only a program brings it back.
        case veryHidden
    }

    /// A column's width and default style.
    public struct Column: Hashable, Sendable {
        /// In characters of the standard font, 0…255; `nil` is Excel's standard width.
        public var width: Double?
        /// 非表示
        public var isHidden: Bool
        /// Of cells that have none, also of those that are not written.
        public var style: CellStyle?

        public init(width: Double? = nil, isHidden: Bool = false, style: CellStyle? = nil) {
            self.width = width
            self.isHidden = isHidden
            self.style = style
        }
    }

    /// A row of cells from column A on.
    public struct Row: Hashable, Sendable, ExpressibleByArrayLiteral {
        /// From column A on; `.empty` leaves a gap.
        public var cells: [Cell]
        /// In points, 0…409; `nil` fits the text.
        public var height: Double?
        /// 非表示
        public var isHidden: Bool

        public init(_ cells: [Cell], height: Double? = nil, isHidden: Bool = false) {
            self.cells = cells
            self.height = height
            self.isHidden = isHidden
        }

        /// Texts of one style.
        public init(_ texts: [String], style: CellStyle, height: Double? = nil) {
            self.init(texts.map { Cell($0, style: style) }, height: height)
        }

        public init(arrayLiteral elements: Cell...) {
            self.init(elements)
        }
    }

    /// At most 31 characters, none of `[ ] : * ? / \`.
    public var name: String
    /// 表示、非表示
    public var visibility: Visibility
    /// From column A on.
    public var columns: [Column]
    /// From row 1 on.
    public var rows: [Row]
    /// For titles only: the upper left cell is shown over the whole range, the others must be empty.
    public var mergedRanges: [CellRange]
    /// Rows at the top that stay in sight.
    public var frozenRows: Int
    /// Columns at the left that stay in sight.
    public var frozenColumns: Int
    /// シートの保護; `nil` leaves all cells open.
    public var protection: SheetProtection?
    /// データの入力規則
    public var rules: [InputRule]
    /// オートフィルター: the heading row and the rows below.
    public var filter: CellRange?
    /// ページ設定
    public var printing: PrintSetup
    /// 見出しの色
    public var tabColour: Colour?

    public init(
        name: String, visibility: Visibility = .visible, columns: [Column] = [], rows: [Row] = [],
        mergedRanges: [CellRange] = [], frozenRows: Int = 0, frozenColumns: Int = 0,
        protection: SheetProtection? = nil, rules: [InputRule] = [], filter: CellRange? = nil,
        printing: PrintSetup = PrintSetup(), tabColour: Colour? = nil
    ) {
        self.name = name
        self.visibility = visibility
        self.columns = columns
        self.rows = rows
        self.mergedRanges = mergedRanges
        self.frozenRows = frozenRows
        self.frozenColumns = frozenColumns
        self.protection = protection
        self.rules = rules
        self.filter = filter
        self.printing = printing
        self.tabColour = tabColour
    }

    /// Characters of a name, in UTF-16 units.
    public static let nameLengthMax = 31
}

/// What may be done on a protected sheet (シートの保護).
///
/// It keeps people from typing into the wrong cell. It keeps nothing secret, with or without a password.
public struct SheetProtection: Hashable, Sendable {
    /// `nil` lets anyone lift the protection.
    public var password: String?
    /// ロックされたセル範囲の選択
    public var selectsLockedCells: Bool
    /// 列の書式設定: also lets people widen columns.
    public var formatsColumns: Bool
    /// 行の書式設定
    public var formatsRows: Bool
    /// オートフィルターの使用
    public var filters: Bool
    /// 並べ替え
    public var sorts: Bool

    public init(
        password: String? = nil, selectsLockedCells: Bool = true, formatsColumns: Bool = false,
        formatsRows: Bool = false, filters: Bool = false, sorts: Bool = false
    ) {
        self.password = password
        self.selectsLockedCells = selectsLockedCells
        self.formatsColumns = formatsColumns
        self.formatsRows = formatsRows
        self.filters = filters
        self.sorts = sorts
    }
}
