import Japanese

/// Writes delimited text as RFC 4180 has it: CRLF, quotes where needed.
///
///     CSVWriter.text(rows: [["取組", "値"], ["標準化", "=1+1"]])
///
/// With the byte order mark, Excel opens it as UTF-8. A field that a spreadsheet would run as a formula gets an apostrophe
/// before it, unless it is a plain number; pass `guardsFormulas: false` for files that only programs read.
public enum CSVWriter {
    /// The rows as text; rows may differ in length.
    public static func text(
        rows: [[String]], bom: Bool = true, delimiter: CSVTable.Delimiter = .comma, guardsFormulas: Bool = true
    ) -> String {
        String(
            decoding: bytes(rows: rows, bom: bom, delimiter: delimiter, guardsFormulas: guardsFormulas), as: UTF8.self)
    }

    /// The same as UTF-8 bytes.
    public static func bytes(
        rows: [[String]], bom: Bool = true, delimiter: CSVTable.Delimiter = .comma, guardsFormulas: Bool = true
    ) -> [UInt8] {
        var written: [UInt8] = bom ? [0xEF, 0xBB, 0xBF] : []
        for row in rows {
            // A lone empty field is written in quotes, because an empty line would be no record to many readers.
            if row == [""] { written += [0x22, 0x22] }
            for (position, field) in row.enumerated() {
                if position > 0 { written.append(delimiter.rawValue) }
                var text = guardsFormulas ? guarded(field) : field
                text.withUTF8 { append($0, delimiter: delimiter, to: &written) }
            }
            written += [0x0D, 0x0A]
        }
        return written
    }

    /// One field, in quotes where it needs some; for whoever holds rows as bytes.
    public static func append(
        _ field: UnsafeBufferPointer<UInt8>, delimiter: CSVTable.Delimiter = .comma, to written: inout [UInt8]
    ) {
        guard needsQuotes(field, delimiter: delimiter) else { return written.append(contentsOf: field) }
        written.append(0x22)
        for byte in field {
            if byte == 0x22 { written.append(0x22) }
            written.append(byte)
        }
        written.append(0x22)
    }

    /// Whether a field is written in quotes.
    public static func needsQuotes(
        _ field: UnsafeBufferPointer<UInt8>, delimiter: CSVTable.Delimiter = .comma
    ) -> Bool {
        field.first == 0x20 || field.last == 0x20
            || field.contains { $0 == delimiter.rawValue || $0 == 0x22 || $0 == 0x0D || $0 == 0x0A }
    }

    /// An apostrophe before what a spreadsheet would run (OWASP “CSV Injection”: = + - @ TAB CR LF, and the full-width signs).
    public static func guarded(_ field: String) -> String {
        guard let first = field.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else {
            return field
        }
        let isNumber =
            ExactNumber(field.unicodeScalars.filter { $0 != "," }.reduce(into: "") { $0.unicodeScalars.append($1) })
            != nil
        return isNumber || field == "-" || field == "－" ? field : "'" + field
    }
}
