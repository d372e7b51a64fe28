import Japanese
import Storage
import Ward

/// One person: roles, password, whether they may sign in.
struct PersonPage: PageView {
    let person: Person
    let roles: [RoleWords]
    /// Those that can be given.
    let declared: [Role]
    let targets: [Choice]
    let today: CivilDate
    let isOneself: Bool
    let secondFactor: SecondFactor
    let notifications: NotificationChoice
    let tokens: AccessTokenSection
    let identities: IdentitySection
    /// What waits for another administrator, and whom to ask.
    let waiting: [RequestWords]
    let others: [Person]
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PersonPage {
        let person = try Person.load(request, on: connection)
        return PersonPage(
            person: person, roles: try RoleWords.all(of: person.id, on: nil, request.declared.roles, connection),
            declared: request.declared.roles,
            targets: try RoleTarget.choices(on: request.today, connection), today: request.today,
            isOneself: try request.person.person == person.id,
            secondFactor: try SecondFactorStore.find(of: person.id, on: connection),
            notifications: try NotificationChoiceStore.find(of: person.id, on: connection),
            tokens: try AccessTokenSection(of: person.id, request, on: connection),
            identities: try IdentitySection(person, request, on: connection),
            waiting: try RequestWords.waiting(request, of: person.id, on: connection),
            others: try SecondPersonNote.others(request, on: connection), state: request.state)
    }

    private var path: String { person.path }

    var page: Page {
        Page(person.name, trail: [Link("利用者", "/people")], section: "/people", body: body)
    }

    private var body: HTML {
        """
        \(facts)\(waitingNotice)
        <h2>役割</h2>
        \(roleTable)
        \(Details("役割を付ける", isOpen: roles.isEmpty || state.concerns("\(path)/roles"), roleForm.html))
        <h2>アクセストークン</h2>
        \(tokens.table(path, state))
        \(identities.html(askingAmong: others, state))
        <h2>変更</h2>
        \(Details("氏名を変える", for: ["\(path)/name"], state, nameForm.html))
        \(Details("メールアドレスを変える", for: ["\(path)/mail"], state, mailForm.html))
        \(Details("パスワードを再設定する", for: ["\(path)/password"], state, passwordForm.html))
        \(Details("認証アプリの登録を取り消す", for: ["\(path)/second-factor/reset"], state, secondFactorReset))
        \(Details(person.isActive ? "利用を停止する" : "利用を再開する", activity))
        """
    }

    private var facts: SummaryList {
        SummaryList([
            ("氏名", "\(person.name)"), ("利用者名（ログイン名）", "\(person.loginName)"),
            ("状態", person.isActive ? "\(Tag("利用中", .done))" : "\(Tag("停止中", .waiting))"),
            ("お知らせのメール", notifications.sentence),
            ("認証アプリ", secondFactor.confirmedAt.map { "登録済み（\($0.japanese)）" } ?? "未登録"),
        ])
    }

    private var waitingNotice: HTML {
        guard !waiting.isEmpty else { return .empty }
        let items: [HTML] = waiting.map { "<li>\($0.sentence)</li>" }
        return Notice(
            .information, "ほかの管理者の確認を待っています。", "<ul>\(items)</ul><p><a href=\"\(RequestsPage.path)\">確認を待つ申出</a></p>"
        ).html
    }

    private var secondFactorReset: HTML {
        guard secondFactor.confirmedAt != nil else { return "<p>認証アプリを登録していません。</p>" }
        return """
            <p>本人が機器と回復コードを失ったときに行います。ほかの管理者が確認すると登録が取り消され、本人は次のサインインで登録し直します。</p>\
            \(SecondPersonNote(others, command: "user reset-second-factor \(person.loginName)"))\
            \(ButtonForm("取消しを申し出る", "\(path)/second-factor/reset", state))
            """
    }

    private var roleTable: TableView {
        TableView(
            caption: "役割", columns: [.rowHeader("役割"), .text("対象"), .text("期間"), .name("状態"), .text("操作")],
            rows: roles.map { role in
                let isEnded = role.assignment.validTo.map { $0 < today } ?? false
                let validity =
                    isEnded
                    ? Tag("終了", .waiting) : role.assignment.isValid(on: today) ? Tag("有効", .done) : Tag("開始前", .waiting)
                let end = ButtonForm(
                    "終了する", "\(path)/roles/\(role.assignment.id)/end", state, context: "\(role.role) \(role.scope)")
                // What a group gives ends with the group.
                let isEndedHere = !isEnded && role.assignment.origin == nil
                return [
                    "\(role.role)", "\(role.scope)", "\(role.period)", "\(validity)", isEndedHere ? end.html : .empty,
                ]
            }, empty: "役割はまだ付いていません。役割がないと、自分のアカウント以外は使えません。", isCaptionHidden: true)
    }

    private var roleForm: FormView {
        let note =
            isOneself
            ? "自分の役割は、ほかの管理者の確認を受けてから付きます。" : "管理者の役割は、ほかの管理者の確認を受けてから付きます。"
        return FormView(
            "\(path)/roles", state, submit: isOneself ? "役割を申し出る" : "役割を付ける",
            fields: [
                .content(
                    "<p>\(note)</p>\(SecondPersonNote(others, command: "user grant \(person.loginName) --role …"))"),
                PersonFields.role(declared)(), PersonFields.target(targets)(), PersonFields.from(today),
                PersonFields.to(),
            ])
    }

    private var nameForm: FormView {
        FormView(
            "\(path)/name", state, submit: "氏名を変える", revision: person.revision,
            fields: [PersonFields.name(person.name)])
    }

    private var mailForm: FormView {
        FormView(
            "\(path)/mail", state, submit: "メールアドレスを変える", revision: notifications.revision,
            fields: [NotificationFields.others(notifications.mail)])
    }

    private var passwordForm: FormView {
        FormView("\(path)/password", state, submit: "再設定する", fields: [PersonFields.newPassword()])
    }

    private var activity: HTML {
        guard person.isActive else {
            return
                "<p>以前のパスワードと役割で、再びサインインできるようになります。</p>\(ButtonForm("利用を再開する", "\(path)/reactivate", state))"
        }
        guard !isOneself else { return "<p>自分の利用は停止できません。ほかの管理者に依頼してください。</p>" }
        return """
            <p>すぐにサインインできなくなります。これまでの記録は残り、あとで再開できます。</p>\
            \(ButtonForm("利用を停止する", "\(path)/deactivate", state))
            """
    }
}
