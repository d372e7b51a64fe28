import Japanese
import Storage
import Ward

/// 利用者: list, add, roles, password, deactivation.
enum PeopleRoutes {
    private typealias Fields = PersonFields

    static let all: [Route] = [
        .page("people", needs: .managePeople, PeoplePage.load),
        .page("people/new", needs: .managePeople, NewPersonPage.load),
        NewPersonPage.adding,
        .page("people/:person", needs: .managePeople, PersonPage.load),
        .action(
            "people/:person/name", on: Person.self, needs: .managePeople, summary: "利用者の氏名を変える",
            fields: [Fields.name, FormReader.declaredRevision], page: PersonPage.load
        ) {
            person, form, change in
            let name = try form.values(Fields.name)
            try form.checkRevision(of: person)
            try PersonStore.rename(person.id, to: name, by: change.stamp, on: change.connection)
            return .done("氏名を変更しました。")
        },
        .action(
            "people/:person/roles", on: Person.self, needs: .managePeople, summary: "利用者に役割を付ける、または申し出る",
            fields: [Fields.role([]), Fields.target([]), Fields.from, Fields.to], page: PersonPage.load
        ) {
            person, form, change in
            let targets = try RoleTarget.choices(on: change.today, change.connection)
            let (role, target, from, to) = try form.values(
                Fields.role(change.request.declared.roles), Fields.target(targets), Fields.from, Fields.to)
            if let from, let to, to < from {
                throw form.refusing(Fields.to, FormWords.dayBefore(Fields.to.label, from).japanese)
            }
            if PersonStore.takesTwo(role, person.id, by: try change.stamp) {
                try PersonRequestStore.ask(
                    .role(role, unit: target.unit, body: target.body, from: from, to: to), for: person.id,
                    by: change.stamp, on: change.connection)
                return .done("役割「\(role.title)」を申し出ました。ほかの管理者が確認すると付きます。")
            }
            try PersonStore.assign(
                role: role, unit: target.unit, body: target.body, from: from, to: to, person: person.id,
                by: change.stamp, on: change.connection)
            return .done("役割「\(role.title)」を付けました。")
        },
        .action(
            "people/:person/roles/:role/end", on: EndedRole.self, needs: .managePeople, summary: "利用者の役割を終了する",
            fields: [], page: PersonPage.load,
            asks: PersonConfirmations.endRole
        ) { ended, _, change in
            // From now on the role lets nobody do anything.
            try PersonStore.endRole(
                ended.role.assignment.id, lastDay: change.today.adding(days: -1), by: change.stamp,
                on: change.connection)
            return .done("役割を今日付けで終了しました。")
        },
        .submission(
            "people/:person/password", needs: .managePeople, summary: "利用者のパスワードを再設定する", fields: [Fields.newPassword],
            page: PersonPage.load
        ) { request, form in
            let password = try form.values(Fields.newPassword)
            let person: ID<Person> = try request.id("person")
            do {
                try await PersonStore.setPassword(password, of: person, by: try request.stamp, ward: request.ward)
            } catch let refusal as PersonError {
                throw form.refusing(Fields.newPassword, refusal.words)
            }
            return .done(
                "パスワードを再設定しました。本人に新しいパスワードを伝えてください。\(InitialPassword.days)日以内に、本人が変える必要があります。", at: "/people/\(person)")
        },
        .action(
            "people/:person/second-factor/reset", on: Person.self, needs: .managePeople, summary: "認証アプリの登録の取消しを申し出る",
            fields: [], page: PersonPage.load
        ) {
            person, _, change in
            try PersonRequestStore.ask(.secondFactorReset, for: person.id, by: change.stamp, on: change.connection)
            return .done("認証アプリの登録の取消しを申し出ました。ほかの管理者が確認すると取り消されます。")
        },
        .action("people/:person/identity", on: Person.self, needs: .managePeople, page: PersonPage.load) {
            person, form, change in
            let newcomers = try IdentitySection.newcomers(change.request, on: change.connection)
            let id = try form.values(SingleSignOnFields.newcomer(newcomers))
            let newcomer = try IdentityNewcomer.known(id, on: change.connection)
            try PersonRequestStore.ask(
                .identity(issuer: newcomer.issuer, subject: newcomer.subject), for: person.id, by: change.stamp,
                on: change.connection)
            return .done("アカウントをつなぐことを申し出ました。ほかの管理者が確認するとつながります。")
        },
        .action(
            "people/:person/identity/:identity/end", on: OfPerson<PersonIdentity>.self, needs: .managePeople,
            page: PersonPage.load,
            asks: { ended, _ in ended.confirmation }
        ) { ended, _, change in
            try PersonIdentityStore.end(ended.record.id, by: change.stamp, on: change.connection)
            return .done("庁内の認証との接続を終了しました。")
        },
        .action(
            "people/:person/deactivate", on: Person.self, needs: .managePeople, summary: "利用者の利用を停止する", fields: [],
            page: PersonPage.load,
            asks: PersonConfirmations.deactivate
        ) { person, _, change in
            try PersonStore.deactivate(person.id, by: change.stamp, on: change.connection)
            return .done("利用を停止しました。サインインしていた場所からはサインアウトしました。")
        },
        .action(
            "people/:person/reactivate", on: Person.self, needs: .managePeople, summary: "利用者の利用を再開する", fields: [],
            page: PersonPage.load
        ) {
            person, _, change in
            try PersonStore.reactivate(person.id, by: change.stamp, on: change.connection)
            return .done("利用を再開しました。")
        },
    ]
}

extension Person: AddressedRecord {
    public static let parameter = "person"
    public var path: String { "/people/\(id)" }
}
