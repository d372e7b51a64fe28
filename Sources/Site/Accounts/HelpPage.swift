import Ward

/// 使い方, with the reader's own roles first.
struct HelpPage {
    /// Those of the reader; empty when nobody is signed in.
    let roles: Set<Role>

    var page: Page {
        Page("使い方", body: body)
    }

    private var body: HTML {
        let ordered = Role.allCases.filter(roles.contains) + Role.allCases.filter { !roles.contains($0) }
        let sections: [HTML] = ordered.map { role in
            Details(role.title + (roles.contains(role) ? "（あなたの役割）" : ""), isOpen: roles.contains(role), steps(role))
                .html
        }
        return """
            <p class="lead">並木は、区のデジタル化の取組を、計画から四半期ごとの確認、報告まで進めるためのシステムです。</p>
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
            <li>エラーの画面に受付番号が出たときは、その番号を管理者に伝えてください。</li>
            </ul>
            """
    }

    private func steps(_ role: Role) -> HTML {
        let lines: [HTML] = Self.words(role).map { "<li>\($0)</li>\n" }
        return "<ol>\(lines)</ol>"
    }

    private static func words(_ role: Role) -> [String] {
        switch role {
        case .editor:
            ["「今日の仕事」から報告の依頼を開きます。", "取組の進み具合、成果の値、根拠資料を入力し、下書きとして保存します。", "内容がそろったら、課長に確認を依頼します。"]
        case .approver:
            ["「今日の仕事」から、確認の依頼を開きます。", "内容と根拠資料を確かめ、承認するか、理由を書いて差し戻します。"]
        case .related:
            ["関係する取組の内容と進み具合を見られます。", "意見がある場合は、主管課に伝えてください。"]
        case .secretariat:
            [
                "四半期の確認を始め、期限を決めて各課に依頼します。", "回答がそろったか、食い違いがないかを確かめ、未回答の課に催促します。",
                "内容を確定し、報告書を作ります。訂正は、理由を付けた新しい版として確定します。",
            ]
        case .groupLeader:
            ["担当する検討グループの取組の進み具合を見ます。", "必要に応じて、作業チームを設置します。"]
        case .subcommittee: ["確定した報告書と、取組の進み具合を見ます。"]
        case .auditor:
            ["監査証跡で、だれが、いつ、何をしたかを確かめます。", "記録の検証で、確定した内容が書き換えられていないことを確かめます。"]
        case .deskClerk:
            [
                "「おくやみコーナー」で予約を受け付け、質問をして、担当の課に事前確認を依頼します。", "回答がそろったら、ご家族に持ち物とかかる時間を電話で伝えます。",
                "来庁したら、手続きごとに受け付けたか、引き継いだかを記録します。", "16時30分に、翌日の分を印刷しておきます。",
            ]
        case .administrator:
            ["利用者を登録し、役割を付けます。", "パスワードの再設定や、異動・退職した人の利用停止を行います。", "組織改正があったときは、組織を更新します。"]
        }
    }
}
