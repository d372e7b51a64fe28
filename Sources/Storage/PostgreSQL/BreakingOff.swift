import CLibPQ
import Dispatch
import Synchronization

/// Breaks off what the server does for a transaction whose task was cancelled.
///
/// libpq waits for an answer in a blocking call, which no task can leave; the server is therefore asked, over a connection of
/// its own, to end the statement with an error.
final class BreakingOff: Sendable {
    private struct Line: @unchecked Sendable {
        // libpq allows a cancel object to be used from any thread.
        let pointer: OpaquePointer
    }

    private struct State {
        var line: Line?
        var isAsked = false
    }

    /// Between two askings: one that comes between two statements is unheeded by the server.
    private static let againSeconds = 1

    private let state = Mutex(State())

    /// Whether the transaction is to end.
    var isAsked: Bool { state.withLock { $0.isAsked } }

    deinit {
        end()
    }

    /// From now on, until ``end()``, statements of this session are broken off when it is asked for.
    func begin(_ handle: OpaquePointer) {
        let line = PQgetCancel(handle).map(Line.init)
        let isAsked = state.withLock { state in
            if let old = state.line { PQfreeCancel(old.pointer) }
            state.line = line
            return state.isAsked
        }
        if isAsked { tellLater(seconds: 0) }
    }

    /// What the session does from now on is not broken off any more: once this returns, the server is not being asked.
    func end() {
        state.withLock { state in
            if let line = state.line { PQfreeCancel(line.pointer) }
            state.line = nil
        }
    }

    func ask() {
        state.withLock { $0.isAsked = true }
        tellLater(seconds: 0)
    }

    /// - Throws: when the transaction is to end.
    func check() throws(CancellationError) {
        if isAsked { throw CancellationError() }
    }

    /// Connecting blocks, which no thread of Swift's concurrency should.
    private func tellLater(seconds: Int) {
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) { self.tell() }
    }

    private func tell() {
        let isOver = state.withLock { state in
            guard let line = state.line else { return true }
            var words = [CChar](repeating: 0, count: 256)
            _ = PQcancel(line.pointer, &words, Int32(words.count))
            return false
        }
        if !isOver { tellLater(seconds: Self.againSeconds) }
    }
}
