import Dispatch
import Synchronization

/// A value that another core computes while its owner goes on.
///
///     let bodies = Ahead { read(document) }
///     let outline = outline(of: text)
///     return join(outline, bodies.value)
///
/// Whoever asks before it was begun computes it: nobody ever waits for a thread that is not there.
final class Ahead<Value: Sendable>: Sendable {
    private enum State {
        case open, taken
        case done(Value)
    }

    private let state = Mutex(State.open)
    private let finished = DispatchGroup()
    private let compute: @Sendable () -> Value

    /// - Parameter begins: `false` leaves it to whoever asks first.
    init(begins: Bool = true, _ compute: @escaping @Sendable () -> Value) {
        self.compute = compute
        if begins { DispatchQueue.global(qos: .userInitiated).async { self.run() } }
    }

    private func run() {
        let isOwn = state.withLock { state in
            guard case .open = state else { return false }
            state = .taken
            finished.enter()
            return true
        }
        guard isOwn else { return }
        let value = compute()
        state.withLock { $0 = .done(value) }
        finished.leave()
    }

    var value: Value {
        run()
        finished.wait()
        let known: Value? = state.withLock { state in
            guard case .done(let value) = state else { return nil }
            return value
        }
        // It is done whenever somebody was told that it is finished.
        return known ?? compute()
    }
}
