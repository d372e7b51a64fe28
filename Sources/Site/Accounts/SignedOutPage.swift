/// After signing out of a session that began through the identity provider, which goes on there: whoever shares a machine ends it, too.
/// From here by a link, since forms of this site are sent nowhere else.
struct SignedOutPage {
    static let path = "/sign-in/ended"

    /// Of the provider.
    let address: String

    var page: Page {
        Page(
            "並木からサインアウトしました",
            body: """
                \(Notice(
                    .warning, "庁内の認証では、まだサインインしています",
                    "<p>ほかの人も使う端末では、庁内の認証からもサインアウトしてください。庁内の認証を使うほかのシステムからも、サインアウトすることがあります。</p>"))
                <div class="actions">\(ButtonLink("庁内の認証からもサインアウトする", address, style: .primary))\
                \(ButtonLink("サインインの画面へ戻る", "/sign-in"))</div>
                """)
    }
}
