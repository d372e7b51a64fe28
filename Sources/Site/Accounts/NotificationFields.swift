import Ward

/// What is asked about mails to a person.
enum NotificationFields {
    /// One's own.
    static let own = mail(autocomplete: "email")
    /// Another person's.
    static let others = mail(autocomplete: "off")

    private static func mail(autocomplete: String) -> Field<MailAddress?> {
        Field.mailAddress(
            "mail", "メールアドレス", hint: "例: yamada@city.example.lg.jp　職場のアドレスにしてください。空にすると、メールを送りません。",
            autocomplete: autocomplete
        ).optional
    }

    static func wanted(_ kinds: [NotificationKind]) -> Field<[String]> {
        .checkboxes(
            "wanted", "メールで受け取るお知らせ", kinds.map { Choice($0.code, $0.title) },
            hint: "外したものは、メールを送りません。「今日の仕事」には表示します。")
    }
}
