import Japanese
import Ward

@testable import Site

/// Every component once, for the tests and, with `NAMIKI_GALLERY` naming a file, for the eye.
enum Gallery {
    static var page: Page {
        Page(
            "部品の見本帳", trail: [Link("今日の仕事", "/"), Link("見本", "/samples")], section: "/samples",
            body: "\(states)\(tables)\(forms)\(charts)")
    }

    static let viewer = Layout.Viewer(
        signedIn: SignedIn(
            person: ID("01J00000000000000000000001"), name: "見本 花子",
            assignments: [.init(role: .secretariat, unit: nil, body: nil)],
            grants: SampleModule().grants),
        path: "/samples/gallery", pattern: "/samples/:sample", csrfToken: "word",
        flash: Flash(.done, "第1四半期を確定しました（第1版）。"))

    static let layout = Layout(
        settings: SiteSettings(isSample: true, planName: "デジタル化推進計画"), map: SiteMap([SampleModule()]))

    /// One document with its style inside.
    static var document: String {
        layout.html(page, for: viewer).text
            .replacing(
                "<link rel=\"stylesheet\" href=\"\(StyleSheet.path)\">", with: "<style>\(StyleSheet.text)</style>")
    }

    private static var states: HTML {
        let tags = Tag.Kind.allCases.map { Tag("状態の\($0.rawValue)", $0) }
        let notices = Site.Notice.Kind.allCases.map { Site.Notice($0, "読んでほしいこと", "<p>何が起きたかと、どうすればよいかを書きます。</p>") }
        return """
            <h2>進み方と数</h2>
            \(Stepper("第1四半期の進み方", [
                .init("受付", .done, note: "令和6年7月1日"), .init("回答", .done, note: "6件中6件"),
                .init("とりまとめ", .current, note: "期限 令和6年7月31日"), .init("確定", .ahead), .init("報告", .ahead),
            ]))
            \(Figures([
                .init("未回答", "3件", note: "期限まで5日"), .init("提出済み", "3件"), .init("削減時間", "約6,500時間", note: "自己申告 2件を含む"),
            ]))
            <p>\(tags)</p>
            \(notices)
            <div class="actions">\(ButtonForm("確定する", action: "/freeze", csrfToken: "word", style: .primary))\
            \(ButtonLink("報告書を見る", "/report"))\(ButtonForm("取り消す", action: "/undo", csrfToken: "word", style: .irreversible))</div>
            """
    }

    private static var tables: HTML {
        """
        <h2>一覧</h2>
        \(SummaryList([("主管課", "情報管理課"), ("関係課", "総務課、区政相談課、職員課"), ("期限", "令和6年9月30日"), ("状態", "\(Tag("未回答", .waiting))")]))
        \(TableView(
            caption: "取組の一覧", columns: [.rowHeader("取組"), .text("主管課"), .text("状態"), .number("削減時間")],
            rows: [
                ["<a href=\"/initiatives/1\">オープンデータの推進と、データに基づく区政の運営</a>", "情報管理課", "\(Tag("提出済み", .done))", "約6,500時間"],
                ["<a href=\"/initiatives/2\">住民情報系システムの標準化</a>", "情報システム担当課", "\(Tag("期限超過", .danger))", "未回答"],
                ["<a href=\"/initiatives/3\">おくやみ窓口</a>", "区民課", "\(Tag("回答中", .active))", "1,200時間"],
                ["計", "", "", "約7,700時間"],
            ], totalRows: 1))
        \(TableView(
            caption: "四半期の値", columns: [.rowHeader("指標")] + (1...8).map { .number("R\(5 + $0 / 5) 第\(($0 - 1) % 4 + 1)") },
            rows: [["オンライン申請率（%）"] + (1...8).map { "\($0 * 8).5" }], narrow: .scrolling))
        \(TableView(caption: "空の一覧", columns: [.rowHeader("名称")], rows: [], empty: "まだありません。"))
        \(Pager(page: 6, pages: 12) { "/list?page=\($0)" })
        \(LinkList([
            .init("第1四半期の報告", "/rounds/1", note: "\(Tag("期限超過", .danger)) 7月15日まで"), .init("第2四半期の報告", "/rounds/2", note: "10月15日まで"),
        ]))
        \(Details("くわしい説明", "<p>開くと見える文章です。</p>"))
        \(Prose("一行目\n二行目\n\n次の段落 <b>"))
        """
    }

