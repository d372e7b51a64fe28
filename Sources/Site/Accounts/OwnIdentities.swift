import Storage
import Ward

/// With which accounts of the identity provider somebody is connected, on the page of one's own account; nothing where there is
/// neither a provider nor an account.
struct OwnIdentities: Component {
    let identities: [PersonIdentity]
    /// Whose accounts can be connected now.
    let issuer: String?
    let state: PageState

    init(_ request: PageRequest, on connection: any Connection) throws {
        identities = try PersonIdentityStore.current(of: request.person.person, on: connection)
        issuer = request.outside.singleSignOn?.settings.issuer
        state = request.state
    }

    var html: HTML {
        guard issuer != nil || !identities.isEmpty else { return .empty }
        let table = TableView(
            caption: "つながっているアカウント",
            columns: [.rowHeader("アカウントの識別子"), .text("発行者"), .text("つないだ日時"), .text("操作")],
            rows: identities.map { identity in
                [
                    "\(identity.subject)", "\(identity.issuer)", "\(identity.connectedAt.japanese)",
                    ButtonForm(
                        "接続を終了する", "/account/identity/\(identity.id)/end", state, context: identity.subject
                    ).html,
                ]
            }, empty: "庁内の認証のアカウントとは、つながっていません。", isCaptionHidden: true)
        let isOpen = issuer.map { issuer in !identities.contains { $0.issuer == issuer } } ?? false
        let connect: HTML =
            isOpen
            ? """
            <p>つなぐと、次から庁内の認証でもサインインできます。つなぐときは、並木のパスワードを入力し、続けて庁内の認証でも本人の確認をやり直します。\
            並木のパスワードが分からないときは、管理者に、つなぐよう依頼してください。</p>
            \(FormView(
                OwnIdentityPage.path, state, submit: "庁内の認証とつなぐ", fields: [AccountFields.confirming()]))
            """ : .empty
        return """
            <h2>庁内の認証</h2>
            \(table)\(connect)
            """
    }
}

/// From where somebody goes to the provider to connect an account: a link, since forms of this site are sent nowhere else.
struct OwnIdentityPage {
    static let path = "/account/identity"

    let address: String

    var page: Page {
        Page(
            "庁内の認証とつなぐ", trail: [Link("アカウント", "/account")],
            body: """
                <p class="lead">庁内の認証の画面へ移り、あなたのアカウントで本人の確認をします。</p>
                <ul>
                <li>確認が済むと、そのアカウントと、いまサインインしている並木の利用者がつながります。</li>
                <li>ほかの人のアカウントが表示されたときは、先に進まず、庁内の認証からサインアウトしてください。</li>
                <li>\(SignInFlow.secondsMax / 60)分以内に済ませてください。</li>
                </ul>
                <div class="actions">\(ButtonLink("庁内の認証へ進む", address, style: .primary))\
                \(ButtonLink("戻る（まだつなぎません）", "/account"))</div>
                """)
    }
}

extension Own<PersonIdentity> {
    var confirmation: Confirmation {
        Confirmation(
            "庁内の認証との接続を終了します", submit: "接続を終了する",
            consequences: [
                "庁内の認証では、サインインできなくなります。並木のパスワードが分からないときは、先に管理者に再設定を依頼してください。",
                "庁内の認証のグループによる役割は、すぐになくなります。",
                "庁内の認証でサインインしている場所からは、サインアウトします。いま庁内の認証でサインインしているときは、この画面からもサインアウトします。",
            ], irreversible: "書きかけの内容は、保存していなければ失われます。接続は、あとで作り直せます。")
    }
}
