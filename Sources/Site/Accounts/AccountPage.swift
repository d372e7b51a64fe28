import Japanese
import Storage
import Ward

/// One's own account: roles, password, sessions.
struct AccountPage: PageView {
    let name: String
    let loginName: String
    let roles: [RoleWords]
    let sessions: [Session]
    let current: ID<Session>?
    let hasNewPassword: Bool
    let secondFactor: SecondFactorWords
    let notifications: NotificationChoice
    let tokens: AccessTokenSection
    /// What the person may do, and so hand on to a program.
    let held: [Permission]
    let identities: OwnIdentities
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> AccountPage {
        let person = try request.person
        return AccountPage(
            name: person.name, loginName: try Person.find(person.person, on: connection)?.loginName ?? "",
            roles: try RoleWords.all(of: person.person, on: request.today, request.declared.roles, connection),
            sessions: try SessionStore.list(of: person.person, at: request.ward.clock.now(), on: connection),
            current: request.visit.session, hasNewPassword: request.query["changed"] != nil,
            secondFactor: try SecondFactorWords(person, on: connection),
            notifications: try NotificationChoiceStore.find(of: person.person, on: connection),
            tokens: try AccessTokenSection(of: person.person, request, on: connection),
            held: request.declared.permissions.filter { person.may($0) },
            identities: try OwnIdentities(request, on: connection), state: request.state)
    }

    var page: Page {
        Page("アカウント", body: body)
    }

    private var body: HTML {
        let done: HTML =
            hasNewPassword
            ? Notice(.information, "パスワードを変更しました。", "<p>ほかの場所でのサインインは終了しました。</p>").html : .empty
        return """
            \(done)\(SummaryList([("氏名", "\(name)"), ("利用者名（ログイン名）", "\(loginName)")]))
            <h2>役割</h2>
            \(roleTable)
            <h2>パスワードの変更</h2>
            \(passwordForm)
            <h2>認証アプリ</h2>
            <p>\(secondFactor.sentence)</p>
            <p><a href="\(SecondFactorPage.path)">認証アプリと回復コード</a></p>
            <h2>お知らせのメール</h2>
            <p>\(notifications.sentence)</p>
            <p><a href="\(NotificationChoicePage.path)">アドレスと、受け取るお知らせ</a></p>
            \(identities)<h2>サインインしている場所</h2>
            \(sessionTable)
            <h2>アクセストークン</h2>
            <p>プログラムに渡す鍵です。サインインせずに、あなたの名前で並木を使えます。<a href="\(APIHelpPage.path)">プログラムからの使い方</a></p>
            \(tokens.table("/account", state))
            \(tokens.form(held: held, asksCode: secondFactor.isShown, state))
            """
    }

    private var roleTable: TableView {
        TableView(
            caption: "現在の役割", columns: [.rowHeader("役割"), .text("対象"), .text("期間")],
            rows: roles.map { ["\($0.role)", "\($0.scope)", "\($0.period)"] },
            empty: "役割はまだ付いていません。管理者に依頼してください。", isCaptionHidden: true)
    }

    private var passwordForm: FormView {
        FormView(
            "/account/password", state, submit: "パスワードを変更する",
            fields: [AccountFields.current(), AccountFields.new(), AccountFields.again()])
    }

    private var sessionTable: TableView {
        TableView(
            caption: "サインインしている場所", columns: [.rowHeader("開始"), .text("最後の操作"), .text("アドレス"), .text("操作")],
            rows: sessions.map { session in
                let began = session.createdAt.japanese
                let action: HTML =
                    session.id == current
                    ? "\(Tag("この画面", .active))"
                    : "\(ButtonForm("サインアウトさせる", "/account/sessions/\(session.id)/end", state, context: began))"
                return ["\(began)", "\(session.seenAt.japanese)", "\(session.address)", action]
            }, isCaptionHidden: true)
    }
}
