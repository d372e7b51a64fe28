import Site

extension CounterHelp {
    static let pages: [PageHelp] = desk + rules

    private static let desk: [PageHelp] = [
        PageHelp(
            "desk", "今日と次の開庁日の来庁と、進行中の案件を見ます。", "電話で予約を受けるときは、ここから始めます。",
            "次の開庁日の分を印刷しておくと、システムが使えないときも紙で進められます。"),
        PageHelp("desk/bookings", "ご家族がウェブで入れた予約を確かめます。"),
        PageHelp("desk/calls", "今日、電話をかける方と用件を見ます。", "かけた結果は、案件に記録します。"),
        PageHelp("desk/reminders", "期限が近い手続きについて、お知らせする方を見ます。", "お知らせの手紙を印刷できます。"),
        PageHelp("desk/deaths", "死亡一覧のファイルを読み込み、予約の受付で使います。", "使わなかった一覧は、期限が過ぎると消えます。"),
        PageHelp("desk/settings", "窓口の場所、電話番号、予約の枠と、事前確認に答える課を決めます。"),
        PageHelp("desk/cases/new", "亡くなった方と来庁する方を聞き取り、案件を作ります。"),
        PageHelp(
            "desk/cases/:case", "1件の案件について、予約、質問、事前確認、来庁、電話を記録します。", "手続きごとに、受け付けたか、引き継いだかを記録します。",
            "次にすることは、画面の上に出ます。"),
        PageHelp("desk/cases/:case/edit", "亡くなった方と来庁する方の内容を直します。"),
        PageHelp("desk/cases/:case/booking", "空いている枠から、来庁の日時を選びます。", "長さは、手続きの数と、これまでの記録から計算しています。"),
        PageHelp("desk/cases/:case/questions", "必要な手続きを決めるための質問を、順に聞き取ります。", "分からないことは、分からないまま残せます。"),
        PageHelp("desk/cases/:case/facts/:fact", "1つの事実について、だれの答えかを確かめ、直します。"),
        PageHelp("desk/checks", "課に依頼した事前確認と、回答の状況を見ます。", "担当の課は、ここから回答します。"),
        PageHelp("desk/checks/:check", "依頼された事実について、課の記録で確かめて回答します。", "はい、いいえ、要相談のどれかで答えます。"),
        PageHelp("desk/figures", "予約、来庁、かかった時間、手続きの件数を、月ごとに見ます。", "名前や住所は出ません。"),
        PageHelp("desk/figures/:statistic", "1回の来庁について、名前を除いた記録を見ます。"),
    ]

    private static let rules: [PageHelp] = [
        PageHelp("desk/rules", "おくやみの手続きの規則を、担当の課ごとに見ます。", "課は、内容が正しいことを確かめ、変わったときは案を作ります。"),
        PageHelp(
            "desk/rules/:procedure", "手続きの条件、期限、持ち物、根拠と、これまでの版を見ます。", "案は、書いた人とは別の人が公開します。"),
        PageHelp("desk/rules/:procedure/edit", "手続きの規則を、項目ごとに書き換えて案にします。"),
        PageHelp("desk/rules/:procedure/text", "手続きの規則を、もとの文字のまま書き換えて案にします。", "誤りは、行と直し方を示します。"),
        PageHelp("desk/rules/:procedure/try", "規則の案を例に当てはめ、結果が変わるところを確かめます。"),
        PageHelp("desk/forms", "手続きで使う様式と、区の様式を登録してあるかを見ます。"),
        PageHelp("desk/forms/:form", "区の様式のPDFを登録し、どこに何を書き込むかを決めます。", "試し刷りで、位置を確かめられます。"),
    ]

    static let words: [Word] = [
        Word("案件", "あんけん", "1人の亡くなった方についての、予約から手続きの後までの記録です。"),
        Word("事前確認", "じぜんかくにん", "来庁の前に、担当の課に、必要な手続きを決めるための事実を尋ねることです。"),
        Word("来庁", "らいちょう", "ご家族が、予約した日時に窓口に来ることです。"),
        Word("死亡一覧", "しぼういちらん", "死亡届を受けた方の一覧です。予約を受けるときに、名前を選べるようにします。"),
        Word("手続きの規則", "てつづきのきそく", "だれに、いつまでに、どの手続きが必要かを決める条件です。担当の課が確かめます。"),
        Word("引き継ぎ", "ひきつぎ", "窓口で受け付けられない手続きを、担当の課に渡すことです。"),
        Word("様式", "ようしき", "申請書などの用紙です。分かっている内容を、先に印刷しておけます。"),
    ]
}
