import Japanese
import Site
import Storage
import Ward

enum RequestFields {
    static let wish = Field.textArea(
        "wish", "公開してほしいデータ", max: 600, rows: 4, hint: "どのようなデータかを書きます。お名前や連絡先は書かないでください。回答と一緒に公開します。"
    ).published
    static let purpose = Field.textArea("purpose", "使いみち", max: 300, rows: 2, hint: "分かると、早く用意できることがあります。").optional
    static let outcome = Field<DataRequest.Outcome>.radios(
        "outcome", "回答", DataRequest.Outcome.allCases.map { Choice($0.rawValue, $0.title) })
    static let answer = Field.textArea("answer", "説明", max: 1_000, rows: 4, hint: "公開できないときは、理由と根拠を書きます。").published
    static let withdrawnReason = Field.textArea(
        "withdrawnReason", "取り下げる理由", max: 500, rows: 2, hint: "庁内の記録に残し、公開しません。")
    static let closedReason = Field.textArea(
        "closedReason", "公開せずに終える理由", max: 500, rows: 2, hint: "庁内の記録に残し、公開しません。")

    /// The parts of a wish that nobody outside reads, as they stand in it.
    static func hiding(_ request: DataRequest) -> Field<[String]?> {
        let wish = request.wish
        return Field.textArea(
            "hidden", "要望の文のうち伏せる部分", max: 600, rows: 3,
            hint: "人の名前や連絡先があるときに、1行に1つ、要望の文にあるとおりに書きます。公開する文では「\(HiddenWords.mark)」になります。元の文は庁内に残ります。"
        ).mapped(
            to: { text in
                let words = HiddenWords.lines(text)
                return HiddenWords.missing(words, in: wish).isEmpty ? words : nil
            }, from: { $0.joined(separator: "\n") }
        ) { text in
            let missing = HiddenWords.missing(HiddenWords.lines(text), in: wish)
            return "\(missing.map { "「\($0)」" }.joined(separator: "、"))は、要望の文にありません。1行に1つ、要望の文のとおりに書いてください。"
        }.optional
    }

    static func dataset(_ datasets: [Dataset]) -> Field<ID<Dataset>?> {
        Field<ID<Dataset>>.record(
            "dataset", "当てはまるデータセット", datasets.map { Choice($0.id.text, $0.title) }, empty: "なし"
        ).optional
    }
}

/// 公開の要望: what residents asked for and what was answered, and the form to ask, without an account.
struct RequestListPage: PageView {
    static let path = "/opendata/requests"

    let answered: ListView<DataRequest>
    let waiting: [DataRequest]
    let closed: [DataRequest]
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RequestListPage {
        let published = try Dataset.published(on: connection)
        let datasets = Dictionary(published.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = try DataRequest.list("WHERE answered_on IS NOT NULL ORDER BY number DESC", on: connection)
        return RequestListPage(
            answered: ListView(listing(rows, datasets), rows, request),
            waiting: try DataRequest.list(
                "WHERE answered_on IS NULL AND closed_on IS NULL ORDER BY number", on: connection),
            closed: try DataRequest.list("WHERE closed_on IS NOT NULL ORDER BY number DESC", on: connection),
            state: request.state)
    }

    private static func listing(
        _ rows: [DataRequest], _ datasets: [ID<Dataset>: Dataset]
    ) -> Listing<DataRequest> {
        Listing(
            "回答した要望", at: path, file: "requests", identity: \.id.text,
            columns: [
                .number("number", "番号") { .count($0.number) },
                .heading("wish", "要望", { .text($0.publicWish) }) { Prose($0.publicWish).html },
                ListColumn("outcome", "回答") { .text($0.outcome?.title ?? "") }.whole,
                ListColumn("answered", "回答した日") { .day($0.answeredOn) },
                ListColumn("corrected", "訂正した日") { .day($0.correctedOn) },
                ListColumn("answer", "説明", { .text($0.answer ?? "") }) { request in
                    let found = request.dataset.flatMap { datasets[$0] }
                    let link: HTML? = found.map { "<p><a href=\"\($0.publicPath)\">\($0.title)</a></p>" }
                    let corrected: HTML? = request.correctedOn.map { "<p>訂正（\($0.japanese)）</p>" }
                    return "\(corrected)\(Prose(request.answer ?? ""))\(link)"
                }.beneath,
            ],
            filters: [ListFilter("outcome", "回答", of: rows) { $0.outcome?.title ?? "" }],
            empty: "回答した要望はまだありません。")
    }

    var export: ListExport? { answered.export }

    /// Without their words, which are why.
    private var ended: HTML {
        guard !closed.isEmpty else { return .empty }
        return """
            <h2>公開せずに終えた要望</h2>
            <p>要望の文を公開できないため、このページでの回答はせずに終えたものです。</p>
            \(TableView(
                caption: "公開せずに終えた要望", columns: [.rowHeader("番号"), .text("受けた日"), .text("終えた日")],
                rows: closed.map { ["\($0.number)", "\($0.askedOn.japanese)", "\($0.closedOn?.japanese ?? "")"] },
                isCaptionHidden: true))
            """
    }

    var page: Page {
        Page(
            "公開の要望", trail: [CataloguePage.link], home: PublicPlace.home,
            body: """
                <p class="lead">公開してほしいデータを、お知らせください。\(DataRequest.officeDays)開庁日以内に、このページで回答します。</p>
                \(FormView(Self.path, state, submit: "要望を送る", fields: [RequestFields.wish(), RequestFields.purpose()]))
                <h2>回答を待っている要望</h2>
                \(TableView(
                    caption: "回答を待っている要望",
                    columns: [.rowHeader("番号"), .text("受けた日"), .text("回答の期限"), .text("お知らせ")],
                    rows: waiting.map { request in
                        [
                            "\(request.number)", "\(request.askedOn.japanese)", "\(request.dueOn.japanese)",
                            "\(request.withdrawnOn.map { "\($0.japanese)に、公開した回答を取り下げました。" } ?? "")",
                        ]
                    }, empty: "待っている要望はありません。", isCaptionHidden: true))
                <h2>回答した要望</h2>
                \(answered.html)
                \(ended)
                """)
    }
}

/// What waits for an answer, for staff.
struct RequestStaffPage: PageView {
    static let path = "/datasets/requests"
    static let link = Link("公開の要望", path)

    let list: ListView<DataRequest>

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RequestStaffPage {
        let rows = try DataRequest.list("ORDER BY number DESC", on: connection)
        let today = request.today
        let listing = Listing<DataRequest>(
            "公開の要望", at: path, file: "requests", identity: \.id.text,
            columns: [
                .heading("wish", "要望", { .text($0.wish) }) { "<a href=\"\($0.path)\">\($0.number)　\($0.wish)</a>" },
                ListColumn("asked", "受けた日") { .day($0.askedOn) }, ListColumn("due", "期限") { .day($0.dueOn) },
                ListColumn("outcome", "回答") { .text(standing($0)) }.whole,
            ],
            filters: [
                ListFilter("outcome", "回答", of: rows) { standing($0) },
                ListFilter("late", "期限", yes: "過ぎたもの") { $0.isWaiting && $0.dueOn < today },
            ])
        return RequestStaffPage(list: ListView(listing, rows, request))
    }

    static func standing(_ request: DataRequest) -> String {
        request.outcome?.title ?? (request.closedOn == nil ? "未回答" : "公開せずに終了")
    }

    var export: ListExport? { list.export }
    var page: Page { Page(Self.link.title, body: list.html) }
}
