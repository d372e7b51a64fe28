/// Why a delimited file was not read at all.
public enum CSVRefusal: Error, Hashable, Sendable {
    /// The offset of the first byte that is not UTF-8, its line, and what the file looks like instead.
    case notUTF8(byteOffset: Int, line: Int, looksLike: TextEncoding)
    case tooManyBytes(Int, max: Int)
    case fieldTooLong(line: Int, column: Int, bytesMax: Int)
    case tooManyColumns(line: Int, max: Int)
    case tooManyRecords(max: Int)

    /// Where, what, and how to mend it.
    public var japanese: String {
        switch self {
        case .notUTF8(let offset, let line, let encoding):
            switch encoding {
            case .cp932Likely, .utf16LE, .utf16BE:
                "文字コードが\(encoding.japanese)のようです。「CSV UTF-8（コンマ区切り）」で保存し直してください。"
            case .binary, .utf8, .utf8BOM, .empty:
                "\(line)行目（先頭から\(offset)バイト）がUTF-8の文字として読めません。CSVファイルかどうか確認してください。"
            }
        case .tooManyBytes(let count, let max):
            "ファイルが大きすぎます（\(count)バイト）。\(max)バイト以下に分けてください。"
        case .fieldTooLong(let line, let column, let max):
            "\(line)行目の\(column)列目の値が長すぎます（上限\(max)バイト）。引用符（\"）が閉じられているか確認してください。"
        case .tooManyColumns(let line, let max):
            "\(line)行目の列が多すぎます（上限\(max)列）。区切り文字を確認してください。"
        case .tooManyRecords(let max):
            "行が多すぎます（上限\(max)行）。ファイルを分けてください。"
        }
    }
}

/// How much a delimited file may hold.
public struct CSVLimits: Hashable, Sendable {
    /// Bytes of the whole file.
    public var bytesMax: Int
    /// Bytes of one field without its quotes.
    public var fieldBytesMax: Int
    /// Fields of one record.
    public var columnsMax: Int
    /// Records, blank lines included.
    public var recordsMax: Int

    /// 256 MiB, 1 MiB a field, 1,000 columns, 1,000,000 records unless told otherwise.
    public init(
        bytesMax: Int = 256 << 20, fieldBytesMax: Int = 1 << 20, columnsMax: Int = 1_000, recordsMax: Int = 1_000_000
    ) {
        self.bytesMax = bytesMax
        self.fieldBytesMax = fieldBytesMax
        self.columnsMax = columnsMax
        self.recordsMax = recordsMax
    }
}
