import Storage
import Ward

/// The list of people.
struct PeoplePage: PageView {
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
    let waiting: Int
    let asksSecondFactor: Bool

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PeoplePage {
        PeoplePage(
            rows: try PersonStore.list(on: connection).map { person in
                Row(
                    person: person,
                    roles: try RoleWords.all(of: person.id, on: request.today, request.declared.roles, connection))
            }, waiting: try PersonRequestStore.waiting(at: request.ward.clock.now(), on: connection).count,
            asksSecondFactor: try SettingStore.asksSecondFactor(on: connection))
    }

    var json: JSON? { ["people": .array(rows.map(\.json))] }

    var page: Page {
        let table = TableView(
            caption: "利用者の一覧", columns: [.rowHeader("氏名"), .text("利用者名"), .text("現在の役割"), .text("状態")],
            rows: rows.map(cells), empty: "利用者はまだ登録されていません。", isCaptionHidden: true)
        return Page(
            "利用者", section: "/people",
            body: """
                <div class="actions">\(ButtonLink("利用者を登録する", "/people/new", style: .primary))\
                \(ButtonLink("名簿でまとめて登録する", PeopleRoster.form.path))\
                \(ButtonLink("確認を待つ申出（\(waiting)件）", RequestsPage.path))</div>
                <p>\(setting)</p>
                \(table)
                """)
    }

    private var setting: HTML {
        asksSecondFactor
            ? "確定、公表、支援措置の対象者の表示、利用者の管理ができる人には、サインインのときに認証アプリの確認コードを求めています。"
            : "認証アプリの確認コードを求めない設定です。求めるには、サーバーで「namiki user second-factor on」を実行します。"
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
