import Japanese
import Storage
import Ward

/// What is read before somebody loses a role or is stopped.
enum PersonConfirmations {
    static func endRole(_ ended: EndedRole, _ change: Change) throws -> Confirmation {
        let (person, role) = (ended.person, ended.role)
        let connection = change.connection
        let others = try PersonStore.others(alike: role.assignment, validOn: change.today, on: connection)
        let kept = try RoleWords.all(of: person.id, on: change.today, change.request.declared.roles, connection)
            .filter { $0.assignment.id != role.assignment.id }
        var consequences = [
            "\(person.name)さんは、今日から「\(role.role)」（\(role.scope)）としての仕事ができなくなります。",
            others.isEmpty
                ? "「\(role.role)」（\(role.scope)）を持つ人が、ほかにいません。その仕事は、だれの「今日の仕事」にも出なくなります。"
                : "「\(role.role)」（\(role.scope)）を持つ人は、ほかに\(others.count)人います（\(others.map(\.name).joined(separator: "、"))）。",
            kept.isEmpty
                ? "ほかに有効な役割がないため、自分のアカウント以外は使えなくなります。"
                : "ほかの役割\(kept.count)件（\(named(kept))）は、そのまま使えます。",
        ]
        if let from = role.assignment.validFrom, from >= change.today {
            consequences.append("開始日（\(from.japanese)）より前に終わることになるため、役割の一覧からも消えます。監査証跡には残ります。")
        }
        return Confirmation(
            "\(person.name)さんの役割「\(role.role)」を終了します", submit: "役割を終了する", consequences: consequences,
            irreversible: "終了した役割は、元に戻せません。また要るときは、新しく付けます。")
    }

    static func deactivate(_ person: Person, _ change: Change) throws -> Confirmation {
        let connection = change.connection
        let sessions = try SessionStore.list(of: person.id, at: change.stamp.at, on: connection).count
        let tokens = try AccessTokenStore.list(of: person.id, on: connection)
            .count { $0.state(on: change.today) == .good }
        let roles = try RoleWords.all(of: person.id, on: change.today, change.request.declared.roles, connection)
        let alone = try roles.filter {
            try PersonStore.others(alike: $0.assignment, validOn: change.today, on: connection).isEmpty
        }
        var consequences = [
            "\(person.name)さん（\(person.loginName)）は、すぐにサインインできなくなります。",
            sessions == 0 ? "今サインインしている場所はありません。" : "サインインしている\(sessions)か所から、サインアウトします。",
            tokens == 0 ? "利用中のアクセストークンはありません。" : "アクセストークン\(tokens)個が終了します。再開しても、元に戻りません。",
            roles.isEmpty ? "有効な役割はありません。" : "役割\(roles.count)件（\(Self.named(roles))）は残り、再開すると再び使えます。",
        ]
        if !alone.isEmpty {
            consequences.append("次の役割を持つ人がほかにいないため、その仕事はだれの「今日の仕事」にも出なくなります（\(Self.named(alone))）。")
        }
        return Confirmation(
            "\(person.name)さんの利用を停止します", submit: "利用を停止する", consequences: consequences,
            irreversible: "サインインしている場所で書きかけの内容は、保存していなければ失われます。利用は、あとで再開できます。")
    }

    private static func named(_ roles: [RoleWords]) -> String {
        roles.map { "\($0.role) \($0.scope)" }.joined(separator: "、")
    }
}

/// A role of a person that is ended.
struct EndedRole: RouteSubject {
    let person: Person
    let role: RoleWords

    static func load(_ request: PageRequest, on connection: any Connection) throws -> EndedRole {
        let person = try Person.load(request, on: connection)
        let id: ID<RoleAssignment> = try request.id("role")
        let roles = try RoleWords.all(of: person.id, on: nil, request.declared.roles, connection)
        guard let role = roles.first(where: { $0.assignment.id == id }) else { throw PageRefusal.notFound }
        return EndedRole(person: person, role: role)
    }

    var path: String { person.path }
}
