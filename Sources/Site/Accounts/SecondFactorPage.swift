import Storage
import Ward

/// One's own authenticator: taking it up, changing it, new recovery codes.
struct SecondFactorPage: PageView {
    static let path = "/account/second-factor"

    let words: SecondFactorWords
    /// What waits for its first code.
    let secret: AuthenticatorSecret?
    let loginName: String
    let issuer: String
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> SecondFactorPage {
        let person = try request.person
        return SecondFactorPage(
            words: try SecondFactorWords(person, on: connection),
            secret: try SecondFactorStore.pending(of: person.person, ward: request.ward, on: connection),
            loginName: try Person.known(person.person, on: connection).loginName, issuer: "並木 \(request.wardName)",
            state: request.state)
    }

    var page: Page {
        Page("認証アプリ", trail: [Link("アカウント", "/account")], body: body)
    }

    private var body: HTML {
        let why: HTML = """
            <p class="lead">認証アプリは、30秒ごとに変わる6桁の確認コードを表示します。パスワードを知られても、機器がなければサインインできません。</p>
            <p>\(words.sentence)</p>
            """
        guard words.isAsked else { return why }
        if let secret { return "\(why)\(enrolment(secret))" }
        return words.factor.confirmedAt == nil ? "\(why)\(beginning)" : "\(why)\(changes)"
    }

    private var beginning: HTML {
        """
        <h2>登録の手順</h2>
        <ol>
        <li>スマートフォンなどに、認証アプリ（TOTPに対応したもの）を用意します。</li>
        <li>次の画面の二次元コードを認証アプリで読み取るか、登録用の文字列を入力します。</li>
        <li>認証アプリに表示された確認コードを入力します。</li>
        <li>回復コードが一度だけ表示されます。印刷するか書き写して、保管します。</li>
        </ol>
        \(ButtonForm("登録を始める", "\(Self.path)/begin", state, style: .primary))
        """
    }

    private func enrolment(_ secret: AuthenticatorSecret) -> HTML {
        let address = secret.address(issuer: issuer, account: loginName)
        let picture = QRCode(Array(address.utf8))?.svg(label: "認証アプリで読み取る二次元コード")
        let form = FormView(
            "\(Self.path)/confirm", state, submit: "登録する", fields: [AccountFields.firstCode()])
        return """
            <h2>1. 認証アプリに登録する</h2>
            <p>認証アプリで、次の二次元コードを読み取ってください。</p>
            <div class="chart-scroll" role="region" aria-label="二次元コード" tabindex="0">\(picture)</div>
            <p>読み取れないときは、認証アプリに次の文字列を入力してください（種類は「時刻ベース」、6桁、30秒）。</p>
            <p class="guide-code">\(secret.groups)</p>
            <p>この機器に認証アプリがあるときは、<a href="\(address)">認証アプリを開く</a>こともできます。</p>
            <h2>2. 確認コードを入力する</h2>
            \(form)
            \(restart)
            """
    }

    /// Another secret: where one is in force, for a code of it only.
    private var restart: HTML {
        let address = "\(Self.path)/begin"
        let form =
            words.factor.confirmedAt == nil
            ? ButtonForm("二次元コードを作り直す", address, state).html
            : FormView(address, state, submit: "登録し直す", fields: [AccountFields.code()]).html
        return Details(
            words.factor.confirmedAt == nil ? "別の二次元コードで登録し直す" : "機器を替えるため、登録し直す", for: [address], state, form
        ).html
    }

    private var changes: HTML {
        let codes = FormView(
            "\(Self.path)/codes", state, submit: "回復コードを作り直す", fields: [AccountFields.code()])
        return """
            <h2>変更</h2>
            \(restart)
            \(Details("回復コードを作り直す", for: ["\(Self.path)/codes"], state, codes.html))
            """
    }
}

/// Recovery codes, which are shown this once.
struct RecoveryCodesPage {
    let codes: [String]

    var page: Page {
        let items: [HTML] = codes.map { "<li><code>\($0)</code></li>\n" }
        return Page(
            "回復コード", trail: [Link("アカウント", "/account"), Link("認証アプリ", SecondFactorPage.path)],
            body: """
                \(Notice(.warning, "回復コードは、この画面に一度だけ表示します。", "<p>印刷するか書き写して、ほかの人の目に触れない所に保管してください。</p>"))
                <p>認証アプリを使えないときに、確認コードの代わりに入力します。1つの回復コードは1回だけ使えます。以前の回復コードは、もう使えません。</p>
                <ol>
                \(items)</ol>
                <div class="actions">\(ButtonLink("保管したので次へ進む", "/", style: .primary))</div>
                """)
    }
}
