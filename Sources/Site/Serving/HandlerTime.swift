import Synchronization
import Ward

/// The time that the handler of a request may take. It stands still while something is waited for that has a limit of its own,
/// such as a printer.
final class HandlerTime: Sendable {
    /// That of the request that is being answered.
    @TaskLocal static var current: HandlerTime?

    /// It took too long.
    struct IsUp: Error {}

    private struct State {
        var left: Duration
        /// Since when the time runs; `nil` while it stands still.
        var since: ContinuousClock.Instant?
        var waits = 0
    }

    /// Between two looks at a time that stands still.
    private static let look = Duration.seconds(1)

    private let now: @Sendable () -> ContinuousClock.Instant
    private let state: Mutex<State>

    init(_ most: Duration, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
        state = Mutex(State(left: most, since: now()))
    }

    /// What the work answers, or an error as soon as it took too long: work that cannot be broken off, because it heeds no
    /// cancelling, is left to itself.
    static func limited<Value: Sendable>(
        to most: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let time = HandlerTime(most)
        let answer = FirstAnswer<Result<Value, any Error>>()
        let working = Task {
            do {
                answer.give(.success(try await $current.withValue(time) { try await work() }))
            } catch {
                answer.give(.failure(error))
            }
        }
        let watching = Task {
            try await time.runsOut()
            answer.give(.failure(IsUp()))
            working.cancel()
        }
        defer { watching.cancel() }
        return try await withTaskCancellationHandler {
            try await answer.value.get()
        } onCancel: {
            working.cancel()
        }
    }

    /// Waits for something with a limit of its own.
    static func standingStill<Value, Failure: Error>(
        _ wait: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard let time = current else { return try await wait() }
        time.stop()
        defer { time.goOn() }
        return try await wait()
    }

    /// `nil` while it stands still.
    var left: Duration? {
        let now = now()
        return state.withLock { state in state.since.map { state.left - (now - $0) } }
    }

    func stop() {
        let now = now()
        state.withLock { state in
            state.waits += 1
            if let since = state.since { state.left -= now - since }
            state.since = nil
        }
    }

    func goOn() {
        let now = now()
        state.withLock { state in
            state.waits -= 1
            if state.waits == 0 { state.since = now }
        }
    }

    /// - Returns: when no time is left.
    private func runsOut() async throws {
        while true {
            let left = left
            if let left, left <= .zero { return }
            try await Task.sleep(for: left ?? Self.look)
        }
    }
}
