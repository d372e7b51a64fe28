/// One thing that can be wrong with a file that is to be published.
///
/// Items of 「統計表における機械判読可能なデータの表記方法の統一ルール」 (総務省 2020) carry their own number, so that a finding says
/// “1-3, row 12, column 人口”; the others have a word. Raw values are stable: decisions and reports are kept with them.
public enum DataRule: String, Hashable, Sendable, Codable, CaseIterable {
    // 統一ルール
    case fileFormat = "1-1"
    case oneValuePerCell = "1-2"
    case numbersAreNumbers = "1-3"
    case mergedCells = "1-4"
    case layoutBySpaces = "1-5"
    case headings = "1-6"
    case formulas = "1-7"
    case drawnObjects = "1-8"
    case units = "1-9"
    case vendorCharacters = "1-10"
    case westernYears = "1-11"
    case areaNamed = "1-12"
    case symbolsInNumbers = "1-13"
    case dividedData = "2-1"
    case severalTables = "2-2"

    // The file
    case encoding
    case lineEnds = "line-ends"
    case columnCount = "column-count"
    case quotes
    case blankRows = "blank-rows"
    case brokenCharacters = "broken-characters"

    // The standard datasets
    case headingForm = "heading-form"
    case missingColumn = "missing-column"
    case required
    case fullWidth = "full-width"
    case municipalityCode = "municipality-code"
    case severalMunicipalities = "several-municipalities"
    case townID = "town-id"
    case coordinates
    case swappedCoordinates = "swapped-coordinates"
    case time
    case date
    case phone
    case postalCode = "postal-code"
    case corporateNumber = "corporate-number"
    case presence
    case flag
    case listSeparator = "list-separator"
    case url
    case duplicateID = "duplicate-id"

    /// Headings that are the same, or none: a program cannot tell the columns apart.
    case headingNames = "heading-names"
    case noRows = "no-rows"
    /// Figures that a spreadsheet left out.
    case shortenedFigures = "shortened-figures"
    case totals
    /// A workbook holds them and does not show them.
    case hiddenCells = "hidden-cells"

    // What should not be public
    case individualNumber = "individual-number"
    case residentCode = "resident-code"
    case mobilePhone = "mobile-phone"
    case mailAddress = "mail-address"
    case personalColumn = "personal-column"
    case formulaText = "formula-text"
}

extension DataRule {
    /// How grave a finding is.
    public enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
        /// 誤り: the file does not say what it means, or a program reads it wrongly.
        case error
        /// 注意: a person should look at it before it is published.
        case warning
        /// 参考: worth knowing.
        case advice

        /// 誤り、注意、参考
        public var japanese: String {
            switch self {
            case .error: "誤り"
            case .warning: "注意"
            case .advice: "参考"
            }
        }
    }

    public var severity: Severity {
        switch self {
        case .fileFormat, .numbersAreNumbers, .mergedCells, .headings, .encoding, .columnCount, .quotes,
            .brokenCharacters, .headingForm, .required, .fullWidth, .municipalityCode, .severalMunicipalities, .townID,
            .coordinates, .swappedCoordinates, .time, .date, .corporateNumber, .presence, .flag, .duplicateID,
            .individualNumber, .residentCode, .formulaText, .headingNames, .noRows, .severalTables, .hiddenCells,
            .shortenedFigures:
            .error
        case .oneValuePerCell, .layoutBySpaces, .formulas, .drawnObjects, .vendorCharacters, .westernYears,
            .symbolsInNumbers, .dividedData, .lineEnds, .blankRows, .missingColumn, .phone, .postalCode,
            .listSeparator, .url, .mobilePhone, .mailAddress, .personalColumn, .units:
            .warning
        case .areaNamed, .totals: .advice
        }
    }

    /// A table with such a finding is not published: it tells what must not be public or nobody saw, runs in a spreadsheet, or gives
    /// wrong values.
    public var isBarring: Bool {
        switch self {
        case .individualNumber, .residentCode, .formulaText, .headingNames, .noRows, .hiddenCells, .shortenedFigures:
            true
        default: false
        }
    }

    /// What such a finding is about may be a person's, so that its value is not shown to others.
    public var isPersonal: Bool {
        switch self {
        case .individualNumber, .residentCode, .mobilePhone, .mailAddress: true
        default: false
        }
    }

    /// Repairs of this rule lose nothing and are proved by the value itself, so that a person may accept them unread: characters of
    /// another width in a code, a figure that the check digit proves, the form of a heading, the encoding. The others are for a person.
    public var isSafe: Bool {
        switch self {
        case .encoding, .lineEnds, .headingForm, .fullWidth, .municipalityCode, .corporateNumber: true
        default: false
        }
    }

    /// What the rule is about, in a few words.
    public var title: String {
        switch self {
        case .fileFormat: "ファイル形式（統一ルール1-1）"
        case .oneValuePerCell: "1セル1データ（統一ルール1-2）"
        case .numbersAreNumbers: "数値に文字列を含めない（統一ルール1-3）"
        case .mergedCells: "セルの結合（統一ルール1-4）"
        case .layoutBySpaces: "スペースや改行による体裁（統一ルール1-5）"
        case .headings: "項目名の省略（統一ルール1-6）"
        case .formulas: "数式（統一ルール1-7）"
        case .drawnObjects: "図形などのオブジェクト（統一ルール1-8）"
        case .units: "データの単位（統一ルール1-9）"
        case .vendorCharacters: "機種依存文字（統一ルール1-10）"
        case .westernYears: "西暦の表記（統一ルール1-11）"
        case .areaNamed: "地域コード・地域名称（統一ルール1-12）"
        case .symbolsInNumbers: "数値の列の記号（統一ルール1-13）"
        case .dividedData: "データの分断（統一ルール2-1）"
        case .severalTables: "1シート1表（統一ルール2-2）"
        case .encoding: "文字コード"
        case .lineEnds: "改行コード"
        case .columnCount: "列の数"
        case .quotes: "引用符"
        case .blankRows: "空の行"
        case .brokenCharacters: "文字化け・制御文字"
        case .headingForm: "項目名の表記"
        case .missingColumn: "足りない項目"
        case .required: "必須の項目"
        case .fullWidth: "数値・コードの全角文字"
        case .municipalityCode: "全国地方公共団体コード"
        case .severalMunicipalities: "複数の団体のコード"
        case .townID: "町字ID"
        case .coordinates: "緯度・経度"
        case .swappedCoordinates: "緯度と経度の入れ替わり"
        case .time: "時刻"
        case .date: "日付"
        case .phone: "電話番号"
        case .postalCode: "郵便番号"
        case .corporateNumber: "法人番号"
        case .presence: "有・無"
        case .flag: "該当の1"
        case .listSeparator: "複数の値の区切り"
        case .url: "URL"
        case .duplicateID: "IDの重複"
        case .headingNames: "項目名の重複・空欄"
        case .noRows: "値の行"
        case .shortenedFigures: "桁が省かれた番号"
        case .totals: "集計の行"
        case .hiddenCells: "表示されていない値"
        case .individualNumber: "個人番号らしい数字"
        case .residentCode: "住民票コード"
        case .mobilePhone: "携帯電話の番号"
        case .mailAddress: "メールアドレス"
        case .personalColumn: "個人に関する項目"
        case .formulaText: "数式として動く文字列"
        }
    }
}
