import Japanese
import Site
import Storage
import Ward

/// The addresses of comments and of what was done about them.
enum CommentRoutes {
    private typealias Fields = CommentFields

    static let all: [Route] =
        ["initiatives/:initiative/comments", "entries/:entry/comments"].flatMap { path -> [Route] in
            [
                .page(path, needs: .readComments, CommentListPage.load),
                .action(
                    path, on: CommentedSubject.self, needs: .writeComments, summary: "意見を書く",
                    page: CommentListPage.load, change: add),
            ]
        } + [
            .page("comments/:comment", needs: .readComments, CommentPage.load),
            .action(
                "comments/:comment/responses", on: AnsweredComment.self, needs: .respondToComments,
                summary: "意見への対応結果を書く",
                page: CommentPage.load
            ) { answered, form, change in
                let (state, content, reason, unit, day) = try form.values(
                    Fields.state, Fields.response, Fields.reason, Fields.unit(answered.units),
                    Fields.respondedOn(today: change.today))
                if state == .declined, reason.isBlank {
                    throw form.refusing(Fields.reason, CommentRefusal.reasonNeeded.words)
                }
                try CommentStore.respond(
                    content, state: state, reason: reason, unit: unit, on: day, to: answered.comment.id,
                    by: change.stamp, on: change.connection)
                return .done("対応結果を加えました。前の対応結果も残っています。")
            },
            .action(
                "comments/:comment/withdraw", on: WithdrawnComment.self, needs: .readComments, summary: "意見を取り下げる",
                fields: [Fields.withdrawalReason], page: CommentPage.load,
                asks: { withdrawn, _ in withdrawn.confirmation }
            ) { withdrawn, form, change in
                let reason = try form.values(Fields.withdrawalReason)
                try CommentStore.withdraw(
                    withdrawn.comment, reason: reason, by: change.stamp, on: change.connection)
                return .done("意見を取り下げました。")
            },
        ]

    private static func add(_ on: CommentedSubject, _ form: inout FormReader, _ change: Change) throws -> Outcome {
        guard !on.layers.isEmpty else { throw PageRefusal.forbidden(.writeComments) }
        let fields = (layer: Fields.layer(on.layers), content: Fields.content(on.layers))
        let layer = form.value(fields.layer)
        let content = form.value(fields.content)
        let source = form.value(Fields.source) ?? ""
        if let layer, !on.layers.contains(layer) { throw PageRefusal.forbidden(layer.permission) }
        if let layer, layer.isFromOutside {
            if source.isBlank { form.errors.add(Fields.source.name, CommentRefusal.sourceNeeded.words) }
            if let detail = PersonalDetail.found(in: source) { form.errors.add(Fields.source.name, detail.words) }
            if let detail = content.flatMap(PersonalDetail.found) { form.errors.add(fields.content.name, detail.words) }
        }
        guard let layer, let content, form.errors.isEmpty else { throw FormRefused(form.errors) }
        try CommentStore.add(
            content, layer: layer, about: on.subject, source: source, by: change.stamp, on: change.connection)
        return .done("\(layer.title)の意見を加えました。")
    }
}

/// What the address says is commented on, as far as the person may see it.
struct CommentedSubject: RouteSubject {
    let subject: Comment.Subject
    let initiative: Initiative
    /// The quarter and section of an answer; `nil` for an initiative.
    let entryTitle: String?
    /// Layers the person may write here.
    let layers: [CommentLayer]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CommentedSubject {
        let person = try request.person
        let subject: Comment.Subject
        let initiative: Initiative
        var entryTitle: String?
        if request.parameters["entry"] != nil {
            let id: ID<Entry> = try request.id("entry")
            guard let (entry, title) = try CommentAccess.entry(id, person, on: connection) else {
                throw PageRefusal.notFound
            }
            subject = .entry(id)
            initiative = try Initiative.known(entry.initiative, on: connection)
            entryTitle = title
        } else {
            initiative = try Initiative.load(request, on: connection)
            subject = .initiative(initiative.id)
        }
        return CommentedSubject(
            subject: subject, initiative: initiative, entryTitle: entryTitle,
            layers: CommentLayer.allCases.filter {
                person.may(.writeComments) && $0.mayBeWritten(by: person, group: initiative.studyGroup)
                    && ($0 != .group || initiative.studyGroup != nil)
            })
    }

    var path: String { CommentListPage.path(subject) }
}

/// A comment that the person may answer.
struct AnsweredComment: RouteSubject {
    let comment: Comment
    /// Units for which the person may answer.
    let units: [OfficeUnit]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> AnsweredComment {
        let page = try CommentPage.load(request, on: connection)
        guard !page.units.isEmpty else { throw PageRefusal.forbidden(.respondToComments) }
        return AnsweredComment(comment: page.comment, units: page.units)
    }

    var path: String { comment.path }
}
