import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Commands and events over the pipe: JSON texts that end with a NUL.
final class DevToolsPipe: Sendable {
    /// No answer of a browser that works for a robot is longer.
    static let messageBytesMax = 64 << 20

    /// Gives the bytes of an event's message to whoever follows the page, on the reading thread.
    typealias Follower = @Sendable (_ method: String, _ message: Data) -> Void

    private struct State {
        var nextID = 1
        var waiting: [Int: CheckedContinuation<Data, any Error>] = [:]
        var ended: RunOutcome?
        var follower: Follower?
    }

    private let socket: Int32
    private let state = Mutex(State())
    private let writing = Mutex(())

    init(socket: Int32) {
        self.socket = socket
    }

    /// Begins to read; events go to the follower. The owner keeps the socket open until `ended`.
    func begin(_ owner: BrowserProcess, _ follower: @escaping Follower) {
        state.withLock { $0.follower = follower }
        let thread = Thread { [self] in
            read()
            withExtendedLifetime(owner) {}
        }
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// - Throws: ``RunOutcome`` when the browser has ended or was given up, ``DevToolsRefusal`` when it does not do it.
    func send<Value: Decodable>(
        _ method: String, _ parameters: [String: Parameter] = [:], session: String?, as type: Value.Type
    ) async throws -> Value {
        let data = try await withCheckedThrowingContinuation { continuation in
            post(method, parameters, session: session, continuation)
        }
        return try JSONDecoder().decode(DevToolsResult<Value>.self, from: data).result
    }

    /// Tells the browser something and does not wait for its answer.
    func tell(_ method: String, _ parameters: [String: Parameter], session: String?) {
        post(method, parameters, session: session, nil)
    }

    private func post(
        _ method: String, _ parameters: [String: Parameter], session: String?,
        _ continuation: CheckedContinuation<Data, any Error>?
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
        guard var bytes = try? JSONEncoder().encode(command) else { return end(.browserEnded) }
        bytes.append(0)
        let isWritten = writing.withLock { _ in
            bytes.withUnsafeBytes { buffer in
                var done = 0
                while done < buffer.count {
                    // Without a signal when the browser is gone.
                    let count = Glibc.send(
                        socket, buffer.baseAddress.map { $0 + done }, buffer.count - done, Int32(MSG_NOSIGNAL))
                    if count < 0 && errno == EINTR { continue }
                    guard count > 0 else { return false }
                    done += count
                }
                return true
            }
        }
        if !isWritten { end(.browserEnded) }
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

    private func read() {
        var held = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            var rest = buffer[..<count]
            while let end = rest.firstIndex(of: 0) {
                held.append(contentsOf: rest[..<end])
                take(held)
                held = Data()
                rest = rest[(end + 1)...]
            }
            held.append(contentsOf: rest)
            guard held.count <= Self.messageBytesMax else { break }
        }
        end(.browserEnded)
        state.withLock { $0.follower }?("", Data())
    }

    private func take(_ message: Data) {
        guard let head = try? JSONDecoder().decode(DevToolsHead.self, from: message) else { return }
        if let id = head.id {
            let waiting = state.withLock { $0.waiting.removeValue(forKey: id) }
            if let failure = head.error {
                waiting?.resume(throwing: DevToolsRefusal(message: failure.message))
            } else {
                waiting?.resume(returning: message)
            }
        } else if let method = head.method {
            state.withLock { $0.follower }?(method, message)
        }
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
