import Japanese
import Site
import Storage
import Ward

/// The addresses at which everybody asks, and staff answer.
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
            asks: { request, change in
                Confirmation(
                    "要望\(request.number)への回答を公開します", submit: "回答を公開する",
                    consequences: ["要望の文と回答を、だれでも読めるようになります。", "要望の文に、人の名前や連絡先がないことを確かめてください。あるときは戻って、伏せる部分に書いてください。"],
                    irreversible: "後で訂正や取下げはできますが、それまでに読まれたことは取り消せません。",
                    preview: try preview(request, change))
            }
        ) { request, form, change in
            try request.answer(read(&form, request, change), by: change.stamp, on: change.connection)
            return .done("回答を公開しました。")
        },
        .action(
            "datasets/requests/:request/correct", on: DataRequest.self, needs: .answerRequests, summary: "公開した回答を訂正する",
            page: RequestAnswerPage.load,
            asks: { request, change in
                Confirmation(
                    "要望\(request.number)への回答を訂正します", submit: "訂正を公開する",
                    consequences: ["公開している回答を、次のものに替え、「訂正」と今日の日付を付けます。", "前の回答は、庁内の記録に残ります。"],
                    irreversible: nil, preview: try preview(request, change))
            }
        ) { request, form, change in
            try request.correct(read(&form, request, change), by: change.stamp, on: change.connection)
            return .done("訂正を公開しました。")
        },
        .action(
            "datasets/requests/:request/withdraw", on: DataRequest.self, needs: .answerRequests,
            summary: "公開した回答を取り下げる", fields: [RequestFields.withdrawnReason], page: RequestAnswerPage.load,
            asks: { request, _ in
                Confirmation(
                    "要望\(request.number)への回答を取り下げます", submit: "回答を取り下げる",
                    consequences: [
                        "要望の文と回答が、公開のページから消えます。番号と、回答を取り下げた日は残ります。",
                        "要望は未回答に戻ります。あらためて回答するか、公開せずに終えてください。", "前の回答と理由は、庁内の記録に残ります。",
                    ], irreversible: nil)
            }
        ) { request, form, change in
            let reason = try form.values(RequestFields.withdrawnReason)
            try request.withdrawAnswer(reason, by: change.stamp, on: change.connection)
            return .done("回答を取り下げました。")
        },
        .action(
            "datasets/requests/:request/close", on: DataRequest.self, needs: .answerRequests,
            summary: "公開の要望を、公開せずに終える", fields: [RequestFields.closedReason], page: RequestAnswerPage.load,
            asks: { request, _ in
                Confirmation(
                    "要望\(request.number)を、公開せずに終えます", submit: "公開せずに終える",
                    consequences: ["要望の文は公開しません。番号と終えた日だけを、公開のページに出します。", "理由は、庁内の記録に残ります。"],
                    irreversible: "終えた要望には、回答できません。")
            }
        ) { request, form, change in
            let reason = try form.values(RequestFields.closedReason)
            try request.close(reason, by: change.stamp, on: change.connection)
            return .done("公開せずに終えました。")
        },
    ]

    private static func read(
        _ form: inout FormReader, _ request: DataRequest, _ change: Change
    ) throws -> RequestAnswer {
        let (outcome, words, dataset, hiding) = try form.values(
            RequestFields.outcome, RequestFields.answer,
            RequestFields.dataset(Dataset.published(on: change.connection)),
            RequestFields.hiding(request))
        return RequestAnswer(outcome: outcome, words: words, dataset: dataset, hiding: hiding ?? [])
    }

    /// The wish and the answer as everybody will read them; empty while something of the form is wrong.
    private static func preview(_ request: DataRequest, _ change: Change) throws -> HTML? {
        var reader = FormReader(change.request.form)
        guard let told = try? read(&reader, request, change) else { return nil }
        let dataset = try told.dataset.flatMap { try Dataset.find($0, on: change.connection)?.title }
        return SummaryList([
            ("要望", Prose(HiddenWords.hiding(told.hiding, in: request.wish)).html),
            ("回答", "\(told.outcome.title)"), ("説明", Prose(told.words).html), ("データセット", "\(dataset ?? "なし")"),
        ]).html
    }
}
