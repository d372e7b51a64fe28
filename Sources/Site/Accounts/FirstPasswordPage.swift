import Storage
import Ward

/// Where somebody chooses their own password in place of the one that an administrator set, before any other page.
struct FirstPasswordPage: PageView {
    static let path = "/account/first-password"

    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) -> FirstPasswordPage {
        FirstPasswordPage(state: request.state)
    }

    var page: Page {
        let form = FormView(
            Self.path, state, submit: "パスワードを決める",
            fields: [AccountFields.initial(), AccountFields.new(), AccountFields.again()])
        return Page(
            "自分のパスワードを決める",
            body: """
                <p class="lead">最初のパスワードは、設定した人も知っています。自分だけが知るパスワードに変えてください。変えるまで、ほかのページは開けません。</p>
                <p>最初のパスワードは、設定から\(InitialPassword.days)日を過ぎると使えなくなります。</p>
                \(form)
                """)
    }
}
