import Storage
import Ward

/// Signing in through the ward's identity provider, and connecting one's own account with it.
enum SingleSignOnRoutes {
    private static let path = "sign-in/sso"

    static func path(to target: String) -> String {
        target == "/" ? "/\(path)" : "/\(path)?" + URLEncodedForm.encoded([("to", target)])
    }

    static let all: [Route] = [
        Route(.get, path, access: .open) { request in
            let target = SignInPage.target(of: request)
            if request.signedIn != nil { return .seeOther(target) }
            let provider = try provider(request)
            let now = request.ward.clock.now()
            let flow = SignInFlow(.enter, target: target, at: now, random: request.ward.random)
            do throws(SingleSignOnRefusal) {
                return .begun(flow: flow.cookie, to: try await provider.address(of: flow, session: nil, at: now))
            } catch {
                return refused(error)
            }
        },
        // The browser comes back by a GET from another site: it is bound by `state` to the cookie that this browser was given.
        Route(.get, String(ProviderSettings.callbackPath.dropFirst()), access: .open) { request in
            let provider = try provider(request)
            let answer = SingleSignOn.Answer(
                state: request.query["state"], code: request.query["code"], issuer: request.query["iss"],
                error: request.query["error"])
            let visitor = SingleSignOn.Visitor(
                cookie: request.visit.flow, session: request.visit.session, person: request.signedIn?.person,
                address: request.visit.address, knownDevice: request.visit.knownDevice)
            let target = LocalPath.safe(request.visit.flow.flatMap { SignInFlow(cookie: $0)?.target } ?? "/")
            switch try await provider.finish(answer, from: visitor, ward: request.ward) {
            case .signedIn(let token): return .signedIn(cookie: token, to: target)
            case .codeNeeded(let step): return .page(CodePage(step: step, request, to: target).page)
            case .connected(let account):
                return .seeOther(
                    "/account", flash: Flash(.done, "庁内の認証のアカウント「\(account)」とつなぎました。次から、庁内の認証でもサインインできます。"))
            case .refused(let refusal): return refused(refusal)
            }
        },
        .form("account/identity", access: .signedIn, page: AccountPage.load) { request, form in
            let provider = try provider(request)
            let password = try form.values(AccountFields.confirming)
            let person = try request.person.person
            try await form.blaming(AccountFields.confirming) {
                try await SignIn.prove(
                    password: password, of: person, address: request.visit.address, ward: request.ward)
            }
            let flow = SignInFlow(
                .connect, target: "/account", at: request.ward.clock.now(), random: request.ward.random)
            try await provider.allow(flow, session: request.visit.session, ward: request.ward)
            return .answer(.begun(flow: flow.cookie, to: OwnIdentityPage.path))
        },
        Route(.get, String(OwnIdentityPage.path.dropFirst()), access: .signedIn) { request in
            guard let flow = request.visit.flow.flatMap(SignInFlow.init(cookie:)), flow.purpose == .connect else {
                return .seeOther("/account")
            }
            do throws(SingleSignOnRefusal) {
                let address = try await provider(request, else: .notConfigured).address(
                    of: flow, session: request.visit.session, at: request.ward.clock.now())
                return .page(OwnIdentityPage(address: address).page)
            } catch {
                return refused(error)
            }
        },
        .action(
            "account/identity/:identity/end", on: Own<PersonIdentity>.self, access: .signedIn,
            summary: "自分の庁内の認証との接続を終了する", fields: [], page: AccountPage.load,
            asks: { own, _ in own.confirmation }
        ) { own, _, change in
            try PersonIdentityStore.end(own.record.id, by: change.stamp, on: change.connection)
            return .done("庁内の認証との接続を終了しました。")
        },
    ]

    /// - Throws: ``PageRefusal/notFound`` where none is configured.
    private static func provider(_ request: PageRequest) throws -> SingleSignOn {
        guard let provider = request.outside.singleSignOn else { throw PageRefusal.notFound }
        return provider
    }

    private static func provider(
        _ request: PageRequest, else refusal: SingleSignOnRefusal
    ) throws(SingleSignOnRefusal) -> SingleSignOn {
        guard let provider = request.outside.singleSignOn else { throw refusal }
        return provider
    }

    private static func refused(_ refusal: SingleSignOnRefusal) -> PageResponse {
        let status =
            switch refusal {
            case .away, .busy, .notConfigured: 503
            case .slowedDown: 429
            default: 403
            }
        return .page(
            Page(
                "サインインできませんでした",
                body: """
                    \(Notice(.error, "庁内の認証でのサインインは、完了していません。", "<p>\(refusal.words)</p>"))
                    <div class="actions">\(ButtonLink("サインインの画面へ戻る", "/sign-in"))</div>
                    """), status: status)
    }
}
