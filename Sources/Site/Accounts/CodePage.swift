import Storage
import Ward

/// Where the code of the authenticator is asked for, after the password was right or the identity provider said who it is.
struct CodePage: PageView {
    /// The word that stands for what was right before.
    let step: String
    let target: String
    let state: PageState

    init(step: String, _ request: PageRequest, to target: String? = nil) {
        self.step = step
        self.target = target ?? SignInPage.target(of: request)
        state = request.state
    }

    static func load(_ request: PageRequest, on connection: any Connection) -> CodePage {
        CodePage(step: step(of: request), request)
    }

    static func step(of request: PageRequest) -> String { request.form[stepField] ?? "" }

    private static let stepField = "step"

    var page: Page {
        let form = FormView(
            "/sign-in/code", state, submit: "確認する", cancel: Link("初めからやり直す", "/sign-in"),
            fields: [.hidden(Self.stepField, step), .hidden("to", target), AccountFields.code()])
        return Page(
            "確認コードの入力",
            body: """
                <p class="lead">ここまでの確認ができました。続けて、認証アプリの確認コードを入力してください。</p>
                \(form)
                <p>認証アプリも回復コードも使えないときは、管理者に、認証アプリの登録の取消しを依頼してください。</p>
                """)
    }
}
