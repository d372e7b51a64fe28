import Storage
import Ward

/// The list of people.
struct PeoplePage: ProgramView {
    struct Row: Sendable {
        let person: Person
        let roles: [RoleWords]

        /// 主管課担当（広報課）、閲覧者（区全体）
        var roleText: String {
            roles.isEmpty ? "なし" : roles.map { "\($0.role)（\($0.scope)）" }.joined(separator: "、")
        }

        static let answer: AnswerShape = [
            "id": .text, "loginName": .text, "name": .text, "isActive": .flag,
            "roles": .list(["role": .text, "scope": .text]),
        ]

        /// For programs.
        var json: JSON {
            [
                "id": .string(person.id.text), "loginName": .string(person.loginName), "name": .string(person.name),
                "isActive": .bool(person.isActive),
                "roles": .array(
                    roles.map { ["role": .string($0.assignment.role.rawValue), "scope": .string($0.scope)] }),
            ]
        }
    }

    let list: ListView<Row>
    let waiting: Int
    let asksSecondFactor: Bool

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PeoplePage {
        let roles = try RoleWords.everybody(on: request.today, request.declared.roles, connection)
        let rows = try PersonStore.list(on: connection).map { Row(person: $0, roles: roles[$0.id] ?? []) }
        return PeoplePage(
            list: ListView(listing(rows), rows, request),
            waiting: try PersonRequestStore.waiting(at: request.ward.clock.now(), on: connection).count,
            asksSecondFactor: try SettingStore.asksSecondFactor(on: connection))
    }

    var export: ListExport? { list.export }

    private static func listing(_ rows: [Row]) -> Listing<Row> {
        let roles = Set(rows.flatMap { $0.roles.map(\.role) }).sorted()
        return Listing(
            "利用者", at: "/people", file: "riyosha", counter: "人", identity: \.person.id.text,
            columns: [
                .heading("name", "氏名", { .text($0.person.name) }) {
                    "<a href=\"/people/\($0.person.id)\">\($0.person.name)</a>"
                },
                ListColumn("login", "利用者名") { .text($0.person.loginName) },
                ListColumn("roles", "現在の役割") { .text($0.roleText) },
                ListColumn("state", "状態") {
                    .text(state($0))
                } drawn: {
                    $0.person.isActive ? Tag(state($0), .done).html : Tag(state($0), .waiting).html
                },
            ],
            filters: [
                ListFilter("role", "役割", choices: roles.map { Choice($0, $0) } + [Choice("none", "役割なし")]) {
                    row, asked in
                    asked == "none" ? row.roles.isEmpty : row.roles.contains { $0.role == asked }
                },
                ListFilter("state", "状態", choices: [Choice("active", "利用中"), Choice("stopped", "停止中")]) {
                    ($1 == "active") == $0.person.isActive
                },
            ],
            empty: "利用者はまだ登録されていません。")
    }

    private static func state(_ row: Row) -> String { row.person.isActive ? "利用中" : "停止中" }
    static let program = Route.ProgramSide("利用者の一覧", answer: ["people": .list(Row.answer)])

    var json: JSON { ["people": .array(list.matching.map(\.json))] }

    var page: Page {
        Page(
            "利用者", section: "/people",
            body: """
                <div class="actions">\(ButtonLink("利用者を登録する", "/people/new", style: .primary))\
                \(ButtonLink("名簿でまとめて登録する", PeopleRoster.form.path))\
                \(ButtonLink("確認を待つ申出（\(waiting)件）", RequestsPage.path))\
                \(ButtonLink("庁内の認証", SingleSignOnPage.path))</div>
                <p>\(setting)</p>
                \(list.html)
                """)
    }

    private var setting: HTML {
        asksSecondFactor
            ? "確定、公表、支援措置の対象者の表示、利用者の管理ができる人には、サインインのときに認証アプリの確認コードを求めています。"
            : "認証アプリの確認コードを求めない設定です。求めるには、サーバーで「namiki user second-factor on」を実行します。"
    }
}
