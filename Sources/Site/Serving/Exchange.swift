import HTTPTypes
import Hummingbird
import Logging
import Storage
import Ward

/// One request on its way to its answer.
struct Exchange: Sendable {
    let site: RunningSite
    let head: HTTPRequest
    let context: SiteContext
    /// The pattern of the route that was found, for the log.
    var pattern = "-"
    /// Somebody whose session is alive.
    var person: SessionGate.Resumed?
    /// A program that asks in somebody's name; whatever cookies it sends beside are nothing.
    var token: AdmittedToken?
    /// How many things wait for the person; `nil` on a page without the bar, or where it is not known.
    var waiting: Int?
    var visit = Visit()
    var path = "/"
    var wantsJSON: Bool
    /// The protocol of others in whose place the address lies.
    var spoken: ForeignProtocol?
    /// Stands for the missing session in forms of people who are not signed in.
    var visitorCookie: String?
    /// The cookie is new and goes out with the next page.
    var isVisitorNew = false
    /// `Set-Cookie` headers of the answer.
    var newCookies: [String] = []

    init(site: RunningSite, head: HTTPRequest, context: SiteContext) {
        self.site = site
        self.head = head
        self.context = context
        let accepted = head.headerFields[.accept] ?? ""
        wantsJSON =
            ["application/json", "application/problem+json"].contains(where: accepted.contains)
            && !accepted.contains("text/html")
        spoken = site.table.spoken(at: head.path ?? "")
    }

    /// Who asks, by themselves or through a program.
    var signedIn: SignedIn? { token?.signedIn ?? person?.signedIn }

    var isHead: Bool { head.method == .head }

    /// Asked for all the time, and of no interest in the log.
    var isRoutine: Bool { pattern == "/health" || pattern.hasPrefix("/" + AssetRoutes.folder) }

    /// A method from outside the standard is not written to the log as it came.
    var methodName: String { method?.rawValue ?? "OTHER" }

    var method: Route.Method? {
        switch head.method {
        case .get, .head: .get
        case .post: .post
        default: nil
        }
    }

    mutating func respond(to request: Request) async -> Response {
        do {
            let target: RequestTarget
            do throws(RequestTarget.Problem) {
                target = try RequestTarget(head.path ?? "/")
            } catch {
                return malformed()
            }
            path = target.path
            guard target.query.namesWithNUL.isEmpty else { return malformed() }
            if head.method == .options, spoken != nil, let answer = allowed(at: target.segments) { return answer }
            // The one thing that may be expected (RFC 9110, 10.1.1).
            if let expected = head.headerFields[.expect], expected.lowercased() != "100-continue" {
                return refusal(.unknownExpectation)
            }
            // Files for everybody are the same for everybody, and set no cookies; and the sign of life tells by itself what
            // is wrong with the database.
            if target.segments.first != AssetRoutes.folder, target.segments != [AssetRoutes.healthPath] {
                try await recognise()
            }
            switch site.table.match(method, target.segments) {
            case .none: return refusal(.of(.notFound))
            case .otherMethods(let methods): return refusal(.otherMethods(methods))
            case .found(let route, let parameters, let asJSON):
                pattern = "/" + route.path
                wantsJSON = wantsJSON || asJSON
                return try await answer(route, parameters: parameters, query: target.query, request)
            }
        } catch {
            return refusal(described(error))
        }
    }

    /// Finds out who asks.
    private mutating func recognise() async throws {
        visit.address = clientAddress
        if let text = BearerToken.text(head.headerFields[.authorization]) {
            wantsJSON = true
            let admission = try await site.sessions.admit(text, visit.address, site.ward, site.grants)
            if let refused = RefusedAnswer.of(admission) { throw TokenRefused(answer: refused) }
            if case .admitted(let admitted) = admission { token = admitted }
            return
        }
        let cookies = site.cookies
        let header = head.headerFields[.cookie] ?? ""
        visit.knownDevice = cookies.value(.device, in: header)
        visit.flow = cookies.value(.flow, in: header)
        if let token = cookies.value(.session, in: header) {
            person = try await site.sessions.resume(token, site.ward, site.grants)
            visit.session = person?.session
            visit.token = person?.newToken ?? token
            if let newToken = person?.newToken {
                newCookies.append(cookies.setting(.session, to: newToken))
            }
        }
        if person == nil {
            visitorCookie = cookies.value(.visitor, in: header).flatMap {
                VisitorToken.csrfToken(cookie: $0) == nil ? nil : $0
            }
        }
    }

    /// As it is configured, or else as the request names its host: what could not be a host is believed in nothing.
    var siteAddress: String {
        if let configured = PublicAddress.configured() { return configured }
        guard let host = head.authority, !host.isEmpty,
            host.utf8.allSatisfy({ byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || ".-:[]".utf8.contains(byte)
            })
        else { return "" }
        return (site.settings.isSecure ? "https://" : "http://") + host
    }

    private var clientAddress: String {
        site.settings.proxies.client(
            peer: context.peerAddress,
            forwarded: HTTPField.Name(TrustedProxies.header).flatMap { head.headerFields[$0] })
    }

