import Storage
import Ward

/// Signing in and out.
enum SignInPages {
    private typealias Fields = AccountFields

    static let routes: [Route] = [
        Route(.get, "sign-in", access: .open) { request in
            if request.signedIn != nil { return .seeOther(SignInPage.target(of: request)) }
            return .page(SignInPage(request).page)
        },
        .submission("sign-in", access: .open, page: SignInPage.load) { request, form in
            let (loginName, password) = try form.values(Fields.loginName, Fields.password)
            let outcome = try await SignIn.attempt(
                loginName: loginName, password: password, address: request.visit.address,
                knownDevice: request.visit.knownDevice, ward: request.ward)
            guard case .signedIn(let token) = outcome else {
                throw FormRefused(FormErrors(general: outcome.words ?? ""))
            }
            return .answer(.signedIn(cookie: token, to: SignInPage.target(of: request)))
        },
        Route(.post, "sign-out", access: .signedIn) { _ in .signedOut(to: "/sign-in") },
    ]
}
