import Ward

/// The list of people.
struct PeoplePage {
    struct Row: Sendable {
        let person: Person
        let roles: [RoleWords]

        /// For programs: `id`, `loginName`, `name`, `isActive`, `roles` with `role` and `scope`.
        var json: JSON {
            [
                "id": .string(person.id.text), "loginName": .string(person.loginName), "name": .string(person.name),
                "isActive": .bool(person.isActive),
                "roles": .array(
                    roles.map { ["role": .string($0.assignment.role.rawValue), "scope": .string($0.scope)] }),
            ]
        }
    }

    let rows: [Row]

    var page: Page {
        let table = TableView(
            caption: "利用者の一覧", columns: [.rowHeader("氏名"), .text("利用者名"), .text("現在の役割"), .text("状態")],
            rows: rows.map(cells), empty: "利用者はまだ登録されていません。", isCaptionHidden: true)
        return Page(
            "利用者", section: "/people",
            body: "<div class=\"actions\">\(ButtonLink("利用者を登録する", "/people/new", style: .primary))</div>\(table)")
    }

    private func cells(_ row: Row) -> [HTML] {
        let roles = row.roles.map { "\($0.role)（\($0.scope)）" }.joined(separator: "、")
        return [
            "<a href=\"/people/\(row.person.id)\">\(row.person.name)</a>", "\(row.person.loginName)",
            roles.isEmpty ? "なし" : "\(roles)",
            row.person.isActive ? "\(Tag("利用中", .done))" : "\(Tag("停止中", .waiting))",
        ]
    }
}

/// Where somebody is added.
struct NewPersonPage {
    let csrfToken: String
    let sent: Form?
    let errors: FormErrors

    var page: Page {
        let form = FormView(
            action: "/people", csrfToken: csrfToken, submit: "登録する", errors: errors, sent: sent,
            cancel: Link("やめる", "/people"),
            fields: [
                .text(
                    "loginName", "利用者名（ログイン名）", max: LoginName.scalarsMax, hint: "英小文字、数字、「.」「-」「_」「@」。職員番号やメールアドレスなど。",
                    autocomplete: "off"),
                .text("name", "氏名", max: 100, autocomplete: "off"),
                .password("password", "最初のパスワード", isNew: true, hint: PersonPage.passwordHint),
            ])
        return Page("利用者の登録", trail: [Link("利用者", "/people")], section: "/people", body: form.html)
    }
}
