import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import Scenarios

/// A websocket to a program on this machine.
enum WebSocketChannel {
    /// - Throws: where nobody listens, or whoever does speaks no websocket.
    static func open(
        port: Int, path: String, on group: MultiThreadedEventLoopGroup, _ handler: MessageHandler
    ) async throws -> any Channel {
        let host = "127.0.0.1"
        let upgrade = try await ClientBootstrap(group: group).connect(host: host, port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                let upgrader = NIOTypedWebSocketClientUpgrader<(any Channel)?>(maxFrameSize: messageBytesMax) {
                    channel, _ in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandlers([
                            NIOWebSocketFrameAggregator(
                                minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1 << 16,
                                maxAccumulatedFrameSize: messageBytesMax), handler,
                        ])
                        return channel
                    }
                }
                // Without an origin: the driver takes it for a program, not for a page that somebody else has open.
                let head = HTTPRequestHead(
                    version: .http1_1, method: .GET, uri: path, headers: ["Host": "\(host):\(port)"])
                return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                    configuration: .init(
                        upgradeConfiguration: NIOTypedHTTPClientUpgradeConfiguration(
                            upgradeRequestHead: head, upgraders: [upgrader],
                            notUpgradingCompletionHandler: { $0.eventLoop.makeSucceededFuture(nil) })))
            }
        }
        guard let channel = try await upgrade.get() else { throw RunOutcome.browserEnded }
        return channel
    }
}

/// Gives whole messages to whoever reads them; `nil` when nothing more comes.
final class MessageHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let read: @Sendable (Data?) -> Void

    init(_ read: @escaping @Sendable (Data?) -> Void) {
        self.read = read
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .text, .binary: read(Data(frame.unmaskedData.readableBytesView))
        case .ping:
            let pong = WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: frame.unmaskedData)
            context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
        case .connectionClose: context.close(promise: nil)
        default: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        read(nil)
        context.fireChannelInactive()
    }
}
