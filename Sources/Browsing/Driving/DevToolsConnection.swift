import Foundation
import Scenarios
import Synchronization

/// Commands and events between this program and one browser, over either wire.
final class DevToolsConnection: Sendable {
    /// Gives an event to whoever follows the page, on the reading thread.
    typealias Follower = @Sendable (_ method: String, _ message: DevToolsMessage) -> Void

    private struct State {
        var nextID = 1
        var waiting: [Int: CheckedContinuation<DevToolsMessage, any Error>] = [:]
        var ended: RunOutcome?
        var hasAnswered = false
    }

    private let wire: any BrowserWire
    private let state = Mutex(State())

    init(_ wire: any BrowserWire) {
        self.wire = wire
    }

    /// Begins to read; events go to the follower.
    /// - Throws: where there is nobody to read from.
    func begin(_ follower: @escaping Follower) async throws {
        try await wire.begin { [self] received in
            switch received {
            case .answer(let id, let answer): take(id, answer)
            case .event(let method, let message): follower(method, message)
            case .end:
                end(.browserEnded)
                follower("", DevToolsMessage(Data()))
            }
        }
    }

    /// The page that the browser opened at its start.
    func firstPage() async throws -> FirstPage { try await wire.firstPage(self) }

    /// - Throws: ``RunOutcome`` when the browser has ended or was given up, ``DevToolsRefusal`` when it does not do it.
    func send<Value: Decodable>(
        _ method: String, _ parameters: [String: Parameter] = [:], session: String?, as type: Value.Type
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            post(method, parameters, session: session, continuation)
        }.result(as: type)
    }

    /// Tells the browser something and does not wait for its answer.
    func tell(_ method: String, _ parameters: [String: Parameter], session: String?) {
        post(method, parameters, session: session, nil)
    }

    private func post(
        _ method: String, _ parameters: [String: Parameter], session: String?,
        _ continuation: CheckedContinuation<DevToolsMessage, any Error>?
    ) {
        let command = state.withLock { state -> DevToolsCommand? in
            if let ended = state.ended {
                continuation?.resume(throwing: ended)
                return nil
            }
            let id = state.nextID
            state.nextID += 1
            state.waiting[id] = continuation
            return DevToolsCommand(id: id, method: method, params: parameters, sessionId: session)
        }
        guard let command else { return }
        if !wire.write(command) { end(.browserEnded) }
    }

    /// Gives the browser up: everybody who waits is told why, and nothing more is sent.
    func end(_ outcome: RunOutcome) {
        let waiting = state.withLock { state in
            if state.ended == nil { state.ended = outcome }
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume(throwing: outcome) }
    }

    var outcome: RunOutcome? { state.withLock { $0.ended } }

    /// Whether the browser ever answered anything.
    var hasAnswered: Bool { state.withLock { $0.hasAnswered } }

    private func take(_ id: Int, _ answer: Result<DevToolsMessage, DevToolsRefusal>) {
        let waiting = state.withLock { state in
            state.hasAnswered = true
            return state.waiting.removeValue(forKey: id)
        }
        waiting?.resume(with: answer.mapError { $0 })
    }
}

/// The browser does not do what it was told; such as a context that is gone because the page went on.
struct DevToolsRefusal: Error {
    let message: String

    /// A document was replaced while it was asked: to be asked again.
    var isGone: Bool {
        [
            "Cannot find context", "Execution context was destroyed", "Inspected target navigated",
            "uniqueContextId not found",
        ]
        .contains { message.contains($0) }
    }
}
