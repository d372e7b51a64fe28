import Japanese
import Site
import Storage
import Tabular
import Ward

/// The numbers in the cells of a workbook among the evidence: what the basis of a value (値のもと) may name.
///
/// A workbook is read once, when it is sent and before the transaction that keeps it: reading takes seconds where somebody
/// means harm, and an answer is looked at far more often than a file is attached to it.
struct EvidenceCells: Hashable, Sendable {
    struct Sheet: Hashable, Sendable {
        let name: String
        fileprivate(set) var numbers: [CellReference: ExactNumber]
    }

    /// In the order of the workbook; empty where the file is no workbook whose cells are looked up.
    private(set) var sheets: [Sheet]

    /// What a section attaches is a table of its own work. A larger workbook is kept as evidence, and its cells are not looked up.
    static let limits = WorkbookLimits(
        bytesMax: 20 << 20, entryBytesMax: 64 << 20, unpackedBytesMax: 96 << 20, cellsMax: 300_000)

    /// Numbers, and texts that are nothing but a number; 「4月」 is not.
    init(reading bytes: [UInt8]) {
        guard let book = try? WorkbookReader.read(bytes, limits: Self.limits) else {
            sheets = []
            return
        }
        sheets = book.sheets.map { sheet in
            var numbers: [CellReference: ExactNumber] = [:]
            for row in sheet.rows {
                for entry in row.entries {
                    let place = CellReference(row: row.index, column: entry.column)
                    switch entry.cell.value {
                    case .number(let number): numbers[place] = number.exact
                    case .text(let text):
                        numbers[place] = QuantityReader.read(text).flatMap { $0.unit == nil ? $0.value : nil }
                    default: break
                    }
                }
            }
            return Sheet(name: sheet.name, numbers: numbers)
        }
    }

    /// Reads a file that was sent, in its turn; `nil` for none.
    static func read(_ bytes: [UInt8]?) async throws -> EvidenceCells? {
        guard let bytes else { return nil }
        return try await SentFile.read { EvidenceCells(reading: bytes) }
    }

    /// - Parameter sheet: its name as ``TextKey`` compares names; `nil` for the first one.
    func number(_ sheet: String?, _ place: CellReference) -> ExactNumber? {
        let found = sheet.map { key in sheets.first { TextKey($0.name).text == key } } ?? sheets.first
        return found?.numbers[place]
    }
}

// MARK: as it is kept

extension EvidenceCells {
    private static let kept = KeptValues<String, EvidenceCells>(capacity: 8)

    /// After a line that tells the form, a line for each sheet, and below it one for each of its numbers: `S⇥集計`, `B2⇥2300`.
    var bytes: [UInt8] {
        var text = "1\n"
        for sheet in sheets {
            // A name of a sheet holds no line's end; a file that says otherwise is not of Excel.
            text += "S\t\(String(String.UnicodeScalarView(sheet.name.unicodeScalars.filter { $0 != "\n" })))\n"
            for (place, number) in sheet.numbers { text += "\(place)\t\(number)\n" }
        }
        return Array(text.utf8)
    }

    init(bytes: [UInt8]) {
        sheets = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
            let value = String(decoding: line[(tab + 1)...], as: UTF8.self)
            let key = String(decoding: line[..<tab], as: UTF8.self)
            if key == "S" {
                sheets.append(Sheet(name: value, numbers: [:]))
            } else if let last = sheets.indices.last, let place = CellReference(key), let number = ExactNumber(value) {
                sheets[last].numbers[place] = number
            }
        }
    }

    /// Those of a kept file: as they were read when it was sent, and of a file that was kept before that was done, read now.
    /// - Returns: `nil` when the file is no workbook whose cells are looked up.
    static func of(_ hash: String, on connection: any Connection) throws -> EvidenceCells? {
        let cells = try kept.value(hash) {
            let known: [UInt8]? = try connection.value("SELECT cells FROM evidence_cells WHERE hash = \(hash)")
            if let known { return EvidenceCells(bytes: known) }
            return EvidenceCells(reading: try EvidenceStore.bytes(hash, on: connection) ?? [])
        }
        return cells.sheets.isEmpty ? nil : cells
    }

    func keep(for hash: String, on connection: any Connection) throws {
        try connection.execute(
            "INSERT INTO evidence_cells (hash, cells) VALUES (\(hash), \(bytes)) ON CONFLICT (hash) DO NOTHING")
    }
}
