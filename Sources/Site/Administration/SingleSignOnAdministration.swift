import Storage
import Ward

/// 庁内の認証: its accounts, and what its groups give.
enum SingleSignOnAdministration {
    private typealias Fields = SingleSignOnFields

    private static let path = String(SingleSignOnPage.path.dropFirst())

    static let all: [Route] = [
        .page(path, needs: .managePeople, SingleSignOnPage.load),
        .action(
            "\(path)/newcomers/:newcomer/dismiss", on: IdentityNewcomer.self, needs: .managePeople,
            page: SingleSignOnPage.load
        ) { newcomer, _, change in
            try PersonIdentityStore.dismiss(newcomer.id, by: change.stamp, on: change.connection)
            return .done("アカウントを一覧から外しました。もう一度サインインを試みると、また表示されます。")
        },
        .page("\(path)/groups", needs: .managePeople, RoleMappingPage.load),
        .page("\(path)/preview", needs: .managePeople, GroupPreviewPage.load),
        .action("\(path)/groups", needs: .managePeople, page: RoleMappingPage.load) { form, change in
            let targets = try RoleTarget.choices(on: change.today, change.connection)
            let (group, role, target, from, to) = try form.values(
                Fields.group, Fields.role(change.request.declared.roles), PersonFields.target(targets),
                PersonFields.from, PersonFields.to)
            if let from, let to, to < from {
                throw form.refusing(PersonFields.to, FormWords.dayBefore(PersonFields.to.label, from).japanese)
            }
            guard let settings = change.request.outside.singleSignOn?.settings, let claim = settings.groupsClaim else {
                throw SingleSignOnRefusal.notConfigured
            }
            try RoleMappingStore.ask(
                issuer: settings.issuer, claim: claim, value: group, role: role, unit: target.unit, body: target.body,
                from: from, to: to, by: change.stamp, on: change.connection)
            return .done(
                "グループ「\(group)」に役割「\(role.title)」を付けることを申し出ました。ほかの管理者が確認すると有効になります。",
                at: RoleMappingPage.path)
        },
        .action("\(path)/groups/confirm", needs: .managePeople, page: RoleMappingPage.load) { form, change in
            let rows = try RoleMappingStore.list(on: change.connection).map {
                try MappingWords($0, change.request.declared.roles, on: change.connection)
            }
            let confirmable = try RoleMappingPage.confirmable(
                among: rows, change.request, on: change.connection)
            let chosen = try form.values(Fields.waiting(confirmable))
            for id in chosen { try RoleMappingStore.confirm(id, by: change.stamp, on: change.connection) }
            return .done("対応\(chosen.count)件を確認しました。それぞれの人の次のサインインから、役割が付きます。", at: RoleMappingPage.path)
        },
        .page("\(path)/groups/:mapping", needs: .managePeople, RoleMappingRowPage.load),
        .action(
            "\(path)/groups/:mapping/decline", on: RoleMapping.self, needs: .managePeople,
            page: RoleMappingRowPage.load
        ) { mapping, _, change in
            try RoleMappingStore.decline(mapping.id, by: change.stamp, on: change.connection)
            return .done("対応を取り下げました。役割は付きません。", at: RoleMappingPage.path)
        },
        .action(
            "\(path)/groups/:mapping/end", on: RoleMapping.self, needs: .managePeople, page: RoleMappingRowPage.load,
            asks: endingConfirmation
        ) { mapping, form, change in
            let lastDay = try form.values(Fields.lastDay)
            if lastDay < change.today.adding(days: -1), mapping.validFrom.map({ $0 <= lastDay }) ?? true {
                throw form.refusing(
                    Fields.lastDay, "過ぎた日にさかのぼって終えることはできません。きのう以後の日にしてください。")
            }
            try RoleMappingStore.end(mapping.id, lastDay: lastDay, by: change.stamp, on: change.connection)
            return .done("対応の最終日を\(lastDay.japanese)にしました。", at: RoleMappingPage.path)
        },
    ]

    private static func endingConfirmation(_ mapping: RoleMapping, _ change: Change) throws -> Confirmation {
        var form = change.form
        let lastDay = try form.values(Fields.lastDay)
        let words = try MappingWords(mapping, change.request.declared.roles, on: change.connection)
        let holders = try RoleMappingStore.holders(of: mapping.id, on: change.today, change.connection)
        return Confirmation(
            "グループ「\(mapping.value)」の対応を終了します", submit: "終了する",
            consequences: [
                "役割「\(words.role)」（\(words.scope)）は、\(lastDay.japanese)を最終日として、このグループでは付かなくなります。",
                holders.isEmpty
                    ? "いま、この対応で役割が付いている人はいません。"
                    : "いま、この対応で役割が付いている\(holders.count)人（\(named(holders))）の役割も、その日までになります。",
            ], irreversible: "元に戻すときは、新しい対応として申し出て、ほかの管理者の確認を受けます。")
    }

    private static let namesMax = 10

    private static func named(_ people: [Person]) -> String {
        people.prefix(namesMax).map(\.name).joined(separator: "、")
            + (people.count > namesMax ? "、ほか\(people.count - namesMax)人" : "")
    }

    private static let mappings = DutyKind("ward.mappings", "グループと役割の対応を確かめる")
    private static let newcomersKind = DutyKind("ward.newcomers", "庁内の認証のアカウントをつなぐ")

    /// What waits for an administrator: rows as the second person, and accounts that nobody is connected with.
    static let duties = DutySource { person, ward in
        guard person.may(.managePeople) else { return [] }
        let now = ward.clock.now()
        let (rows, newcomers) = try await ward.database.read { connection in
            (
                try RoleMappingStore.list(on: connection).filter { mapping in
                    try mapping.state == .waiting
                        && RoleMappingStore.obstacle(to: mapping, by: person.person, at: now, on: connection) == nil
                }.count, try PersonIdentityStore.newcomers(on: connection).count
            )
        }
        var duties: [Duty] = []
        if rows > 0 {
            duties.append(
                Duty(
                    mappings,
                    link: Link("グループと役割の対応を確かめる（\(rows)件）", RoleMappingPage.path), note: "確認するまで、役割は付きません。"))
        }
        if newcomers > 0 {
            duties.append(
                Duty(
                    newcomersKind,
                    link: Link("庁内の認証のアカウントをつなぐ（\(newcomers)件）", SingleSignOnPage.path),
                    note: "つながるまで、本人はサインインできません。"))
        }
        return duties
    }
}

extension IdentityNewcomer: AddressedRecord {
    public static let parameter = "newcomer"
    public var path: String { SingleSignOnPage.path }
}
