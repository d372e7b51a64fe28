import Japanese
import Ward

/// What is asked about a person.
enum PersonFields {
    static let loginName = Field.text(
        "loginName", "利用者名（ログイン名）", max: LoginName.scalarsMax, hint: "英小文字、数字、「.」「-」「_」「@」。職員番号やメールアドレスなど。",
        autocomplete: "off")
    static let name = Field.text("name", "氏名", max: 100, autocomplete: "off")
    static let firstPassword = Field.password(
        "password", "最初のパスワード", isNew: true, hint: "空のままにすると、並木が作り、登録した後の画面に一度だけ示します。自分で決めるときは、\(passwordHint)"
    ).optional
    static let newPassword = Field.password("password", "新しいパスワード", isNew: true, hint: passwordHint)
    static let from = Field.date("from", "開始日").optional
    static let to = Field.date("to", "最終日", hint: "空欄にすると期限なしになります。").optional

    static func role(_ declared: [Role]) -> Field<Role> {
        Field.select("role", "役割", declared.map { Choice($0.rawValue, $0.title) }).mapped(
            to: { code in declared.first { $0.rawValue == code } }, from: \.rawValue,
            problem: { _ in "「役割」を選び直してください。" })
    }

    static func target(_ choices: [Choice]) -> Field<RoleTarget> {
        Field.select("target", "対象", choices, hint: "担当と課長は、その課を選んでください。").mapped(
            to: RoleTarget.init, from: \.text, problem: { _ in "「対象」は一覧にあるものから選び直してください。" })
    }

    private static let passwordHint =
        "\(PasswordRule.scalarsMin)文字以上。関係のない言葉をいくつか並べてください。本人は、\(InitialPassword.days)日以内にサインインして、自分のパスワードに変えます。"
}
