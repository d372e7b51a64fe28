import Japanese
import Ward

struct AccountPage {
    let name: String
    let loginName: String
    let roles: [RoleWords]
    let sessions: [Session]
    let current: ID<Session>?
    let csrfToken: String
    let errors: FormErrors
    let hasNewPassword: Bool

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
            <h2>サインインしている場所</h2>
            \(sessionTable)
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
            action: "/account/password", csrfToken: csrfToken, submit: "パスワードを変更する", errors: errors,
            fields: [
                .password("current", "現在のパスワード"),
                .password(
                    "new", "新しいパスワード", isNew: true,
                    hint: "\(PasswordRule.scalarsMin)文字以上。関係のない言葉をいくつか並べると、覚えやすく推測されにくくなります。"),
                .password("again", "新しいパスワード（確認）", isNew: true),
            ])
    }

    private var sessionTable: TableView {
        TableView(
            caption: "サインインしている場所", columns: [.rowHeader("開始"), .text("最後の操作"), .text("アドレス"), .text("操作")],
            rows: sessions.map { session in
                let began = session.createdAt.japanese
                let action: HTML =
                    session.id == current
                    ? "\(Tag("この画面", .active))"
                    : "\(ButtonForm("サインアウトさせる", action: "/account/sessions/\(session.id)/end", csrfToken: csrfToken, context: began))"
                return ["\(began)", "\(session.seenAt.japanese)", "\(session.address)", action]
            }, isCaptionHidden: true)
    }
}
