/// What the records of a run are read from, and what each column must hold.
public struct InputPlan: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// CSV in UTF-8 or CP932.
        case csv
        case xlsx
        /// Work orders of other modules.
        case orders
        /// Results of an AI-OCR, as CSV whose column 「○○_確信度」 beside 「○○」 holds the confidence of its reading, or as JSON.
        case ocr
    }

    public let kind: Kind
    /// Of a workbook; the first when `nil`.
    public let sheet: String?
    /// The columns that tell one record from another, in this order.
    public let key: [String]
    /// Rows of one key are one record, whose rows an `each` step goes through; otherwise a key twice is a finding.
    public let isGrouped: Bool
    public let columns: [InputColumn]

    public init(kind: Kind, sheet: String? = nil, key: [String], isGrouped: Bool = false, columns: [InputColumn]) {
        self.kind = kind
        self.sheet = sheet
        self.key = key
        self.isGrouped = isGrouped
        self.columns = columns
    }

    public func column(_ name: String) -> InputColumn? { columns.first { $0.name == name } }
}

/// A column of the input.
public struct InputColumn: Hashable, Sendable {
    public enum Form: String, Hashable, Sendable, CaseIterable {
        case text
        /// ASCII digits alone; leading zeros count.
        case digits
        /// A whole number; 1,234 is one too.
        case number
        /// A day, in any form an office writes.
        case date
        case kana
    }

    /// What kind of fact about a person it is (個人情報); such values stand in no log, picture or page of the run.
    public enum Personal: String, Hashable, Sendable, CaseIterable {
        case name, address, birthday, account, phone, mail, number, other
    }

    public let name: String
    public let form: Form
    /// Exactly so many characters.
    public let length: Int?
    public let isRequired: Bool
    public let personal: Personal?
    /// Readings of an AI-OCR below it (0 to 1) are shown to a person.
    public let confidenceMin: Double?

    public init(
        name: String, form: Form = .text, length: Int? = nil, isRequired: Bool = true, personal: Personal? = nil,
        confidenceMin: Double? = nil
    ) {
        self.name = name
        self.form = form
        self.length = length
        self.isRequired = isRequired
        self.personal = personal
        self.confidenceMin = confidenceMin
    }
}
