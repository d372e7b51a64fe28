import Ward

/// 使い方, with the reader's own roles first.
struct HelpPage {
    let modules: [ModuleHelp]
    /// The roles of this site.
    let declared: [Role]
    /// Those of the reader; empty when nobody is signed in.
    let roles: Set<Role>

    var page: Page {
        Page("使い方", body: body)
    }

    private var body: HTML {
        let ordered = declared.filter(roles.contains) + declared.filter { !roles.contains($0) }
        let sections = ordered.compactMap(section)
        let purposes = ([Self.platform] + modules).map(\.purpose).joined()
        return """
            <p class="lead">\(purposes)</p>
            <h2>基本の操作</h2>
            <ul>
            <li>サインインすると「今日の仕事」が開きます。期限を過ぎたものが先に並びます。</li>
            <li>上のメニューには、あなたの役割で使えるページだけが表示されます。</li>
            <li>入力に誤りがあると、画面の上にまとめて表示します。項目名を選ぶと、その入力欄に移動します。</li>
            <li>「確定」した内容は書き換えられません。訂正は、理由を付けた新しい版として残ります。</li>
            <li>60分操作がないとサインアウトします。長い文章は、こまめに保存してください。</li>
            </ul>
            <h2>役割ごとの使い方</h2>
            \(sections)
            <h2>キーボードと読み上げ</h2>
            <ul>
            <li>すべての操作はキーボードだけで行えます。Tabキーで項目を移動し、Enterキーまたはスペースキーで選びます。</li>
            <li>各ページの先頭の「本文へ進む」で、メニューを飛ばせます。</li>
            <li>図には同じ内容の表が付いています。図の下の「表で見る」で開けます。</li>
            <li>文字は、ブラウザーの拡大機能で200%以上に拡大できます。</li>
            </ul>
            <h2>困ったとき</h2>
            <ul>
            <li>パスワードを忘れたときや、役割を変えたいときは、管理者に依頼してください。</li>
            <li>認証アプリを使えないときは、回復コードを入力してください。回復コードもないときは、管理者に登録の取消しを依頼してください。</li>
            <li>エラーの画面に受付番号が出たときは、その番号を管理者に伝えてください。</li>
            </ul>
            """
    }

    /// In the order of the modules; a role that does nothing here has no section, unless it is the reader's.
    private func section(_ role: Role) -> HTML? {
        let isOwn = roles.contains(role)
        let sentences = ([Self.platform] + modules).flatMap(\.steps).filter { $0.role == role }.flatMap(\.sentences)
        guard isOwn || !sentences.isEmpty else { return nil }
        let lines: [HTML] = sentences.map { "<li>\($0)</li>\n" }
        let steps: HTML = lines.isEmpty ? "<p>この役割に決まった操作はありません。</p>" : "<ol>\(lines)</ol>"
        return Details(role.title + (isOwn ? "（あなたの役割）" : ""), isOpen: isOwn, steps).html
    }

    /// What every site has, whatever its modules.
    private static let platform = ModuleHelp(
        purpose: "並木は、区のデジタル化の取組を進めるためのシステムです。",
        steps: [
            .init(.auditor, ["監査証跡で、だれが、いつ、何をしたかを確かめます。", "記録の検証で、確定した内容が書き換えられていないことを確かめます。"]),
            .init(
                .administrator,
                [
                    "利用者を登録し、役割を付けます。自分の役割と管理者の役割は、ほかの管理者が確認してから付きます。", "パスワードの再設定や、異動・退職した人の利用停止を行います。",
                    "組織改正があったときは、組織を更新します。",
                    "何件もまとめて登録するときは、「名簿でまとめて登録する」からExcelのひな形をダウンロードし、書き加えて送ります。",
                ]),
        ])
}
