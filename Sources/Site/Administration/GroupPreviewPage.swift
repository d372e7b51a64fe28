import Japanese
import Storage
import Ward

/// ある日の役割: who would have what, by groups and by people, and what differs from today.
struct GroupPreviewPage: ProgramView {
    static let path = "\(SingleSignOnPage.path)/preview"

    struct Row: Sendable {
        let person: Person
        let role: String
        let scope: String
        /// `nil`: given by a person.
        let group: String?
        let change: Change
    }

    enum Change: Sendable {
        case stays, comes, goes

        var tag: Tag {
            switch self {
            case .stays: Tag("変わらない", .neutral)
            case .comes: Tag("新たに付く", .active)
            case .goes: Tag("なくなる", .warning)
            }
        }
    }

    let day: CivilDate
    let today: CivilDate
    let rows: [Row]
    let people: Int
    let query: Form
    let errors: FormErrors

    static func load(_ request: PageRequest, on connection: any Connection) throws -> GroupPreviewPage {
        var reader = FormReader(request.query)
        let asked = reader.value(SingleSignOnFields.day) ?? nil
        try request.refuseProgram(reader.errors)
        let (today, day) = (request.today, asked ?? nextApril(after: request.today))
        let settings = request.outside.singleSignOn?.settings
        func expected(_ day: CivilDate) throws -> [(person: Person, roles: [GroupRoles.Expected])] {
            try GroupRoles.expected(on: day, issuer: settings?.issuer, claim: settings?.groupsClaim, on: connection)
        }
        var rows: [Row] = []
        var people = 0
        for (now, then) in zip(try expected(today), try expected(day)) {
            if !then.roles.isEmpty { people += 1 }
            let (before, after) = (Set(now.roles), Set(then.roles))
            let all =
                then.roles.map { ($0, before.contains($0) ? Change.stays : .comes) }
                + now.roles.filter { !after.contains($0) }.map { ($0, Change.goes) }
            for (role, change) in all {
                rows.append(
                    Row(
                        person: then.person, role: role.assignment.role.declared(in: request.declared.roles).title,
                        scope: try RoleWords.scope(role.assignment.unit, role.assignment.body, on: connection),
                        group: role.group,
                        change: change))
            }
        }
        return GroupPreviewPage(
            day: day, today: today, rows: reader.errors.isEmpty ? rows : [], people: people, query: request.query,
            errors: reader.errors)
    }

    /// The day on which people change their posts.
    static func nextApril(after today: CivilDate) -> CivilDate {
        CivilDate(year: today.month < 4 ? today.year : today.year + 1, month: 4, day: 1) ?? today
    }

    static let program = Route.ProgramSide(
        "ある日の、グループによる役割",
        answer: [
            "day": .text,
            "roles": .list(["loginName": .text, "name": .text, "role": .text, "scope": .text, "group": .orNull(.text)]),
        ], query: [SingleSignOnFields.day])

    var json: JSON {
        [
            "day": JSON(day),
            "roles": .array(
                rows.filter { $0.change != .goes }.map {
                    [
                        "loginName": .string($0.person.loginName), "name": .string($0.person.name),
                        "role": .string($0.role), "scope": .string($0.scope), "group": JSON($0.group),
                    ]
                }),
        ]
    }

    var page: Page {
        let filter = FilterForm(
            action: Self.path, query: query, errors: errors, submit: "確かめる",
            fields: [SingleSignOnFields.day(day)])
        let trail = [Link("利用者", "/people"), SingleSignOnPage.link]
        guard errors.isEmpty else {
            let items: [HTML] = errors.entries.map { "<li>\($0.message)</li>" }
            return Page(
                "ある日の役割", trail: trail, section: "/people",
                body: "\(filter)\(Notice(.error, "日付を直してください。", "<ul>\(items)</ul>"))")
        }
        return Page(
            "ある日の役割", trail: trail, section: "/people",
            body: """
                \(filter)
                <p class="lead">\(day.japanese)に役割を持つ人は\(people)人です。きょう（\(today.japanese)）との違いも示します。</p>
                <p>グループによる役割は、最後のサインインのときのグループと、確認の済んだ対応から求めています。グループが変わる人は、変わった後のサインインで役割が決まります。\
                まだ一度も庁内の認証でサインインしていない人のグループは、分かりません。</p>
                \(TableView(
                    caption: "\(day.japanese)の役割",
                    columns: [.rowHeader("氏名"), .text("役割"), .text("対象"), .text("付け方"), .text("きょうとの違い")],
                    rows: rows.map { row in
                        [
                            "<a href=\"\(row.person.path)\">\(row.person.name)</a>", "\(row.role)", "\(row.scope)",
                            row.group.map { "グループ「\($0)」" } ?? "個別", "\(row.change.tag)",
                        ]
                    }, empty: "この日に役割を持つ人はいません。", isCaptionHidden: true))
                """)
    }
}
