import Storage
import Synchronization
import Tabular
import Ward

/// Workbooks among the evidence, read once and kept in memory.
///
/// A file of evidence never changes: its hash is its key. An answer is looked at far more often than a file is attached to it,
/// and each look asks for a cell or two.
final class KnownBooks: Sendable {
    static let shared = KnownBooks()

    static let capacity = 8

    /// What a section attaches is a table of its own work. A larger workbook is kept as evidence, and its cells are not looked up.
    static let limits = WorkbookLimits(
        bytesMax: 20 << 20, entryBytesMax: 64 << 20, unpackedBytesMax: 96 << 20, cellsMax: 300_000)

    private let kept = Mutex<[(hash: String, book: ReadWorkbook?)]>([])

    /// - Returns: `nil` when the file is no workbook whose cells can be looked up.
    func book(_ hash: String, on connection: any Connection) throws -> ReadWorkbook? {
        if let known = kept.withLock({ $0.first { $0.hash == hash } }) { return known.book }
        let book = try EvidenceStore.bytes(hash, on: connection).flatMap {
            try? WorkbookReader.read($0, limits: Self.limits)
        }
        kept.withLock { kept in
            guard !kept.contains(where: { $0.hash == hash }) else { return }
            if kept.count == Self.capacity { kept.removeFirst() }
            kept.append((hash, book))
        }
        return book
    }
}
