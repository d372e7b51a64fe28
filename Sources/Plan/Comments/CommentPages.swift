import Japanese
import Site
import Ward

/// All comments on an initiative or on one answer, with the form for a further one.
struct CommentListPage {
    let subject: Comment.Subject
    let initiative: Initiative
    /// The quarter and section of an answer; `nil` for an initiative.
    let entryTitle: String?
    let comments: [Comment]
    let entryTitles: [ID<Entry>: String]
    /// Layers the person may write here.
    let layers: [CommentLayer]
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    static func path(_ subject: Comment.Subject) -> String { "\(subjectPath(subject))/comments" }

    private static func subjectPath(_ subject: Comment.Subject) -> String {
        switch subject {
        case .initiative(let id): InitiativePage.path(id)
        case .entry(let id): EntryPage.path(id)
        }
    }

    var page: Page {
        let title = entryTitle.map { "\(initiative.heading)（\($0)）" } ?? initiative.heading
        return Page(
            "意見と対応結果", trail: [PlanPage.link, Link(title, Self.subjectPath(subject))], section: PlanPage.link.path,
            body: """
                <p>「\(title)」への意見です。意見は書いた人の立場ごとに並び、あとから書いた意見が前の意見を書き換えることはありません。</p>
                <h2>書かれた意見</h2>
                \(CommentSection(comments: comments, entryTitles: entryTitles).html)
                \(layers.isEmpty ? .empty : form)
                """)
    }

    private var form: HTML {
        let outside = layers.contains(where: \.isFromOutside)
        var fields: [FormField] = [
            .radios(
                "layer", "立場", layers.map { Choice($0.rawValue, $0.title) },
                value: layers.count == 1 ? layers[0].rawValue : nil),
            .textArea(
                "content", "意見", max: CommentLimits.contentScalarsMax, rows: 6,
                hint: outside ? "外部と区民の意見からは、氏名、住所、電話番号、メールアドレスを除いて書き写してください。" : nil),
        ]
        if outside {
            fields.append(
                .text(
                    "source", "意見募集などの名称", max: CommentLimits.sourceScalarsMax, isRequired: false,
                    hint: "外部と区民の意見のときは、必ず書きます。例: 令和6年度 計画修正案への意見募集"))
        }
        return """
            <h2>意見を書く</h2>
            \(FormView(
                action: Self.path(subject), csrfToken: csrfToken, submit: "意見を加える", errors: errors, sent: sent,
                fields: fields))
            """
    }

    var json: JSON {
        ["initiative": .string(initiative.heading), "comments": .array(comments.map(\.json))]
    }
}

/// One comment with everything that was answered to it.
struct CommentPage {
    let comment: Comment
    let initiative: Initiative
    /// Units for which the person may answer.
    let units: [OfficeUnit]
    let today: CivilDate
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    var page: Page {
        let subject: Comment.Subject = comment.entry.map { .entry($0) } ?? .initiative(comment.initiative)
        return Page(
            "意見への対応結果",
            trail: [
                PlanPage.link, Link(initiative.heading, InitiativePage.path(initiative.id)),
                Link("意見と対応結果", CommentListPage.path(subject)),
            ], section: PlanPage.link.path,
            body: """
                \(SummaryList([
                    ("取組", "\(initiative.heading)"), ("出どころ", "\(comment.origin)"),
                    ("書いた日時", "\(comment.at.japanese)　\(comment.actor)"), ("意見", Prose(comment.content).html),
                ]))
                <h2>対応結果</h2>
                \(comment.response?.html ?? "<p class=\"empty\">対応結果は、まだ書かれていません。</p>")
                \(history)
                \(units.isEmpty ? .empty : form)
                """)
    }

    private var history: HTML {
        let older = comment.responses.dropLast()
        guard !older.isEmpty else { return .empty }
        return """
            <h2>前の対応結果</h2>
            \(TableView(
                caption: "前の対応結果", columns: [.rowHeader("書いた日時"), .text("だれが"), .text("対応結果")],
                rows: older.reversed().map { ["\($0.at.japanese)", "\($0.actor)", $0.html] }, isCaptionHidden: true))
            """
    }

    private var form: HTML {
        Details(
            comment.responses.isEmpty ? "対応結果を書く" : "新しい対応結果を書く", isOpen: !errors.isEmpty,
            FormView(
                action: "\(CommentSection.path(comment.id))/responses", csrfToken: csrfToken, submit: "対応結果を加える",
                errors: errors, sent: sent,
                fields: [
                    .radios(
                        "state", "対応", CommentResponse.State.allCases.map { Choice($0.rawValue, $0.title) }),
                    .textArea("content", "対応の内容", max: CommentLimits.contentScalarsMax, rows: 5),
                    .textArea(
                        "reason", "対応しない理由", max: CommentLimits.reasonScalarsMax, rows: 3, isRequired: false,
                        hint: "「対応しない」のときは、必ず書きます。"),
                    .select(
                        "unit", "対応した課", units.map { Choice($0.id.text, $0.name) },
                        value: units.count == 1 ? units[0].id.text : nil),
                    .date("respondedOn", "対応した日", value: today.japanese),
                ]
            ).html
        ).html
    }
}

extension Comment {
    /// For programs: the newest response last.
    var json: JSON {
        [
            "id": .string(id.text), "layer": .string(layer.rawValue), "origin": .string(origin),
            "entry": JSON(entry), "content": .string(content), "at": .string(at.description),
            "responses": .array(
                responses.map {
                    [
                        "state": .string($0.state.rawValue), "content": .string($0.content),
                        "reason": .string($0.reason), "unit": .string($0.unitName), "on": JSON($0.respondedOn),
                        "at": .string($0.at.description),
                    ]
                }),
        ]
    }
}
