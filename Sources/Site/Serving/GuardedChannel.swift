import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypesHTTP1

/// HTTP/1.1 with a ``ConnectionGuard`` on every connection.
struct GuardedChannel: ServerChildChannel {
    let http: HTTP1Channel
    let limits: ServingLimits
    let proxies: TrustedProxies
    let register: ConnectionRegister

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            // Before the types of Hummingbird, which know neither the version of a request nor a second Host.
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(
                ConnectionGuard(limits: limits, proxies: proxies, register: register),
                position: .before(try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}
