import Japanese
import Tabular

/// What a cell of a list holds, beside how it is drawn: by this a list is sorted, searched and exported.
public enum ListValue: Hashable, Sendable {
    case text(String)
    case number(ExactNumber)
    case day(CivilDate)
    case moment(Timestamp)
    /// Nothing is known; sorted last in both directions and exported as an empty cell.
    case none

    public static func count(_ number: Int) -> ListValue { .number(ExactNumber(number)) }

    public static func text(_ text: String?) -> ListValue { text.map { .text($0) } ?? .none }

    public static func day(_ day: CivilDate?) -> ListValue { day.map { .day($0) } ?? .none }

    public static func moment(_ moment: Timestamp?) -> ListValue { moment.map { .moment($0) } ?? .none }

    /// As it is read in a CSV file and looked for.
    var plain: String {
        switch self {
        case .text(let text): text
        case .number(let number): "\(number)"
        case .day(let day): day.description
        case .moment(let moment): moment.japanese
        case .none: ""
        }
    }

    var cell: Cell {
        switch self {
        // A workbook keeps fifteen digits; what is longer stays whole as text.
        case .number(let number) where plain.utf8.count <= Cell.digitsMax: Cell(.number(number), style: .framed)
        case .day(let day): Cell(.date(day), style: .framed)
        case .none: Cell(.empty, style: .framed)
        default: Cell(Self.fitting(plain), style: .framed)
        }
    }

    /// What does not fit into a cell of Excel ends with a word that says so; the CSV file has the whole.
    private static func fitting(_ text: String) -> String {
        let end = "…（以下はCSVにあります）"
        guard text.utf16.count > Cell.textLengthMax else { return text }
        let scalars = text.unicodeScalars.prefix(Cell.textLengthMax / 2 - end.unicodeScalars.count)
        return String(String.UnicodeScalarView(scalars)) + end
    }

    /// What it is compared by.
    var key: ListSortKey {
        switch self {
        case .text(let text): .text(TextKey.kana(text))
        case .number(let number): .number(number)
        case .day(let day): .day(day)
        case .moment(let moment): .moment(moment.milliseconds)
        case .none: .none
        }
    }
}

/// A value in the form in which two rows are compared.
enum ListSortKey: Sendable {
    case number(ExactNumber)
    case day(CivilDate)
    case moment(Int64)
    case text(TextKey)
    case none

    /// Whether this row comes first; `nil` where neither does.
    func precedes(_ other: ListSortKey, isDescending: Bool) -> Bool? {
        switch (self, other) {
        case (.none, .none): nil
        case (.none, _): false
        case (_, .none): true
        case (.number(let left), .number(let right)): Self.order(left, right, isDescending)
        case (.day(let left), .day(let right)): Self.order(left, right, isDescending)
        case (.moment(let left), .moment(let right)): Self.order(left, right, isDescending)
        case (.text(let left), .text(let right)): Self.order(left, right, isDescending)
        // Values of different kinds in one column keep the order of the kinds.
        default: Self.order(rank, other.rank, isDescending)
        }
    }

    private var rank: Int {
        switch self {
        case .number: 0
        case .day: 1
        case .moment: 2
        case .text: 3
        case .none: 4
        }
    }

    private static func order<Value: Comparable>(_ left: Value, _ right: Value, _ isDescending: Bool) -> Bool? {
        left == right ? nil : isDescending ? right < left : left < right
    }
}
