/// Reads delimited text (RFC 4180) and what people's programs make of it.
///
///     let table = try CSVReader.read(bytes)
///     table.records[1][0]                  // the text of a field
///     table.records[1].fields[0].bytes     // where it stands in the file
///     table.findings                       // broken quotes, with their places
///
/// Line ends may be CRLF, LF or CR, also mixed; a byte order mark is passed over; fields may hold line ends inside quotes. The
/// bytes must be UTF-8: other encodings are refused with a hint, never guessed.
public enum CSVReader {
    /// - Parameter delimiter: `nil` takes the one that is most frequent in the first record.
    public static func read(
        _ bytes: [UInt8], delimiter: CSVTable.Delimiter? = nil, limits: CSVLimits = CSVLimits()
    ) throws(CSVRefusal) -> CSVTable {
        guard bytes.count <= limits.bytesMax else { throw .tooManyBytes(bytes.count, max: limits.bytesMax) }
        let encoding = TextEncoding.detect(bytes)
        guard encoding.isUTF8 else {
            let offset = UTF8Check.firstBadOffset(in: bytes) ?? bytes.firstIndex(of: 0) ?? 0
            let line = 1 + bytes[..<offset].count { $0 == 0x0A }
            throw .notUTF8(byteOffset: offset, line: line, looksLike: encoding)
        }
        let start = encoding == .utf8BOM ? TextEncoding.utf8Mark.count : 0
        let chosen = delimiter ?? likelyDelimiter(bytes[start...])
        var parser = CSVParser(bytes: bytes, start: start, delimiter: chosen, limits: limits)
        try parser.run()
        return CSVTable(
            records: parser.records, findings: parser.findings, delimiter: chosen, hasBOM: encoding == .utf8BOM)
    }

    private static let sampleBytesMax = 65_536

    private static func likelyDelimiter(_ bytes: ArraySlice<UInt8>) -> CSVTable.Delimiter {
        var counts: [CSVTable.Delimiter: Int] = [:]
        var isInQuotes = false
        for byte in bytes.prefix(sampleBytesMax) {
            if byte == 0x22 { isInQuotes.toggle() }
            if isInQuotes { continue }
            if byte == 0x0A || byte == 0x0D { break }
            if let delimiter = CSVTable.Delimiter(rawValue: byte) { counts[delimiter, default: 0] += 1 }
        }
        var best = CSVTable.Delimiter.comma
        for candidate in CSVTable.Delimiter.allCases where counts[candidate, default: 0] > counts[best, default: 0] {
            best = candidate
        }
        return best
    }
}
