import Synchronization

/// The latest values that took long to make, by key: each is a pure function of its key, such as what was read from bytes by
/// their hash. It never grows stale, so that nothing but room is a reason to let it go.
///
///     static let books = KeptValues<String, ReadWorkbook>(capacity: 8)
///     let book = try books.value(hash) { try WorkbookReader.read(bytes) }
public final class KeptValues<Key: Equatable & Sendable, Value: Sendable>: Sendable {
    private let capacity: Int
    private let kept = Mutex<[(key: Key, value: Value)]>([])

    /// - Parameter capacity: how many are kept; the one that came first goes first.
    public init(capacity: Int) {
        self.capacity = capacity
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
        }
        return value
    }
}
