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
        .form("sign-in", access: .open, page: SignInPage.load) { request, form in
            let (loginName, password) = try form.values(Fields.loginName, Fields.password)
            let outcome = try await SignIn.attempt(
                loginName: loginName, password: password, address: request.visit.address,
                knownDevice: request.visit.knownDevice, ward: request.ward)
            return .answer(try response(to: outcome, request))
        },
        .form("sign-in/code", access: .open, page: CodePage.load) { request, form in
            let code = try form.values(Fields.code)
            let outcome = try await SignIn.attempt(
                code: code, step: CodePage.step(of: request), address: request.visit.address,
                knownDevice: request.visit.knownDevice, ward: request.ward)
            return .answer(try response(to: outcome, request))
        },
        Route(.post, "sign-out", access: .signedIn) { request in
            let session = request.visit.session
            let isThroughProvider = try await request.ward.database.read { connection in
                try session.map { try SessionStore.isThroughProvider($0, on: connection) } ?? false
            }
            return .signedOut(to: isThroughProvider ? SignedOutPage.path : "/sign-in")
        },
        Route(.get, String(SignedOutPage.path.dropFirst()), access: .open) { request in
            guard
                let address = await request.outside.singleSignOn?.leavingAddress(at: request.ward.clock.now())
            else { return .seeOther("/sign-in") }
            return .page(SignedOutPage(address: address).page)
        },
    ]

    private static func response(to outcome: SignInOutcome, _ request: PageRequest) throws -> PageResponse {
        switch outcome {
        case .signedIn(let token): return .signedIn(cookie: token, to: SignInPage.target(of: request))
        case .codeNeeded(let step): return .page(CodePage(step: step, request).page)
        default: throw FormRefused(FormErrors(general: outcome.words ?? ""))
        }
    }
}
