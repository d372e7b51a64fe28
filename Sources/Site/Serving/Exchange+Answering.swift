import HTTPTypes
import Hummingbird
import Ward

extension Exchange {
    /// Turns the answer of a handler into the one of the server.
    mutating func response(_ answer: PageResponse, flash: Flash?) async throws -> Response {
        switch answer {
        case .page(_, 200, _) where wantsJSON && (method == .get || isJSON || token != nil): return refusal(.noJSON)
        case .page(let page, let status, let told):
            if let person, !page.isForResidents, !isHead {
                waiting = await site.waiting.count(for: person.signedIn, state: person.state, in: site.ward)
            }
            return framed(page, status: status, flash: told ?? flash)
        case .json(let json, let status): return self.json(json, status: status)
        case .bytes(_, _, _, let headers) where isKnown(headers), .file(_, _, _, let headers, _) where isKnown(headers):
            return notModified(headers)
        case .bytes(let bytes, let type, let filename, let headers):
            return file(
                ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)), type: type, filename: filename, headers: headers)
        case .file(let path, let type, let filename, let headers, let keeping):
            return await file(at: path, keeping, type: type, filename: filename, headers: headers)
        case .seeOther(let path, let flash):
            if let flash, let person { try await site.sessions.setFlash(flash, person.session, site.ward) }
            return redirect(to: path)
        case .signedIn(let token, let path):
            try await begin(token)
            return redirect(to: path)
        case .signedOut(let path):
            if let token = visit.token { try await site.sessions.end(token, site.ward) }
            newCookies = [site.cookies.clearing(.session)]
            return redirect(to: path)
        case .begun(let flow, let address):
            newCookies.append(site.cookies.setting(.flow, to: flow, secondsMax: SignInFlow.secondsMax))
            return address.hasPrefix("/") ? redirect(to: address) : leave(to: address)
        }
    }

    func framed(_ page: Page, status: Int, flash: Flash? = nil, headers: HTTPFields = HTTPFields()) -> Response {
        let viewer = Layout.Viewer(
            signedIn: person?.signedIn, path: path, pattern: pattern, csrfToken: person?.csrfToken ?? "",
            flash: flash, waiting: waiting, mayReach: { [site, person] in site.mayReach($0, person?.signedIn) })
        var headers = headers
        if isVisitorNew, let visitorCookie {
            let cookie = site.cookies.setting(.visitor, to: visitorCookie, secondsMax: VisitorToken.secondsMax)
            headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        return response(
            body(site.layout.html(page, for: viewer).text), type: "text/html; charset=utf-8", status: status,
            headers: headers)
    }

    func json(_ json: JSON, status: Int, headers: HTTPFields = HTTPFields()) -> Response {
        response(
            body(json.pretty), type: headers[.contentType] ?? "application/json; charset=utf-8", status: status,
            headers: headers)
    }

    func redirect(to path: String) -> Response {
        var headers = HTTPFields()
        headers[.location] = LocalPath.safe(path)
        return response(ResponseBody(), type: nil, status: 303, headers: headers)
    }

    /// To another site, whose address was checked before.
    private func leave(to address: String) -> Response {
        var headers = HTTPFields()
        headers[.location] = address
        return response(ResponseBody(), type: nil, status: 303, headers: headers)
    }

    private func body(_ text: String) -> ResponseBody { ResponseBody(byteBuffer: ByteBuffer(string: text)) }

    /// Whether who asks holds the same bytes (RFC 9110, 13.1.2), which are then not sent again.
    private func isKnown(_ headers: [String: String]) -> Bool {
        guard method == .get, let tag = headers["ETag"], let held else { return false }
        return held.name(tag)
    }

    var held: EntityTags? { head.headerFields[.ifNoneMatch].map(EntityTags.init) }

    private func notModified(_ given: [String: String]) -> Response {
        var headers = HTTPFields()
        for (name, value) in given {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return response(ResponseBody(), type: nil, status: 304, headers: headers)
    }

    /// A file, or the part of it that is asked for.
    /// - Parameter keeping: is let go when the file is sent.
    private func file(
        at path: String, _ keeping: (any Sendable)?, type: String, filename: String?, headers given: [String: String]
    ) async -> Response {
        // Only the file may be missing: reading comes later, while it is sent.
        guard var body = try? await FileIO().loadFile(path: path, context: context) else {
            return refusal(.of(.notFound))
        }
        let length = body.contentLength ?? 0
        var (status, headers) = (200, given)
        if method == .get, let tag = given["ETag"] {
            headers["Accept-Ranges"] = "bytes"
            let range = isHead ? nil : head.headerFields[.range]
            switch ByteRange(range, if: head.headerFields[.ifRange], tag: tag, length: length) {
            case .whole: break
            case .outside:
                headers["Content-Range"] = "bytes */\(length)"
                // Kept by nobody in the place of the file.
                (headers["Cache-Control"], headers["ETag"]) = ("no-store", nil)
                return file(ResponseBody(), type: type, filename: nil, status: 416, headers: headers)
            case .part(let range):
                guard let part = try? await FileIO().loadFile(path: path, range: range, context: context) else {
                    return refusal(.of(.notFound))
                }
                headers["Content-Range"] = "bytes \(range.lowerBound)-\(range.upperBound)/\(length)"
                (body, status) = (part, 206)
            }
        }
        let kept = ResponseBody(contentLength: body.contentLength) { [body] writer in
            try await body.write(writer)
            _ = keeping
        }
        return file(kept, type: type, filename: filename, status: status, headers: headers)
    }

    private func file(
        _ body: ResponseBody, type: String, filename: String?, status: Int = 200, headers given: [String: String] = [:]
    ) -> Response {
        var headers = HTTPFields()
        for (name, value) in given {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        if let filename {
            headers[.contentDisposition] =
                "attachment; filename=\"download\"; filename*=UTF-8''\(PercentCoding.encoded(filename))"
        }
        if HeaderValue(type).word == "text/html", headers[.contentSecurityPolicy] == nil {
            headers[.contentSecurityPolicy] = SecurityHeaders.documentPolicy
        }
        return response(body, type: type, status: status, headers: headers)
    }

    private func response(_ body: ResponseBody, type: String?, status: Int, headers: HTTPFields) -> Response {
        var headers = headers
        if let type { headers[.contentType] = type }
        for cookie in newCookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return Response(
            status: HTTPResponse.Status(code: status), headers: headers, body: body)
    }

    /// Sets the cookies of a new session, or of one that goes on under a new token.
    private mutating func begin(_ token: String) async throws {
        let cookies = site.cookies
        newCookies = [cookies.setting(.session, to: token)]
        guard visit.session == nil else { return }
        newCookies.append(cookies.clearing(.visitor))
        guard visit.knownDevice == nil, let entered = try await site.sessions.resume(token, site.ward, site.grants),
            let device = try await site.sessions.rememberDevice(entered.signedIn.person, site.ward)
        else { return }
        newCookies.append(cookies.setting(.device, to: device, secondsMax: 180 * 86_400))
    }
}
