import Ward

/// プログラムからの使い方: how a token is made and used, and what there is to ask for.
struct APIHelpPage {
    static let path = "/help/api"

    let document: OpenAPIDocument
    let person: SignedIn

    var page: Page {
        Page("プログラムからの使い方", trail: [Link("使い方", "/help")], body: body)
    }

    private var body: HTML {
        """
        <p class="lead">画面でできることを、同じ権限と同じ確かめ方で、プログラムから行えます。答えはJSONです。</p>
        <h2>アクセストークンを作る</h2>
        <ol>
        <li><a href="/account">アカウント</a>の「新しいアクセストークンを作る」で、名前、できること、使える権限、有効期間を選びます。</li>
        <li>一度だけ表示されるアクセストークンを、プログラムの設定に写します。並木には残りません。</li>
        <li>使わなくなったとき、知られたおそれがあるときは、アカウントのページで終了します。</li>
        </ol>
        <p>アクセストークンでできることは、その時にあなたの役割でできることまでです。役割が終わると、すぐにできなくなります。行ったことは、あなたの名前とアクセストークンの名前で、監査証跡に残ります。</p>
        <h2>使い方の例</h2>
        <p>読むとき（並木のアドレスは、ブラウザーに表示されているものに置き換えてください）</p>
        \(Self.example("読むときの例", "curl -H 'Authorization: Bearer namiki_…' https://namiki.example/units"))
        <p>変えるときは、項目をJSONのオブジェクトで送ります。値は、文字列、整数、真偽、またはその並びです。</p>
        \(Self.example("変えるときの例", "curl -H 'Authorization: Bearer namiki_…' -H 'Content-Type: application/json' -d '{\"name\": \"総務課\"}' https://namiki.example/units"))
        <p>元に戻せない操作は、まず409（unconfirmed）で、何が行われるかとしるしを返します。読んで確かめ、しるしを項目「\(Confirmation.field)」に付けて、もう一度送ると行われます。</p>
        <h2>断られたとき</h2>
        <p>4xxと5xxの答えは、どのアドレスでも同じ形です。error.code は変わらない符号、error.findings は、どこが（where）、どう違い（what）、どう直すか（how）を、すべて一度に示します。</p>
        <h2>アドレスの一覧</h2>
        <p>機械が読む文書（OpenAPI 3.1）は、<a href="/\(OpenAPIRoutes.path)">openapi.json</a> です。「アクセストークン」の欄が「使えない」ものは、サインインして行います。</p>
        \(document.areas.map(section))
        """
    }

    private static func example(_ title: String, _ command: String) -> HTML {
        "<pre role=\"region\" aria-label=\"\(title)\" tabindex=\"0\"><code>\(command)</code></pre>\n"
    }

    private func section(_ area: OpenAPIDocument.Area) -> HTML {
        let rows = area.routes.map { route -> [HTML] in
            [
                "<code>\(route.method.rawValue) \(route.openAPIPath)</code>", "\(route.program?.summary ?? "")",
                "\(permission(route))", route.takesTokens ? "使える" : "使えない",
            ]
        }
        let purpose: HTML? = area.purpose.map { "<p>\($0)</p>\n" }
        return """
            <h3>\(area.title)</h3>
            \(purpose)\(TableView(
                caption: "\(area.title)のアドレス",
                columns: [.rowHeader("アドレス"), .text("すること"), .text("要る権限"), .text("アクセストークン")], rows: rows,
                isCaptionHidden: true))
            """
    }

    /// With a word where the reader has it.
    private func permission(_ route: Route) -> String {
        switch route.access {
        case .open: "要らない"
        case .signedIn: "サインインした人"
        case .needs(let permission): permission.title + (person.may(permission) ? "（あります）" : "")
        }
    }
}
