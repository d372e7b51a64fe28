import Ward

/// Signing in and out.
enum SignInPages {
    static let routes: [Route] = [
        Route(.get, "sign-in", access: .open) { request in
            if request.signedIn != nil { return .seeOther(destination(request.query)) }
            return .page(page(request, target: request.query["to"] ?? "/", errors: .none))
        },
        Route(.post, "sign-in", access: .open) { request in try await enter(request) },
        Route(.post, "sign-out", access: .signedIn) { _ in .signedOut(to: "/sign-in") },
    ]

    private static let passwordField = "password"

    private static func enter(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let loginName = reader.text("loginName", "利用者名", max: 200)
        let password = reader.password(passwordField, "パスワード")
        if let loginName, let password, reader.errors.isEmpty {
            let outcome = try await SignIn.attempt(
                loginName: loginName, password: password, address: request.visit.address,
                knownDevice: request.visit.knownDevice, ward: request.ward)
            if case .signedIn(let token) = outcome {
                return .signedIn(cookie: token, to: destination(request.form))
            }
            reader.errors.addGeneral(outcome.words ?? "")
        }
        return .page(page(request, target: request.form["to"] ?? "/", errors: reader.errors), status: 422)
    }

    private static func destination(_ form: Form) -> String {
        LocalPath.safe(form["to"] ?? "/")
    }

    private static func page(_ request: PageRequest, target: String, errors: FormErrors) -> Page {
        let form = FormView(
            action: "/sign-in", csrfToken: request.csrfToken, submit: "サインイン", errors: errors, sent: request.form,
            fields: [
                .hidden("to", LocalPath.safe(target)),
                .text("loginName", "利用者名（ログイン名）", max: 200, autocomplete: "username"),
                .password(passwordField, "パスワード"),
            ])
        let help: HTML = "<p>パスワードを忘れたときは、管理者に再設定を依頼してください。</p>"
        return Page("サインイン", body: "\(form)\(help)")
    }
}
