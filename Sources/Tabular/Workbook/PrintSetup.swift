/// How a sheet is printed (ページ設定).
///
///     PrintSetup(paper: .a3, orientation: .landscape, fitsWidth: true, repeatedRows: 1...2)
public struct PrintSetup: Hashable, Sendable {
    /// 用紙サイズ
    public enum Paper: Hashable, Sendable {
        case a3, a4, b4, b5

        /// ST_PaperSize, ECMA-376 Part 1, 18.3.1.63.
        var code: UInt8 {
            switch self {
            case .a3: 8
            case .a4: 9
            case .b4: 12
            case .b5: 13
            }
        }
    }

    /// 印刷の向き
    public enum Orientation: Hashable, Sendable {
        case portrait, landscape
    }

    /// A piece of a header or footer.
    public enum Field: Hashable, Sendable {
        case text(String)
        /// ページ番号
        case page
        /// ページ数
        case pages
        case sheetName
        case fileName
        /// The day of printing.
        case date
    }

    /// A header (ヘッダー) or footer (フッター).
    public struct Margin: Hashable, Sendable {
        public var left: [Field]
        public var centre: [Field]
        public var right: [Field]

        public init(left: [Field] = [], centre: [Field] = [], right: [Field] = []) {
            self.left = left
            self.centre = centre
            self.right = right
        }

        /// 1 / 3
        public static let pageNumbers = Margin(centre: [.page, .text(" / "), .pages])

        /// Characters of the three parts with their codes (Excel specifications and limits).
        public static let lengthMax = 255

        /// With the codes of ECMA-376 Part 1, 18.3.1.46; an & of a text is doubled.
        var code: String {
            var code = ""
            for (mark, fields) in [("&L", left), ("&C", centre), ("&R", right)] where !fields.isEmpty {
                code += mark
                for field in fields { code += Margin.code(field) }
            }
            return code
        }

        private static func code(_ field: Field) -> String {
            switch field {
            case .text(let text):
                text.unicodeScalars.reduce(into: "") { $0 += $1 == "&" ? "&&" : String($1) }
            case .page: "&P"
            case .pages: "&N"
            case .sheetName: "&A"
            case .fileName: "&F"
            case .date: "&D"
            }
        }
    }

    public var paper: Paper
    public var orientation: Orientation
    /// All columns on one page; as many pages down as needed.
    public var fitsWidth: Bool
    /// タイトル行, numbered from 1.
    public var repeatedRows: ClosedRange<Int>?
    /// タイトル列, numbered from 1.
    public var repeatedColumns: ClosedRange<Int>?
    /// 印刷範囲; `nil` is all.
    public var area: CellRange?
    public var header: Margin
    public var footer: Margin
    /// ページ中央（水平）
    public var isCentred: Bool

    public init(
        paper: Paper = .a4, orientation: Orientation = .portrait, fitsWidth: Bool = false,
        repeatedRows: ClosedRange<Int>? = nil, repeatedColumns: ClosedRange<Int>? = nil, area: CellRange? = nil,
        header: Margin = Margin(), footer: Margin = Margin(), isCentred: Bool = false
    ) {
        self.paper = paper
        self.orientation = orientation
        self.fitsWidth = fitsWidth
        self.repeatedRows = repeatedRows
        self.repeatedColumns = repeatedColumns
        self.area = area
        self.header = header
        self.footer = footer
        self.isCentred = isCentred
    }
}
