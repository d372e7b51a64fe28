import Storage
import Synchronization
import Ward

/// Sealed rounds as histories read them, kept in memory.
///
/// What is sealed never changes: its hash is its key. Reading a round of 150 answers back from its JSON takes some twenty
/// milliseconds, and a page of signals needs the rounds of four years.
final class SealedSources: Sendable {
    static let shared = SealedSources()

    /// Rounds of four years with their corrections.
    static let capacity = 64

    private let kept = Mutex<[(hash: String, source: HistorySource)]>([])

    /// The sealed round, read and checked against its hash the first time.
    /// - Returns: `nil` when the content is not one this program can read.
    func source(of seal: Seal, on connection: any Connection) throws -> HistorySource? {
        let hash = "\(seal.contentHash) \(seal.edition)"
        if let known = kept.withLock({ $0.first { $0.hash == hash } }) { return known.source }
        guard let content = try RoundContent.content(of: seal, on: connection) else { return nil }
        let source = HistorySource(content: content, edition: seal.edition)
        kept.withLock { kept in
            guard !kept.contains(where: { $0.hash == hash }) else { return }
            if kept.count == Self.capacity { kept.removeFirst() }
            kept.append((hash, source))
        }
        return source
    }
}
