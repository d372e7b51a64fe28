import Storage
import Ward

/// Where somebody signs in, to go on where they wanted to go.
struct SignInPage: PageView {
    let target: String
    /// Whether people sign in through the identity provider, too.
    let hasProvider: Bool
    let state: PageState

    init(_ request: PageRequest) {
        target = Self.target(of: request)
        hasProvider = request.outside.singleSignOn != nil
        state = request.state
    }

    static func load(_ request: PageRequest, on connection: any Connection) -> SignInPage { SignInPage(request) }

    static func target(of request: PageRequest) -> String {
        LocalPath.safe(request.form["to"] ?? request.query["to"] ?? "/")
    }

    var page: Page {
        let form = FormView(
            "/sign-in", state, submit: "サインイン",
            fields: [.hidden("to", target), AccountFields.loginName(), AccountFields.password()])
        let forgotten: HTML = "<p>パスワードを忘れたときは、管理者に再設定を依頼してください。</p>"
        guard hasProvider else { return Page("サインイン", body: "\(form)\(forgotten)") }
        return Page(
            "サインイン",
            body: """
                <div class="actions">\(ButtonLink(
                    "庁内の認証でサインイン", SingleSignOnRoutes.path(to: target), style: .primary))</div>
                <p>ふだんお使いの庁内のアカウントで、並木を使えます。</p>
                <h2>利用者名とパスワードでサインイン</h2>
                \(form)\(forgotten)
                """)
    }
}
