import Japanese
import Tabular

/// Delimited text whose encoding is proved and whose table is found.
struct DelimitedContent: Sendable {
    enum LineEnds: String, Sendable {
        case crlf = "CRLF"
        case lf = "LF"
        case cr = "CR"
        case none, mixed
    }

    /// The whole file, unchanged.
    let map: MappedFile
    let proved: ProvedText
    /// The bytes the table is read from: the file itself, or its text in UTF-8 where the encoding is read in no other way.
    let table: MappedFile
    let set: SourceCharacterSet
    /// Bytes of `table` before its headings, the mark included: titles that stand above the table.
    let lead: Int
    /// Lines of titles above the headings.
    let leadingLines: Int
    let delimiter: CSVTable.Delimiter
    /// Of the first rows; a pass over the file tells whether all are so.
    let lineEnds: LineEnds
    /// As many as the rows have columns; empty where a heading is missing.
    let headings: [String]
    /// Fields of the row of headings, where that is another number.
    let headingFields: Int
    /// Values of the first rows, to see what unknown columns hold.
    let sample: [[String]]

    var encoding: ProvedText.Encoding { proved.encoding }
    /// The table's text had to be written anew, so that its bytes are not those of the file.
    var isConverted: Bool { encoding == .eucJP || encoding == .iso2022JP }

    init(_ map: MappedFile) throws(DataFileRefusal) {
        self.map = map
        let bytes = map.bytes.bindMemory(to: UInt8.self)
        do throws(ProvedText.Refusal) {
            proved = try ProvedText(bytes, keepsText: false)
            switch proved.encoding {
            case .eucJP, .iso2022JP: table = MappedFile(try ProvedText(bytes).utf8)
            default: table = map
            }
        } catch {
            switch error {
            case .notText: throw .unknownFile
            case .unknownEncoding(let line): throw .unknownEncoding(line: line)
            }
        }
        switch proved.encoding {
        case .utf8, .eucJP, .iso2022JP: set = .utf8
        case .utf16LE: set = .utf16LE
        case .utf16BE: set = .utf16BE
        case .cp932: set = .cp932
        }
        let mark = Self.markLength(proved.encoding)
        let beginning = TableBeginning(table.bytes.dropFirst(mark), set: set)
        guard let beginning else { throw .noTable }
        guard beginning.columns <= DataLimits.columnsMax else { throw .tooManyColumns(beginning.columns) }
        delimiter = beginning.delimiter
        lineEnds = beginning.lineEnds
        headings = beginning.headings
        headingFields = beginning.headingFields
        sample = beginning.sample
        leadingLines = beginning.leadingLines
        lead = leadingLines == 0 ? 0 : mark + beginning.leadBytes
    }

    /// The table, to be read chunk by chunk.
    func records() -> RecordFile {
        let hasQuotes: Bool
        switch set {
        case .utf8, .cp932: hasQuotes = table.firstIndex(of: 0x22, from: lead) != nil
        default: hasQuotes = true
        }
        let form = DelimitedForm(
            delimiter: delimiter, columnCount: headings.count, hasHeading: true, isQuoted: true,
            hasLineEndsInQuotes: hasQuotes)
        let below = lead == 0 ? table : MappedFile(Array(table.bytes.dropFirst(lead)))
        return RecordFile(below, profile: RecordProfile(set: set, form: .delimited(form), countsCodes: false))
    }

    /// Bytes of the byte order mark of `table`.
    var markLength: Int { Self.markLength(encoding) }

    private static func markLength(_ encoding: ProvedText.Encoding) -> Int {
        switch encoding {
        case .utf8(true): 3
        case .utf16LE(true), .utf16BE(true): 2
        default: 0
        }
    }

    /// As a spreadsheet counts: the row of the first record.
    var firstRow: Int { leadingLines + 2 }
}

/// The first rows of a file: where its headings are and what stands below them.
private struct TableBeginning {
    let delimiter: CSVTable.Delimiter
    let headings: [String]
    let headingFields: Int
    let sample: [[String]]
    let leadingLines: Int
    let leadBytes: Int
    let lineEnds: DelimitedContent.LineEnds
    var columns: Int { headings.count }

