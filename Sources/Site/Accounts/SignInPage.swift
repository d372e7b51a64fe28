import Storage
import Ward

/// Where somebody signs in, to go on where they wanted to go.
struct SignInPage: PageView {
    let target: String
    let state: PageState

    init(_ request: PageRequest) {
        target = Self.target(of: request)
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
        return Page("サインイン", body: "\(form)<p>パスワードを忘れたときは、管理者に再設定を依頼してください。</p>")
    }
}
