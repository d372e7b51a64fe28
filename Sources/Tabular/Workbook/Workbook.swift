import Japanese

/// An Excel workbook (.xlsx) that is to be written.
///
///     let book = Workbook(title: "進捗調査票", createdAt: clock.now(), sheets: [sheet])
///     let bytes = try book.bytes()
///
/// Equal workbooks give equal bytes: the moment of creation is part of the value, and nothing else depends on time or place.
public struct Workbook: Hashable, Sendable {
    /// A name for cells (名前の定義), such as a list that input rules use.
    public struct DefinedName: Hashable, Sendable {
        /// Begins with a letter, kana or kanji; letters, figures, `_` and `.` only; not the name of a cell.
        public var name: String
        /// The sheet that holds the cells.
        public var sheet: String
        /// The cells.
        public var range: CellRange

        public init(name: String, sheet: String, range: CellRange) {
            self.name = name
            self.sheet = sheet
            self.range = range
        }

        public static let nameLengthMax = 255
    }

    /// タイトル of the file's properties.
    public var title: String
    /// 作成者 of the file's properties.
    public var author: String
    /// Written into the file, to the second.
    public var createdAt: Timestamp
    /// At least one that is visible.
    public var sheets: [Sheet]
    /// 名前の定義
    public var definedNames: [DefinedName]
    /// The typeface of all cells that have none of their own.
    public var fontName: String
    /// In points.
    public var fontSize: Double

    public init(
        title: String = "", author: String = "", createdAt: Timestamp, sheets: [Sheet],
        definedNames: [DefinedName] = [], fontName: String = Workbook.standardFontName,
        fontSize: Double = Workbook.standardFontSize
    ) {
        self.title = title
        self.author = author
        self.createdAt = createdAt
        self.sheets = sheets
        self.definedNames = definedNames
        self.fontName = fontName
        self.fontSize = fontSize
    }

    /// 游ゴシック, the standard of Japanese Excel since 2016.
    public static let standardFontName = "游ゴシック"
    /// In points.
    public static let standardFontSize = 11.0
    /// Sheets of one workbook.
    public static let sheetsMax = 255
    /// Characters of a property.
    public static let propertyLengthMax = 255
}
