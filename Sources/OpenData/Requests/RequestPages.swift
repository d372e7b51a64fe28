import Japanese
import Site
import Storage
import Ward

enum RequestFields {
    static let wish = Field.textArea(
        "wish", "公開してほしいデータ", max: 600, rows: 4, hint: "どのようなデータかを書きます。お名前や連絡先は書かないでください。回答と一緒に公開します。")
    static let purpose = Field.textArea("purpose", "使いみち", max: 300, rows: 2, hint: "分かると、早く用意できることがあります。").optional
    static let outcome = Field<DataRequest.Outcome>.radios(
        "outcome", "回答", DataRequest.Outcome.allCases.map { Choice($0.rawValue, $0.title) })
    static let answer = Field.textArea("answer", "説明", max: 1_000, rows: 4, hint: "公開できないときは、理由と根拠を書きます。")

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
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RequestListPage {
        let published = try Dataset.list("WHERE state = 'published'", on: connection)
        let datasets = Dictionary(published.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = try DataRequest.list("WHERE answered_on IS NOT NULL ORDER BY number DESC", on: connection)
        return RequestListPage(
            answered: ListView(listing(rows, datasets), rows, request),
            waiting: try DataRequest.list("WHERE answered_on IS NULL ORDER BY number", on: connection),
            state: request.state)
    }

    private static func listing(
        _ rows: [DataRequest], _ datasets: [ID<Dataset>: Dataset]
    ) -> Listing<DataRequest> {
        Listing(
            "回答した要望", at: path, file: "requests", identity: \.id.text,
            columns: [
                .number("number", "番号") { .count($0.number) },
                .heading("wish", "要望", { .text($0.wish) }) { Prose($0.wish).html },
                ListColumn("outcome", "回答") { .text($0.outcome?.title ?? "") }.whole,
                ListColumn("answered", "回答した日") { .day($0.answeredOn) },
                ListColumn("answer", "説明", { .text($0.answer ?? "") }) { request in
                    let found = request.dataset.flatMap { datasets[$0] }
                    let link: HTML? = found.map { "<p><a href=\"\($0.publicPath)\">\($0.title)</a></p>" }
                    return "\(Prose(request.answer ?? ""))\(link)"
                }.beneath,
            ],
            filters: [ListFilter("outcome", "回答", of: rows) { $0.outcome?.title ?? "" }],
            empty: "回答した要望はまだありません。")
    }

    var export: ListExport? { answered.export }

    var page: Page {
        Page(
            "公開の要望", trail: [CataloguePage.link], home: PublicPlace.home,
            body: """
                <p class="lead">公開してほしいデータを、お知らせください。\(DataRequest.officeDays)開庁日以内に、このページで回答します。</p>
                \(FormView(Self.path, state, submit: "要望を送る", fields: [RequestFields.wish(), RequestFields.purpose()]))
                <h2>回答を待っている要望</h2>
                \(TableView(
                    caption: "回答を待っている要望", columns: [.rowHeader("番号"), .text("受けた日"), .text("回答の期限")],
                    rows: waiting.map { ["\($0.number)", "\($0.askedOn.japanese)", "\($0.dueOn.japanese)"] },
                    empty: "待っている要望はありません。", isCaptionHidden: true))
                <h2>回答した要望</h2>
                \(answered.html)
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
                ListColumn("outcome", "回答") { .text($0.outcome?.title ?? "未回答") }.whole,
            ],
            filters: [
                ListFilter("outcome", "回答", of: rows) { $0.outcome?.title ?? "未回答" },
                ListFilter("late", "期限", yes: "過ぎたもの") { $0.answeredOn == nil && $0.dueOn < today },
            ])
        return RequestStaffPage(list: ListView(listing, rows, request))
    }

    var export: ListExport? { list.export }
    var page: Page { Page(Self.link.title, body: list.html) }
}

/// One request, where it is answered.
struct RequestAnswerPage: PageView {
    let request: DataRequest
    let datasets: [Dataset]
    let mayAnswer: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RequestAnswerPage {
        RequestAnswerPage(
            request: try DataRequest.load(request, on: connection),
            datasets: try Dataset.list("WHERE state = 'published' ORDER BY title, id", on: connection),
            mayAnswer: try request.person.may(.answerRequests), state: request.state)
    }

    var page: Page {
        let form = FormView(
            "\(request.path)/answer", state, submit: "回答を公開する",
            fields: [RequestFields.outcome(), RequestFields.answer(), RequestFields.dataset(datasets)()])
        return Page(
            "要望 \(request.number)", trail: [RequestStaffPage.link],
            body: """
                \(SummaryList([
                    ("受けた日", "\(request.askedOn.japanese)"), ("回答の期限", "\(request.dueOn.japanese)"),
                    ("要望", Prose(request.wish).html), ("使いみち", Prose(request.purpose ?? "―").html),
                    ("回答", "\(request.outcome?.title ?? "未回答")"), ("説明", Prose(request.answer ?? "―").html),
                ]))
                \(request.answeredOn == nil && mayAnswer ? form.html : .empty)
                """)
    }
}

enum RequestRoutes {
    static let all: [Route] = [
        .page("opendata/requests", access: .open, RequestListPage.load),
        .formAction("opendata/requests", access: .open, page: RequestListPage.load) { form, change in
            let (wish, purpose) = try form.values(RequestFields.wish, RequestFields.purpose)
            let stamp = change.request.ward.stamp(by: .stranger("住民（ウェブ）"))
            let made = try DataRequest.ask(
                wish, purpose: purpose, client: change.request.clientOfToday, by: stamp, on: change.connection)
            return .answer(
                .page(
                    Page(
                        "要望を受け付けました", trail: [Link("公開の要望", RequestListPage.path)], home: PublicPlace.home,
                        body: """
                            <p class="lead">番号は\(made.number)です。\(made.dueOn.japanese)までに、「公開の要望」のページで回答します。</p>
                            <p><a href="\(RequestListPage.path)">公開の要望を見る</a></p>
                            """)))
        },
        .page("datasets/requests", needs: .readCatalogue, RequestStaffPage.load),
        .page("datasets/requests/:request", needs: .readCatalogue, RequestAnswerPage.load),
        .action(
            "datasets/requests/:request/answer", on: DataRequest.self, needs: .answerRequests,
            page: RequestAnswerPage.load,
            asks: { request, _ in
                Confirmation(
                    "要望\(request.number)への回答を公開します", submit: "回答を公開する",
                    consequences: ["要望の文と回答を、だれでも読めるようになります。", "要望の文に、人の名前や連絡先がないことを確かめてください。"],
                    irreversible: "公開した回答は直せません。")
            }
        ) { request, form, change in
            let datasets = try Dataset.list("WHERE state = 'published' ORDER BY title, id", on: change.connection)
            let (outcome, answer, dataset) = try form.values(
                RequestFields.outcome, RequestFields.answer, RequestFields.dataset(datasets))
            try request.answer(outcome, answer, dataset: dataset, by: change.stamp, on: change.connection)
            return .done("回答を公開しました。")
        },
    ]
}
