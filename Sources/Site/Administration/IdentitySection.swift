import Storage
import Ward

/// With which accounts of the identity provider a person is connected, on the page of the person; nothing where there is neither a
/// provider nor an account.
struct IdentitySection: Sendable {
    let person: Person
    let identities: [PersonIdentity]
    let issuer: String?
    let newcomers: [IdentityNewcomer]

    init(_ person: Person, _ request: PageRequest, on connection: any Connection) throws {
        self.person = person
        identities = try PersonIdentityStore.current(of: person.id, on: connection)
        issuer = request.outside.singleSignOn?.settings.issuer
        newcomers = try Self.newcomers(request, on: connection)
    }

    /// Those of the provider of today.
    static func newcomers(_ request: PageRequest, on connection: any Connection) throws -> [IdentityNewcomer] {
        guard let issuer = request.outside.singleSignOn?.settings.issuer else { return [] }
        return try PersonIdentityStore.newcomers(on: connection).filter { $0.issuer == issuer }
    }

    private var path: String { "\(person.path)/identity" }

    func html(askingAmong others: [Person], _ state: PageState) -> HTML {
        guard issuer != nil || !identities.isEmpty else { return .empty }
        return """
            <h2>庁内の認証</h2>
            \(table(state))\(connecting(others, state))
            """
    }

    private func table(_ state: PageState) -> TableView {
        TableView(
            caption: "つながっているアカウント",
            columns: [
                .rowHeader("アカウントの識別子"), .text("発行者"), .text("つないだ日時"), .text("最後のサインイン"), .text("操作"),
            ],
            rows: identities.map { identity in
                [
                    "\(identity.subject)", "\(identity.issuer)", "\(identity.connectedAt.japanese)",
                    "\(identity.seenAt?.japanese ?? "まだない")",
                    ButtonForm("接続を終了する", "\(path)/\(identity.id)/end", state, context: identity.subject).html,
                ]
            }, empty: "庁内の認証のアカウントとは、つながっていません。", isCaptionHidden: true)
    }

    private func connecting(_ others: [Person], _ state: PageState) -> HTML {
        guard let issuer, person.isActive, !identities.contains(where: { $0.issuer == issuer }) else { return .empty }
        guard !newcomers.isEmpty else {
            return """
                <p>つなぐアカウントが、まだありません。本人がサインインの画面で「庁内の認証でサインイン」を一度押すと、ここで選べるようになります。\
                本人は、パスワードでサインインして、「アカウント」から自分でつなぐこともできます。</p>
                """
        }
        let form = FormView(
            path, state, submit: "つなぐことを申し出る",
            fields: [
                .content(
                    """
                    <p>つないだアカウントを使える人は、この利用者としてサインインできます。そのため、ほかの管理者の確認を受けてからつながります。</p>\
                    \(SecondPersonNote(
                        others, command: "user connect \(person.loginName) --issuer … --subject …"))
                    """),
                SingleSignOnFields.newcomer(newcomers)(),
            ])
        return Details("アカウントをつなぐ", for: [path], state, form.html).html
    }
}

extension OfPerson<PersonIdentity> {
    var confirmation: Confirmation {
        Confirmation(
            "\(person.name)さんの庁内の認証との接続を終了します", submit: "接続を終了する",
            consequences: [
                "\(person.name)さんは、このアカウント（\(record.subject)）ではサインインできなくなります。パスワードでは、これまでどおりサインインできます。",
                "庁内の認証でサインインしている場所からは、すぐにサインアウトします。",
                "庁内の認証のグループによる役割は、すぐになくなります。個別に付けた役割は残ります。",
            ], irreversible: "サインインしている場所で書きかけの内容は、保存していなければ失われます。接続は、ほかの管理者の確認を受けて作り直せます。")
    }
}