    private static var forms: HTML {
        var errors = FormErrors()
        errors.add("title", "「件名」を入力してください。")
        errors.add("due", "「期限」の「6月31日」を日付として読めません。令和6年9月30日のように、実在する日を入力してください。")
        errors.add("mark", "「状況」を選んでください。")
        errors.addGeneral("この四半期はすでに確定しています。")
        let marks = [
            Choice("onTrack", "予定どおり"), Choice("late", "遅れ", hint: "期限までに終わらない見込みがあるとき。理由を書いてください。"),
            Choice("done", "完了"),
        ]
        let fields: [FormField] = [
            .text("title", "件名", max: 200),
            .section(
                "進み具合", hint: "報告の期間に行ったことを書いてください。",
                [
                    .radios("mark", "状況", marks),
                    .textArea("note", "説明", value: "窓口に案内板を置いた。", max: 2_000, hint: "結果と、遅れている場合はその理由。"),
                ]),
            .number("hours", "削減時間", value: "約6,500", unit: "時間", isRequired: false),
            .date("due", "期限", value: "6月31日"),
            .select("unit", "主管課", [Choice("1", "情報管理課"), Choice("2", "総務課")], value: "2"),
            .checkboxes("related", "関係課", [Choice("1", "区政相談課"), Choice("2", "職員課")], values: ["2"]),
            .checkbox("isSelfDeclared", "自己申告の値です"),
            .file("evidence", "根拠資料", accept: ".pdf,.csv", isRequired: false, hint: "20MBまで。"),
            .password("password", "パスワード"),
            .hidden("edition", "1"),
        ]
        return """
            <h2>入力</h2>
            \(FormView(
                action: "/samples/1", csrfToken: "word", submit: "提出する", errors: errors, cancel: Link("やめる", "/samples"),
                alternative: Choice("draft", "下書きとして保存する"), fields: fields))
            """
    }

    private static var charts: HTML {
        let year = FiscalYear(2024)
        func value(_ number: Int, _ text: String) -> ChartValue { ChartValue(ExactNumber(number), text: text) }
        let deadlines = ["令和6年9月末", "令和7年度中", "令和8年度から", "令和6年12月1日までに", "令和8年度を目途に"]
        return """
            <h2>図</h2>
            \(BarChart(title: "取組ごとの削減時間", unit: "時間", bars: [
                .init("オープンデータの推進と、データに基づく区政の運営のための取組（長い名称の例として続ける文字列）", value(6_500, "約6,500時間")),
                .init("住民情報系システムの標準化", nil), .init("おくやみ窓口", value(1_200, "1,200時間")),
            ]))
            \(BarChart(title: "見直しの効果", unit: "千円", bars: [
                .init("文書管理", value(320, "320千円")), .init("庁内網", value(-140, "▲140千円")),
            ]))
            \(LineChart(title: "オンライン申請率", unit: "%", quarters: year.quarters + year.next.quarters, series: [
                .init("実績", [value(12, "12%"), value(18, "約18%"), nil, value(31, "31%"), value(33, "33%")]),
                .init("目標", [value(10, "10%"), value(20, "20%"), value(30, "30%"), value(40, "40%"), value(45, "45%"), value(50, "50%"), value(55, "55%"), value(60, "60%")]),
            ]))
            \(StackedBars(
                title: "部ごとの進捗区分", unit: "件",
                parts: zip(["A 完了", "B 予定どおり", "C やや遅れ", "D 遅れ", "E 中止", "F 未着手", "G 判定できない", "未回答"], ChartFill.allCases).map { .init($0, $1) },
                bars: [.init("全体", [7, 15, 5, 4, 2, 3, 2, 3]), .init("総務部", [5, 6, 2, 1, 1, 2, 1, 0]), .init("区民生活部", [2, 9, 3, 3, 1, 1, 1, 3], path: "/units/2")]))
            \(BulletBars(
                title: "来庁した遺族", unit: "件",
                bars: [
                    .init("令和6年度第1四半期", ChartValue(ExactNumber(12), text: "12件", origin: .counted), target: value(20, "20件")),
                    .init("令和6年度第2四半期", ChartValue(ExactNumber(25), text: "25件", origin: .declared), target: value(22, "22件")),
                    .init("令和6年度第3四半期", nil, target: value(22, "22件")),
                ], ranges: [.init("基準（令和5年度）", value(8, "8件"))], isLessBetter: true))
            <p>\(Sparkline(title: "来庁した遺族", quarters: year.quarters, values: [value(3, "3件"), nil, value(5, "5件"), ChartValue(ExactNumber(6), text: "約6件", origin: .declared)]))</p>
            \(QuarterArrows(title: "年次計画", fiscalYears: [year, year.next, year.next.next], rows: [
                .init("オープンデータの推進", [.init(Deadline(reading: deadlines[0]), text: deadlines[0] + "に100件を公開"), .init(Deadline(reading: deadlines[1]), text: deadlines[1] + "に全課へ")]),
                .init("住民情報系システムの標準化と、それに伴う業務の見直し", [.init(Deadline(reading: deadlines[2]), text: deadlines[2] + "本番稼働")]),
                .init("おくやみ窓口", [.init(Deadline(reading: deadlines[3]), text: deadlines[3] + "開設"), .init(Deadline(reading: deadlines[4]), text: deadlines[4] + "全地域へ")]),
                .init("生成AIの利用", [.init(Deadline(reading: "順次"), text: "順次")]), .init("経費の見直し", []),
            ], today: CivilDate(year: 2025, month: 2, day: 14)))
            """
    }
}
