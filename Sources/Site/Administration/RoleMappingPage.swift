import Japanese
import Storage
import Ward

/// グループと役割の対応: see, add, confirm; each row leads to its own page, where it ends.
struct RoleMappingPage: ProgramView {
    static let path = "\(SingleSignOnPage.path)/groups"

    static func path(adding group: String) -> String {
        "\(path)?" + URLEncodedForm.encoded([("group", group)]) + "#adding"
    }

    let settings: ProviderSettings?
    let rows: [MappingWords]
    /// Those that the reader may confirm.
    let confirmable: [MappingWords]
    let declared: [Role]
    let targets: [Choice]
    let others: [Person]
    let today: CivilDate
    /// To be added, named by the page before.
    let group: String?
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RoleMappingPage {
        let rows = try RoleMappingStore.list(on: connection).map {
            try MappingWords($0, request.declared.roles, on: connection)
        }
        return RoleMappingPage(
            settings: request.outside.singleSignOn?.settings, rows: rows,
            confirmable: try confirmable(among: rows, request, on: connection), declared: request.declared.roles,
            targets: try RoleTarget.choices(on: request.today, connection),
            others: try SecondPersonNote.others(request, on: connection), today: request.today,
            group: request.query["group"], state: request.state)
    }

    /// Rows that wait, and for which the reader is a second person.
    static func confirmable(
        among rows: [MappingWords], _ request: PageRequest, on connection: any Connection
    ) throws -> [MappingWords] {
        let (reader, now) = (try request.person.person, request.ward.clock.now())
        return try rows.filter { row in
            try row.mapping.state == .waiting
                && RoleMappingStore.obstacle(to: row.mapping, by: reader, at: now, on: connection) == nil
        }
    }

    /// For programs: `id`, `issuer`, `claim`, `group`, `role`, `scope`, `from`, `to`, `state`.
    static let program = Route.ProgramSide(
        "グループと役割の対応",
        answer: [
            "mappings": .list([
                "id": .text, "issuer": .text, "claim": .text, "group": .text, "role": .text, "scope": .text,
                "from": .orNull(.text), "to": .orNull(.text), "state": .text,
            ])
        ])

    var json: JSON {
        [
            "mappings": .array(
                rows.map { row in
                    [
                        "id": .string(row.mapping.id.text), "issuer": .string(row.mapping.issuer),
                        "claim": .string(row.mapping.claim), "group": .string(row.mapping.value),
                        "role": .string(row.mapping.role.rawValue), "scope": .string(row.scope),
                        "from": JSON(row.mapping.validFrom), "to": JSON(row.mapping.validTo),
                        "state": .string(row.mapping.state.rawValue),
                    ]
                })
        ]
    }

    var page: Page {
        Page(
            "グループと役割の対応", trail: [Link("利用者", "/people"), SingleSignOnPage.link], section: "/people",
            body: """
                <p class="lead">庁内の認証のグループに入っている人に、サインインのたびに役割を付けます。グループから外れた人の役割は、次のサインインでなくなります。</p>
                <p>管理者と監査の役割は、グループでは付けられません。個別に付けた役割は、グループの影響を受けません。パスワードでサインインしたときは、グループによる役割は使えません。</p>
                \(confirming)
                <h2>対応の一覧（\(rows.count)件）</h2>
                \(table)
                <h2 id="adding">対応を加える</h2>
                \(adding)
                """)
    }

    private var table: TableView {
        TableView(
            caption: "グループと役割の対応",
            columns: [.rowHeader("グループ"), .text("役割"), .text("対象"), .text("期間"), .text("状態")],
            rows: rows.map { row in
                let other =
                    settings.map { $0.issuer != row.mapping.issuer || $0.groupsClaim != row.mapping.claim } ?? true
                let elsewhere: HTML =
                    other ? "<br>\(row.mapping.issuer) の項目「\(row.mapping.claim)」" : .empty
                return [
                    "<a href=\"\(row.mapping.path)\">\(row.mapping.value)</a>\(elsewhere)", "\(row.role)",
                    "\(row.scope)",
                    "\(row.period)", "\(Self.tag(row.mapping, on: today, isUsed: !other))",
                ]
            }, empty: "対応はまだありません。グループでは、だれにも役割が付きません。", isCaptionHidden: true)
    }

    static func tag(_ mapping: RoleMapping, on today: CivilDate, isUsed: Bool) -> Tag {
        if mapping.state == .waiting { return Tag("確認待ち", .waiting) }
        if mapping.validTo.map({ $0 < today }) ?? false { return Tag("終了", .waiting) }
        if mapping.validFrom.map({ today < $0 }) ?? false { return Tag("開始前", .waiting) }
        return isUsed ? Tag("有効", .done) : Tag("使われていない", .warning)
    }

