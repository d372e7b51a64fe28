import Japanese

/// How the records of a file from another system are written.
public struct RecordProfile: Sendable {
    /// How records and values are told apart.
    public enum Form: Sendable {
        case delimited(DelimitedForm)
        case fixed(FixedForm)
    }

    public var set: SourceCharacterSet
    public var form: Form
    /// Whether each code beyond ASCII is counted, for the character ledger. Files that this program wrote itself need none.
    public var countsCodes: Bool

    public init(set: SourceCharacterSet, form: Form, countsCodes: Bool = true) {
        self.set = set
        self.form = form
        self.countsCodes = countsCodes
    }

    /// Values in each record.
    public var columnCount: Int {
        switch form {
        case .delimited(let form): form.columnCount
        case .fixed(let form): form.fields.count
        }
    }
}

/// Values between delimiters, a record to a line.
public struct DelimitedForm: Hashable, Sendable {
    public var delimiter: CSVTable.Delimiter
    /// Values in each record: a record with another number is broken.
    public var columnCount: Int
    /// The first record holds headings and is not data.
    public var hasHeading: Bool
    /// Values may stand in quotes.
    public var isQuoted: Bool
    /// A quoted value may hold line ends. Without it each line is a record, and a quote that is not closed harms its line only.
    public var hasLineEndsInQuotes: Bool

    public init(
        delimiter: CSVTable.Delimiter = .comma, columnCount: Int, hasHeading: Bool = true, isQuoted: Bool = true,
        hasLineEndsInQuotes: Bool = false
    ) {
        self.delimiter = delimiter
        self.columnCount = columnCount
        self.hasHeading = hasHeading
        self.isQuoted = isQuoted
        self.hasLineEndsInQuotes = hasLineEndsInQuotes
    }
}

/// Records of the same number of bytes, as mainframes write them.
public struct FixedForm: Hashable, Sendable {
    /// Bytes of a record without what ends it.
    public var recordBytes: Int
    /// What stands between records; empty when nothing does.
    public var terminator: [UInt8]
    public var fields: [FixedField]

    public init(recordBytes: Int, terminator: [UInt8] = [], fields: [FixedField]) {
        self.recordBytes = recordBytes
        self.terminator = terminator
        self.fields = fields
    }
}

/// A value at a fixed place in a record.
public struct FixedField: Hashable, Sendable {
    /// How its bytes are to be read.
    public enum Kind: Hashable, Sendable {
        /// Characters, with shifts where the set has them.
        case text
        /// Codes of two bytes only, with no shift around them.
        case doubles
        /// A figure to a byte, the sign in the zone of the last one (ゾーン10進数).
        case zoned(scale: Int)
        /// Two figures to a byte, the sign in the last half (パック10進数, COMP-3).
        case packed(scale: Int)
    }

    /// From 0.
    public var offset: Int
    /// Bytes.
    public var length: Int
    public var kind: Kind

    public init(offset: Int, length: Int, kind: Kind) {
        self.offset = offset
        self.length = length
        self.kind = kind
    }
}

/// A record that could not be told apart into its values: kept out by its place, while the rest goes on (FM1).
public struct BrokenRecord: Hashable, Sendable, Codable {
    /// What is broken.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// More or fewer values than the profile says.
        case columnCount
        /// A quote that is not closed.
        case openQuote
        /// Characters between a closing quote and the next delimiter.
        case textAfterQuote
        /// A NUL byte.
        case nul
        /// Not as long as the profile says, or what ends it is missing.
        case recordLength
        /// Longer than any record may be.
        case tooLong
    }

    public let kind: Kind
    /// In the file, from 0.
    public let bytes: Range<Int>
    /// Of all records of the file that are data, broken ones included, from 1.
    public var number: Int
    /// Values that were found; bytes for a fixed length.
    public let count: Int

    public init(kind: Kind, bytes: Range<Int>, number: Int, count: Int) {
        self.kind = kind
        self.bytes = bytes
        self.number = number
        self.count = count
    }

    /// What is broken, and how to mend it.
    public var japanese: String {
        switch kind {
        case .columnCount: "値の数が\(count)です。区切り文字が値の中にないか、項目の数がレイアウトと合うかを確かめてください。"
        case .openQuote: "引用符（\"）が閉じられていません。"
        case .textAfterQuote: "閉じる引用符（\"）の後に文字があります。値の中の引用符は2つ重ねて書き出してください。"
        case .nul: "NUL（00）が入っています。"
        case .recordLength: "レコードの長さ（\(count)バイト）がレイアウトと合いません。"
        case .tooLong: "レコードが長すぎます（上限\(RecordLimits.recordBytesMax)バイト）。改行が失われていないか確かめてください。"
        }
    }
}

/// How much a record may hold.
public enum RecordLimits {
    /// Bytes of one record.
    public static let recordBytesMax = 1 << 20
    /// Values of one record.
    public static let columnsMax = 4_096
    /// Bytes read at a time by one worker: its values fit the cache of a core.
    public static let chunkBytes = 1 << 20
    /// Chunks that are read at the same time.
    public static let workersMax = 64
    /// Line ends inside one value: a quote that stays open for longer was never closed.
    public static let quotedLinesMax = 64
}
