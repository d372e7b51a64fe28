import Japanese
import Site
import Storage
import Ward

/// One comment with everything that was answered to it.
struct CommentPage: ProgramView {
    let comment: Comment
    let initiative: Initiative
    /// Units for which the person may answer.
    let units: [OfficeUnit]
    let mayWithdraw: Bool
    let today: CivilDate
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CommentPage {
        let comment = try Comment.load(request, on: connection)
        let person = try request.person
        guard try comment.entry.map({ try CommentAccess.entry($0, person, on: connection) != nil }) ?? true else {
            throw PageRefusal.notFound
        }
        let initiative = try Initiative.known(comment.initiative, on: connection)
        return CommentPage(
            comment: comment, initiative: initiative,
            units: comment.withdrawal == nil
                ? try CommentAccess.respondingUnits(
                    for: comment, of: initiative, person, today: request.today, on: connection) : [],
            mayWithdraw: try CommentAccess.mayWithdraw(comment, person, on: connection), today: request.today,
            state: request.state)
    }

    static let program = Route.ProgramSide("意見と対応結果", answer: Comment.answer)

    var json: JSON { comment.json }

    var page: Page {
        let subject: Comment.Subject = comment.entry.map { .entry($0) } ?? .initiative(comment.initiative)
        return Page(
            "意見への対応結果",
            trail: [
                PlanPage.link, Link(initiative.heading, InitiativePage.path(initiative.id)),
                Link("意見と対応結果", CommentListPage.path(subject)),
            ], section: PlanPage.link.path,
            body: comment.withdrawal.map(withdrawn) ?? """
                \(SummaryList([
                    ("取組", "\(initiative.heading)"), ("出どころ", "\(comment.origin)"),
                    ("書いた日時", "\(comment.at.japanese)　\(comment.actor)"), ("意見", Prose(comment.content).html),
                ]))
                <h2>対応結果</h2>
                \(comment.response?.html ?? "<p class=\"empty\">対応結果は、まだ書かれていません。</p>")
                \(history)
                \(units.isEmpty ? .empty : form)
                \(mayWithdraw ? withdrawing : .empty)
                """)
    }

    private func withdrawn(_ withdrawal: CommentWithdrawal) -> HTML {
        SummaryList([
            ("取組", "\(initiative.heading)"), ("出どころ", "\(comment.origin)"),
            ("書いた日時", "\(comment.at.japanese)　\(comment.actor)"),
            ("取り下げた日時", "\(withdrawal.at.japanese)　\(withdrawal.actor)"), ("取り下げた理由", "\(withdrawal.reason)"),
        ]).html
    }

    private var withdrawing: HTML {
        let path = "\(comment.path)/withdraw"
        let form = FormView(path, state, submit: "意見を取り下げる", fields: [CommentFields.withdrawalReason()])
        return Details("この意見を取り下げる", for: [path], state, form.html).html
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
        let path = "\(comment.path)/responses"
        let form = FormView(
            path, state, submit: "対応結果を加える",
            fields: [
                CommentFields.state(), CommentFields.response(), CommentFields.reason(),
                CommentFields.unit(units)(units.count == 1 ? units[0].id : nil),
                CommentFields.respondedOn(today: today)(today),
            ])
        return Details(comment.responses.isEmpty ? "対応結果を書く" : "新しい対応結果を書く", for: [path], state, form.html).html
    }
}

extension Comment: AddressedRecord {
    static let parameter = "comment"
    var path: String { "/comments/\(id)" }

    static let answer: AnswerShape = [
        "id": .text, "layer": .text, "origin": .text, "entry": .orNull(.text), "content": .text, "at": .text,
        "withdrawn": .orNull(.text),
        "responses": .list([
            "state": .text, "content": .text, "reason": .text, "unit": .text, "on": .orNull(.text), "at": .text,
        ]),
    ]

    /// For programs: the newest response last.
    var json: JSON {
        [
            "id": .string(id.text), "layer": .string(layer.rawValue), "origin": .string(origin),
            "entry": JSON(entry), "content": .string(withdrawal == nil ? content : ""),
            "at": .string(at.description), "withdrawn": JSON(withdrawal?.at.description),
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
