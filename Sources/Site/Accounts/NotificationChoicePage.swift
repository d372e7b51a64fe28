import Storage
import Ward

/// お知らせのメール: where one is written to, and of what one wants no mail.
struct NotificationChoicePage: PageView {
    static let path = "/account/notifications"

    let choice: NotificationChoice
    /// Those that may concern the person.
    let kinds: [NotificationKind]
    let canSend: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NotificationChoicePage {
        NotificationChoicePage(
            choice: try NotificationChoiceStore.find(of: try request.person.person, on: connection),
            kinds: try kinds(request), canSend: (try? NotificationSending.Post.configured()) ?? nil != nil,
            state: request.state)
    }

    private static func kinds(_ request: PageRequest) throws -> [NotificationKind] {
        let person = try request.person
        return request.declared.notifications.filter { person.may($0.permission) }
    }

    static let routes: [Route] = [
        .page("account/notifications", access: .signedIn, load),
        .formAction("account/notifications", access: .signedIn, page: load) { form, change in
            let kinds = try kinds(change.request)
            let person = try change.person.person
            let (mail, wanted) = try form.values(NotificationFields.own, NotificationFields.wanted(kinds))
            var choice = try NotificationChoiceStore.find(of: person, on: change.connection)
            try form.checkRevision(of: choice)
            choice.mail = mail
            // What was stopped under another role stays so.
            choice.stopped = choice.stopped.subtracting(kinds.map(\.code)).union(
                kinds.map(\.code).filter { !wanted.contains($0) })
            try NotificationChoiceStore.set(choice, of: person, by: change.stamp, on: change.connection)
            return .done(mail == nil ? "保存しました。アドレスの登録がないため、メールは送りません。" : "保存しました。", at: path)
        },
    ]

    var page: Page {
        let wanted = kinds.map(\.code).filter { !choice.stopped.contains($0) }
        let fields =
            [NotificationFields.own(choice.mail)]
            + (kinds.isEmpty
                ? [.content("<p>今の役割に届くお知らせはありません。</p>")] : [NotificationFields.wanted(kinds)(wanted)])
        let form = FormView(Self.path, state, submit: "保存する", revision: choice.revision, fields: fields)
        return Page(
            "お知らせのメール", trail: [Link("アカウント", "/account")],
            body: """
                <p class="lead">仕事が届いたことを、メールでお知らせします。メールには、題名、期限、差戻しの理由とリンクを書きます。</p>
                <p>アドレスを登録しないと、メールは送りません。メールを受け取らなくても、「今日の仕事」にはすべて表示されます。</p>
                \(canSend ? HTML.empty : "<p>今は、メールのサーバーが設定されていないため、だれにもメールを送っていません。</p>")
                \(form)
                """)
    }
}

extension NotificationChoice {
    /// As one's account and the page of a person say it.
    var sentence: HTML {
        guard let mail else { return "メールアドレスの登録がないため、メールは送りません。届いた仕事は、「今日の仕事」にすべて表示されます。" }
        return "届いた仕事を\(mail.text)にお知らせします。\(stopped.isEmpty ? HTML.empty : "止めているお知らせは\(stopped.count)種類です。")"
    }
}
