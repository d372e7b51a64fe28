import Storage
import Tabular
import Ward

/// Workbooks among the evidence, read once and kept in memory.
///
/// A file of evidence never changes: its hash is its key. An answer is looked at far more often than a file is attached to it,
/// and each look asks for a cell or two.
enum KnownBooks {
    /// What a section attaches is a table of its own work. A larger workbook is kept as evidence, and its cells are not looked up.
    static let limits = WorkbookLimits(
        bytesMax: 20 << 20, entryBytesMax: 64 << 20, unpackedBytesMax: 96 << 20, cellsMax: 300_000)

    private static let kept = KeptValues<String, ReadWorkbook?>(capacity: 8)

    /// - Returns: `nil` when the file is no workbook whose cells can be looked up.
    static func book(_ hash: String, on connection: any Connection) throws -> ReadWorkbook? {
        try kept.value(hash) {
            try EvidenceStore.bytes(hash, on: connection).flatMap { try? WorkbookReader.read($0, limits: limits) }
        }
    }
}
