import Hummingbird
import Japanese
import Logging
import Ward

/// Answers one request after another: finds the route, the person and the form, asks whether it is permitted, and puts the
/// frame around what the handler says.
struct SiteResponder: HTTPResponder {
    let site: RunningSite

    func respond(to request: Request, context: SiteContext) async throws -> Response {
        let began = ContinuousClock.now
        var exchange = Exchange(site: site, head: request.head, context: context)
        var response = await exchange.respond(to: request)
        exchange.share(&response.headers)
        SecurityHeaders.add(to: &response.headers, isSecure: site.settings.isSecure)
        let milliseconds = (ContinuousClock.now - began) / .milliseconds(1)
        // The pattern of the route, never the path or the query, which may hold what people typed.
        site.logger.log(
            level: exchange.isRoutine ? .debug : .info, "request",
            metadata: [
                "method": "\(exchange.isHead ? "HEAD" : exchange.methodName)", "route": "\(exchange.pattern)",
                "status": "\(response.status.code)", "ms": "\(Int(milliseconds.rounded()))",
            ])
        return exchange.isHead ? response.createHeadResponse() : response
    }
}
