import Tabular

/// A file that is to be published, opened and told apart, with nothing changed.
///
///     let file = try DataFile(bytes, name: "aed.csv")
///     file.facts.encoding                                   // "UTF-8（BOM付き）", proved by writing the whole file back
///     let large = try DataFile(MappedFile(path: path), name: "large.csv")
///
/// Delimited text stays where it is and is read chunk by chunk: a mapped file of a million rows needs no more memory than a few
/// chunks. A workbook is held in memory within `WorkbookLimits`.
public struct DataFile: Sendable {
    public let name: String
    enum Content: Sendable {
        case delimited(DelimitedContent)
        case workbook(WorkbookContent)
    }
    let content: Content
    private let map: MappedFile

    /// - Parameter sheet: the sheet of a workbook that holds the table; `nil` for the first visible one that holds cells.
    public init(_ map: MappedFile, name: String, sheet: String? = nil) throws(DataFileRefusal) {
        self.name = name
        self.map = map
        guard map.bytes.count > 0 else { throw .empty }
        guard !Self.isWebPage(map.bytes) else { throw .webPage }
        if map.bytes.starts(with: [0x50, 0x4B]) || map.bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
            || map.bytes.starts(with: "%PDF".utf8)
        {
            content = .workbook(try WorkbookContent(Array(map.bytes), sheet: sheet))
        } else {
            content = .delimited(try DelimitedContent(map))
        }
    }

    /// HTML, whatever it is called: what a server answered in place of the table, or a spreadsheet wrote.
    private static func isWebPage(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let text = String(decoding: bytes.prefix(beginBytes), as: UTF8.self).lowercased()
        let begin = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return ["<!doctype html", "<html", "<head", "<body", "<table"].contains { begin.hasPrefix($0) }
    }

    private static let beginBytes = 512

    /// Bytes that were received.
    public init(_ bytes: [UInt8], name: String, sheet: String? = nil) throws(DataFileRefusal) {
        try self.init(MappedFile(bytes), name: name, sheet: sheet)
    }

    /// The whole file, unchanged; a workbook's too.
    var bytes: UnsafeRawBufferPointer { map.bytes }

    public var headings: [String] {
        switch content {
        case .delimited(let text): text.headings
        case .workbook(let book): book.headings
        }
    }

    /// Without the counts of rows, which only a pass over the file can tell.
    public var facts: FileFacts {
        switch content {
        case .delimited(let text):
            FileFacts(
                name: name, size: text.map.bytes.count, kind: text.delimiter == .tab ? .tsv : .csv,
                encoding: text.encoding.japanese, lineEnds: text.lineEnds.rawValue, headings: text.headings, rows: 0,
                brokenRows: 0, sheet: nil)
        case .workbook(let book):
            FileFacts(
                name: name, size: book.size, kind: .xlsx, encoding: "xlsx", lineEnds: "none", headings: book.headings,
                rows: 0, brokenRows: 0, sheet: book.sheet.name)
        }
    }
}

/// Why a file cannot be checked at all.
public enum DataFileRefusal: Error, Hashable, Sendable {
    case empty
    /// The encodings that were tried give other bytes back; the line on which the one that reads furthest ends.
    case unknownEncoding(line: Int)
    /// Not text and not a workbook.
    case unknownFile
    case webPage
    /// With the words of the reader of workbooks.
    case workbook(WorkbookRefusal)
    case noSheet(String?)
    /// No row that could be headings.
    case noTable
    case tooManyColumns(Int)
    /// The same of a sheet, with the column that is furthest to the right.
    case farColumn(String, columns: Int)
    /// Bytes of text in the cells of the sheet.
    case tooMuchText(Int)

    /// Where, what, and how to mend it.
    public var japanese: String {
        switch self {
        case .empty: "ファイルが空です。書き出し直してください。"
        case .unknownEncoding(let line):
            "文字コードを確かめられません（\(line)行目）。「CSV UTF-8（コンマ区切り）」で保存し直してください。"
        case .unknownFile: "CSVでもExcelブックでもないファイルです。CSVかxlsxで保存し直してください（統一ルール1-1）。"
        case .webPage: "Webページ（HTML）のファイルです。元の表をCSVかxlsxで保存し直してください（統一ルール1-1）。"
        case .workbook(let refusal): refusal.japanese
        case .noSheet(let name):
            name.map { "シート「\($0)」がありません。シートの名前を確かめてください。" } ?? "値のあるシートがありません。"
        case .noTable: "表が見つかりません。1行目に項目名を、2行目から値を入れてください。"
        case .tooMuchText(let bytes):
            "文字が多すぎます（セルの文字を合わせて\(bytes >> 20)MB、上限\(DataLimits.sheetTextBytesMax >> 20)MB）。長い文章の列を分けるか、CSVで保存し直してください。"
        case .farColumn(let letters, let count):
            "\(letters)列にも値があるため、表の幅が\(count)列になります（上限\(DataLimits.columnsMax)列）。表から離れたセルの値を消してください。"
        case .tooManyColumns(let count):
            "列が多すぎます（\(count)列、上限\(DataLimits.columnsMax)列）。区切り文字を確かめてください。"
        }
    }
}

/// How much of a file is looked at and kept.
public enum DataLimits {
    /// Columns of a table.
    public static let columnsMax = 1_000
    /// Bytes of text in the cells of a sheet: a text that many cells share is written once in the file and judged in each of them.
    public static let sheetTextBytesMax = 64 << 20
    /// Cells of a sheet that are judged before others get their turn.
    static let cellsPerTurn = 4_000
    /// Bytes at the beginning that tell headings, delimiter and what unknown columns hold.
    public static let sampleBytes = 256 << 10
    /// IDs that are compared for doubles.
    public static let idsMax = 2_000_000
    /// Different codes that are told apart in one column.
    public static let codesMax = 1_000
    /// Characters of a value that are shown in a finding.
    public static let shownCharactersMax = 200
}
