import Japanese
import Tabular

/// The cells of a file as texts, before anybody knows which columns they are.
struct RosterSheet: Sendable {
    /// How much a list may hold. A ward has some hundred units and some thousand people.
    enum Limit {
        static let bytesMax = 5 << 20
        /// Below the headings, blank ones included.
        static let rowsMax = 10_000
        static let columnsMax = 200
        static let cellScalarsMax = 2_000
    }

    struct Cell: Hashable, Sendable {
        var text: String
        /// Why there is no value to take, such as an error of Excel.
        var fault: String?
    }

    struct Line: Hashable, Sendable {
        /// Of the file, from 1.
        let number: Int
        /// From the first column on.
        let cells: [Cell]

        var isBlank: Bool { cells.allSatisfy { $0.text.isEmpty && $0.fault == nil } }
        /// Whether anything stands in a column, from 0.
        func holds(_ column: Int) -> Bool {
            cells.indices.contains(column) && !(cells[column].text.isEmpty && cells[column].fault == nil)
        }

        /// Its texts, for people.
        var words: String { cells.map(\.text).filter { !$0.isEmpty }.joined(separator: " ") }
    }

    /// Of a workbook.
    var name: String?
    let lines: [Line]
    /// How the file was read: its encoding, merged cells.
    var notes: [String]
    /// Broken places of a CSV file.
    var findings: [RosterFinding] = []

    /// A number and its letters, as spreadsheets count columns: C列
    static func place(_ column: Int) -> String {
        var letters = ""
        var rest = column + 1
        while rest > 0 {
            let digit = (rest - 1) % 26
            letters = String(UnicodeScalar(UInt8(0x41 + digit))) + letters
            rest = (rest - 1) / 26
        }
        return "\(letters)列"
    }

    /// Line ends of all systems as one, and no blanks at the ends: programs add both.
    static func cleaned(_ text: String) -> String { text.unifyingLineBreaks.trimmingWhitespace }
}

/// Why a list is not read at all.
struct RosterRefusal: Error, Hashable {
    let what: String
    let how: String

    var finding: RosterFinding { RosterFinding(what: what, how: how) }
}

extension RosterSheet {
    /// The sheets of a workbook that people see, or the one table of a CSV file.
    static func all(in bytes: [UInt8]) throws(RosterRefusal) -> [RosterSheet] {
        guard bytes.count <= Limit.bytesMax else {
            throw RosterRefusal(
                what: "ファイルが\((bytes.count + 1023) / 1024)KBあります。", how: "\(Limit.bytesMax >> 20)MBまでに分けてください。")
        }
        if bytes.starts(with: archiveMark) { return try workbook(bytes) }
        switch TextEncoding.detect(bytes) {
        case .empty: throw RosterRefusal(what: "ファイルが空です。", how: "中身のあるファイルを選び直してください。")
        case .utf8, .utf8BOM: return [try text(bytes, encoding: nil)]
        case .cp932Likely:
            return [try text(try decoded(bytes, .cp932, "Shift_JIS（CP932）"), encoding: "Shift_JIS（CP932）")]
        case .utf16LE: return [try text(try decoded(bytes, .utf16LE, "UTF-16"), encoding: "UTF-16")]
        case .utf16BE: return [try text(try decoded(bytes, .utf16BE, "UTF-16"), encoding: "UTF-16")]
        case .binary: return try workbook(bytes)
        }
    }

    /// What a ZIP archive begins with, and no text.
    private static let archiveMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    /// UTF-8, when every byte of the file is a character of its encoding: nothing is guessed.
    private static func decoded(
        _ bytes: [UInt8], _ set: SourceCharacterSet, _ name: String
    ) throws(RosterRefusal) -> [UInt8] {
        let (text, notes) = TextDecoder(set).text(bytes)
        guard !notes.contains(.malformed), !notes.contains(.unmapped) else {
            let before = text.prefix { $0 != "\u{FFFD}" }
            let line = 1 + before.count { $0.isNewline }
            throw RosterRefusal(
                what: "文字コードを\(name)として読むと、\(line)行目に読めない文字があります。",
                how: "Excelで開き、「CSV UTF-8（コンマ区切り）」か「Excel ブック（.xlsx）」で保存し直してください。")
        }
        return Array((text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text).utf8)
    }

    private static func text(_ bytes: [UInt8], encoding: String?) throws(RosterRefusal) -> RosterSheet {
        let table: CSVTable
        do throws(CSVRefusal) {
            table = try CSVReader.read(
                bytes,
                limits: CSVLimits(
                    bytesMax: Limit.bytesMax * 3, fieldBytesMax: Limit.cellScalarsMax * 4,
                    columnsMax: Limit.columnsMax, recordsMax: Limit.rowsMax + RosterTable.linesAboveMax))
        } catch {
            throw RosterRefusal(what: "CSVとして読めません。", how: error.japanese)
        }
        let lines = table.records.map { record in
            Line(number: record.line, cells: record.fields.map { Cell(text: unguarded(cleaned($0.text))) })
        }
        // Lines above the headings have other numbers of fields by nature.
        let broken = table.findings.filter { $0.kind != .otherFieldCount }.map {
            RosterFinding(row: $0.line, what: "引用符の使い方が正しくありません。", how: $0.japanese)
        }
        return RosterSheet(
            name: nil, lines: lines, notes: encoding.map { ["文字コードは\($0)として読みました。"] } ?? [], findings: broken)
    }

    /// Without the apostrophe that keeps a spreadsheet from running a text: what was downloaded comes back as it was.
    private static func unguarded(_ text: String) -> String {
        guard text.hasPrefix("'") else { return text }
        let rest = String(text.dropFirst())
        return CSVWriter.guarded(rest) == text ? rest : text
    }
}
