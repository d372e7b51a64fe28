import Japanese
import Site
import Storage
import Ward

enum CredentialFields {
    static let name = Field.text("name", "名前", max: 60, hint: "シナリオでは、この名前で呼びます。例: 子育てシステムのロボット")
    static let system = Field.text("system", "システム", max: 80)
    static let account = Field.text("account", "アカウント", max: 80, hint: "ロボット専用のもの。職員個人のアカウントは使いません。")
    static let value = Field.password("value", "秘密の値（パスワード）", isNew: true, hint: "保管した後は、だれも見られません。")
    static let expires = Field.date("expires", "期限", hint: "システムがパスワードの変更を求める日。")

    static func unit(_ units: [OfficeUnit]) -> Field<ID<OfficeUnit>?> {
        Field<ID<OfficeUnit>>.record("unit", "使う課", units.map { Choice($0.id.text, $0.name) }, empty: "区全体").optional
    }
}

/// ロボットの秘密の値: which there are and until when, never what they are.
struct CredentialListPage: PageView {
    static let path = "/automation/secrets"
    static let link = Link("秘密の値", path)

    struct Row: Sendable {
        let credential: Credential
        let unit: String
        let today: CivilDate
    }

    let list: ListView<Row>
    let hasKey: Bool
    let units: [OfficeUnit]
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CredentialListPage {
        let names = try UnitStore.names(on: connection)
        let rows = try Credential.list("ORDER BY expires_on, name, id", on: connection).map { credential in
            Row(
                credential: credential, unit: credential.unit.flatMap { names[$0] } ?? request.wardName,
                today: request.today)
        }
        return CredentialListPage(
            list: ListView(listing(rows), rows, request), hasKey: request.ward.signingKey != nil,
            units: try UnitStore.list(validOn: request.today, on: connection), state: request.state)
    }

    private static func listing(_ rows: [Row]) -> Listing<Row> {
        Listing(
            "秘密の値", at: path, file: "secrets", identity: \.credential.id.text,
            columns: [
                .heading("name", "名前", { .text($0.credential.name) }) {
                    "<a href=\"\($0.credential.path)\">\($0.credential.name)</a>"
                },
                ListColumn("system", "システム") { .text($0.credential.system) },
                ListColumn("account", "アカウント") { .text($0.credential.account) },
                ListColumn("unit", "使う課") { .text($0.unit) }.whole,
                ListColumn("expires", "期限", { .day($0.credential.expiresOn) }) {
                    "\($0.credential.expiresOn.japanese)　\($0.credential.standing(on: $0.today).tag)"
                },
                ListColumn("used", "最後の使用") { .moment($0.credential.lastUsedAt) },
            ],
            filters: [
                ListFilter("unit", "使う課", of: rows, \.unit),
                ListFilter("expiring", "期限", yes: "\(Credential.warningDays)日以内か過ぎたもの") {
                    $0.credential.endedOn == nil && $0.credential.standing(on: $0.today) != .valid
                },
            ], empty: "<p>保管している秘密の値はありません。</p>")
    }

    var export: ListExport? { list.export }

    var page: Page {
        let missing: HTML =
            hasKey ? .empty : Notice(.warning, "署名の鍵がないため、保管できません", "<p>\(EnvelopeRefusal.noKey.words)</p>").html
        let form: HTML = FormView(
            Self.path, state, submit: "保管する",
            fields: [
                CredentialFields.name(), CredentialFields.system(), CredentialFields.account(),
                CredentialFields.unit(units)(), CredentialFields.value(), CredentialFields.expires(),
            ]
        ).html
        return Page(
            Self.link.title,
            body: """
                <p>ロボットがシステムに入るための秘密の値を、暗号にして保管します。値は、実行のときに1回だけロボットに渡され、画面、記録、画像には出ません。</p>
                \(missing)\(hasKey ? Details("秘密の値を保管する", for: [Self.path], state, form).html : .empty)\(list.html)
                """)
    }
}

/// One secret: its days and who used it.
struct CredentialPage: PageView {
    let credential: Credential
    let unit: String
    let uses: [AuditRow]
    let today: CivilDate
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CredentialPage {
        let credential = try Credential.load(request, on: connection)
        return CredentialPage(
            credential: credential,
            unit: try credential.unit.flatMap { try UnitStore.find($0, on: connection)?.name } ?? request.wardName,
            uses: try Audit.list(AuditFilter(subject: "credential/\(credential.id)"), on: connection),
            today: request.today, state: request.state)
    }

