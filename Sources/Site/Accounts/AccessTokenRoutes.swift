import Japanese
import Storage
import Ward

/// Making and ending access tokens: one's own, and as an administrator those of others. By hand only, so that no token makes another.
enum AccessTokenRoutes {
    private typealias Fields = AccessTokenFields

    static let all: [Route] = [
        .form("account/tokens", access: .signedIn, page: AccountPage.load, work: create),
        .action(
            "account/tokens/:token/end", on: Own<AccessToken>.self, access: .signedIn, summary: "自分のアクセストークンを終了する",
            fields: [], page: AccountPage.load, asks: { own, _ in confirmation(own.record, of: nil) }
        ) { own, _, change in
            try AccessTokenStore.end(own.record, by: change.stamp, on: change.connection)
            return .done("アクセストークン「\(own.record.name)」を終了しました。")
        },
        .action(
            "people/:person/tokens/:token/end", on: OfPerson<AccessToken>.self, needs: .managePeople,
            summary: "利用者のアクセストークンを終了する", fields: [], page: PersonPage.load,
            asks: { found, _ in confirmation(found.record, of: found.person) }
        ) { found, _, change in
            try AccessTokenStore.end(found.record, by: change.stamp, on: change.connection)
            return .done("アクセストークン「\(found.record.name)」を終了しました。")
        },
    ]

    @Sendable
    private static func create(_ request: PageRequest, _ form: inout FormReader) async throws -> ShownOutcome {
        let (person, stamp) = (try request.person, try request.stamp)
        let held = request.declared.permissions.filter { person.may($0) }
        let asksCode = try await request.ward.database.read { connection in
            try SecondFactorWords(person, on: connection).isShown
        }
        let code = asksCode ? form.value(AccountFields.code) : nil
        let (name, scope, codes, lastDay) = try form.values(
            Fields.name, Fields.scope, Fields.permissions(held), Fields.lastDay(from: request.today))
        let wish = AccessTokenStore.Wish(
            name: name, mayWrite: scope == .write,
            permissions: codes.isEmpty ? nil : Set(held.filter { codes.contains($0.code) }), lastDay: lastDay)
        // Nobody spends a code on what is refused afterwards.
        try await request.ward.database.read { connection in
            _ = try AccessTokenStore.check(wish, for: person, on: stamp.today, connection)
        }
        if let code { try await SecondFactorRoutes.prove(code, request, form) }
        let token = try await request.ward.database.write { connection in
            try AccessTokenStore.create(wish, for: person, by: stamp, on: connection)
        }
        return .answer(.page(AccessTokenMadePage(name: name, token: token, lastDay: lastDay).page))
    }

    private static func confirmation(_ token: AccessToken, of person: Person?) -> Confirmation {
        Confirmation(
            "アクセストークン「\(token.name)」を終了します", submit: "アクセストークンを終了する",
            consequences: [
                "\(person.map { "\($0.name)さんの" } ?? "")このアクセストークンを使うプログラムは、すぐに並木を使えなくなります。",
                "ほかのアクセストークンと、サインインしている場所は、そのままです。",
            ], irreversible: "終了したアクセストークンは、元に戻せません。また要るときは、新しく作ります。")
    }
}
