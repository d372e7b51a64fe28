import Foundation
import Hummingbird

extension SampleSystem {
    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/") { [self] _, _ in page(signIn("")) }
        router.post("/login") { [self] request, _ in try await answerSignIn(request) }
        router.get("/menu") { [self] request, _ in signedIn(request) { page(menu) } }
        router.get("/entry") { [self] request, _ in signedIn(request) { page(entry) } }
        router.get("/search") { [self] request, _ in signedIn(request) { page(search(nil)) } }
        router.get("/found") { [self] request, _ in
            signedIn(request) { page(search(request.uri.queryParameters["number"].map(String.init) ?? "")) }
        }
        router.get("/postcode") { request, _ in
            let code = request.uri.queryParameters["code"].map(String.init) ?? ""
            return Self.text(code.count == 7 ? "見本区並木\(code.suffix(1))丁目" : "")
        }
        router.post("/confirm") { [self] request, _ in
            let form = try await Self.form(request)
            return signedIn(request) { page(confirm(form)) }
        }
        router.post("/register") { [self] request, _ in
            let form = try await Self.form(request)
            return signedIn(request) { page(receipt(register.add(Self.kept(form)))) }
        }
        // The plain form of the measurement: no signing in, no confirmation.
        router.get("/quick") { [self] _, _ in page(quick) }
        router.post("/quick") { [self] request, _ in
            page(receipt(register.add(Self.kept(try await Self.form(request)))))
        }
        router.get("/rows") { [self] _, _ in
            Self.text(registrations.map(\.line).sorted().joined(separator: "\n") + "\n")
        }
        addTraps(to: router)
        return router
    }

    private func answerSignIn(_ request: Request) async throws -> Response {
        let form = try await Self.form(request)
        guard form["user"] == SampleOptions.user, form["password"] == options.password else {
            return page(signIn("利用者番号かパスワードが違います。"))
        }
        return Response(
            status: .seeOther,
            headers: [.location: "/menu", .setCookie: "session=\(register.signIn()); Path=/; HttpOnly"])
    }

    private func signedIn(_ request: Request, _ answer: () -> Response) -> Response {
        let session = request.cookies["session"]?.value ?? ""
        return register.answers(session, max: options.answersPerSession)
            ? answer() : page(signIn("時間が過ぎたため、もう一度サインインしてください。"))
    }

    private static func kept(_ form: [String: String]) -> [String: String] {
        form.filter { SampleRegistration.fields.contains($0.key) }
    }

    static let formBytesMax = 65_536

    private static func form(_ request: Request) async throws -> [String: String] {
        let body = try await request.body.collect(upTo: formBytesMax)
        return decoded(String(buffer: body))
    }

    /// `application/x-www-form-urlencoded`
    static func decoded(_ text: String) -> [String: String] {
        var result: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            func plain(_ part: Substring) -> String {
                part.replacing("+", with: " ").removingPercentEncoding ?? String(part)
            }
            result[plain(parts[0])] = parts.count > 1 ? plain(parts[1]) : ""
        }
        return result
    }

    static func text(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    func page(_ html: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: html)))
    }
}