    var page: Page {
        let (renew, end) = ("\(credential.path)/renew", "\(credential.path)/end")
        let changing: HTML =
            credential.endedOn == nil
            ? Details(
                "新しい値にする", for: [renew], state,
                FormView(renew, state, submit: "保管し直す", fields: [CredentialFields.value(), CredentialFields.expires()])
                    .html
            ).html + "<div class=\"actions\">\(ButtonForm("廃止する", end, state))</div>" : .empty
        return Page(
            credential.name, trail: [CredentialListPage.link], section: CredentialListPage.path,
            body: """
                <p>\(credential.standing(on: today).tag)</p>
                \(SummaryList([
                    ("システム", "\(credential.system)"), ("アカウント", "\(credential.account)"), ("使う課", "\(unit)"),
                    ("期限", "\(credential.expiresOn.japanese)"), ("保管した時", "\(credential.changedAt.japanese)"),
                    ("最後の使用", "\(credential.lastUsedAt?.japanese ?? "まだ使っていません")"),
                ]))
                \(changing)
                <h2>だれがいつ扱ったか</h2>
                \(TableView(
                    caption: "だれがいつ扱ったか", columns: [.rowHeader("いつ"), .text("何を"), .text("だれが"), .text("実行")],
                    rows: uses.map { row in
                        let run = (try? JSON(parsing: row.details))?["run"]?.string
                        return [
                            "\(row.at.japanese)", "\(AutomationActions.titles[row.action] ?? row.action)", "\(row.actorName)",
                            run.map { "<a href=\"/automation/runs/\($0)\">実行</a>" } ?? "―",
                        ]
                    }, isCaptionHidden: true))
                """)
    }
}

enum CredentialRoutes {
    static let all: [Route] = [
        .page("automation/secrets", needs: .keepSecrets, CredentialListPage.load),
        .action("automation/secrets", needs: .keepSecrets, summary: "秘密の値を保管する", page: CredentialListPage.load) {
            form, change in
            let units = try UnitStore.list(validOn: change.today, on: change.connection)
            let (name, system, account, unit, value, expires) = try form.values(
                CredentialFields.name, CredentialFields.system, CredentialFields.account, CredentialFields.unit(units),
                CredentialFields.value, CredentialFields.expires)
            guard change.today < expires else { throw form.refusing(CredentialFields.expires, "「期限」は、今日より後の日にしてください。") }
            let made = try form.blaming(CredentialFields.name) {
                try Credential.keep(
                    name, system: system, account: account, unit: unit, value: value, expiresOn: expires,
                    in: change.request.ward, by: change.stamp, on: change.connection)
            }
            return .done("保管しました。値は、もう見られません。", at: made.path)
        },
        .page("automation/secrets/:credential", needs: .keepSecrets, CredentialPage.load),
        .action(
            "automation/secrets/:credential/renew", on: Credential.self, needs: .keepSecrets, summary: "秘密の値を新しくする",
            fields: [CredentialFields.value, CredentialFields.expires], page: CredentialPage.load
        ) { credential, form, change in
            let (value, expires) = try form.values(CredentialFields.value, CredentialFields.expires)
            guard change.today < expires else { throw form.refusing(CredentialFields.expires, "「期限」は、今日より後の日にしてください。") }
            try credential.renew(
                value, expiresOn: expires, in: change.request.ward, by: change.stamp, on: change.connection)
            return .done("新しい値を保管しました。")
        },
        .action(
            "automation/secrets/:credential/end", on: Credential.self, needs: .keepSecrets, summary: "秘密の値を廃止する",
            fields: [], page: CredentialPage.load,
            asks: { credential, _ in
                Confirmation(
                    "「\(credential.name)」を廃止します", submit: "廃止する",
                    consequences: ["保管した値を消します。この値を使うロボットは動かなくなります。", "使った記録は残ります。"],
                    irreversible: "消した値は戻せません。")
            }
        ) { credential, _, change in
            try credential.end(by: change.stamp, on: change.connection)
            return .done("廃止しました。")
        },
    ]
}
