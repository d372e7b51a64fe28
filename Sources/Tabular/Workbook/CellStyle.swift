/// How a cell looks, and whether it may be typed into when the sheet is protected.
///
///     let entry = CellStyle(fill: .paleYellow, border: .thin, isLocked: false)
///
/// A value: equal styles become one format of the file, however often they are made.
public struct CellStyle: Hashable, Sendable {
    /// Lines around the cell.
    public enum Border: Hashable, Sendable {
        case none, thin, medium, hair, double
    }

    /// 横位置
    public enum Alignment: Hashable, Sendable {
        case automatic, left, centre, right
    }

    /// 縦位置
    public enum VerticalAlignment: Hashable, Sendable {
        case top, centre, bottom
    }

    /// The typeface; `nil` takes the workbook's.
    public var fontName: String?
    /// In points; `nil` takes the workbook's.
    public var fontSize: Double?
    /// 太字
    public var isBold: Bool
    /// 下線
    public var isUnderlined: Bool
    /// 文字の色; `nil` is black.
    public var fontColour: Colour?
    /// 塗りつぶし; `nil` is none.
    public var fill: Colour?
    /// 罫線, on all four sides.
    public var border: Border
    /// 折り返して全体を表示する
    public var wraps: Bool
    /// 横位置
    public var alignment: Alignment
    /// 縦位置
    public var verticalAlignment: VerticalAlignment
    /// 字下げ, 0…15
    public var indent: Int
    /// 表示形式
    public var numberFormat: NumberFormat
    /// ロック: takes effect when the sheet is protected.
    public var isLocked: Bool

    public init(
        fontName: String? = nil, fontSize: Double? = nil, isBold: Bool = false, isUnderlined: Bool = false,
        fontColour: Colour? = nil, fill: Colour? = nil, border: Border = .none, wraps: Bool = false,
        alignment: Alignment = .automatic,
        verticalAlignment: VerticalAlignment = .centre, indent: Int = 0, numberFormat: NumberFormat = .general,
        isLocked: Bool = true
    ) {
        self.fontName = fontName
        self.fontSize = fontSize
        self.isBold = isBold
        self.isUnderlined = isUnderlined
        self.fontColour = fontColour
        self.fill = fill
        self.border = border
        self.wraps = wraps
        self.alignment = alignment
        self.verticalAlignment = verticalAlignment
        self.indent = indent
        self.numberFormat = numberFormat
        self.isLocked = isLocked
    }

    /// A heading of a table: bold on pale grey, framed, centred, wrapped.
    public static let heading = CellStyle(
        isBold: true, fill: .paleGrey, border: .thin, wraps: true, alignment: .centre)
    /// A cell of a table that is only read.
    public static let framed = CellStyle(border: .thin, wraps: true, verticalAlignment: .top)
    /// A cell that people fill in: framed, pale yellow, not locked.
    public static let entry = CellStyle(
        fill: .paleYellow, border: .thin, wraps: true, verticalAlignment: .top, isLocked: false)

    /// The same with another number format.
    public func showing(_ format: NumberFormat) -> CellStyle {
        var style = self
        style.numberFormat = format
        return style
    }
}

/// A colour as red, green and blue.
public struct Colour: Hashable, Sendable {
    /// `0xRRGGBB`
    public let rgb: UInt32

    /// `0xRRGGBB`; higher bits are dropped.
    public init(rgb: UInt32) {
        self.rgb = rgb & 0xFF_FFFF
    }

    public static let black = Colour(rgb: 0x00_0000)
    public static let white = Colour(rgb: 0xFF_FFFF)
    public static let paleGrey = Colour(rgb: 0xE7_E6E6)
    public static let paleYellow = Colour(rgb: 0xFF_F9DB)
    /// Of links, as Excel has it.
    public static let link = Colour(rgb: 0x05_63C1)
}

/// How numbers and days are shown (表示形式): a format code of ECMA-376 Part 1, 18.8.31.
public struct NumberFormat: Hashable, Sendable {
    /// As in Excel's 「ユーザー定義」.
    public let code: String

    /// A format code.
    public init(_ code: String) {
        self.code = code
    }

    /// Bytes of a code that can be written.
    public static let bytesMax = 127

    /// 標準
    public static let general = NumberFormat("General")
    /// 文字列: what is typed into the cell stays text, such as 0012.
    public static let text = NumberFormat("@")
    /// 1,234
    public static let grouped = NumberFormat("#,##0")
    /// 50%
    public static let percentage = NumberFormat("0%")
    /// 2026/3/31
    public static let date = NumberFormat("yyyy/m/d")
    /// 令和8年3月31日
    public static let japaneseDate = NumberFormat(#"[$-411]ggge"年"m"月"d"日""#)
}
