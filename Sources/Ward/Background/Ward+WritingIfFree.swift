import Storage
import Synchronization

extension Ward {
    /// A write that nobody should have to wait for, such as when a session was last seen: pages are read also while the
    /// database takes no writes.
    ///
    /// - Parameter seconds: to wait for the write to begin.
    /// - Returns: `nil` when it did not begin in time, the database was away or its disk full. Nothing was changed then, and nothing will
    ///   be: what comes to its turn too late does nothing.
    public func writeIfFree<Value: Sendable>(
        withinSeconds seconds: Int = 3, _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value? {
        let turn = Turn()
        let answer = FirstAnswer<Result<Value?, any Error>>()
        let (database, pause) = (database, pause)
        // Tasks of their own: a write that waits for a lock cannot be broken off, and is left to itself.
        let writing = Task {
            do {
                answer.give(.success(try await database.write { turn.begin() ? try body($0) : nil }))
            } catch let error as StorageError where error.isPassing || error == .diskFull {
                answer.give(.success(nil))
            } catch {
                answer.give(.failure(error))
            }
        }
        let waiting = Task {
            try await pause.seconds(seconds)
            guard turn.giveUp() else { return }
            writing.cancel()
            answer.give(.success(nil))
        }
        defer { waiting.cancel() }
        return try await withTaskCancellationHandler {
            try await answer.value.get()
        } onCancel: {
            writing.cancel()
        }
    }
}

/// Either the write begins or its asker gives up: never both.
private final class Turn: Sendable {
    private let isDecided = Mutex(false)

    func begin() -> Bool { decide() }
    func giveUp() -> Bool { decide() }

    private func decide() -> Bool {
        isDecided.withLock { isDecided in
            defer { isDecided = true }
            return !isDecided
        }
    }
}
