import Ward

/// What is asked about mails to a person.
enum NotificationFields {
    static let mail = Field.mailAddress(
        "mail", "メールアドレス", hint: "例: yamada@city.example.lg.jp　職場のアドレスにしてください。空にすると、メールを送りません。"
    ).optional

    static func wanted(_ kinds: [NotificationKind]) -> Field<[String]> {
        .checkboxes(
            "wanted", "メールで受け取るお知らせ", kinds.map { Choice($0.code, $0.title) },
            hint: "外したものは、メールを送りません。「今日の仕事」には表示します。")
    }
}
