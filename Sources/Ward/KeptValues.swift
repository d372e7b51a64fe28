import Synchronization

/// The latest values that took long to make, by key: each is a pure function of its key, such as what was read from bytes by
/// their hash. It never grows stale, so that nothing but room is a reason to let it go.
///
///     static let books = KeptValues<String, ReadWorkbook>(capacity: 8)
///     let book = try books.value(hash) { try WorkbookReader.read(bytes) }
public final class KeptValues<Key: Equatable & Sendable, Value: Sendable>: Sendable {
    private let capacity: Int
    private let weightMax: Int
    private let weight: @Sendable (Value) -> Int
    private let kept = Mutex<[(key: Key, value: Value)]>([])

    /// - Parameters:
    ///   - capacity: how many are kept; the one that came first goes first.
    ///   - weightMax: how much all of them may weigh; the newest stays, whatever it weighs.
    ///   - weight: of a value, such as its bytes in memory.
    public init(capacity: Int, weightMax: Int = .max, weight: @escaping @Sendable (Value) -> Int = { _ in 0 }) {
        self.capacity = capacity
        self.weightMax = weightMax
        self.weight = weight
    }

    /// The kept value, or the one that is made now and then kept. What is thrown is not kept.
    public func value(_ key: Key, making: () throws -> Value) rethrows -> Value {
        if let known = kept.withLock({ $0.first { $0.key == key } }) { return known.value }
        // Outside the lock: others need not wait. Two may make the same one at once; the first stays.
        let value = try making()
        kept.withLock { kept in
            guard !kept.contains(where: { $0.key == key }) else { return }
            if kept.count == capacity { kept.removeFirst() }
            kept.append((key, value))
            while kept.count > 1, kept.reduce(0, { $0 + weight($1.value) }) > weightMax { kept.removeFirst() }
        }
        return value
    }
}
