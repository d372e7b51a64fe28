import Foundation
import Scenarios
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The socket pair to the browser itself: JSON texts that end with a NUL.
final class PipeWire: BrowserWire {
    private let process: BrowserProcess
    private let writing = Mutex(())

    init(_ process: BrowserProcess) {
        self.process = process
    }

    func begin(_ reader: @escaping @Sendable (Received) -> Void) {
        // The thread holds the process, and with it the socket, until it has read everything.
        let thread = Thread { [self] in read(reader) }
        thread.stackSize = 1 << 20
        thread.start()
    }

    func firstPage(_ connection: DevToolsConnection) async throws -> FirstPage {
        let targets = try await connection.send("Target.getTargets", session: nil, as: DevTools.Targets.self)
        guard let target = targets.targetInfos.first(where: { $0.type == "page" }) else {
            throw RunOutcome.browserEnded
        }
        let session = try await connection.send(
            "Target.attachToTarget", ["targetId": .text(target.targetId), "flatten": true], session: nil,
            as: DevTools.Attached.self
        ).sessionId
        return FirstPage(target: target.targetId, session: session)
    }

    func write(_ command: DevToolsCommand) -> Bool {
        guard var bytes = try? JSONEncoder().encode(command) else { return false }
        bytes.append(0)
        return writing.withLock { _ in
            bytes.withUnsafeBytes { buffer in
                var done = 0
                while done < buffer.count {
                    // Without a signal when the browser is gone.
                    let count = Glibc.send(
                        process.socket, buffer.baseAddress.map { $0 + done }, buffer.count - done, Int32(MSG_NOSIGNAL))
                    if count < 0 && errno == EINTR { continue }
                    guard count > 0 else { return false }
                    done += count
                }
                return true
            }
        }
    }

    private func read(_ reader: (Received) -> Void) {
        var held = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = process.receive(&buffer)
            guard count > 0 else { break }
            var rest = buffer[..<count]
            while let end = rest.firstIndex(of: 0) {
                held.append(contentsOf: rest[..<end])
                take(held, reader)
                held = Data()
                rest = rest[(end + 1)...]
            }
            held.append(contentsOf: rest)
            guard held.count <= messageBytesMax else { break }
        }
        reader(.end)
    }

    /// What every message of the browser has.
    private struct Head: Decodable {
        struct Failure: Decodable { let message: String }

        let id: Int?
        let method: String?
        let error: Failure?
    }

    private func take(_ message: Data, _ reader: (Received) -> Void) {
        guard let head = try? JSONDecoder().decode(Head.self, from: message) else { return }
        if let id = head.id {
            let refusal = head.error.map { DevToolsRefusal(message: $0.message) }
            reader(.answer(id, refusal.map { .failure($0) } ?? .success(DevToolsMessage(message))))
        } else if let method = head.method {
            reader(.event(method, DevToolsMessage(message)))
        }
    }
}