    private mutating func answer(
        _ route: Route, parameters: [String: String], query: Form, _ request: Request
    ) async throws -> Response {
        if let spoken = route.spoken {
            return await answer(route, speaking: spoken, parameters: parameters, query: query, request)
        }
        let isJSONForm = route.method == .post && route.program != nil && isJSON
        wantsJSON = wantsJSON || isJSONForm
        if let token, let refused = RefusedAnswer.of(token, at: route) { return refusal(refused) }
        if let duty = token?.duty ?? person?.duty, !duty.allows(route) {
            return await postponed(until: duty, request)
        }
        if let refused = route.access.refusal(for: signedIn) {
            if case .signInNeeded = refused, wantsJSON { return refusal(.credentialsNeeded) }
            // What was typed in an hour is not thrown away because the session ran out meanwhile.
            return refusal(.of(refused, kept: person == nil ? await readWhatIsLost(request) : Form()))
        }
        var form = Form()
        let isProgram = token != nil || isJSONForm && person != nil
        if route.method == .post, token != nil {
            // No page of another site can make a browser send the token: there is nothing to be tricked into.
            guard let sent = try await readSent(request) else { return refusal(.unknownContent) }
            form = sent
        } else if route.method == .post {
            guard RequestOrigin.isSameSite(head) else { return refusal(.of(.csrf)) }
            if isProgram {
                // A page of another site cannot send this type without asking first (CORS), and is answered nothing.
                form = try await readJSON(request)
            } else {
                form = try await readForm(request)
                guard isFromHere(form) else { return refusal(.of(.csrf, kept: form)) }
            }
        }
        var flash: Flash?
        if route.method == .get, !wantsJSON, !isHead, let person, person.hasFlash {
            flash = try await site.sessions.takeFlash(person.session, site.ward)
        }
        var pageRequest = PageRequest(
            ward: site.ward, signedIn: signedIn, path: path, parameters: parameters, query: query, form: form,
            csrfToken: csrfToken(), flash: flash, wantsJSON: wantsJSON, wardName: site.settings.wardName,
            declared: site.declared)
        pageRequest.isProgram = isProgram
        pageRequest.siteAddress = siteAddress
        pageRequest.isHead = isHead
        pageRequest.held = held
        pageRequest.range = head.headerFields[.range].map { ($0, head.headerFields[.ifRange]) }
        if let watch = site.watch { pageRequest.watch = { watch(route, $0) } }
        pageRequest.visit = visit
        pageRequest.outside = site.outside
        pageRequest.indicators = site.indicators
        pageRequest.state.asksFirst = { [site] in site.asksFirst($0) }
        pageRequest.mayReach = { [site, signedIn] in site.mayReach($0, signedIn) }
        let answer: PageResponse
        do {
            answer = try await handled(route, pageRequest, request)
        } catch let elsewhere as Elsewhere {
            answer = .seeOther(elsewhere.path, flash: elsewhere.flash)
        }
        if let flash, let person, !answer.isPage {
            // Nobody has seen it: it is kept for the next page.
            try await site.sessions.setFlash(flash, person.session, site.ward)
        }
        var response = try await response(answer, flash: flash)
        // Whatever came of it, it is over.
        if visit.flow != nil, "/" + route.path == ProviderSettings.callbackPath {
            response.headers.append(HTTPField(name: .setCookie, value: site.cookies.clearing(.flow)))
        }
        // Who was watched for leaving cannot send another request.
        if isWatched(route) { response.headers[.connection] = "close" }
        return response
    }

    /// Whether a paper is made for somebody without sign-in, who may leave before it is there. Without a connection there is
    /// nobody who could.
    private func isWatched(_ route: Route) -> Bool {
        person == nil && route.method == .get && route.path.hasSuffix(".pdf") && !context.peerAddress.isEmpty
    }

    /// What somebody who has gone waited for is no longer made, and what takes too long is given up.
    private func handled(_ route: Route, _ asked: PageRequest, _ request: Request) async throws -> PageResponse {
        let limits = site.settings.limits
        let most = asked.form.files.isEmpty ? limits.handler : limits.handlerOfFiles
        let handler: @Sendable () async throws -> PageResponse = {
            try await HandlerTime.limited(to: most) { try await route.handler(asked) }
        }
        guard isWatched(route) else { return try await handler() }
        return try await request.body.consumeWithCancellationOnInboundClose { _ in try await handler() }
    }

    /// The word for the forms of this answer; without a session it is bound to a cookie of its own.
    private mutating func csrfToken() -> String {
        if let person { return person.csrfToken }
        // Where no page is drawn there is no form.
        if token != nil { return "" }
        let cookie = visitorCookie ?? VisitorToken.fresh(site.ward.random)
        isVisitorNew = visitorCookie == nil
        visitorCookie = cookie
        return VisitorToken.csrfToken(cookie: cookie) ?? ""
    }

    private func isFromHere(_ form: Form) -> Bool {
        guard let sent = form[FormView.csrfField] else { return false }
        if let person { return person.verify(sent) }
        guard let expected = visitorCookie.flatMap(VisitorToken.csrfToken) else { return false }
        return VisitorToken.isEqual(sent, expected)
    }
}
