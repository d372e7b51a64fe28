import Japanese
import Ward

/// One person: roles, password, whether they may sign in.
struct PersonPage: Sendable {
    let person: Person
    let roles: [RoleWords]
    /// Those that can be given.
    let declared: [Role]
    let targets: [Choice]
    let today: CivilDate
    let isOneself: Bool
    let csrfToken: String
    let sent: Form
    let errors: FormErrors

    static let passwordHint = "\(PasswordRule.scalarsMin)文字以上。関係のない言葉をいくつか並べてください。本人には、最初のサインインの後に変更するよう伝えてください。"

    private var path: String { "/people/\(person.id)" }

    var page: Page {
        Page(person.name, trail: [Link("利用者", "/people")], section: "/people", body: body)
    }

    private var body: HTML {
        """
        \(refusals)\(facts)
        <h2>役割</h2>
        \(roleTable)
        \(Details("役割を付ける", isOpen: roles.isEmpty || isOpen("role", "target", "from", "to"), roleForm.html))
        <h2>変更</h2>
        \(Details("氏名を変える", isOpen: isOpen("name"), nameForm.html))
        \(Details("パスワードを再設定する", isOpen: isOpen("password"), passwordForm.html))
        \(Details(person.isActive ? "利用を停止する" : "利用を再開する", activity))
        """
    }

    private var refusals: HTML {
        let general = errors.entries.filter { $0.field == nil }
        let lines: [HTML] = general.map { "<p>\($0.message)</p>" }
        return general.isEmpty ? .empty : Notice(.error, "変更できませんでした。", lines.reduce(.empty, +)).html
    }

    private var facts: SummaryList {
        SummaryList([
            ("氏名", "\(person.name)"), ("利用者名（ログイン名）", "\(person.loginName)"),
            ("状態", person.isActive ? "\(Tag("利用中", .done))" : "\(Tag("停止中", .waiting))"),
        ])
    }

    private var roleTable: TableView {
        TableView(
            caption: "役割", columns: [.rowHeader("役割"), .text("対象"), .text("期間"), .text("状態"), .text("操作")],
            rows: roles.map { role in
                let isEnded = role.assignment.validTo.map { $0 < today } ?? false
                let state =
                    isEnded
                    ? Tag("終了", .waiting) : role.assignment.isValid(on: today) ? Tag("有効", .done) : Tag("開始前", .waiting)
                let end = ButtonForm(
                    "終了する", action: "\(path)/roles/\(role.assignment.id)/end", csrfToken: csrfToken,
                    context: "\(role.role) \(role.scope)")
                return ["\(role.role)", "\(role.scope)", "\(role.period)", "\(state)", isEnded ? .empty : end.html]
            }, empty: "役割はまだ付いていません。役割がないと、自分のアカウント以外は使えません。", isCaptionHidden: true)
    }

    private var roleForm: FormView {
        form(
            "roles", submit: "役割を付ける",
            [
                .select("role", "役割", declared.map { Choice($0.rawValue, $0.title) }),
                .select("target", "対象", targets, hint: "担当と課長は、その課を選んでください。"),
                .date("from", "開始日", value: today.japanese, isRequired: false),
                .date("to", "最終日", isRequired: false, hint: "空欄にすると期限なしになります。"),
            ])
    }

    private var nameForm: FormView {
        form("name", submit: "氏名を変える", [.text("name", "氏名", value: person.name, max: 100, autocomplete: "off")])
    }

    private var passwordForm: FormView {
        form(
            "password", submit: "再設定する", [.password("password", "新しいパスワード", isNew: true, hint: Self.passwordHint)])
    }

    private var activity: HTML {
        guard person.isActive else {
            return
                "<p>以前のパスワードと役割で、再びサインインできるようになります。</p>\(ButtonForm("利用を再開する", action: "\(path)/reactivate", csrfToken: csrfToken))"
        }
        guard !isOneself else { return "<p>自分の利用は停止できません。ほかの管理者に依頼してください。</p>" }
        return """
            <p>すぐにサインインできなくなります。これまでの記録は残り、あとで再開できます。</p>\
            \(ButtonForm("利用を停止する", action: "\(path)/deactivate", csrfToken: csrfToken, style: .danger))
            """
    }

    /// A form shows the errors of its own fields only: several stand on the page.
    private func form(_ action: String, submit: String, _ fields: [FormField]) -> FormView {
        var own = FormErrors()
        for entry in errors.entries {
            if let field = entry.field, fields.contains(where: { $0.name == field }) { own.add(field, entry.message) }
        }
        let isMine = fields.contains { sent[$0.name] != nil }
        return FormView(
            action: "\(path)/\(action)", csrfToken: csrfToken, submit: submit, errors: own, sent: isMine ? sent : nil,
            fields: fields)
    }

    private func isOpen(_ fields: String...) -> Bool {
        fields.contains { !errors[$0].isEmpty }
    }
}
