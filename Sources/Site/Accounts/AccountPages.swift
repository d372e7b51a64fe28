import Japanese
import Storage
import Ward

/// One's own account: roles, password, sessions.
enum AccountPages {
    static let routes: [Route] = [
        Route(.get, "account", access: .signedIn) { request in
            .page(try await page(request, errors: .none))
        },
        Route(.post, "account/password", access: .signedIn) { request in try await changePassword(request) },
        Route(.post, "account/sessions/:session/end", access: .signedIn) { request in
            let session: ID<Session> = try request.id("session")
            guard try await SessionStore.end(session, of: try request.person.person, ward: request.ward) else {
                throw PageRefusal.notFound
            }
            return .seeOther("/account", flash: Flash(.done, "選んだ場所からサインアウトしました。"))
        },
    ]

    private static func changePassword(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let current = reader.password("current", "現在のパスワード")
        let new = reader.password("new", "新しいパスワード")
        let again = reader.password("again", "新しいパスワード（確認）")
        if let new, let again, new != again {
            reader.errors.add("again", "新しいパスワードと確認の入力が一致しません。同じものを2回入力してください。")
        }
        guard let current, let new, reader.errors.isEmpty, let session = request.visit.session else {
            return .page(try await page(request, errors: reader.errors), status: 422)
        }
        let outcome = try await SignIn.changePassword(
            of: try request.person.person, session: session, current: current, new: new,
            address: request.visit.address, ward: request.ward)
        if case .changed(let token) = outcome {
            return .signedIn(cookie: token, to: "/account?changed=1")
        }
        var errors = FormErrors()
        let field = if case .refused = outcome { "new" } else { "current" }
        errors.add(field, lines: outcome.words ?? "")
        return .page(try await page(request, errors: errors), status: 422)
    }

    private static func page(_ request: PageRequest, errors: FormErrors) async throws -> Page {
        let person = try request.person
        let (today, declared) = (request.today, request.declared.roles)
        let (known, roles) = try await request.ward.database.read { connection in
            (
                try Person.find(person.person, on: connection),
                try RoleWords.all(of: person.person, on: today, declared, connection)
            )
        }
        let sessions = try await SessionStore.list(of: person.person, ward: request.ward)
        return AccountPage(
            name: person.name, loginName: known?.loginName ?? "", roles: roles, sessions: sessions,
            current: request.visit.session, csrfToken: request.csrfToken, errors: errors,
            hasNewPassword: request.query["changed"] != nil
        ).page
    }
}
