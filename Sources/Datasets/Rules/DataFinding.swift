/// One thing that was found in a file, with its place and what to do about it.
///
///     finding.rule.rawValue   // "1-3"
///     finding.place           // 「12行目の「人口」」
///     finding.proposal        // "1234", or nil where nothing can be proved
public struct DataFinding: Hashable, Sendable, Codable {
    public var rule: DataRule
    /// The sheet of a workbook; `nil` for delimited text.
    public var sheet: String?
    /// As a spreadsheet counts, from 1, with the headings and blank rows counted; `nil` for the file or a whole column.
    public var row: Int?
    /// The heading; `nil` for the file or a whole row.
    public var column: String?
    /// From 1.
    public var columnNumber: Int?
    /// As it stands in the file; empty where the finding is about no value.
    public var value: String
    /// What is wrong and how to mend it, for the person who made the file.
    public var message: String
    /// What would stand there instead; `nil` where nothing can be proved.
    public var proposal: String?
    /// A second value that changes with the first: the other half of a pair of coordinates.
    public var companion: Companion?
    /// The value of the row that the proposal rests on: the address of a proposed 町字ID.
    public var basis: String?

    /// A value of the same row that is repaired together with another one.
    public struct Companion: Hashable, Sendable, Codable {
        public var column: String
        public var columnNumber: Int
        public var value: String
        public var proposal: String

        public init(column: String, columnNumber: Int, value: String, proposal: String) {
            self.column = column
            self.columnNumber = columnNumber
            self.value = value
            self.proposal = proposal
        }
    }

    public init(
        _ rule: DataRule, sheet: String? = nil, row: Int? = nil, column: String? = nil, columnNumber: Int? = nil,
        value: String = "", message: String, proposal: String? = nil, companion: Companion? = nil, basis: String? = nil
    ) {
        self.rule = rule
        self.sheet = sheet
        self.row = row
        self.column = column
        self.columnNumber = columnNumber
        self.value = value
        self.message = message
        self.proposal = proposal
        self.companion = companion
        self.basis = basis
    }

    public var severity: DataRule.Severity { rule.severity }

    /// The table is not published while this stands. Titles above the headings of delimited text would be taken for the headings.
    public var isBarring: Bool { rule.isBarring || rule == .severalTables && sheet == nil && row == 1 }

    /// What bars and nobody's word makes good, as it does for the figures of a column: a heading is public whatever stands below it.
    public var barsForGood: Bool { isBarring && (rule != .individualNumber || value == column) }

    /// Where it is, for people: 「シート「一覧」12行目の「緯度」」; 「ファイル全体」 without a place.
    public var place: String {
        var text = sheet.map { "シート「\($0)」" } ?? ""
        if let row { text += "\(row)行目" }
        if let column {
            let name = column.isEmpty ? "\(columnNumber ?? 0)列目" : "「\(column)」"
            text += row == nil ? "\(name)の列" : "の\(name)"
        }
        return text.isEmpty ? "ファイル全体" : text
    }
}
