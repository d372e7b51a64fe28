import Site

/// This module's part of 使い方.
enum CounterHelp {
    static let all = ModuleHelp(
        purpose: "おくやみコーナーでは、ご家族の手続きを、予約から来庁、その後の期限まで案内します。",
        steps: [
            .init(
                .deskClerk,
                [
                    "「おくやみコーナー」で予約を受け付け、質問をして、担当の課に事前確認を依頼します。", "回答がそろったら、ご家族に持ち物とかかる時間を電話で伝えます。",
                    "来庁したら、手続きごとに受け付けたか、引き継いだかを記録します。", "16時30分に、翌日の分を印刷しておきます。",
                ])
        ], pages: pages, words: words)
}
