extension SampleSystem {
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }

    func document(_ title: String, _ body: String, script: String = "") -> String {
        """
        <!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>\(title)</title></head>
        <body><p>見本システム 第\(options.edition.rawValue)版</p>\(options.edition == .second && title == "変更入力" ? decoy : "")<main><h1>\(title)</h1>
        \(body)</main>\(script.isEmpty ? "" : "<script>\(script)</script>")</body></html>
        """
    }

    /// Looks like the account of the form and is a search.
    private var decoy: String {
        """
        <form action="/found" method="get" aria-label="簡易検索"><fieldset><legend>簡易検索</legend>
        <label for="quick-account">口座番号</label><input id="quick-account" name="number" maxlength="7">
        <button>検索</button></fieldset></form>
        """
    }

    func signIn(_ message: String) -> String {
        document(
            "サインイン",
            """
            <p id="message" role="alert">\(message)</p><form action="/login" method="post"><fieldset><legend>利用者の確認</legend>
            <label for="user">利用者番号</label><input id="user" name="user">
            <label for="password">パスワード</label><input id="password" name="password" type="password">
            <button id="sign-in" name="go">サインイン</button></fieldset></form>
            """)
    }

    var menu: String {
        document(
            "メニュー", "<nav><a id=\"to-entry\" href=\"/entry\">変更入力</a> <a id=\"to-search\" href=\"/search\">検索</a></nav>"
        )
    }

    private func field(_ id: String, _ name: String, _ label: String, _ rest: String = "") -> String {
        "<p><label for=\"\(id)\">\(label)</label> <input id=\"\(id)\" name=\"\(name)\" \(rest)></p>"
    }

    private var change: String {
        """
        <p><label for="change">変更区分</label> <select id="change" name="change"><option value="">選んでください</option>
        <option value="1">住所</option><option value="2">口座</option><option value="3">世帯</option></select></p>
        """
    }

    var entry: String {
        let number = field("number", "number", "受付番号", "maxlength=\"8\" required")
        let person =
            field("name", "name", "氏名", "maxlength=\"40\" required")
            + field("postcode", "postcode", "郵便番号", "maxlength=\"7\" autocomplete=\"off\"")
            + field("address", "address", "住所", "maxlength=\"80\"")
        let isFirst = options.edition == .first
        // The second edition renames the account's id and moves the kind of change to another part of the screen.
        let account = field(isFirst ? "account" : "kouza-bangou", "account", "口座番号", "maxlength=\"7\"")
        let body =
            isFirst
            ? part("届出", number + change) + part("対象者", person) + part("振込先", account)
            : part("対象者", person) + part("届出", number) + part("振込先", account + change)
        return document(
            "変更入力",
            "<form action=\"/confirm\" method=\"post\">\(body)<button id=\"to-confirm\" name=\"step\" value=\"confirm\">確認画面へ</button></form>",
            // Only keys start the search, as in many systems.
            script: """
                document.getElementById('postcode').addEventListener('keyup', async (event) => {
                  if (event.target.value.length !== 7) return;
                  const answer = await fetch('/postcode?code=' + encodeURIComponent(event.target.value));
                  document.getElementById('address').value = await answer.text();
                });
                """)
    }

    private func part(_ title: String, _ html: String) -> String {
        "<fieldset><legend>\(title)</legend>\(html)</fieldset>"
    }

    static let labels = [
        "number": "受付番号", "name": "氏名", "postcode": "郵便番号", "address": "住所", "account": "口座番号", "change": "変更区分",
    ]

    func confirm(_ form: [String: String]) -> String {
        let number = form["number"] ?? ""
        if number.isEmpty || options.refused.contains(number) {
            return document(
                "入力エラー",
                "<p id=\"reason\" role=\"alert\" data-testid=\"reason\">受付番号が台帳にありません。</p><a id=\"back\" href=\"/entry\">入力に戻る</a>"
            )
        }
        let rows = SampleRegistration.fields.map { name in
            let value = Self.escaped(form[name] ?? "")
            return
                "<tr><th>\(Self.labels[name] ?? name)</th><td>\(value)<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\"></td></tr>"
        }
        let button =
            options.edition == .first
            ? "<button id=\"register\" name=\"step\" value=\"register\">登録</button>"
            : "<button id=\"commit\" name=\"step\" value=\"register\">登録する</button>"
        return document(
            "確認",
            "<form action=\"/register\" method=\"post\"><fieldset><legend>入力の確認</legend><table>\(rows.joined())</table>\(button)</fieldset></form><a href=\"/entry\">戻る</a>"
        )
    }

    func receipt(_ row: SampleRegistration) -> String {
        document(
            "受付完了",
            """
            <section aria-label="受付結果"><h2>受付結果</h2><table><tr><th>登録番号</th>
            <td id="receipt" data-testid="receipt">\(row.receipt)</td></tr></table></section>
            """)
    }

    func search(_ number: String?) -> String {
        let form = """
            <form action="/found" method="get"><fieldset><legend>検索条件</legend><label for="search-number">受付番号</label>
            <input id="search-number" name="number"><button id="search" name="go">検索</button></fieldset></form>
            """
        guard let number else { return document("検索", form) }
        let rows = register.find(number)
        guard let row = rows.first else {
            return document("検索結果", form + "<section><h2>結果</h2><p id=\"count\">0件</p></section>")
        }
        return document(
            "検索結果",
            form
                + """
                <section><h2>結果</h2><p id="count">\(rows.count)件</p><table><tr><th>受付番号</th><td id="found-number" data-testid="found-number">\(Self.escaped(number))</td></tr>
                <tr><th>登録番号</th><td id="found-receipt" data-testid="found-receipt">\(row.receipt)</td></tr></table></section>
                """)
    }

    var quick: String {
        document(
            "簡易入力",
            "<form action=\"/quick\" method=\"post\"><fieldset><legend>届出</legend>"
                + field("number", "number", "受付番号") + field("name", "name", "氏名")
                + field("postcode", "postcode", "郵便番号") + field("address", "address", "住所")
                + field("account", "account", "口座番号") + change
                + "<button id=\"register\" name=\"step\" value=\"register\">登録</button></fieldset></form>")
    }
}