    init?(_ bytes: Slice<UnsafeRawBufferPointer>, set: SourceCharacterSet) {
        let (part, isWhole) = Self.wholeLines(bytes, set)
        let text = TextDecoder(set).text(part).text
        // Broken beyond these limits is broken for the pass over the file, too.
        guard let table = try? CSVReader.read(Array(text.utf8)), !table.records.isEmpty else { return nil }
        var records = table.records
        if !isWhole, let open = table.findings.first(where: { $0.kind == .unterminatedQuote }), open.record > 2 {
            records = Array(records.prefix(open.record - 1))
        }
        let filled = records.filter { !$0.isBlank }
        let counts = Dictionary(grouping: filled.prefix(100), by: \.fields.count).mapValues(\.count)
        // Of two counts that are as frequent, the larger: rows lose columns more often than they win some.
        guard let width = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else { return nil }
        let needed = width == 1 ? 1 : max(2, width / 2)
        guard
            let position = records.prefix(20).firstIndex(where: { record in
                record.fields.count { !$0.text.allSatisfy(\.isWhitespace) } >= needed
            })
        else { return nil }
        let row = records[position]
        headingFields = row.fields.count
        headings = (0..<width).map { row[$0] ?? "" }
        sample = records[(position + 1)...].filter { $0.fields.count == width }.map { $0.fields.map(\.text) }
        delimiter = table.delimiter
        leadingLines = row.line - 1
        leadBytes = Self.bytes(ofLines: leadingLines, bytes, set)
        lineEnds = Self.lineEnds(text)
    }

    private static func wholeLines(
        _ bytes: Slice<UnsafeRawBufferPointer>, _ set: SourceCharacterSet
    ) -> (part: [UInt8], isWhole: Bool) {
        guard bytes.count > DataLimits.sampleBytes else { return (Array(bytes), true) }
        let part = Array(bytes.prefix(DataLimits.sampleBytes))
        let unit = unitBytes(set)
        // No line end in so many bytes: cut at a whole unit, and let the pass over the file say what is broken.
        var end = part.count / unit * unit
        for offset in stride(from: end - unit, through: 0, by: -unit) where isLineFeed(part, offset, set) {
            end = offset + unit
            break
        }
        return (Array(part.prefix(end)), false)
    }

    private static func unitBytes(_ set: SourceCharacterSet) -> Int {
        switch set {
        case .utf16LE, .utf16BE: 2
        default: 1
        }
    }

    private static func isLineFeed(_ bytes: [UInt8], _ offset: Int, _ set: SourceCharacterSet) -> Bool {
        switch set {
        case .utf16LE: bytes[offset] == 0x0A && bytes[offset + 1] == 0
        case .utf16BE: bytes[offset] == 0 && bytes[offset + 1] == 0x0A
        default: bytes[offset] == 0x0A || bytes[offset] == 0x0D
        }
    }

    private static func bytes(
        ofLines lines: Int, _ bytes: Slice<UnsafeRawBufferPointer>, _ set: SourceCharacterSet
    ) -> Int {
        let unit = unitBytes(set)
        let part = Array(bytes.prefix(DataLimits.sampleBytes))
        func value(_ offset: Int) -> UInt16 {
            switch set {
            case .utf16LE: UInt16(part[offset]) | UInt16(part[offset + 1]) << 8
            case .utf16BE: UInt16(part[offset]) << 8 | UInt16(part[offset + 1])
            default: UInt16(part[offset])
            }
        }
        var offset = 0
        var left = lines
        while left > 0, offset + unit <= part.count {
            let found = value(offset)
            offset += unit
            if found == 0x0D, offset + unit <= part.count, value(offset) == 0x0A { offset += unit }
            if found == 0x0A || found == 0x0D { left -= 1 }
        }
        return offset
    }

    private static func lineEnds(_ text: String) -> DelimitedContent.LineEnds {
        let bytes = Array(text.utf8.prefix(DataLimits.sampleBytes))
        guard let first = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return .none }
        if bytes[first] == 0x0A { return .lf }
        return first + 1 < bytes.count && bytes[first + 1] == 0x0A ? .crlf : .cr
    }
}
