import Japanese
import Synchronization

/// The latest readings of imported files.
///
/// A reading is a pure function of the file's bytes, its name and the confirmed year, and takes long for a long
/// document: pages that show what a document does not say would read it again on each visit.
final class ReadingMemory: Sendable {
    struct Key: Hashable, Sendable {
        let fileHash: String
        let fileName: String
        let confirmedYear: FiscalYear?
    }

    static let shared = ReadingMemory()

    /// More would only be asked for while many people compare many imports at once.
    static let capacity = 8

    private let kept = Mutex<[(key: Key, reading: NoticeReading)]>([])

    /// The kept reading, or the one `read` gives, which is then kept. A refusal is not kept.
    func reading(_ key: Key, read: () throws -> NoticeReading) rethrows -> NoticeReading {
        if let known = kept.withLock({ $0.first { $0.key == key } }) { return known.reading }
        let reading = try read()
        kept.withLock { kept in
            guard !kept.contains(where: { $0.key == key }) else { return }
            if kept.count == Self.capacity { kept.removeFirst() }
            kept.append((key, reading))
        }
        return reading
    }
}
