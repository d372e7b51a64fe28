import Japanese
import Site
import Storage
import Ward

/// One request, where it is answered, closed, and its answer corrected or taken back.
struct RequestAnswerPage: PageView {
    let request: DataRequest
    let earlier: [EarlierAnswer]
    let datasets: [Dataset]
    let mayAnswer: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RequestAnswerPage {
        let asked = try DataRequest.load(request, on: connection)
        return RequestAnswerPage(
            request: asked, earlier: try EarlierAnswer.of(asked, on: connection),
            datasets: try Dataset.published(on: connection),
            mayAnswer: try request.person.may(.answerRequests), state: request.state)
    }

    var page: Page {
        var facts: [(name: String, value: HTML)] = [
            ("受けた日", "\(request.askedOn.japanese)"), ("回答の期限", "\(request.dueOn.japanese)"),
            ("要望", Prose(request.wish).html),
        ]
        if !request.hiddenWords.isEmpty { facts.append(("公開している要望の文", Prose(request.publicWish).html)) }
        facts += [
            ("使いみち", Prose(request.purpose ?? "―").html), ("回答", "\(RequestStaffPage.standing(request))"),
            ("説明", Prose(request.answer ?? "―").html),
        ]
        if let day = request.correctedOn { facts.append(("訂正した日", "\(day.japanese)")) }
        if let day = request.withdrawnOn { facts.append(("回答を取り下げた日", "\(day.japanese)")) }
        if let day = request.closedOn {
            facts.append(("公開せずに終えた日", "\(day.japanese)"))
            facts.append(("公開せずに終えた理由", Prose(request.closedReason ?? "―").html))
        }
        return Page(
            "要望 \(request.number)", trail: [RequestStaffPage.link],
            body: """
                \(SummaryList(facts))
                \(mayAnswer ? actions : .empty)\(history)
                """)
    }

    private var actions: HTML {
        if request.isWaiting {
            let close = "\(request.path)/close"
            return FormView("\(request.path)/answer", state, submit: "回答を公開する", fields: fields).html
                + Details(
                    "公開せずに終える", for: [close], state,
                    FormView(close, state, submit: "公開せずに終える", fields: [RequestFields.closedReason()]).html
                ).html
        }
        guard request.answeredOn != nil else { return .empty }
        let (correct, withdraw) = ("\(request.path)/correct", "\(request.path)/withdraw")
        return Details(
            "公開した回答を訂正する", for: [correct], state,
            FormView(correct, state, submit: "訂正を公開する", fields: fields).html
        ).html
            + Details(
                "公開した回答を取り下げる", for: [withdraw], state,
                FormView(withdraw, state, submit: "回答を取り下げる", fields: [RequestFields.withdrawnReason()]).html
            ).html
    }

    /// With the answer that stands in public, if any.
    private var fields: [FormField] {
        [
            RequestFields.outcome(request.outcome), RequestFields.answer(request.answer),
            RequestFields.dataset(datasets)(request.dataset), RequestFields.hiding(request)(request.hiddenWords),
        ]
    }

    private var history: HTML {
        guard !earlier.isEmpty else { return .empty }
        return """
            <h2>以前に公開した回答</h2>
            \(TableView(
                caption: "以前に公開した回答",
                columns: [.rowHeader("公開した日"), .text("回答"), .text("説明"), .text("公開した要望の文"), .text("その後")],
                rows: earlier.map { answer in
                    [
                        "\(answer.answeredOn.japanese)", "\(answer.outcome.title)", Prose(answer.answer).html,
                        Prose(HiddenWords.hiding(answer.hiddenWords, in: request.wish)).html,
                        "\(answer.replacedAt.date.japanese)に\(answer.withdrawnReason.map { "取り下げました。理由: \($0)" } ?? "訂正しました。")",
                    ]
                }, isCaptionHidden: true))
            """
    }
}
