import Hummingbird
import Logging
import NIOCore

/// What Hummingbird keeps for one request.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address of the other end of the connection.
    let peerAddress: String

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peerAddress = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// Of a request that came without a connection.
    init(peerAddress: String, logger: Logger) {
        coreContext = CoreRequestContextStorage(source: Unconnected(logger: logger))
        self.peerAddress = peerAddress
    }

    private struct Unconnected: RequestContextSource {
        let logger: Logger
    }
}
