import Japanese
import Tabular
import Ward

/// The rows of a release, as text: no engine guesses a code into a number.
struct ReleaseTable: Hashable, Sendable {
    let heads: [String]
    /// Each as long as the heads.
    let rows: [[String]]

    init(heads: [String], rows: [[String]]) {
        self.heads = heads
        self.rows = rows.map { row in
            row.count == heads.count
                ? row : Array(row.prefix(heads.count)) + Array(repeating: "", count: max(0, heads.count - row.count))
        }
    }

    /// From the bytes of a release.
    /// - Parameter delimiter: `nil` for a file whose delimiter is to be found out.
    init(csv bytes: [UInt8], delimiter: CSVTable.Delimiter? = .comma) throws(CSVRefusal) {
        let records = try CSVReader.read(bytes, delimiter: delimiter).records
        self.init(
            heads: records.first?.fields.map(\.text) ?? [],
            rows: records.dropFirst().filter { !$0.isBlank }.map { $0.fields.map(\.text) })
    }

    /// UTF-8 with the mark by which Excel knows it, lines ended by CRLF. Texts stay as they are: what a spreadsheet would run is a
    /// finding before, never a silent change.
    var csv: [UInt8] { CSVWriter.bytes(rows: [heads] + rows, guardsFormulas: false) }

    func column(_ head: String) -> Int? { heads.firstIndex(of: head) }

    /// Cells that a spreadsheet would run as a formula.
    var formulas: [(row: Int, column: String, value: String)] {
        var found: [(row: Int, column: String, value: String)] = []
        for (position, row) in rows.enumerated() {
            for (column, cell) in row.enumerated() where Self.isFormula(cell) {
                found.append((position + 2, heads[column], cell))
            }
        }
        return found
    }

    private static func isFormula(_ cell: String) -> Bool {
        guard let first = cell.utf8.first, first == 0x3D || first == 0x40 || first == 0x2B || first == 0x2D else {
            return false
        }
        // A number, a telephone number with its country and a dash for nothing are none.
        return !cell.utf8.dropFirst().allSatisfy {
            (0x30...0x39).contains($0) || [0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2C].contains($0)
        }
            || first == 0x3D || first == 0x40
    }

    // MARK: reading those that were kept

    /// As many large releases stay in memory.
    private static let kept = KeptValues<String, ReleaseTable>(capacity: 12)

    /// Of a release, by the hash of its bytes.
    static func kept(_ hash: String, bytes: () throws -> [UInt8]) throws -> ReleaseTable {
        try kept.value(hash) { try ReleaseTable(csv: bytes()) }
    }
}
