import Storage
import Ward

/// Sealed rounds as histories read them, kept in memory.
///
/// What is sealed never changes: its hash is its key. Reading a round of 150 answers back from its JSON takes some twenty
/// milliseconds, and a page of signals needs the rounds of four years.
enum SealedSources {
    /// Rounds of four years with their corrections.
    private static let kept = KeptValues<String, HistorySource?>(capacity: 64)

    /// The sealed round, read and checked against its hash the first time.
    /// - Returns: `nil` when the content is not one this program can read.
    static func source(of seal: Seal, on connection: any Connection) throws -> HistorySource? {
        try kept.value("\(seal.contentHash) \(seal.edition)") {
            try RoundContent.content(of: seal, on: connection).map { HistorySource(content: $0, edition: seal.edition) }
        }
    }
}
