import Datasets
import Japanese
import Tabular
import Ward

/// The rows of a release, as text: no engine guesses a code into a number.
///
/// All cells lie one after the other in one piece of memory, four bytes for each beside its text, so that a table needs little more than
/// its file.
struct ReleaseTable: Hashable, Sendable {
    let heads: [String]
    let rows: Rows
    /// The bytes it was read from are those of ``csv``, so that nobody needs to write them again.
    let isWritten: Bool

    init(heads: [String], rows: [[String]]) {
        self.heads = heads
        var made = Rows(width: heads.count)
        for row in rows {
            for column in heads.indices { made.append(column < row.count ? Array(row[column].utf8) : []) }
        }
        self.rows = made
        isWritten = false
    }

    init(heads: [String], plain rows: Rows, isWritten: Bool) {
        self.heads = heads
        self.rows = rows
        self.isWritten = isWritten
    }

    static func == (left: ReleaseTable, right: ReleaseTable) -> Bool {
        left.heads == right.heads && left.rows == right.rows
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(heads)
        hasher.combine(rows)
    }

    /// The first rows alone.
    func prefix(_ count: Int) -> ReleaseTable {
        ReleaseTable(heads: heads, rows: rows.prefix(count).map(Array.init))
    }

    /// From the bytes of a release.
    /// - Parameter delimiter: `nil` for a file whose delimiter is to be found out.
    init(csv bytes: [UInt8], delimiter: CSVTable.Delimiter? = .comma) throws(CSVRefusal) {
        if let plain = Self.plainText(bytes, delimiter), let read = ReleaseTable(plain) {
            self = read
        } else {
            try self.init(any: bytes, delimiter)
        }
    }

    /// The same, a large file on two cores.
    static func reading(
        csv bytes: [UInt8], delimiter: CSVTable.Delimiter? = .comma
    ) async throws(CSVRefusal) -> ReleaseTable {
        if let plain = plainText(bytes, delimiter), let read = await reading(plain) { return read }
        return try ReleaseTable(any: bytes, delimiter)
    }

    private static func plainText(_ bytes: [UInt8], _ delimiter: CSVTable.Delimiter?) -> PlainText? {
        let isComma =
            delimiter == .comma
            || delimiter == nil && !bytes.prefix { $0 != 0x0A && $0 != 0x0D }.contains { $0 == 0x09 || $0 == 0x3B }
        return isComma ? PlainText(bytes) : nil
    }

    /// As ``CSVReader`` reads it, with all its forbearance.
    private init(any bytes: [UInt8], _ delimiter: CSVTable.Delimiter?) throws(CSVRefusal) {
        let records = try CSVReader.read(bytes, delimiter: delimiter).records
        self.init(
            heads: records.first?.fields.map(\.text) ?? [],
            rows: records.dropFirst().filter { !$0.isBlank }.map { $0.fields.map(\.text) })
    }

    /// UTF-8 with the mark by which Excel knows it, lines ended by CRLF. Texts stay as they are: what a spreadsheet would run is a
    /// finding before, never a silent change.
    var csv: [UInt8] {
        var written = CSVWriter.bytes(rows: [heads], guardsFormulas: false)
        written.reserveCapacity(written.count + rows.bytes + 2 * rows.count)
        for row in rows.indices { rows.write(row, to: &written) }
        return written
    }

    func column(_ head: String) -> Int? { heads.firstIndex(of: head) }

    /// How many digits the numbers of a column have before and behind the point, at most.
    func digits(of column: Int) -> (whole: Int, fraction: Int) {
        var (whole, fraction) = (0, 0)
        for row in rows.indices {
            rows.withBytes(row, column) { cell in
                let point = cell.firstIndex(of: 0x2E) ?? cell.endIndex
                whole = max(whole, cell[..<point].count { (0x30...0x39).contains($0) })
                fraction = max(fraction, max(0, cell.distance(from: point, to: cell.endIndex) - 1))
            }
        }
        return (whole, fraction)
    }

    /// Headings and cells that a spreadsheet would run as a formula.
    var formulas: [(row: Int, column: String, value: String)] {
        var found = heads.filter { FormulaText.isRun($0) }.map { (row: 1, column: $0, value: $0) }
        for row in rows.indices {
            for column in heads.indices where rows.withBytes(row, column, FormulaText.isRun) {
                found.append((row + 2, heads[column], rows[row][column]))
            }
        }
        return found
    }

    // MARK: reading those that were kept

    /// Bytes of all tables that stay in memory; one that is larger stays alone.
    static let keptBytesMax = 512 << 20

    private static let kept = KeptValues<String, ReleaseTable>(capacity: 12, weightMax: keptBytesMax) {
        $0.rows.bytes
    }

    /// Of a release, by the hash of its bytes.
    static func kept(_ hash: String, bytes: () throws -> [UInt8]) throws -> ReleaseTable {
        try kept.value(hash) { try ReleaseTable(csv: bytes()) }
    }
}
