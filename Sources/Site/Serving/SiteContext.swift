import Hummingbird
import Logging
import NIOCore

/// What Hummingbird keeps for one request.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address of the other end of the connection.
    let peerAddress: String
    /// To be called before the body is read: a client may be waiting for that word before it sends it.
    let bodyWanted: @Sendable () async -> Void

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        let channel = source.channel
        peerAddress = channel.remoteAddress?.ipAddress ?? ""
        // On a connection that is gone there is nobody to tell, and no body to come.
        bodyWanted = { try? await channel.triggerUserOutboundEvent(ConnectionGuard.BodyWanted()) }
    }

    /// Of a request that came without a connection.
    init(peerAddress: String, logger: Logger) {
        coreContext = CoreRequestContextStorage(source: Unconnected(logger: logger))
        self.peerAddress = peerAddress
        bodyWanted = {}
    }

    private struct Unconnected: RequestContextSource {
        let logger: Logger
    }
}
