import Japanese
import Storage
import Ward

/// 利用者: list, add, roles, password, deactivation.
enum PeopleRoutes {
    static let all: [Route] = [
        Route(.get, "people", needs: .managePeople) { request in try await list(request) },
        Route(.get, "people/new", needs: .managePeople) { request in
            .page(NewPersonPage(csrfToken: request.csrfToken, sent: nil, errors: .none).page)
        },
        Route(.post, "people", needs: .managePeople) { request in try await create(request) },
        Route(.get, "people/:person", needs: .managePeople) { request in
            .page(try await page(request, errors: .none))
        },
        Route(.post, "people/:person/name", needs: .managePeople) { request in try await rename(request) },
        Route(.post, "people/:person/roles", needs: .managePeople) { request in try await assign(request) },
        Route(.post, "people/:person/roles/:role/end", needs: .managePeople) { request in try await endRole(request) },
        Route(.post, "people/:person/password", needs: .managePeople) { request in try await setPassword(request) },
        Route(.post, "people/:person/deactivate", needs: .managePeople) { request in
            try await change(request, done: "利用を停止しました。サインインしていた場所からはサインアウトしました。") {
                try PersonStore.deactivate($0, by: $1, on: $2)
            }
        },
        Route(.post, "people/:person/reactivate", needs: .managePeople) { request in
            try await change(request, done: "利用を再開しました。") { try PersonStore.reactivate($0, by: $1, on: $2) }
        },
    ]

    private static func list(_ request: PageRequest) async throws -> PageResponse {
        let (today, declared) = (request.today, request.declared.roles)
        let people = try await request.ward.database.read { connection in
            try PersonStore.list(on: connection).map { person in
                PeoplePage.Row(person: person, roles: try RoleWords.all(of: person.id, on: today, declared, connection))
            }
        }
        if request.wantsJSON { return .json(["people": .array(people.map(\.json))]) }
        return .page(PeoplePage(rows: people).page)
    }

    private static func create(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let loginName = reader.text("loginName", "利用者名", max: LoginName.scalarsMax)
        let name = reader.text("name", "氏名", max: 100)
        let password = reader.password("password", "最初のパスワード")
        if let loginName, let name, let password, reader.errors.isEmpty {
            do {
                let person = try await PersonStore.create(
                    loginName: loginName, name: name, password: password, by: try request.stamp, ward: request.ward)
                return .seeOther(
                    "/people/\(person.id)", flash: Flash(.done, "\(person.name)さんを登録しました。続けて役割を付けてください。"))
            } catch let error as PersonError {
                if case .password = error {
                    reader.errors.add("password", lines: error.words)
                } else {
                    reader.errors.add("loginName", lines: error.words)
                }
            } catch let error as LoginNameError {
                reader.errors.add("loginName", lines: error.words)
            } catch let error as any Refusal {
                reader.errors.addGeneral(error.words)
            }
        }
        let page = NewPersonPage(csrfToken: request.csrfToken, sent: request.form, errors: reader.errors).page
        return .page(page, status: 422)
    }

    private static func rename(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        guard let name = reader.text("name", "氏名", max: 100) else {
            return .page(try await page(request, errors: reader.errors), status: 422)
        }
        return try await change(request, done: "氏名を変更しました。") {
            try PersonStore.rename($0, to: name, by: $1, on: $2)
        }
    }

    private static func assign(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let code = reader.choice("role", "役割", of: request.declared.roles.map(\.rawValue))
        let role = request.declared.roles.first { $0.rawValue == code }
        let target = reader.text("target", "対象", max: 40).flatMap(RoleTarget.init)
        let from = reader.date("from", "開始日", isRequired: false)
        let to = reader.date("to", "最終日", isRequired: false, from: from)
        guard let role, let target, reader.errors.isEmpty else {
            return .page(try await page(request, errors: reader.errors), status: 422)
        }
        return try await change(request, done: "役割「\(role.title)」を付けました。") { person, stamp, connection in
            try PersonStore.assign(
                role: role, unit: target.unit, body: target.body, from: from, to: to, person: person, by: stamp,
                on: connection)
        }
    }

    private static func endRole(_ request: PageRequest) async throws -> PageResponse {
        let role: ID<RoleAssignment> = try request.id("role")
        return try await change(request, done: "役割を今日付けで終了しました。") { person, stamp, connection in
            guard try PersonStore.roles(of: person, on: connection).contains(where: { $0.id == role }) else {
                throw PageRefusal.notFound
            }
            // From now on the role lets nobody do anything.
            try PersonStore.endRole(role, lastDay: stamp.today.adding(days: -1), by: stamp, on: connection)
        }
    }

    private static func setPassword(_ request: PageRequest) async throws -> PageResponse {
        let person: ID<Person> = try request.id("person")
        var reader = FormReader(request.form)
        if let password = reader.password("password", "新しいパスワード") {
            do {
                try await PersonStore.setPassword(password, of: person, by: try request.stamp, ward: request.ward)
                return .seeOther("/people/\(person)", flash: Flash(.done, "パスワードを再設定しました。本人に新しいパスワードを伝えてください。"))
            } catch let error as PersonError {
                reader.errors.add("password", lines: error.words)
            }
        }
        return .page(try await page(request, errors: reader.errors), status: 422)
    }

    /// Makes one change of one person and shows them again; what a rule refuses stands above the forms.
    private static func change(
        _ request: PageRequest, done: String,
        _ body: @escaping @Sendable (ID<Person>, Stamp, any Connection) throws -> Void
    ) async throws -> PageResponse {
        let person: ID<Person> = try request.id("person")
        let stamp = try request.stamp
        do {
            try await request.ward.database.write { try body(person, stamp, $0) }
        } catch let refusal as any Refusal {
            return .page(try await page(request, errors: FormErrors(general: refusal.words)), status: 409)
        }
        return .seeOther("/people/\(person)", flash: Flash(.done, done))
    }

    private static func page(_ request: PageRequest, errors: FormErrors) async throws -> Page {
        let id: ID<Person> = try request.id("person")
        let (today, declared) = (request.today, request.declared.roles)
        let csrfToken = request.csrfToken
        let isOneself = try request.person.person == id
        let sent = request.form
        let found = try await request.ward.database.read { connection -> PersonPage? in
            guard let person = try PersonStore.find(id, on: connection) else { return nil }
            return PersonPage(
                person: person, roles: try RoleWords.all(of: id, on: nil, declared, connection), declared: declared,
                targets: try RoleTarget.choices(on: today, connection), today: today, isOneself: isOneself,
                csrfToken: csrfToken, sent: sent, errors: errors)
        }
        guard let found else { throw PageRefusal.notFound }
        return found.page
    }
}
