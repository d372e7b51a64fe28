import Japanese
import Storage
import Ward

/// Where somebody is added, with a first role.
struct NewPersonPage: PageView {
    let declared: [Role]
    let targets: [Choice]
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NewPersonPage {
        NewPersonPage(
            declared: request.declared.roles, targets: try RoleTarget.choices(on: request.today, connection),
            state: request.state)
    }

    var page: Page {
        Page(
            "利用者の登録", trail: [Link("利用者", "/people")], section: "/people",
            body: """
                <p>何人も登録するときは、<a href="\(PeopleRoster.form.path)">名簿でまとめて登録</a>できます。</p>
                \(FormView(
                    "/people", state, submit: "登録する", cancel: Link("やめる", "/people"),
                    fields: [
                        PersonFields.loginName(), PersonFields.name(), PersonFields.firstPassword(),
                        PersonFields.role(declared).optional(), PersonFields.target(targets).optional(),
                    ]))
                """)
    }

    // MARK: adding

    static let adding = Route.form("people", access: .needs(.managePeople), page: load) { request, form in
        let targets = try await request.ward.database.read { try RoleTarget.choices(on: request.today, $0) }
        let target = PersonFields.target(targets).optional
        let (loginName, name, typed, role, scope) = try form.values(
            PersonFields.loginName, PersonFields.name, PersonFields.firstPassword,
            PersonFields.role(request.declared.roles).optional, target)
        if role != nil, scope == nil {
            throw form.refusing(target, "役割を選んだときは、「\(target.label)」も選んでください。")
        }
        let login: LoginName = try form.blaming(PersonFields.loginName) { try LoginName(loginName) }
        let password = typed ?? InitialPassword.make(for: login, random: request.ward.random)
        let problems = PasswordRule.problems(password, loginName: login.text)
        guard problems.isEmpty else {
            throw form.refusing(PersonFields.firstPassword, PersonError.password(problems).words)
        }
        let hash = try await request.ward.passwords.hash(password, random: request.ward.random)
        let stamp = try request.stamp
        let (person, given): (Person, String)
        do {
            (person, given) = try await request.ward.database.write { connection in
                let person = try PersonStore.create(login, name: name, password: hash, by: stamp, on: connection)
                return (person, try give(role, scope, to: person, by: stamp, on: connection))
            }
        } catch PersonError.loginNameTaken(let taken) {
            throw form.refusing(PersonFields.loginName, PersonError.loginNameTaken(taken).words)
        }
        let words = "\(person.name)さんを登録しました。\(given)"
        guard typed == nil else { return .done(words, at: person.path) }
        let handed = HandedPassword(login: person.loginName, name: person.name, password: password)
        return .answer(
            .page(
                Page(
                    "利用者の登録", trail: [Link("利用者", "/people")], section: "/people",
                    body: """
                        <div role="status">\(Notice(.information, words))</div>
                        \(HandedPasswords([handed], state: request.state))
                        <div class="actions">\(ButtonLink("\(person.name)さんの画面へ", person.path))\
                        \(ButtonLink("続けて登録する", "/people/new"))</div>
                        """)))
    }

    /// Gives the first role from today on, or asks for it where another administrator confirms it.
    private static func give(
        _ role: Role?, _ target: RoleTarget?, to person: Person, by stamp: Stamp, on connection: any Connection
    ) throws -> String {
        guard let role, let target else { return "続けて役割を付けてください。" }
        if PersonStore.takesTwo(role, person.id, by: stamp) {
            try PersonRequestStore.ask(
                .role(role, unit: target.unit, body: target.body, from: stamp.today, to: nil), for: person.id,
                by: stamp, on: connection)
            return "役割「\(role.title)」を申し出ました。ほかの管理者が確認すると付きます。"
        }
        try PersonStore.assign(
            role: role, unit: target.unit, body: target.body, from: stamp.today, person: person.id, by: stamp,
            on: connection)
        return "役割「\(role.title)」を付けました。"
    }
}
