import HTTPTypes
import Hummingbird
import Ward

extension Exchange {
    /// Answers a program of another protocol; whatever goes wrong is told in its shape.
    mutating func answer(
        _ route: Route, speaking spoken: ForeignProtocol, parameters: [String: String], query: Form, _ request: Request
    ) async -> Response {
        person = nil
        wantsJSON = true
        self.spoken = spoken
        do {
            if token == nil, let text = foreignToken(spoken) {
                let admission = try await site.sessions.admit(text, visit.address, site.ward, site.grants)
                if let refused = RefusedAnswer.of(admission) { throw TokenRefused(answer: refused) }
                if case .admitted(let admitted) = admission { token = admitted }
            }
            if let duty = token?.duty { throw TokenRefused(answer: duty.answer) }
            var (form, json): (Form, JSON?) = (Form(), nil)
            if route.method == .post { (form, json) = try await readForeign(request) }
            var asked = PageRequest(
                ward: site.ward, signedIn: signedIn, path: path, parameters: parameters, query: query, form: form,
                wantsJSON: true, wardName: site.settings.wardName, declared: site.declared)
            asked.isProgram = true
            asked.siteAddress = siteAddress
            asked.visit = visit
            asked.outside = site.outside
            asked.indicators = site.indicators
            asked.foreign = ForeignRequest(json: json, mayWrite: token?.mayWrite ?? false)
            let limits = site.settings.limits
            let made = asked
            let answer = try await HandlerTime.limited(to: limits.handler) { try await route.handler(made) }
            return try await response(answer, flash: nil)
        } catch {
            return refusal(described(error))
        }
    }

    private func foreignToken(_ spoken: ForeignProtocol) -> String? {
        spoken.tokenHeaders.lazy.compactMap { name in
            HTTPField.Name(name).flatMap { head.headerFields[$0] }
        }.first { !$0.isEmpty && !$0.contains(" ") }
    }

    /// JSON of any shape, also where nobody said that it is (as `curl -d` sends it), or the fields of a form.
    private func readForeign(_ request: Request) async throws -> (Form, JSON?) {
        if isMultipart { return (try await readForm(request), nil) }
        let bytes = try await readBytes(request, bytesMax: BodyLimit.jsonBytesMax)
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard isJSON || first == UInt8(ascii: "{") else {
            guard bytes.count <= BodyLimit.formBytesMax else { throw TooLarge(bytesMax: BodyLimit.formBytesMax) }
            return (try form(of: bytes), nil)
        }
        guard !bytes.isEmpty else { return (Form(), [:]) }
        let json: JSON
        do throws(JSONParsingError) {
            json = try JSON(foreign: bytes)
        } catch {
            throw PageRefusal.badRequest("送られた内容をJSONとして読めません（\(error.reason)）。")
        }
        guard !json.holdsNUL else { throw Self.nul }
        return (Form(), json)
    }

    // MARK: pages of other sites

    /// What may be asked of an address (OPTIONS), also by pages of other sites before they ask.
    mutating func allowed(at segments: [String]) -> Response? {
        let routes = [Route.Method.get, .post].compactMap { method -> Route? in
            if case .found(let route, _, _) = site.table.match(method, segments) { route } else { nil }
        }
        guard !routes.isEmpty else { return nil }
        let own = routes.compactMap(\.spoken)
        spoken = own.first { !$0.isShared } ?? own.first
        var headers = HTTPFields()
        headers[.allow] = (routes.map(\.method).flatMap(\.names) + ["OPTIONS"]).joined(separator: ", ")
        for (name, value) in spoken?.isShared ?? false ? ForeignProtocol.sharedAsking : [:] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return Response(status: .noContent, headers: headers)
    }

    /// Of every answer below the place of a protocol that is shared, refusals too.
    func share(_ headers: inout HTTPFields) {
        guard spoken?.isShared ?? false else { return }
        for (name, value) in ForeignProtocol.sharedHeaders {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
    }
}

extension JSON {
    /// Whether U+0000, which no database keeps, stands in a text or a name.
    fileprivate var holdsNUL: Bool {
        switch self {
        case .null, .bool, .integer: false
        case .string(let text): text.utf8.contains(0)
        case .array(let values): values.contains(where: \.holdsNUL)
        case .object(let members): members.contains { $0.key.utf8.contains(0) || $0.value.holdsNUL }
        }
    }
}