    private var confirming: HTML {
        let waiting = rows.filter { $0.mapping.state == .waiting }
        guard !waiting.isEmpty else { return .empty }
        let own = waiting.count - confirmable.count
        let note: HTML =
            own > 0
            ? "<p>あなたが申し出たものなど\(own)件は、ほかの管理者が確認します。</p>\(SecondPersonNote(others, command: "user groups --confirm"))"
            : .empty
        let form: HTML =
            confirmable.isEmpty
            ? .empty
            : FormView(
                "\(Self.path)/confirm", state, submit: "選んだ対応を確認する",
                fields: [SingleSignOnFields.waiting(confirmable)()]
            ).html
        return """
            <h2>確認を待つ対応（\(waiting.count)件）</h2>
            \(note)\(form)
            """
    }

    private var adding: HTML {
        guard let settings, let claim = settings.groupsClaim else {
            return "<p>庁内の認証か、グループの項目が設定されていないため、加えられません。設定は、サーバーの運用担当者が行います。</p>"
        }
        return """
            <p>加えた対応は、ほかの管理者が確認してから有効になります。発行者は \(settings.issuer)、項目は「\(claim)」です。</p>
            \(FormView(
                Self.path, state, submit: "対応を申し出る",
                fields: [
                    SingleSignOnFields.group(group), SingleSignOnFields.role(declared)(),
                    PersonFields.target(targets)(), PersonFields.from(today), PersonFields.to(),
                ]))
            """
    }
}

extension RoleMapping: AddressedRecord {
    public static let parameter = "mapping"
    public var path: String { "\(RoleMappingPage.path)/\(id)" }
}

/// One row of the table: whom it gives the role now, and where it ends.
struct RoleMappingRowPage: PageView {
    let words: MappingWords
    let holders: [Person]
    let isUsed: Bool
    let today: CivilDate
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RoleMappingRowPage {
        let mapping = try RoleMapping.load(request, on: connection)
        let settings = request.outside.singleSignOn?.settings
        return RoleMappingRowPage(
            words: try MappingWords(mapping, request.declared.roles, on: connection),
            holders: try RoleMappingStore.holders(of: mapping.id, on: request.today, connection),
            isUsed: settings?.issuer == mapping.issuer && settings?.groupsClaim == mapping.claim, today: request.today,
            state: request.state)
    }

    private var mapping: RoleMapping { words.mapping }

    var page: Page {
        Page(
            "\(mapping.value)",
            trail: [
                Link("利用者", "/people"), SingleSignOnPage.link, Link("グループと役割の対応", RoleMappingPage.path),
            ], section: "/people",
            body: """
                \(SummaryList([
                    ("グループ", "\(mapping.value)"), ("役割", "\(words.role)"), ("対象", "\(words.scope)"),
                    ("期間", "\(words.period)"),
                    ("状態", mapping.state == .declined
                        ? "\(Tag("取下げ", .waiting))" : "\(RoleMappingPage.tag(mapping, on: today, isUsed: isUsed))"),
                    ("発行者", "\(mapping.issuer)"), ("項目", "\(mapping.claim)"),
                    ("申し出た人", "\(words.asker ?? "コマンド操作")（\(mapping.askedAt.japanese)）"),
                ]))
                <h2>この対応で役割が付いている人（\(holders.count)人）</h2>
                \(LinkList(
                    holders.map { LinkList.Item($0.name, $0.path, note: "\($0.loginName)") },
                    empty: "いまはいません。役割は、グループの人が庁内の認証でサインインしたときに付きます。"))
                \(ending)
                """)
    }

    private var ending: HTML {
        switch mapping.state {
        case .waiting:
            return """
                <h2>取下げ</h2>
                <p>確認されるまで、役割は付きません。</p>
                \(ButtonForm("この対応を取り下げる", "\(mapping.path)/decline", state, context: words.sentence))
                """
        case .declined: return .empty
        case .confirmed:
            if let last = mapping.validTo, last < today { return .empty }
            return """
                <h2>終了</h2>
                <p>最終日の翌日から、この対応による役割はなくなります。すぐに終えるときは、きのう（\(today.adding(days: -1).japanese)）を入力してください。</p>
                \(FormView(
                    "\(mapping.path)/end", state, submit: "終了する",
                    fields: [SingleSignOnFields.lastDay(mapping.validTo)]))
                """
        }
    }
}
