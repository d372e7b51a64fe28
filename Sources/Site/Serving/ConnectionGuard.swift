import NIOCore
import NIOHTTP1

/// Holds one connection to its limits: how long a request may take to come and an answer to be taken, what a header must say, and
/// what becomes of a body that nobody reads.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Somebody is about to read the body: a client that asked whether it should send it is told so.
    struct BodyWanted: Sendable {}

    private struct Pending {
        /// Whether the client wants no other request answered after this one.
        let closes: Bool
        /// Whether the client waits to be told before it sends the body (`Expect: 100-continue`).
        var asks: Bool
    }

    private let limits: ServingLimits
    private let proxies: TrustedProxies
    private let register: ConnectionRegister
    private let incoming: TransferDeadline
    private let outgoing: TransferDeadline
    private var id: Int?
    /// Requests whose answers have not been written to the end, the oldest first.
    private var pending: [Pending] = []
    /// Whether the newest request is not whole yet.
    private var isReceiving = false
    private var answersBegun = 0
    private var hasAnswerBegun = false
    private var closesAfterAnswer = false
    /// Nothing more is read or answered here.
    private var isOver = false
    /// The last answer is out, and the rest of a body is read unheeded.
    private var isLingering = false

    init(limits: ServingLimits, proxies: TrustedProxies, register: ConnectionRegister) {
        self.limits = limits
        self.proxies = proxies
        self.register = register
        incoming = TransferDeadline(bytesPerSecondMin: limits.bytesPerSecondMin)
        outgoing = TransferDeadline(bytesPerSecondMin: limits.bytesPerSecondMin)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { enter(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        leave()
    }

    func channelActive(context: ChannelHandlerContext) {
        enter(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    private func enter(_ context: ChannelHandlerContext) {
        guard id == nil, !isOver else { return }
        let address = context.channel.remoteAddress?.ipAddress.flatMap(NetworkAddress.init)
        id = register.admit(
            context.channel, from: address.flatMap { proxies.contains($0) ? nil : $0.network })
        if id == nil {
            refuse(.serviceUnavailable, context)
        } else {
            awaitHead(context)
        }
    }

    private func leave() {
        incoming.end()
        outgoing.end()
        if let id { register.leave(id) }
        id = nil
        isOver = true
    }

    private func note(isBusy: Bool) {
        if let id { register.note(id, isBusy: isBusy) }
    }

    // MARK: Requests

    private func awaitHead(_ context: ChannelHandlerContext) {
        note(isBusy: false)
        incoming.begin(limits.head, on: context.eventLoop.assumeIsolated()) { context.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard !isOver else { return drop(part, context) }
        switch part {
        case .head(let head):
            pending.append(Pending(closes: !head.isKeepAlive, asks: ConnectionGuard.asks(head)))
            isReceiving = true
            guard ConnectionGuard.namesHost(head) else { return refuse(.badRequest, context) }
            incoming.begin(limits.body, on: context.eventLoop.assumeIsolated()) {
                self.isReceiving = false
                self.refuse(.requestTimeout, context)
            }
        case .body(let buffer):
            stopAsking()
            incoming.count(buffer.readableBytes)
        case .end:
            stopAsking()
            isReceiving = false
            incoming.end()
            note(isBusy: true)
        }
        context.fireChannelRead(data)
    }

    /// What comes after the last answer.
    private func drop(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        guard case .end = part else { return }
        isReceiving = false
        if isLingering { context.close(promise: nil) }
    }

    private func stopAsking() {
        if !pending.isEmpty { pending[pending.count - 1].asks = false }
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is BodyWanted else { return context.triggerUserOutboundEvent(event, promise: promise) }
        if pending.count == 1, pending[0].asks, !hasAnswerBegun, !isOver {
            stopAsking()
            context.writeAndFlush(
                wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
        }
        promise?.succeed()
    }

    /// Exactly one Host, of characters that a host has; HTTP/1.0 may do without (RFC 9112, 3.2).
    private static func namesHost(_ head: HTTPRequestHead) -> Bool {
        let hosts = head.headers["Host"]
        guard let host = hosts.first else { return !isOfToday(head) }
        return hosts.count == 1
            && host.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: ".-_:[]".utf8.contains(byte)
                }
            }
    }

    private static func asks(_ head: HTTPRequestHead) -> Bool {
        isOfToday(head) && head.headers["Expect"].contains { $0.lowercased() == "100-continue" }
    }

    /// Whether it is HTTP/1.1.
    private static func isOfToday(_ head: HTTPRequestHead) -> Bool {
        (head.version.major, head.version.minor) >= (1, 1)
    }

    // MARK: Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isOver else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var head):
            beginAnswer(&head, context)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(let body):
            outgoing.count(body.readableBytes)
            context.write(data, promise: promise)
        case .end:
            endAnswer(data, promise, context)
        }
    }

    private func beginAnswer(_ head: inout HTTPResponseHead, _ context: ChannelHandlerContext) {
        hasAnswerBegun = true
        answersBegun += 1
        let isUnread = isReceiving && pending.count == 1
        // What is left of a body that was refused is not waited for: it may have no end.
        closesAfterAnswer = isUnread || pending.first?.closes ?? true || head.headers["Connection"].contains("close")
        if closesAfterAnswer { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        outgoing.begin(limits.answer, on: context.eventLoop.assumeIsolated()) { context.close(promise: nil) }
    }

    private func endAnswer(_ data: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        let number = answersBegun
        let closes = closesAfterAnswer
        hasAnswerBegun = false
        if !pending.isEmpty { pending.removeFirst() }
        let sent = promise ?? context.eventLoop.makePromise()
        sent.futureResult.assumeIsolated().whenComplete { _ in
            guard number == self.answersBegun else { return }
            self.outgoing.end()
            if closes {
                self.close(context)
            } else if self.pending.isEmpty, context.channel.isActive {
                self.awaitHead(context)
            }
        }
        if closes { isOver = true }
        context.writeAndFlush(data, promise: sent)
    }

    /// An answer without a word, for what no browser sends. Nobody is told anything in the middle of an answer, or in place of
    /// the answer to an earlier request.
    private func refuse(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        guard !hasAnswerBegun, pending.count <= 1 else {
            isOver = true
            return context.close(promise: nil)
        }
        var head = HTTPResponseHead(version: .http1_1, status: status, headers: ["Content-Length": "0"])
        beginAnswer(&head, context)
        closesAfterAnswer = true
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        endAnswer(wrapOutboundOut(.end(nil)), nil, context)
    }

    /// Ends the sending, and reads on for a while where the client may still be sending.
    private func close(_ context: ChannelHandlerContext) {
        guard isReceiving, context.channel.isActive else { return context.close(promise: nil) }
        isLingering = true
        context.close(mode: .output, promise: nil)
        incoming.begin(limits.linger, on: context.eventLoop.assumeIsolated()) { context.close(promise: nil) }
    }
}
