import Japanese
import Site
import Storage
import Ward

/// What is asked when a stand-in is named.
struct StandInFields {
    let principals: [Choice]
    let deputies: [Choice]

    var principal: Field<ID<RoleAssignment>> { .record("principal", "だれの代行か（主管課長）", principals) }
    var deputy: Field<ID<Person>> { .record("deputy", "代行者", deputies) }
    static let principalPost = Field.text(
        "principalPost", "主管課長の職名", max: StandIn.postScalarsMax, hint: "印刷物に載ります。個人の名前は書きません。例: 情報管理課長")
    static let deputyPost = Field.text(
        "deputyPost", "代行者の職名", max: StandIn.postScalarsMax, hint: "印刷物に載ります。個人の名前は書きません。例: 情報管理課 管理係長")
    static let from = Field.date("from", "始まりの日", hint: "この日から、代行者が承認できます。")
    static let to = Field.date("to", "終わりの日", hint: "この日まで承認できます。途中で終えることもできます。")
    static let reason = Field.text("reason", "理由", max: StandIn.reasonScalarsMax, hint: "例: 出張、休暇、欠員")
}

/// 代行者: who stands in for which head, from when to when; and the form to name one.
struct StandInPage: PageView {
    let standIns: [StandIn]
    let units: [ID<OfficeUnit>: String]
    let fields: StandInFields
    let person: SignedIn
    let today: CivilDate
    let state: PageState

    static let link = Link("代行者", "/stand-ins")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> StandInPage {
        let person = try request.person
        let units = try UnitStore.names(on: connection)
        let own = person.units(.approveEntries) ?? []
        return StandInPage(
            standIns: try StandInStore.list(on: connection).filter {
                person.may(.reviewEntries) || own.contains($0.unit) || $0.concerns(person.person)
            }, units: units, fields: try fields(for: person, units: units, today: request.today, on: connection),
            person: person, today: request.today, state: request.state)
    }

    /// A head names who stands in for them; the secretariat for anybody.
    static func fields(
        for person: SignedIn, units: [ID<OfficeUnit>: String], today: CivilDate, on connection: any Connection
    ) throws -> StandInFields {
        let people = try PersonStore.list(on: connection)
        let names = Dictionary(people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let held = try PersonStore.assignments(on: today, connection)
        let principals = try StandInStore.principals(on: today, connection).filter {
            person.may(.reviewEntries) || $0.person == person.person
        }
        return StandInFields(
            principals: principals.map { role in
                Choice(
                    role.id.text,
                    "\(role.unit.flatMap { units[$0] } ?? "")　\(names[role.person] ?? "")")
            },
            deputies: people.filter { $0.isActive && $0.id != person.person && held[$0.id] != nil }.map { other in
                let own = Set((held[other.id] ?? []).compactMap(\.unit)).compactMap { units[$0] }.sorted()
                return Choice(
                    other.id.text, own.isEmpty ? other.name : "\(other.name)（\(own.joined(separator: "、"))）")
            })
    }

    var page: Page {
        Page(
            Self.link.title, section: Self.link.path,
            body: """
                <p>主管課長が不在の間、代わりに回答を承認する人です。代行者が承認した回答は「代決」と記録し、\
                確定版と報告書に、両方の職名を印刷します。回答を提出した人は、代行者でも承認できません。</p>
                \(table)
                \(form)
                """)
    }

    private var table: HTML {
        TableView(
            caption: "代行者の一覧",
            columns: [
                .rowHeader("主管課長"), .text("代行者"), .text("課"), .text("期間"), .text("理由"), .name("状態"), .text("操作"),
            ],
            rows: standIns.map { standIn in
                [
                    "\(standIn.principal.titled)", "\(standIn.deputy.titled)", "\(units[standIn.unit] ?? "")",
                    "\(standIn.from.japanese)から\(standIn.to.japanese)まで", "\(standIn.reason)",
                    "\(standIn.state(on: today))", end(standIn),
                ]
            }, empty: "代行者は、決めていません。", isCaptionHidden: true
        ).html
    }

    private func end(_ standIn: StandIn) -> HTML {
        if let ended = standIn.endedAt { return "\(ended.japanese)に\(standIn.endedBy ?? "")が終了" }
        guard standIn.isOpen(on: today), standIn.mayBeEnded(by: person) else { return .empty }
        return ButtonForm("代行を終える", "\(standIn.path)/end", state, context: standIn.deputy.titled).html
    }

    private var form: HTML {
        guard !fields.principals.isEmpty else {
            return "<p>代行者は、主管課長本人か事務局が決めます。</p>"
        }
        let form = FormView(
            Self.link.path, state, submit: "代行者を決める",
            fields: [
                fields.principal(fields.principals.count == 1 ? ID(fields.principals[0].value) : nil),
                StandInFields.principalPost(), fields.deputy(), StandInFields.deputyPost(),
                StandInFields.from(today), StandInFields.to(), StandInFields.reason(),
            ])
        return "<h2>代行者を決める</h2>\n\(form)"
    }
}

extension StandIn: RouteSubject {
    static func load(_ request: PageRequest, on connection: any Connection) throws -> StandIn {
        let standIn = try StandIn.known(try request.id("standIn"), on: connection)
        guard standIn.mayBeEnded(by: try request.person) else { throw PageRefusal.notFound }
        return standIn
    }

    /// With its identifier, for the forms on the page.
    var path: String { "\(StandInPage.link.path)/\(id)" }

    func concerns(_ person: ID<Person>) -> Bool { principal.person == person || deputy.person == person }

    func mayBeEnded(by person: SignedIn) -> Bool { person.may(.reviewEntries) || concerns(person.person) }
}

/// The addresses of stand-ins.
enum StandInRoutes {
    private typealias Fields = StandInFields

    /// By people alone, as everything that gives a role.
    static let all: [Route] = pages.map(\.byHandOnly)

    private static let pages: [Route] = [
        .page("stand-ins", needs: .nameStandIns, StandInPage.load),
        .action("stand-ins", needs: .nameStandIns, summary: "主管課長の代行者を決める", page: StandInPage.load) { form, change in
            let fields = try StandInPage.fields(
                for: change.person, units: UnitStore.names(on: change.connection), today: change.today,
                on: change.connection)
            let (principal, post, deputy, deputyPost, from, to, reason) = try form.values(
                fields.principal, Fields.principalPost, fields.deputy, Fields.deputyPost, Fields.from, Fields.to,
                Fields.reason)
            let standIn = try StandInStore.name(
                for: principal, post: post, deputy: deputy, deputyPost: deputyPost, from: from, to: to, reason: reason,
                by: change.stamp, on: change.connection)
            return .done(
                "\(standIn.deputy.titled)を、\(from.japanese)から\(to.japanese)まで代行者にしました。", at: StandInPage.link.path)
        },
        .action(
            "stand-ins/:standIn/end", on: StandIn.self, needs: .nameStandIns, summary: "代行を終える", fields: [],
            page: StandInPage.load
        ) { standIn, _, change in
            try StandInStore.end(standIn, by: change.stamp, on: change.connection)
            return .done("代行を終えました。\(standIn.deputy.titled)は、もう承認できません。", at: StandInPage.link.path)
        },
    ]
}
