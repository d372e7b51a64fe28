import Ward

/// What is asked when somebody signs in or changes their password.
enum AccountFields {
    static let loginName = Field.text("loginName", "利用者名（ログイン名）", max: 200, autocomplete: "username")
    static let password = Field.password("password", "パスワード")
    static let current = Field.password("current", "現在のパスワード")
    static let new = Field.password(
        "new", "新しいパスワード", isNew: true,
        hint: "\(PasswordRule.scalarsMin)文字以上。関係のない言葉をいくつか並べると、覚えやすく推測されにくくなります。")
    static let initial = Field.password("current", "最初のパスワード（管理者から伝えられたもの）")
    static let again = Field.password("again", "新しいパスワード（確認）", isNew: true)
    /// Asked for once more, before an account of the identity provider is connected.
    static let confirming = Field.password("password", "並木のパスワード")
    /// Of the authenticator, or one of the recovery codes.
    static let code = Field.text(
        "code", "確認コード", max: 40, hint: "認証アプリに表示されている6桁の数字。アプリを使えないときは、回復コードを入力してください。",
        autocomplete: "one-time-code")
    static let firstCode = Field.text(
        "code", "確認コード", max: 40, hint: "登録した認証アプリに表示された6桁の数字。", autocomplete: "one-time-code")
}
