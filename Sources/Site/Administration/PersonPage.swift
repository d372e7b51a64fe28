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
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PersonPage {
        let person = try Person.load(request, on: connection)
        return PersonPage(
            person: person, roles: try RoleWords.all(of: person.id, on: nil, request.declared.roles, connection),
            declared: request.declared.roles,
            targets: try RoleTarget.choices(on: request.today, connection), today: request.today,
            isOneself: try request.person.person == person.id, state: request.state)
    }

    private var path: String { person.path }

    var page: Page {
        Page(person.name, trail: [Link("利用者", "/people")], section: "/people", body: body)
    }

    private var body: HTML {
        """
        \(facts)
        <h2>役割</h2>
        \(roleTable)
        \(Details("役割を付ける", isOpen: roles.isEmpty || state.concerns("\(path)/roles"), roleForm.html))
        <h2>変更</h2>
        \(Details("氏名を変える", for: ["\(path)/name"], state, nameForm.html))
        \(Details("パスワードを再設定する", for: ["\(path)/password"], state, passwordForm.html))
        \(Details(person.isActive ? "利用を停止する" : "利用を再開する", activity))
        """
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
                let validity =
                    isEnded
                    ? Tag("終了", .waiting) : role.assignment.isValid(on: today) ? Tag("有効", .done) : Tag("開始前", .waiting)
                let end = ButtonForm(
                    "終了する", "\(path)/roles/\(role.assignment.id)/end", state, context: "\(role.role) \(role.scope)")
                return ["\(role.role)", "\(role.scope)", "\(role.period)", "\(validity)", isEnded ? .empty : end.html]
            }, empty: "役割はまだ付いていません。役割がないと、自分のアカウント以外は使えません。", isCaptionHidden: true)
    }

    private var roleForm: FormView {
        FormView(
            "\(path)/roles", state, submit: "役割を付ける",
            fields: [
                PersonFields.role(declared)(), PersonFields.target(targets)(), PersonFields.from(today),
                PersonFields.to(),
            ])
    }

    private var nameForm: FormView {
        FormView("\(path)/name", state, submit: "氏名を変える", fields: [PersonFields.name(person.name)])
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
            \(ButtonForm("利用を停止する", "\(path)/deactivate", state, style: .danger))
            """
    }
}
