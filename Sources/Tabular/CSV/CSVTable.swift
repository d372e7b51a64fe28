import Japanese

/// A delimited file as it was read: every field knows where it came from.
public struct CSVTable: Hashable, Sendable {
    /// The character between fields.
    public enum Delimiter: UInt8, Sendable, Hashable, CaseIterable {
        case comma = 0x2C
        case tab = 0x09
        case semicolon = 0x3B
    }

    /// In the order of the file, headings and blank lines included.
    public let records: [CSVRecord]
    /// What was broken and how it was read all the same.
    public let findings: [CSVFinding]
    /// The one given, or the one found.
    public let delimiter: Delimiter
    /// The file began with EF BB BF.
    public let hasBOM: Bool

    /// The column of a heading in the first record, from 0, by the matching key of the text: full-width and half-width headings
    /// are the same.
    public func column(_ heading: String) -> Int? {
        let key = TextKey(heading)
        return records.first?.fields.firstIndex { TextKey($0.text) == key }
    }
}

/// One record (行) of a delimited file.
public struct CSVRecord: Hashable, Sendable {
    /// From 1, blank lines included.
    public let number: Int
    /// The physical line on which it begins, from 1; larger than `number` after fields with line ends.
    public let line: Int
    /// At least one.
    public let fields: [CSVField]

    /// An empty line, or one of delimiters only.
    public var isBlank: Bool { fields.allSatisfy(\.text.isEmpty) }

    /// The text of a column, from 0; `nil` when the record has no such column.
    public subscript(_ column: Int) -> String? {
        fields.indices.contains(column) ? fields[column].text : nil
    }
}

/// One field of a delimited file.
public struct CSVField: Hashable, Sendable {
    /// Without the quotes around it.
    public let text: String
    /// The record's number, from 1.
    public let record: Int
    /// From 1.
    public let column: Int
    /// Its bytes in the file, quotes included; from the start of the file, byte order mark included.
    public let bytes: Range<Int>
    /// Stood in quotes: "" is an empty text, where nothing at all may mean unknown.
    public let isQuoted: Bool
}

/// Something broken in a delimited file that did not stop the reading.
public struct CSVFinding: Hashable, Sendable {
    /// What is broken.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A quote was opened and never closed: read as if it were an ordinary character.
        case unterminatedQuote
        /// Text stands between a closing quote and the next delimiter: it was appended.
        case textAfterQuote
        /// A quote inside a field that does not begin with one: it was kept as written.
        case quoteInsideField
        /// The record has more or fewer fields than the first.
        case otherFieldCount
    }

    /// What is broken.
    public let kind: Kind
    /// The record's number, from 1.
    public let record: Int
    /// The physical line, from 1.
    public let line: Int
    /// From 1.
    public let column: Int
    /// From the start of the file.
    public let byteOffset: Int

    /// Where, what, and how to mend it.
    public var japanese: String {
        let place = "\(line)行目の\(column)列目"
        return switch kind {
        case .unterminatedQuote: "\(place): 引用符（\"）が閉じられていません。閉じる引用符を補ってください。"
        case .textAfterQuote: "\(place): 閉じる引用符（\"）の後に文字があります。引用符の位置を直してください。"
        case .quoteInsideField: "\(place): 値の途中に引用符（\"）があります。値の全体を引用符で囲み、中の引用符は2つ重ねてください。"
        case .otherFieldCount: "\(line)行目: 列の数が1行目と違います（\(column)列）。区切り文字を確認してください。"
        }
    }
}
