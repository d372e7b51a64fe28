import Site

/// This module's part of 使い方.
enum AutomationHelp {
    static let all = ModuleHelp(
        purpose: "自動化では、ロボット（RPA・マクロなど）の台帳、担当、実行、例外、減った時間を、製品を問わず扱います。",
        steps: [
            .init(
                .editor,
                [
                    "自分の課のロボットを台帳に登録し、主担当と副担当を決めます。", "手作業の時間を5件以上計ります。計らないと、減った時間は分かりません。",
                    "例外や承認を処理し、かかった時間を記録します。",
                ]),
            .init(.approver, ["異動で担当がいなくなったロボットの、次の担当を決めます。", "年に1回、台帳の棚卸をします。"]),
            .init(
                .automationOfficer,
                [
                    "四半期が終わったら、正味の時間を効果の台帳に記帳します。", "ロボットのアカウントの秘密の値を保管し、期限までに新しくします。",
                ]),
        ],
        pages: [
            PageHelp("automation", "人を待っていることと、ロボットの状況を見ます。", "上にあるものから処理します。"),
            PageHelp("automation/robots", "ロボットの台帳です。担当がいないものや、棚卸の期限を過ぎたものを絞り込めます。"),
            PageHelp("automation/robots/new", "ロボットを登録します。ほかの製品のロボットやマクロも登録します。"),
            PageHelp("automation/robots/list", "Excelの台帳を取り込みます。"),
            PageHelp(
                "automation/robots/:robot", "担当、状態、最近の実行、正味の時間を見ます。", "担当を決め、棚卸をし、かけた手間を記録します。",
                "担当がいないロボットは動かせません。"),
            PageHelp("automation/robots/:robot/reports", "このロボットについて報告された実行です。", "誤った報告は、開いて訂正するか取り消します。"),
            PageHelp("automation/robots/:robot/scenario", "並木で動かすロボットのシナリオを書きます。", "書いた人とは別の人が公開します。"),
            PageHelp(
                "automation/robots/:robot/run", "ファイルを選んで動かします。はじめは、登録の手前まで行って確かめます。",
                "決まった時刻に動かすときは、予定を加え、ファイルを置きます。", "引き渡された仕事は、届いたときに自動で行う予定にできます。"),
            PageHelp(
                "automation/scenarios/:version", "前の版との違いを確かめて公開します。", "公開の前に、ブラウザーで保存した画面で手順を試せます（システムには触れません）。"),
            PageHelp("automation/contracts", "ロボットが見分ける画面と部品を、システムごとに登録します。"),
            PageHelp("automation/contracts/:contract", "画面が変わったときに、ここを直します。"),
            PageHelp("automation/upgrades/:upgrade", "システムの更新で止まるロボットと手順を、切替えの前に見ます。"),
            PageHelp("automation/baselines/:baseline", "手作業の時間を計ります。計り始めて、1件が終わったら止めます。", "画面を閉じても、計測は続きます。"),
            PageHelp("automation/matters", "人を待っている例外や承認の一覧です。"),
            PageHelp(
                "automation/matters/:matter", "どうするかを選び、かかった時間を記録します。", "「不明」は、システムで照会してから決めます。",
                "承認されなかった件は、相談のうえもう一度承認を求めるか、理由を書いて終えます。",
                "AI-OCRの読み取りは、紙と見比べて直すか、そのままにして登録へ進めます。"),
            PageHelp("automation/runs", "すべての実行の一覧です。"),
            PageHelp("automation/runs/:run", "1件ごとの状態と、台帳を見ます。", "報告された実行が誤っていたときは、理由を書いて訂正するか取り消します。"),
            PageHelp("automation/runs/:run/ledger", "実行の台帳が書き換えられていないかを確かめます。"),
            PageHelp("automation/reports", "ほかの製品のロボットの実行を報告します。"),
            PageHelp("automation/reports/list", "実行の記録のファイルを取り込みます。"),
            PageHelp("automation/effects", "四半期の正味の時間を見て、効果の台帳に記帳します。", "手作業より掛かったロボットも、そのまま示します。"),
            PageHelp("automation/secrets", "ロボットのアカウントの秘密の値を保管します。値は表示されません。"),
            PageHelp("automation/secrets/:credential", "期限と、だれがいつ扱ったかを見ます。"),
        ],
        words: [
            Word("正味の時間", "しょうみのじかん", "手作業なら掛かった時間から、確認、例外、修理、作成、ライセンス料を差し引いた時間です。マイナスのこともあります。"),
            Word("基準の時間", "きじゅんのじかん", "1件を手作業で行うときの時間です。実際に計った平均を使います。"),
            Word("業務の例外", "ぎょうむのれいがい", "内容に不備があるなど、人が判断する必要があるものです。やり直しても進みません。"),
            Word("技術の例外", "ぎじゅつのれいがい", "画面が開かないなど、動かなかったものです。やり直せば進むことがあります。"),
            Word("棚卸", "たなおろし", "年に1回、台帳の内容が今のとおりかを確かめることです。期限を過ぎたロボットは動かせません。"),
        ])
}
