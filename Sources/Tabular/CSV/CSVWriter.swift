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
        var text = bom ? "\u{FEFF}" : ""
        let separator = String(Character(Unicode.Scalar(delimiter.rawValue)))
        for row in rows {
            // A lone empty field is written in quotes, because an empty line would be no record to many readers.
            text +=
                row == [""]
                ? "\"\""
                : row.map { quoted(guardsFormulas ? guarded($0) : $0, delimiter) }.joined(separator: separator)
            text += "\r\n"
        }
        return text
    }

    /// The same as UTF-8 bytes.
    public static func bytes(
        rows: [[String]], bom: Bool = true, delimiter: CSVTable.Delimiter = .comma, guardsFormulas: Bool = true
    ) -> [UInt8] {
        Array(text(rows: rows, bom: bom, delimiter: delimiter, guardsFormulas: guardsFormulas).utf8)
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

    private static func quoted(_ field: String, _ delimiter: CSVTable.Delimiter) -> String {
        let bytes = field.utf8
        let needsQuotes =
            bytes.contains { $0 == delimiter.rawValue || $0 == 0x22 || $0 == 0x0D || $0 == 0x0A }
            || bytes.first == 0x20 || bytes.last == 0x20
        guard needsQuotes else { return field }
        var result: [UInt8] = [0x22]
        for byte in bytes {
            if byte == 0x22 { result.append(0x22) }
            result.append(byte)
        }
        result.append(0x22)
        return String(decoding: result, as: UTF8.self)
    }
}
