import Storage
import Ward

/// 庁内の認証: how it is configured, accounts that nobody is connected with, and groups that give nothing.
struct SingleSignOnPage: ProgramView {
    static let path = "/single-sign-on"
    static let link = Link("庁内の認証", path)
    /// Shown at most; the page says how many more there are.
    static let groupsShownMax = 200

    let settings: ProviderSettings?
    let newcomers: [IdentityNewcomer]
    let unknown: [GroupRoles.UnknownGroup]
    let mappings: Int
    let waiting: Int
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> SingleSignOnPage {
        let settings = request.outside.singleSignOn?.settings
        let mappings = try RoleMappingStore.list(on: connection)
        var unknown: [GroupRoles.UnknownGroup] = []
        if let settings, let claim = settings.groupsClaim {
            unknown = try GroupRoles.unknown(issuer: settings.issuer, claim: claim, on: connection)
        }
        return SingleSignOnPage(
            settings: settings, newcomers: try PersonIdentityStore.newcomers(on: connection), unknown: unknown,
            mappings: mappings.filter { $0.state == .confirmed }.count,
            waiting: mappings.filter { $0.state == .waiting }.count, state: request.state)
    }

    /// For programs: `issuer`, `groupsClaim`, `newcomers` with `issuer`, `subject`, `name`, `account`, `seenAt`; `unknownGroups` with
    /// `group`, `people`.
    static let program = Route.ProgramSide(
        "庁内の認証の設定と、つながっていないアカウント",
        answer: [
            "issuer": .orNull(.text), "groupsClaim": .orNull(.text),
            "newcomers": .list(["issuer": .text, "subject": .text, "name": .text, "account": .text, "seenAt": .text]),
            "unknownGroups": .list(["group": .text, "people": .integer]),
        ])

    var json: JSON {
        [
            "issuer": JSON(settings?.issuer), "groupsClaim": JSON(settings?.groupsClaim),
            "newcomers": .array(
                newcomers.map {
                    [
                        "issuer": .string($0.issuer), "subject": .string($0.subject), "name": .string($0.name),
                        "account": .string($0.account), "seenAt": JSON($0.seenAt),
                    ]
                }),
            "unknownGroups": .array(unknown.map { ["group": .string($0.value), "people": JSON($0.people)] }),
        ]
    }

    var page: Page {
        Page(
            Self.link.title, trail: [Link("利用者", "/people")], section: "/people",
            body: """
                <div class="actions">\(ButtonLink("グループと役割の対応（\(mappings)件）", RoleMappingPage.path))\
                \(ButtonLink("ある日の役割を確かめる", GroupPreviewPage.path))</div>
                \(waitingNotice)\(facts)
                <h2>つながっていないアカウント</h2>
                <p>サインインを試みて断られたアカウントです。だれのものかを確かめ、その人の画面でつなぎます。氏名とアカウント名は、庁内の認証が伝えたものです。</p>
                \(newcomerTable)\(groups)
                """)
    }

    private var waitingNotice: HTML {
        guard waiting > 0 else { return .empty }
        return Notice(
            .information, "グループと役割の対応\(waiting)件が、ほかの管理者の確認を待っています。",
            "<p><a href=\"\(RoleMappingPage.path)\">グループと役割の対応</a></p>"
        ).html
    }

    private var facts: HTML {
        guard let settings else {
            return Notice(
                .information, "庁内の認証は設定されていません。",
                """
                <p>いまは、利用者名とパスワードだけでサインインします。庁内の認証（OpenID Connect）を使うときは、サーバーの運用担当者が、\
                <code>namiki serve</code> に発行者とクライアントIDを指定します。手順は、配布物の SECURITY.md にあります。</p>
                """
            ).html
        }
        return SummaryList([
            ("発行者", "\(settings.issuer)"), ("クライアントID", "\(settings.clientID)"),
            ("戻り先", "\(settings.redirect)"),
            ("グループの項目", settings.groupsClaim.map { "\($0)" } ?? "使わない（グループで役割を付けません）"),
            (
                "二段階の確認",
                settings.asksSecondFactor
                    ? "庁内の認証が全員に求める（運用担当者の設定）" : "庁内の認証が行ったと伝えないときは、並木の認証アプリで確認する"
            ),
        ]).html
    }

    private var newcomerTable: TableView {
        TableView(
            caption: "つながっていないアカウント",
            columns: [.rowHeader("アカウント"), .text("氏名"), .text("識別子"), .text("最後に試みた日時"), .text("操作")],
            rows: newcomers.map { newcomer in
                [
                    "\(newcomer.account.isEmpty ? "（伝えられていない）" : newcomer.account)", "\(newcomer.name)",
                    "\(newcomer.subject)", "\(newcomer.seenAt.japanese)",
                    ButtonForm(
                        "一覧から外す", "\(Self.path)/newcomers/\(newcomer.id)/dismiss", state,
                        context: AccountWords.text(newcomer)
                    ).html,
                ]
            }, empty: "つながっていないアカウントはありません。", isCaptionHidden: true)
    }

    private var groups: HTML {
        guard settings?.groupsClaim != nil else { return .empty }
        let shown = unknown.prefix(Self.groupsShownMax)
        let rest: HTML =
            unknown.count > shown.count ? "<p>ほかに\(unknown.count - shown.count)件あります。</p>" : .empty
        return """
            <h2>役割を付けていないグループ</h2>
            <p>つながっている人が入っていて、対応のないグループです。役割は付きません。人数は、最後のサインインのときのものです。</p>
            \(TableView(
                caption: "役割を付けていないグループ", columns: [.rowHeader("グループ"), .number("人数"), .text("操作")],
                rows: shown.map { group in
                    [
                        "\(group.value)", "\(group.people)",
                        "<a href=\"\(RoleMappingPage.path(adding: group.value))\">役割を付ける<span class=\"visually-hidden\">（\(group.value)）</span></a>",
                    ]
                }, empty: "役割を付けていないグループはありません。", isCaptionHidden: true))\(rest)
            """
    }
}
