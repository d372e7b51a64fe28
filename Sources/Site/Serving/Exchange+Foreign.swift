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
            let refused = described(error)
            return json(
                spoken.refusal(refused.status, refused.code, refused.sentences.joined()), status: refused.status)
        }
    }

    private func foreignToken(_ spoken: ForeignProtocol) -> String? {
        spoken.tokenHeaders.lazy.compactMap { name in
            HTTPField.Name(name).flatMap { head.headerFields[$0] }
        }.first { !$0.isEmpty && !$0.contains(" ") }
    }

    /// JSON of any shape, or the fields of a form.
    private func readForeign(_ request: Request) async throws -> (Form, JSON?) {
        guard isJSON else { return (try await readForm(request), nil) }
        let bytes = try await readBytes(request, bytesMax: BodyLimit.jsonBytesMax)
        guard !bytes.isEmpty else { return (Form(), [:]) }
        do throws(JSONParsingError) {
            return (Form(), try JSON(parsing: bytes))
        } catch {
            throw PageRefusal.badRequest("送られた内容をJSONとして読めません（\(error.reason)）。")
        }
    }
}
