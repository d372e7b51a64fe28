import Tabular

/// One item (データ項目) of a group.
public struct Item: Hashable, Sendable {
    public var name: String
    /// データ項目ID: three figures of the business and five of the item.
    public var id: String?
    /// データ項目（ローマ字）, also the field name of the API.
    public var romaji: String?
    public var type: ItemType
    /// The most characters, in the unit of the layout; `nil` when the layout does not limit it.
    public var length: Int?
    /// Of a 9V item: figures after the point.
    public var decimals: Int?
    /// The id of a code list.
    public var codeList: String?
    /// The most values of a repeated item.
    public var repeats: Int?
    public var requirement: Requirement
    /// When a conditional item is required, in the words of the specification (after ※※).
    public var condition: String?
    /// The condition as an expression over items of the same record, written by the ward.
    public var requiredWhen: String?
    public var isKey: Bool
    public var isForeignKey: Bool
    /// Whether an unknown date is allowed.
    public var allowsUnknown: Bool
    /// Must be able to be output (実装類型 ○).
    public var isImplemented: Bool
    /// Its place in a record of fixed length.
    public var place: FixedField?

    public init(
        name: String, type: ItemType = .halfWidth, length: Int? = nil, requirement: Requirement = .optional,
        isKey: Bool = false
    ) {
        self.name = name
        self.type = type
        self.length = length
        self.requirement = requirement
        self.isKey = isKey
        isForeignKey = false
        allowsUnknown = false
        isImplemented = false
    }

    /// データ出力条件.
    public enum Requirement: String, CaseIterable, Hashable, Sendable {
        case required
        case conditional
        case optional

        public var japanese: String {
            switch self {
            case .required: "必須"
            case .conditional: "条件付き必須"
            case .optional: "任意"
            }
        }
    }
}

/// データ型 of the official lists.
public enum ItemType: String, CaseIterable, Hashable, Sendable {
    /// X: half-width characters.
    case halfWidth = "X"
    /// Ｎ: full-width characters.
    case fullWidth = "N"
    /// 9: whole number.
    case integer = "9"
    /// 9V: decimal number.
    case decimal = "9V"
    /// S9: whole number with “-” when below zero.
    case signed = "S9"
    case image = "BLOB"
    case year = "YEAR"
    case date = "DATE"
    case time = "TIME"
    /// Any text, for layouts of legacy systems that promise nothing.
    case any = "TEXT"

    /// Reads the type as lists write it: full-width letters are the same.
    public init?(official text: String) {
        let half = text.unicodeScalars.map { scalar -> Character in
            (0xFF01...0xFF5E).contains(scalar.value)
                ? Character(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar) : Character(scalar)
        }
        self.init(rawValue: String(half).uppercased().filter { $0 != " " && $0 != "　" })
    }

    public var japanese: String {
        switch self {
        case .halfWidth: "半角文字列（X）"
        case .fullWidth: "全角文字列（Ｎ）"
        case .integer: "整数（9）"
        case .decimal: "小数（9V）"
        case .signed: "符号付き整数（S9）"
        case .image: "画像（BLOB）"
        case .year: "年（YEAR）"
        case .date: "日付（DATE）"
        case .time: "時刻（TIME）"
        case .any: "文字列（TEXT）"
        }
    }
}
