import Japanese
import Storage
import Ward

/// The addresses of one's own account.
enum AccountPages {
    private typealias Fields = AccountFields

    static let routes: [Route] = [
        .page("account", access: .signedIn, AccountPage.load),
        .form("account/password", access: .signedIn, page: AccountPage.load) { request, form in
            try await changePassword(request, &form, current: Fields.current, to: "/account?changed=1")
        },
        .page("account/first-password", access: .signedIn, FirstPasswordPage.load),
        .form("account/first-password", access: .signedIn, page: FirstPasswordPage.load) { request, form in
            try await changePassword(request, &form, current: Fields.initial, to: "/")
        },
        .form("account/sessions/:session/end", access: .signedIn, page: AccountPage.load) { request, _ in
            let session: ID<Session> = try request.id("session")
            guard try await SessionStore.end(session, of: try request.person.person, ward: request.ward) else {
                throw PageRefusal.notFound
            }
            return .done("選んだ場所からサインアウトしました。", at: "/account")
        },
    ]

    private static func changePassword(
        _ request: PageRequest, _ form: inout FormReader, current asked: Field<String>, to path: String
    ) async throws -> ShownOutcome {
        let new = form.value(Fields.new)
        let again = form.value(Fields.again)
        if let new, let again, new != again {
            form.errors.add(Fields.again.name, "新しいパスワードと確認の入力が一致しません。同じものを2回入力してください。")
        }
        let current = try form.values(asked)
        guard let new, let session = request.visit.session else { throw PageRefusal.signInNeeded }
        let outcome = try await SignIn.changePassword(
            of: try request.person.person, session: session, current: current, new: new,
            address: request.visit.address, ward: request.ward)
        switch outcome {
        case .changed(let token): return .answer(.signedIn(cookie: token, to: path))
        case .refused, .unchanged: throw form.refusing(Fields.new, outcome.words ?? "")
        case .wrong, .slowedDown: throw form.refusing(asked, outcome.words ?? "")
        }
    }
}
