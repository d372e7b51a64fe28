import Storage
import Ward

/// Where a list is downloaded, sent, looked at and confirmed.
struct RosterPage<List: Roster>: PageView {
    /// What became of a file that was sent.
    enum Stage: Sendable {
        case waiting
        /// Something is wrong, or nothing would change.
        case read(RosterReading<List>)
        /// To be confirmed.
        case held(RosterReading<List>, KeptUpload, hasMoved: Bool)
        case done(RosterReading<List>, RosterResult)
    }

    let standingCount: Int
    let state: PageState
    var stage = Stage.waiting

    static var file: Field<Form.File> {
        .file(
            "list", "名簿のファイル", accept: ".xlsx,.csv,.txt",
            hint: "Excelブック（.xlsx）かCSV。\(RosterSheet.Limit.bytesMax >> 20)MB、\(RosterSheet.Limit.rowsMax)行まで。")
    }
    /// As many rows leave the buttons in sight.
    private static var longest: Int { 10 }
    static var confirmPath: String { List.form.path + "/confirm" }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RosterPage {
        RosterPage(standingCount: try List.load(request, on: connection).filled.count, state: request.state)
    }

    private var form: RosterForm { List.form }

    var page: Page {
        Page("\(form.title)の名簿", trail: [form.back], section: form.back.path, body: body)
    }

    private var body: HTML {
        switch stage {
        case .waiting: "\(lead)\(upload)\(help)"
        case .read(let reading):
            "\(RosterFindingsView(reading.findings))\(same(reading))\(RosterAccount(reading))\(upload)\(help)"
        case .held(let reading, let kept, let hasMoved): confirmation(reading, kept, hasMoved: hasMoved)
        case .done(let reading, let result): done(reading, result)
        }
    }

    private var lead: HTML {
        """
        <p class="lead">いまの内容を名簿としてダウンロードし、直したり書き加えたりして、同じファイルを送ります。\
        送っただけでは何も変わりません。何がどう変わるかを見てから、まとめて取り込みます。</p>

        """
    }

    private var upload: HTML {
        """
        <h2>いまの内容のひな形</h2>
        <div class="actions">\(ButtonLink("Excelでダウンロードする（\(standingCount)行）", RosterTemplate<List>.excelPath))\
        \(ButtonLink("CSVでダウンロードする", RosterTemplate<List>.csvPath))</div>
        <p>CSVをExcelで開くと、「0210」のような先頭の0が消えます。Excelのひな形では消えません。</p>
        <h2>名簿を送る</h2>
        \(FormView(
            form.path, state, submit: "読み取る（まだ取り込みません）", cancel: Link("やめる", form.back.path),
            beside: [Self.confirmPath], fields: [Self.file()]))
        """
    }

    private var help: HTML {
        let rows = form.columns.map { column -> [HTML] in
            let others = column.others.isEmpty ? "" : "「\(column.others.joined(separator: "」「"))」でも読みます。"
            return switch column.use {
            case .required: ["\(column.title)", "必須", "\(column.note)\(others)"]
            case .optional: ["\(column.title)", "任意", "\(column.note)\(others)"]
            case .setAside(let reason): ["\(column.title)", "取り込みません", "\(reason)"]
            }
        }
        let notes: [HTML] = form.notes.map { "<li>\($0)</li>" }
        return """
            \(Details(
                "列と書き方",
                TableView(
                    caption: "列と書き方", columns: [.rowHeader("列"), .text("要否"), .text("書き方")], rows: rows,
                    isCaptionHidden: true).html))
            <ul>\(notes)<li>列の順は問いません。見出しの行は言葉で探し、その上の行は読みません。</li>
            <li>列がなければ、その項目は変えません。名簿にない\(form.title)は、そのまま残ります。</li>
            <li>1行でも誤りがあれば、何も取り込みません。直して、同じファイルをもう一度送ってください。</li></ul>

            """
    }

    private func same(_ reading: RosterReading<List>) -> HTML {
        guard reading.findings.isEmpty else { return .empty }
        return Notice(
            .information, "変わりません。", "<p>名簿の\(reading.sameCount)\(form.counter)は、どれもいまの内容と同じです。</p>"
        ).html
    }

    private func confirmation(_ reading: RosterReading<List>, _ kept: KeptUpload, hasMoved: Bool) -> HTML {
        let moved: HTML = hasMoved ? Notice(.warning, "表示した後に状況が変わりました。もう一度確かめてください。").html : .empty
        let actions: HTML = """
            \(ButtonForm(
                "\(reading.effective.count)\(form.counter)を取り込む", Self.confirmPath, state, style: .primary,
                fields: [("file", kept.id.text), ("mark", reading.mark), ("answer", "take")], context: counts(reading)))\
            \(ButtonForm("取り込まない", Self.confirmPath, state, fields: [("file", kept.id.text), ("answer", "drop")]))
            """
        return """
            \(moved)<p class="lead">「\(kept.filename)」を読み取りました。まだ何も変わっていません。</p>
            \(RosterAccount(reading))
            <h2>取り込むと変わること</h2>
            \(RosterLinesView(reading))
            \(StickyBar(actions, sticks: reading.effective.count > Self.longest))

            """
    }

    private func done(_ reading: RosterReading<List>, _ result: RosterResult) -> HTML {
        let sentences: [HTML] = result.sentences.map { "<li>\($0)</li>" }
        return """
            <div role="status">\(Notice(
                .information, "\(reading.effective.count)\(form.counter)を取り込みました（\(counts(reading))）。",
                sentences.isEmpty ? .empty : "<ul>\(sentences)</ul>"))</div>
            \(result.handedOut)
            <h2>取り込んだこと</h2>
            \(RosterLinesView(reading))
            <div class="actions">\(ButtonLink("\(form.back.title)へ", form.back.path))\
            \(ButtonLink("ほかの名簿を送る", form.path))</div>

            """
    }

    private func counts(_ reading: RosterReading<List>) -> String {
        "新しい\(reading.newCount)\(form.counter)、変わる\(reading.changedCount)\(form.counter)、変わらない\(reading.sameCount)\(form.counter)"
    }
}
