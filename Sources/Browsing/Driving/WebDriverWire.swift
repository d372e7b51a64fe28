import Foundation
import NIOCore
import NIOPosix
import NIOWebSocket
import Scenarios
import Synchronization

/// The same messages by way of a WebDriver, as WebDriver BiDi carries them: each is wrapped into one of the driver's own.
///
/// The driver lets every request go that none of its own intercepts holds, whatever `Fetch.enable` was told: so the intercept is the
/// driver's, and only the decision about what it holds is given to the browser. Where the driver lets go of one that was led elsewhere, the
/// resolver's rules hold it.
final class WebDriverWire: BrowserWire {
    private struct State {
        var channel: (any Channel)?
        var session = ""
        var target = ""
        /// Commands of the driver's own that wait for their answers.
        var own: Set<Int> = []
    }

    private let process: BrowserProcess
    private let capabilities: Parameter
    private let state = Mutex(State())
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// - Parameter process: of the driver, which starts the browser.
    init(_ process: BrowserProcess, capabilities: Parameter) {
        self.process = process
        self.capabilities = capabilities
    }

    deinit { group.shutdownGracefully { _ in } }

    func begin(_ reader: @escaping @Sendable (Received) -> Void) async throws {
        let port = try await process.driverPort()
        let handler = MessageHandler { [self] message in
            guard let message else { return reader(.end) }
            take(message, reader)
        }
        let channel = try await WebSocketChannel.open(port: port, path: "/session", on: group, handler)
        state.withLock { $0.channel = channel }
    }

    func firstPage(_ connection: DevToolsConnection) async throws -> FirstPage {
        _ = try await connection.send(
            "session.new", ["capabilities": ["alwaysMatch": capabilities]], session: nil, as: NoValue.self)
        let tree = try await connection.send("browsingContext.getTree", session: nil, as: WebDriver.Tree.self)
        guard let target = tree.contexts.first?.context else { throw RunOutcome.browserEnded }
        let session = try await connection.send(
            "goog:cdp.getSession", ["context": .text(target)], session: nil, as: WebDriver.Session.self
        ).session
        state.withLock { ($0.session, $0.target) = (session, target) }
        _ = try await connection.send(
            "session.subscribe",
            ["events": ["goog:cdp", "browsingContext.contextCreated", "network.beforeRequestSent"]], session: nil,
            as: NoValue.self)
        return FirstPage(target: target, session: session)
    }

    func write(_ command: DevToolsCommand) -> Bool {
        var (method, parameters) = (command.method, command.params)
        if method == "Fetch.enable" {
            (method, parameters) = ("network.addIntercept", ["phases": ["beforeRequestSent"]])
        }
        // Domains of the browser begin with a capital letter, those of the driver do not.
        let isOwn = method.first?.isLowercase == true
        if !isOwn {
            var wrapped: [String: Parameter] = ["method": .text(method), "params": .map(parameters)]
            if let session = command.sessionId { wrapped["session"] = .text(session) }
            (method, parameters) = ("goog:cdp.sendCommand", wrapped)
        }
        let told = DevToolsCommand(id: command.id, method: method, params: parameters, sessionId: nil)
        guard let bytes = try? JSONEncoder().encode(told) else { return false }
        let channel = state.withLock { state in
            if isOwn { state.own.insert(command.id) }
            return state.channel
        }
        guard let channel, channel.isActive else { return false }
        let frame = WebSocketFrame(
            fin: true, opcode: .text, maskKey: .random(), data: channel.allocator.buffer(bytes: bytes))
        channel.writeAndFlush(frame, promise: nil)
        return true
    }

    private func take(_ message: Data, _ reader: (Received) -> Void) {
        guard let head = try? JSONDecoder().decode(WebDriver.Head.self, from: message) else { return }
        if let id = head.id {
            let isOwn = state.withLock { $0.own.remove(id) } != nil
            let refusal = head.error.map { DevToolsRefusal(message: head.message ?? $0) }
            reader(
                .answer(id, refusal.map { .failure($0) } ?? .success(DevToolsMessage(message, isWrapped: !isOwn))))
        } else if let method = head.method, let about = head.params {
            takeEvent(method, about, message, reader)
        }
    }

    private func takeEvent(
        _ method: String, _ about: WebDriver.About, _ message: Data, _ reader: (Received) -> Void
    ) {
        let (session, target) = state.withLock { ($0.session, $0.target) }
        if method == "browsingContext.contextCreated" {
            // A frame has a parent; the page's own context was there before.
            guard let context = about.context, context != target, about.parent == nil else { return }
            return reader(.event("Target.targetCreated", WebDriver.created(context, about.url ?? "")))
        }
        guard let event = about.event else { return }
        let other = about.session == session ? nil : about.session
        // Of frames and workers that have a session of their own nothing is told but what they ask for.
        if other != nil, event != "Fetch.requestPaused" { return }
        // The browser tells the driver of its downloads, and the driver nobody: the page tells the same.
        let name = event.hasPrefix("Page.download") ? "Browser.\(event.dropFirst(5))" : event
        reader(.event(name, DevToolsMessage(message, isWrapped: true, otherSession: other)))
    }
}

/// Messages of the driver, each with the members that are used.
private enum WebDriver {
    struct Head: Decodable {
        let id: Int?
        let method: String?
        let params: About?
        let error: String?
        let message: String?
    }
    struct About: Decodable {
        let event: String?
        let session: String?
        let context: String?
        let parent: String?
        let url: String?
    }
    struct Tree: Decodable { let contexts: [Context] }
    struct Context: Decodable { let context: String }
    struct Session: Decodable { let session: String }

    static func created(_ target: String, _ address: String) -> DevToolsMessage {
        let info: Parameter = ["targetId": .text(target), "type": "page", "url": .text(address)]
        let event: Parameter = ["params": ["targetInfo": info]]
        return DevToolsMessage((try? JSONEncoder().encode(event)) ?? Data())
    }
}
